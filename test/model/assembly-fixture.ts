import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Assembly } from '../../src/model/assembly';
import { readAssembly } from '../../src/model/read-assembly';

/** What the CDK CLI adds to the context of an app; an app that runs alone goes without. */
export const FROM_CLI = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

const directories: string[] = [];

afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'model-'));
  directories.push(directory);
  return directory;
}

/** Synthesizes an app of plain CDK constructs and reads its assembly. */
export function synthesized(build: (app: App) => void, context: Record<string, unknown> = {}): Assembly {
  process.env.CDK_VALIDATION = 'false'; // not what is tested here, and slow
  const outdir = temporaryDirectory();
  const app = new App({ outdir, context, analyticsReporting: false });
  build(app);
  app.synth();
  return readAssembly(outdir);
}

/** Writes files of JSON below a new directory. */
export function written(files: Record<string, unknown>): string {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), JSON.stringify(content));
  }
  return directory;
}

interface HandWrittenStack {
  readonly Resources?: object;
  readonly Outputs?: object;
  readonly Parameters?: object;
  readonly Conditions?: object;
  readonly Mappings?: object;
  readonly Transform?: unknown;
  readonly environment?: string;
}

/** An assembly of hand-written templates, each a stack, with more files beside them. */
export function handWritten(stacks: Record<string, HandWrittenStack>, files: Record<string, unknown> = {}): Assembly {
  const artifacts = Object.entries(stacks).map(([id, { environment = 'aws://unknown-account/unknown-region' }]) =>
    [id, { type: 'aws:cloudformation:stack', environment, properties: { templateFile: `${id}.json` } }]);
  return readAssembly(written({
    ...files,
    ...Object.fromEntries(Object.entries(stacks).map(([id, template]) => [`${id}.json`, template])),
    'manifest.json': { version: '36.0.0', artifacts: Object.fromEntries(artifacts) },
  }));
}
