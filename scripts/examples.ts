import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..');

/** The directories under examples/ that hold a CDK app. */
export function exampleNames(): string[] {
  return readdirSync(join(ROOT, 'examples')).filter(isExample).sort();
}

export function isExample(name: string): boolean {
  return existsSync(join(ROOT, 'examples', name, 'app.ts'));
}

/** The arguments for node that run the app of an example, to be used in `ROOT`. */
export function exampleApp(name: string): string[] {
  return ['node_modules/tsx/dist/cli.mjs', '--tsconfig', 'examples/tsconfig.json', `examples/${name}/app.ts`];
}

/** Where the cloud assembly of an example is written. */
export function assemblyDirectory(name: string): string {
  return join(ROOT, 'cdk.out', name);
}
