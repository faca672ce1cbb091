import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageManagerName } from './package-managers';
import { PACKAGE_MANAGERS, packageManager } from './package-managers';
import { ROOT } from './place';
import { succeed } from '../../testing/command';

/** One for node10, which the TypeScript of new apps no longer knows. */
export const OLDER_TYPESCRIPT = 'typescript@5.9.3';

/** Packs what was compiled, and installs the package managers, all outside the clone. */
export default async function prepare(): Promise<void> {
  if (!existsSync(join(ROOT, 'lib/index.js')) || !existsSync(join(ROOT, '.jsii'))) {
    throw new Error('the library is not compiled: npx projen compile');
  }
  const folder = process.env.CONSUMERS_PLACE = mkdtempSync(join(tmpdir(), 'consumers-'));
  await succeed(ROOT, 'npm', ['pack', '--pack-destination', folder]);
  const brought = (Object.keys(PACKAGE_MANAGERS) as PackageManagerName[]).flatMap((name) => packageManager(name).broughtBy ?? []);
  await succeed(folder, 'npm', ['install', '--prefix', join(folder, 'tools'), '--no-audit', '--no-fund', ...brought, OLDER_TYPESCRIPT]);
}
