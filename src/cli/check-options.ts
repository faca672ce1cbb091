import { argumentsOf, readParameters, refuse } from './arguments';
import { isDirectory } from '../model/read-assembly';

/** Where the CDK writes the assembly of an app, unless it is told otherwise. */
const DEFAULT_ASSEMBLY = 'cdk.out';

/** What `check` is asked for. */
export interface CheckOptions {
  readonly paths: readonly string[];
  /** Whether nobody said what to check, and the assembly of the current folder is there. */
  readonly isAssumed: boolean;
  readonly format: 'text' | 'json' | 'sarif';
  readonly parameters: ReadonlyMap<string, string>;
  readonly failOn: 'error' | 'warning';
  readonly config?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
}

const OPTIONS = {
  'json': { type: 'boolean' },
  'sarif': { type: 'boolean' },
  'parameter': { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'config': { type: 'string' },
  'baseline': { type: 'string' },
  'write-baseline': { type: 'string' },
  'list-rules': { type: 'boolean' },
} as const;

export function readCheck(args: readonly string[]): CheckOptions | 'list-rules' {
  const { values, positionals } = argumentsOf(args, OPTIONS);
  if (values['list-rules']) {
    return 'list-rules';
  }
  const failOn = values['fail-on'] ?? 'error';
  const isAssumed = positionals.length === 0;
  if (isAssumed && !isDirectory(DEFAULT_ASSEMBLY)) {
    return refuse('check takes the directory of an assembly (cdk.out) or templates');
  }
  if (values.json && values.sarif) {
    return refuse('--json and --sarif exclude each other');
  }
  if (failOn !== 'error' && failOn !== 'warning') {
    return refuse(`--fail-on is "${failOn}", and can be error or warning`);
  }
  return {
    paths: isAssumed ? [DEFAULT_ASSEMBLY] : positionals,
    isAssumed,
    format: values.json ? 'json' : values.sarif ? 'sarif' : 'text',
    parameters: readParameters(values.parameter),
    failOn,
    config: values.config,
    baseline: values.baseline,
    writeBaseline: values['write-baseline'],
  };
}
