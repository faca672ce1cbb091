import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageManagerName } from './package-managers';
import { packageManager } from './package-managers';
import { ROOT, place, tarball } from './place';
import { CDK_VERSIONS } from '../../testing/cdk-versions';
import { succeed } from '../../testing/command';

interface Manifest { [field: string]: Record<string, string> }

/** What a user writes after `cdk init`: file of the clone, file of the app. */
const WRITTEN = {
  'lib/app-stack.ts': 'lib/app-stack.ts',
  'lib/simulate.ts': 'lib/simulate.ts',
  'test/snapshot.ts': 'test/app.test.ts',
  'named-imports.mjs': 'named-imports.mjs',
  'required.cjs': 'required.cjs',
};

/** Makes an app by `cdk init`, with the packed library in it. Nothing is installed. */
export async function newApp(manager: PackageManagerName, cdk: keyof typeof CDK_VERSIONS): Promise<string> {
  const folder = join(place(), `${manager.replace(' ', '')}-${cdk}`, 'app'); // the folder's name names the stack
  mkdirSync(folder, { recursive: true });
  await succeed(folder, join(ROOT, 'node_modules/.bin/cdk'), ['init', 'app', '--language', 'typescript', '--generate-only']);
  const manifestFile = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const { fields, settings } = packageManager(manager);
  const dependencies = { ...CDK_VERSIONS[cdk], 'cdk-discoverable-service': `file:${tarball()}` };
  writeFileSync(manifestFile, JSON.stringify({ ...manifest, ...fields, dependencies }, null, 2));
  Object.entries(settings ?? {}).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  Object.entries(WRITTEN).forEach(([from, to]) => copyFileSync(join(ROOT, 'test/consumers/app', from), join(folder, to)));
  return folder;
}
