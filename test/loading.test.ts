import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** The files that a process has loaded after it required a module of the sources, below the root. */
function loadedBy(module: string): string[] {
  const program = `require(${JSON.stringify(join(ROOT, 'src', module))}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', program], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return (JSON.parse(stdout.trim().split('\n').pop()!) as string[]).filter((file) => file.startsWith(ROOT)).map((file) => file.slice(ROOT.length + 1));
}

test('an app that imports the library loads nothing of the simulator, the map and the command line, nor what these are made with', () => {
  const loaded = loadedBy('index.ts');

  expect(loaded).toContain('src/discoverable-service.ts');
  expect(loaded.filter((file) => /^src\/(simulator|map|cli)\/|^node_modules\/(dns-packet|@dagrejs|yaml)\//.test(file))).toEqual([]);
}, 60_000);

test.each([
  ['the command line', 'cli/main.ts', 'src/cli/check-command.ts'],
  ['the simulator', 'simulator/index.ts', 'src/simulator/world.ts'],
])('%s loads nothing of the CDK', (_, module, known) => {
  const loaded = loadedBy(module);

  expect(loaded).toContain(known);
  expect(loaded.filter((file) => /^node_modules\/(aws-cdk-lib|constructs)\//.test(file))).toEqual([]);
}, 60_000);
