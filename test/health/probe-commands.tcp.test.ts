import type { LocalServer } from './servers';
import { closedPort, silentServer } from './servers';
import { everyTool, exitCodes, folderOf, helpOf, oneByOne, programOf, removeFolders, run, scriptOf, shells } from './tools';
import { tcpProbeCommand } from '../../src/health/probe-commands';

/** The tools of this machine, each under the name that an image gives it. */
function toolsOfThisMachine(): Record<string, string> {
  const busybox = programOf('busybox');
  const scanning = busybox && helpOf(busybox, 'nc', '-h').includes('-z');
  return oneByOne({
    'nc.openbsd nc': programOf('nc.openbsd'),
    'nc.traditional nc': programOf('nc.traditional'),
    'ncat nc': programOf('ncat'),
    'busybox nc': scanning ? busybox : undefined,
    'bash': programOf('bash'),
  });
}

const tools = toolsOfThisMachine();
let server: LocalServer;

beforeAll(async () => {
  server = await silentServer();
});
afterAll(() => {
  server.close();
  removeFolders();
});

function probe(port = server.port, timeoutSeconds = '10'): string {
  return tcpProbeCommand({ port: String(port), timeoutSeconds });
}

test('the tools of this machine are tried, bash among them', () => {
  expect(Object.keys(tools)).toContain('bash');
});

test('the command is one line', () => {
  expect(probe()).not.toMatch(/[\n\r]/);
});

test('a port that accepts is healthy at once, though nothing is said, whichever tool asks', async () => {
  const start = Date.now();

  expect(await exitCodes(tools, probe())).toEqual(everyTool(tools, 0));

  expect(Date.now() - start).toBeLessThan(10_000);
}, 20_000);

test('a closed port is unhealthy, whichever tool asks', async () => {
  expect(await exitCodes(tools, probe(await closedPort()))).toEqual(everyTool(tools, 1));
}, 20_000);

test.each(shells())('an image without any tool is unhealthy, and the output says why (%s)', async (...shell) => {
  const { code, stderr } = await run(shell, probe(), folderOf({}));

  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'HealthProbe.tcp() needs one of these in the image: bash, nc\n',
  });
});

test('the first tool decides: a refused connection is not tried again by another', async () => {
  const folder = folderOf({ bash: scriptOf('exit 1'), timeout: programOf('timeout')!, nc: scriptOf('exit 0') });

  expect((await run(['/bin/sh'], probe(), folder)).code).toBe(1);
});
