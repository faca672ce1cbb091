import { argumentsOf, readParameters, refuse } from './arguments';

/** What `check` is asked for. */
export interface CheckOptions {
  readonly paths: readonly string[];
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
  const { values, positionals: paths } = argumentsOf(args, OPTIONS);
  if (values['list-rules']) {
    return 'list-rules';
  }
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
    parameters: readParameters(values.parameter),
    failOn,
    config: values.config,
    baseline: values.baseline,
    writeBaseline: values['write-baseline'],
  };
}
