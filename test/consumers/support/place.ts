import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../..');
export const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

/** The folder outside the clone where the package, the package managers and the apps are. */
export function place(): string {
  return process.env.CONSUMERS_PLACE!;
}

/** The package as it would be published. */
export function tarball(): string {
  return join(place(), `cdk-discoverable-service-${VERSION}.tgz`);
}
