import { join } from 'node:path';
import { place } from './place';
import type { Outcome } from '../../testing/command';
import { run } from '../../testing/command';

interface PackageManager {
  /** The package of npm that brings it, and its version; npm is there. */
  readonly broughtBy?: string;
  /** Its program below the folder where npm has installed it. */
  readonly program?: string;
  readonly install: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
  /** Fields of package.json that it needs beside those of `cdk init`. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

// aws-cdk-lib bundles this package in versions that are not published everywhere. Yarn asks for it all the same.
const RESOLUTIONS = { resolutions: { '@aws/cloudformation-validate': '1.9.0-beta' } };

export const PACKAGE_MANAGERS = {
  'npm': { install: ['install', '--no-audit', '--no-fund'] },
  'pnpm': { broughtBy: 'pnpm@10.34.8', program: 'pnpm/bin/pnpm.cjs', install: ['install', '--no-frozen-lockfile'] },
  'yarn 1': { broughtBy: 'yarn@1.22.22', program: 'yarn/bin/yarn.js', install: ['install', '--no-progress'], fields: RESOLUTIONS },
  'yarn 4': {
    broughtBy: '@yarnpkg/cli-dist@4.18.1',
    program: '@yarnpkg/cli-dist/bin/yarn.js',
    install: ['install', '--no-immutable'],
    settings: { '.yarnrc.yml': 'nodeLinker: node-modules\nenableTelemetry: false\n', 'yarn.lock': '' },
    fields: RESOLUTIONS,
  },
} satisfies Record<string, PackageManager>;

export type PackageManagerName = keyof typeof PACKAGE_MANAGERS;

export function packageManager(name: PackageManagerName): PackageManager {
  return PACKAGE_MANAGERS[name];
}

/** Installs what the package.json of a folder says. */
export function install(name: PackageManagerName, folder: string, options: readonly string[] = []): Promise<Outcome> {
  const { program, install: args } = packageManager(name);
  return program === undefined
    ? run(folder, 'npm', [...args, ...options])
    : run(folder, process.execPath, [join(place(), 'tools/node_modules', program), ...args, ...options]);
}
