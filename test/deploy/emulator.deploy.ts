import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ASSEMBLIES, AssemblyCopy } from './assembly-copy';
import { deploy } from './cdk';
import { deployed } from './deployed';
import { Emulator, REGION } from './emulator';
import { assemblyDirectory } from '../../scripts/examples';

const OF_THE_MACHINE = { AWS_PROFILE: 'nobody', AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' };

test('what the machine says about accounts, endpoints and proxies reaches neither the CLI nor the emulator', async () => {
  Object.assign(process.env, OF_THE_MACHINE);
  const emulator = await Emulator.start();
  const copy = new AssemblyCopy(assemblyDirectory('frontend-backend'));
  try {
    await deploy(emulator, copy.directory);
    expect((await deployed(emulator)).regions[REGION].left.stacks).toEqual(['Shop']);
  } finally {
    Object.keys(OF_THE_MACHINE).forEach((name) => delete process.env[name]);
    await emulator.stop();
  }
});

test('with whoever started it, the emulator ends, and the copies of assemblies go', async () => {
  const emulator = await Emulator.start();
  const { directory } = new AssemblyCopy(assemblyDirectory('frontend-backend'));
  expect(existsSync(directory)).toBe(true);

  await emulator.stop(); // closes its input, as the system does when a process is killed

  expect(existsSync(ASSEMBLIES)).toBe(false);
  await expect(deployed(emulator)).rejects.toThrow('fetch failed');
});

test('another version of moto is refused: its internals are patched', () => {
  const program = 'import importlib.metadata as m; m.version = lambda name: "4.0.0"; import cloud; cloud.install()';

  expect(() => execFileSync('python3', ['-c', program], { env: { ...process.env, PYTHONPATH: join(__dirname, 'emulator'), PYTHONDONTWRITEBYTECODE: '1' }, stdio: 'pipe' }))
    .toThrow(/moto 4\.0\.0 is installed, and [\d.]+ is what is patched here/);
});
