import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APPS, InstalledApp } from './support/apps';
import { assertToolchains, done, ROOT } from './support/commands';
import { Packages } from './support/packages';
import type { CdkVersions } from '../testing/cdk-versions';
import { templatesIn } from '../testing/examples';

const FOLDER = mkdtempSync(join(tmpdir(), 'languages-'));
const packages = new Packages(join(FOLDER, 'dist'));

beforeAll(async () => {
  assertToolchains();
  await packages.build();
});

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const VARYING = ['CDKMetadata', 'BootstrapVersion', 'CheckBootstrapVersion'];

/** The templates of an assembly, without what differs from run to run or says nothing about the system. */
function comparable(outdir: string): object {
  const text = JSON.stringify(templatesIn(outdir)).replace(/[0-9a-f]{64}/g, '<hash>');
  return JSON.parse(text, (key, value: unknown) => VARYING.includes(key) ? undefined : value) as object;
}

/** What the example in TypeScript makes with the packed tarball and with these versions of the peers. */
async function typescriptTemplates({ 'aws-cdk-lib': awsCdkLib, constructs }: CdkVersions): Promise<object> {
  const cwd = join(FOLDER, `typescript-${awsCdkLib}`);
  const outdir = join(cwd, 'cdk.out');
  if (!existsSync(outdir)) {
    mkdirSync(cwd, { recursive: true });
    copyFileSync(join(ROOT, 'examples/frontend-backend/app.ts'), join(cwd, 'app.ts'));
    await done(`npm install of aws-cdk-lib ${awsCdkLib}`, 'npm init --yes && '
      + `npm install --no-audit --no-fund '${packages.npm}' aws-cdk-lib@${awsCdkLib} constructs@${constructs}`, { cwd });
    await done('synth in typescript', `node '${ROOT}/node_modules/tsx/dist/cli.mjs' app.ts`, { cwd, env: { CDK_OUTDIR: outdir } });
  }
  return comparable(outdir);
}

describe.each(Object.entries(APPS))('an app in %s that installs the built package', (_language, app) => {
  let installed: InstalledApp;

  beforeAll(async () => {
    installed = await InstalledApp.of(app, packages, join(FOLDER, app.language));
  });

  test('synthesizes the same templates as TypeScript', async () => {
    const outdir = join(FOLDER, app.language, 'cdk.out');
    const outcome = await installed.synthesize(outdir);
    expect(outcome).toMatchObject({ status: 0 });
    const templates = comparable(outdir);
    expect(Object.keys(templates)).toEqual(['Shop.template.json']);
    expect(templates).toEqual(await typescriptTemplates(installed.pins));
  });

  test('reads in an exception of its language which rule it broke, and what to do', async () => {
    installed.breakRule();
    const { status, output } = await installed.synthesize(join(FOLDER, app.language, 'broken.out'));
    expect(status).not.toBe(0);
    expect(output).toMatch(app.thrown);
    expect(output).toContain('[port] port is 70000.');
    expect(output).toContain('fix: Set port, and additionalPorts, to the ports that the process in the container listens on.');
  });
});

describe('the other packages', () => {
  test('the source distribution for PyPI is there', () => {
    expect(existsSync(packages.sdist)).toBe(true);
  });

  test('the code for .NET is generated, and holds the main construct', () => {
    const files = readdirSync(packages.dotnet, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /(\bDiscoverableService\.cs|\.nupkg)$/.test(file))).not.toEqual([]);
  });
});
