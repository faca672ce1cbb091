import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../testing/command';
import type { PackageManagerName } from './support/package-managers';
import { install, packageManager } from './support/package-managers';
import { place, tarball } from './support/place';

const OLD = '2.200.0';

function oldApp(manager: PackageManagerName): string {
  const folder = join(place(), `old-${manager.replace(' ', '')}`);
  mkdirSync(folder);
  const dependencies = { 'aws-cdk-lib': OLD, 'constructs': '10.5.1', 'cdk-discoverable-service': `file:${tarball()}` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'old', private: true, dependencies }));
  Object.entries(packageManager(manager).settings ?? {}).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  return folder;
}

test('npm refuses a CDK that is too old, and names what is needed; by force, the import says it in one sentence', async () => {
  const folder = oldApp('npm');
  const refused = await install('npm', folder);
  const forced = await install('npm', folder, ['--force']);
  const imported = await run(folder, process.execPath, ['-e', "require('cdk-discoverable-service')"]);

  expect(refused.status).not.toBe(0);
  expect(refused.output).toContain('peer aws-cdk-lib@"^2.258.1" from cdk-discoverable-service');
  expect(forced.status).toBe(0);
  expect(imported.output).toContain(
    `Error: cdk-discoverable-service needs aws-cdk-lib 2.258.1 or newer, and found ${OLD}. Install it: npm install aws-cdk-lib@^2.258.1`);
});

test.each([
  ['pnpm', /unmet peer aws-cdk-lib@\^2\.258\.1: found 2\.200\.0/],
  ['yarn 1', /cdk-discoverable-service@[\d.]+" has incorrect peer dependency "aws-cdk-lib@\^2\.258\.1"/],
  ['yarn 4', /aws-cdk-lib is listed by your project with version 2\.200\.0.*doesn't satisfy what cdk-discoverable-service requests \(\^2\.258\.1\)/],
] as const)('%s warns of a CDK that is too old, and names what is needed', async (manager, warning) => {
  expect((await install(manager, oldApp(manager))).output).toMatch(warning);
});
