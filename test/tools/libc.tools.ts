import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND } from './support/command-line';
import { needs, needsRoot, ran } from './support/tools';
import { ecsService, privateNamespace, templateOf } from '../simulator/conformance/support/templates';

needs('unshare', 'ip', 'getent', 'curl', 'python3');
needsRoot();

const TEMPLATE = templateOf(
  privateNamespace('Internal', 'ecs-internal'),
  ecsService('Backend', { name: 'backend', namespace: 'Internal', records: { A: 60 }, tasks: 2 }),
  ecsService('Dual', { name: 'dual', namespace: 'Internal', records: { A: 60, AAAA: 60 }, tasks: 2, subnet: 'DualSubnet' }),
  ecsService('Six', { name: 'six', namespace: 'Internal', records: { AAAA: 60 }, tasks: 2, subnet: 'Ipv6Subnet' }),
  ecsService('Many', { name: 'many', namespace: 'Internal', records: { A: 60 }, tasks: 12 }),
);
const directory = mkdtempSync(join(tmpdir(), 'libc-'));
const SERVER = join(__dirname, 'support/server.js');

/**
 * A network with loopback alone, in which the system's own resolver asks the simulator at port 53.
 * It has an address of each family outside of 127/8, as any machine has: without one, AI_ADDRCONFIG, which getent sets, finds nothing anywhere.
 */
const SCRIPT = `
set -e
ip link set lo up
ip address add 10.99.0.1/32 dev lo
ip address add fd00:99::1/128 dev lo nodad
mount --bind ${directory}/resolv.conf /etc/resolv.conf
mount --bind ${directory}/nsswitch.conf /etc/nsswitch.conf
"$NODE" ${COMMAND} simulate ${directory}/template.yaml --dns-port 53 --api-port 8000 --run "backend=$NODE ${SERVER}" --run "six=$NODE ${SERVER}" > ${directory}/out 2>&1 &
simulator=$!
trap 'kill $simulator; wait $simulator' EXIT
for i in $(seq 100); do grep -qs '^ready' ${directory}/out && break; sleep 0.1; done
grep -q '^ready' ${directory}/out || { cat ${directory}/out >&2; exit 1; }
`;

beforeAll(() => {
  writeFileSync(join(directory, 'template.yaml'), TEMPLATE);
  writeFileSync(join(directory, 'resolv.conf'), 'nameserver 127.0.0.1\noptions timeout:2 attempts:1\nsearch ecs-internal\n');
  writeFileSync(join(directory, 'nsswitch.conf'), 'hosts: files dns\n');
});

afterAll(() => rmSync(directory, { recursive: true }));

/** Runs commands in that network. */
async function within(commands: string): Promise<string> {
  const { stdout, stderr, code } = await ran('unshare', ['-n', '-m', 'bash', '-c', `${SCRIPT}\n${commands}`], { NODE: process.execPath });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

function linesOf(output: string): string[] {
  return output.trim().split('\n').map((line) => line.split(/\s+/)[0]).sort();
}

test('getent finds a host, by its name and in the search path', async () => {
  for (const name of ['backend.ecs-internal', 'backend', 'BACKEND.ecs-internal.']) {
    const found = linesOf(await within(`getent ahostsv4 ${name} | grep STREAM`));
    expect(found).toHaveLength(2);
    expect(found.every((address) => address.startsWith('127.'))).toBe(true);
  }
});

test('getent hosts finds a host', async () => {
  expect(await within('getent hosts backend.ecs-internal')).toMatch(/^127\.\S+\s+backend\.ecs-internal/);
});

test('getent finds both families of a name that has both, and eight addresses of a name that has more', async () => {
  expect(linesOf(await within('getent ahostsv4 dual.ecs-internal | grep STREAM'))).toHaveLength(2);
  const both = linesOf(await within('getent ahosts dual.ecs-internal | grep STREAM'));
  expect(both.map((address) => address.replace(/[\d.]+$/, ''))).toEqual(['', '', '::ffff:', '::ffff:']);
  expect(linesOf(await within('getent ahostsv4 many.ecs-internal | grep STREAM'))).toHaveLength(8);
});

// getent ahostsv6 prints no IPv4-mapped address; the C library's look-up, which it calls, has them.
test('a name of IPv6 alone has two addresses of that family, and none of the other', async () => {
  const looked = (family: string) => `import socket; print(len({a[4][0] for a in socket.getaddrinfo("six.ecs-internal", 80, socket.${family})}))`;
  const ready = 'for i in $(seq 50); do getent ahosts six.ecs-internal > /dev/null && break; sleep 0.1; done';
  expect(await within(`${ready}; python3 -c '${looked('AF_INET6')}'; python3 -c '${looked('AF_INET')}' 2> /dev/null || echo none`)).toBe('2\nnone\n');
});

test('getent finds no host where there is none, at once', async () => {
  expect(await within('start=$SECONDS; ! getent hosts nowhere.ecs-internal; ! getent hosts example.com; [ $((SECONDS - start)) -le 1 ] && echo quick')).toBe('quick\n');
});

test('curl reaches a task by its name', async () => {
  const output = await within('curl --silent --retry 20 --retry-connrefused --retry-delay 1 http://backend.ecs-internal:8080/; echo; curl --silent http://backend:8080/');
  const [one, other] = output.trim().split('\n').map((line) => JSON.parse(line) as { host: string; port: string });
  expect([one.host, other.host].every((host) => host.startsWith('127.'))).toBe(true);
});

test('curl reaches a task that has an IPv6 address alone', async () => {
  const output = await within('curl --silent --retry 20 --retry-connrefused --retry-delay 1 http://six.ecs-internal:8080/');
  expect(JSON.parse(output)).toMatchObject({ host: expect.stringMatching(/127\./), port: '8080' });
});

test('Python\'s and Node\'s own look-ups find the same', async () => {
  const python = 'import json, socket; print(json.dumps(sorted({a[4][0] for a in socket.getaddrinfo("backend.ecs-internal", 80, socket.AF_INET)})))';
  const node = 'require("dns").lookup("backend.ecs-internal", { all: true, family: 4 }, (e, all) => console.log(JSON.stringify(all.map(a => a.address).sort())))';
  const [one, other] = (await within(`python3 -c '${python}'; "$NODE" -e '${node}'`)).trim().split('\n').map((line) => JSON.parse(line) as string[]);
  expect(one).toHaveLength(2);
  expect(other).toEqual(one);
});
