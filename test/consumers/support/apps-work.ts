import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newApp } from './new-app';
import type { PackageManagerName } from './package-managers';
import { install } from './package-managers';
import { place } from './place';
import { CDK_VERSIONS } from '../../testing/cdk-versions';
import { run, succeed } from '../../testing/command';

/** Compilers, and how each is told where modules are. The first two are the TypeScript that `cdk init` asks for. */
const RESOLUTIONS: Record<string, { compiler?: string; options: string[] }> = {
  nodenext: { options: ['--module', 'nodenext', '--moduleResolution', 'nodenext'] },
  bundler: { options: ['--module', 'esnext', '--moduleResolution', 'bundler'] },
  node10: { compiler: 'tools/node_modules/typescript/bin/tsc', options: ['--module', 'commonjs', '--moduleResolution', 'node10'] },
};

const SNAPSHOT = 'test/__snapshots__/app.test.ts.snap';

/** The last line that a program printed, as JSON. */
function told(output: string): unknown {
  return JSON.parse(output.trim().split('\n').pop()!);
}

/** What a user of a package manager does with the library, with the lowest CDK and with the newest. */
export function appsWorkWith(manager: PackageManagerName): void {
  describe.each(['floor', 'newest'] as const)(`an app of "cdk init", installed by ${manager}, with the %s CDK`, (cdk) => {
    let app: string;
    let installed: string;
    const bin = (name: string) => join(app, 'node_modules/.bin', name);

    beforeAll(async () => {
      app = await newApp(manager, cdk);
      const { status, output } = await install(manager, app);
      installed = output;
      expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    });

    test('is installed with that CDK, and nothing is said about peers', () => {
      const versions = ['aws-cdk-lib', 'constructs'].map((name) => [name, JSON.parse(readFileSync(join(app, 'node_modules', name, 'package.json'), 'utf8')).version]);

      expect(Object.fromEntries(versions)).toEqual(CDK_VERSIONS[cdk]);
      expect(installed.split('\n').filter((line) => /peer/i.test(line) && line.includes('cdk-discoverable-service'))).toEqual([]);
    });

    test.each(Object.keys(RESOLUTIONS))('passes the strict TypeScript compiler, declarations too, where modules are found as by %s', async (resolution) => {
      const { compiler, options } = RESOLUTIONS[resolution];
      const [file, ...first] = compiler === undefined ? [bin('tsc')] : [process.execPath, join(place(), compiler)];

      expect(await run(app, file, [...first, '--noEmit', '--skipLibCheck', 'false', ...options])).toEqual({ status: 0, output: '' });
    });

    test('imports every name by name in an ES module', async () => {
      const { names, ...rest } = told(await succeed(app, process.execPath, ['named-imports.mjs'])) as { names: number };

      expect(names).toBeGreaterThan(20);
      expect(rest).toEqual({ unreachableByName: [], simulator: 'function', cloudMapServices: 1 });
    });

    test('requires the library in a CommonJS module, which loads nothing of the services that the app does not use', async () => {
      expect(told(await succeed(app, process.execPath, ['required.cjs']))).toEqual({ simulator: 'function', unused: [], cloudMapServices: 1 });
    });

    test('keeps its Jest snapshot: two runs with --ci change nothing', async () => {
      await succeed(app, bin('jest'), ['--ci=false']); // at the author's desk
      const written = readFileSync(join(app, SNAPSHOT), 'utf8');
      for (const _ of [1, 2]) {
        expect(await succeed(app, bin('jest'), ['--ci'])).toMatch(/^Snapshots: +1 passed, 1 total$/m);
      }

      expect(readFileSync(join(app, SNAPSHOT), 'utf8')).toBe(written);
    });

    test('is synthesized by the CDK CLI, checked by npx, and simulated', async () => {
      await succeed(app, bin('cdk'), ['synth', '--quiet']);
      const check = await succeed(app, 'npx', ['--no-install', 'cdk-discoverable-service', 'check', 'cdk.out']);
      writeFileSync(join(app, 'simulate.mts'), "import { addressesOfBackend } from './lib/simulate';\nconsole.log(await addressesOfBackend('cdk.out'));\n");

      expect(check).toMatch(/^0 errors, 0 warnings, 0 acknowledged$/m);
      expect(told(await succeed(app, bin('tsx'), ['simulate.mts']))).toBe(2);
    });
  });
}
