import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export { exampleNames } from '../../scripts/examples';

const EXAMPLES = resolve(__dirname, '../../examples');

const SOURCES = ['../../src', '../../examples'].map((folder) => resolve(__dirname, folder));

/** The modules of the CDK that the library and the examples load. */
const CDK_MODULES = [...new Set(SOURCES.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/from '((?:aws-cdk-lib|constructs)[^']*)'/g)].map(([, name]) => name))))];

/** The checks of templates: they read each one again and print a report, and are on where that is what is tested. */
export const CHECKS = 'cdk-discoverable-service:checks';

const cdk = new Map<string, unknown>();

/** The library and the example are loaded anew for each run; the CDK once, because it takes seconds. */
function resetModules(): void {
  jest.resetModules();
  for (const name of CDK_MODULES) {
    if (!cdk.has(name)) {
      cdk.set(name, jest.requireActual(name));
    }
    jest.doMock(name, () => cdk.get(name));
  }
}

/**
 * Runs an example's app as the CDK CLI would, in this process, and returns the folder of its cloud assembly.
 *
 * @param context the context that the CLI would pass, such as feature flags
 * @param options `keepModules` leaves a CDK in place that the test has loaded and watches
 */
export function synthesizeExample(name: string, context: Record<string, unknown> = {}, options: { readonly keepModules?: boolean } = {}): string {
  const outdir = mkdtempSync(join(tmpdir(), `${name}-`));
  process.env.CDK_OUTDIR = outdir;
  const before = process.env.CDK_CONTEXT_JSON;
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ [CHECKS]: false, ...context });
  try {
    if (!options.keepModules) {
      resetModules();
    }
    jest.requireActual(join(EXAMPLES, name, 'app.ts'));
  } finally {
    delete process.env.CDK_OUTDIR;
    process.env.CDK_CONTEXT_JSON = before;
  }
  return outdir;
}

/** The templates of a cloud assembly by their file names. */
export function templatesIn(outdir: string): Record<string, { Resources: Record<string, unknown>; Outputs?: unknown }> {
  const files = readdirSync(outdir).filter((file) => file.endsWith('.template.json')).sort();
  return Object.fromEntries(files.map((file) => [file, readJson(join(outdir, file)) as { Resources: Record<string, unknown> }]));
}

export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
