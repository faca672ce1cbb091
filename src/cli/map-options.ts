import { argumentsOf, readParameters, refuse } from './arguments';

const FORMATS = ['mermaid', 'dot', 'json', 'svg', 'html'] as const;

export type MapFormat = typeof FORMATS[number];

/** What `map` is asked for. */
export interface MapOptions {
  /** An assembly or templates; of a comparison, the newer ones. */
  readonly sources: readonly string[];
  /** What it is compared with. */
  readonly old?: string;
  readonly format: MapFormat;
  readonly output?: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  parameter: { type: 'string', multiple: true },
  diff: { type: 'boolean' },
} as const;

export function readMapOptions(args: readonly string[]): MapOptions {
  const { values, positionals } = argumentsOf(args, OPTIONS);
  const asked = values.format ?? 'mermaid';
  const format = FORMATS.find((each) => each === asked) ?? refuse(`--format is "${asked}", and can be ${FORMATS.join(', ')}`);
  if (values.output === '') {
    return refuse('--output takes the name of a file');
  }
  const rest = { format, output: values.output, parameters: readParameters(values.parameter) };
  if (values.diff) {
    const [old, next, ...more] = positionals;
    return next === undefined || more.length > 0 ? refuse('map --diff takes two assemblies or templates: the old one and the new one') : { ...rest, old, sources: [next] };
  }
  return positionals.length === 0 ? refuse('map takes the directory of an assembly (cdk.out) or templates') : { ...rest, sources: positionals };
}
