import { parseArgs } from 'node:util';
import { WrongUsage } from './wrong-usage';
import { messageOf } from '../model/json';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly parameters: ReadonlyMap<string, string>;
  readonly failOn: 'error' | 'warning';
  readonly config?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
}

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'check'; readonly options: CheckOptions }
  | { readonly kind: 'list-rules' }
  | { readonly kind: 'explain'; readonly ruleId: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

const OPTIONS = {
  'json': { type: 'boolean' },
  'sarif': { type: 'boolean' },
  'parameter': { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'config': { type: 'string' },
  'baseline': { type: 'string' },
  'write-baseline': { type: 'string' },
  'list-rules': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
  'version': { type: 'boolean' },
} as const;

export function readCommand(args: readonly string[]): Command {
  const { values, positionals: [name, ...rest] } = parsed(args);
  if (values.help || (name === undefined && !values.version && !values['list-rules'])) {
    return { kind: 'help' };
  }
  if (values.version || values['list-rules']) {
    return { kind: values.version ? 'version' : 'list-rules' };
  }
  switch (name) {
    case 'check': return { kind: 'check', options: readCheck(values, rest) };
    case 'explain': return rest.length === 1 ? { kind: 'explain', ruleId: rest[0] } : refuse('explain takes the id of one rule');
    default: return refuse(`there is no command "${name}"`);
  }
}

function refuse(problem: string): never {
  throw new WrongUsage(problem);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return refuse(messageOf(error).split('\n')[0]);
  }
}

type Values = ReturnType<typeof parsed>['values'];

function readCheck(values: Values, paths: readonly string[]): CheckOptions {
  const failOn = values['fail-on'] ?? 'error';
  if (paths.length === 0) {
    return refuse('check takes the directory of an assembly (cdk.out) or templates');
  }
  if (values.json && values.sarif) {
    return refuse('--json and --sarif exclude each other');
  }
  if (failOn !== 'error' && failOn !== 'warning') {
    return refuse(`--fail-on is "${failOn}", and can be error or warning`);
  }
  return {
    paths,
    format: values.json ? 'json' : values.sarif ? 'sarif' : 'text',
    parameters: new Map((values.parameter ?? []).map(readParameter)),
    failOn,
    config: values.config,
    baseline: values.baseline,
    writeBaseline: values['write-baseline'],
  };
}

function readParameter(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  return name === undefined ? refuse(`--parameter is "${text}", and takes Name=Value`) : [name, value];
}
