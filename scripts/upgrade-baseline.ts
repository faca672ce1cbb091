import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, exampleApp, exampleNames } from './examples';
import { CHECKS, templatesIn } from '../test/testing/examples';
import { CONTEXT, idsOf, renderState, stateOf } from '../test/upgrade/released-state';

const RELEASED = join(ROOT, 'test/upgrade/released');

function templatesOf(name: string): ReturnType<typeof templatesIn> {
  const outdir = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    const context = JSON.stringify({ ...CONTEXT, [CHECKS]: false });
    execFileSync(process.execPath, exampleApp(name), { cwd: ROOT, env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: context } });
    return templatesIn(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const files = [
  ...exampleNames().map((name) => [name, renderState(stateOf(templatesOf(name)))]),
  ['ids', `${JSON.stringify(idsOf(), undefined, 1)}\n`],
];
for (const old of readdirSync(RELEASED)) {
  rmSync(join(RELEASED, old));
}
for (const [name, text] of files) {
  writeFileSync(join(RELEASED, `${name}.json`), text);
}
