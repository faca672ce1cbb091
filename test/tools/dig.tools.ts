import { parse } from 'yaml';
import { needs, ran } from './support/tools';
import { DiscoverySimulator } from '../../src/simulator';
import { addressesOf, simulated } from '../simulator/conformance/support/simulation';
import { endpointOf } from '../simulator/conformance/support/wire';
import { WIDE, ZOO } from '../simulator/conformance/support/zoo';

needs('dig');

const COMPLAINTS = /;;? ?(warning|got bad|question section mismatch|truncated)|malformed|extra bytes|unexpected|parse/i;

let simulator: DiscoverySimulator;

beforeAll(async () => {
  simulator = await simulated(ZOO);
});

// RFC 6891, 6.1.1: an OPT record in a query is answered by one, whatever the status; dig warns where it is not.
/** What dig prints; a complaint about the answer fails the test. */
async function dig(...args: string[]): Promise<string> {
  const { host, port } = endpointOf(simulator.dnsServer);
  const { stdout, stderr, code } = await ran('dig', ['-r', `@${host}`, '-p', String(port), '+tries=1', '+timeout=2', ...args]);
  expect({ code, stderr, complaints: COMPLAINTS.exec(stdout)?.input }).toEqual({ code: 0, stderr: '', complaints: undefined });
  return stdout;
}

async function short(...args: string[]): Promise<string[]> {
  return (await dig('+short', ...args)).trim().split('\n').filter((line) => line !== '').sort();
}

function statusOf(output: string): string | undefined {
  return /status: (\w+)/.exec(output)?.[1];
}

test.each([['UDP', '+notcp'], ['TCP', '+tcp'], ['UDP without EDNS', '+noedns'], ['UDP without a cookie', '+nocookie']])('dig finds tasks over %s', async (_, option) => {
  expect(await short('backend.ecs-internal', 'A', option)).toEqual(addressesOf(simulator, 'backend.ecs-internal'));
});

test('the flags are those of a resolver', async () => {
  const output = await dig('backend.ecs-internal');
  expect(output).toMatch(/flags: qr rd ra;/);
  expect(output).toMatch(/EDNS: version: 0/);
});

test('SRV records have priority 1, weight 1, the port and the target', async () => {
  const ids = simulator.tasks('_grpc._tcp').map(({ id }) => `1 1 50051 ${id}._grpc._tcp.ecs-internal.`);
  expect(await short('_grpc._tcp.ecs-internal', 'SRV')).toEqual(ids.sort());
});

test('AAAA records are IPv4-mapped', async () => {
  expect(await short('six.ecs-internal', 'AAAA')).toEqual(simulator.tasks('six.ecs-internal').map(({ ipv6Address }) => ipv6Address).sort());
});

test('a CNAME is followed within the namespaces', async () => {
  expect(await short('alias.ecs-internal')).toEqual([...addressesOf(simulator, 'backend.ecs-internal'), 'backend.ecs-internal.'].sort());
});

test.each([
  ['NXDOMAIN', ['nowhere.ecs-internal']], ['NOERROR', ['backend.ecs-internal', 'TXT']], ['REFUSED', ['example.com']], ['NOERROR', ['ecs-internal', 'SOA']],
  ['NOTIMP', ['backend.ecs-internal', '+opcode=STATUS']], ['NOTIMP', ['backend.ecs-internal', '+opcode=UPDATE']], ['FORMERR', ['+header-only', 'backend.ecs-internal']],
])('the status is %s for %j', async (status, args) => {
  expect(statusOf(await dig(...args))).toBe(status);
});

test('a denial has the SOA in its authority section, with the time that it may be kept', async () => {
  expect(await dig('nowhere.quick.internal')).toMatch(/AUTHORITY SECTION:\nquick\.internal\.\s+7\s+IN\s+SOA\s/);
});

test('the class CH is not answered', async () => {
  expect(await dig('version.bind', 'TXT', '-c', 'CH')).toMatch(/status: (REFUSED|NOTIMP)[^]*ANSWER: 0/);
});

test('version 1 of EDNS is a bad version', async () => {
  expect(statusOf(await dig('backend.ecs-internal', '+edns=1', '+noednsnegotiation'))).toBe('BADVERS');
});

test('a long answer is cut over UDP, and dig asks again over TCP', async () => {
  expect(await dig(`${WIDE}.ecs-internal`, 'SRV', '+noedns', '+ignore')).toMatch(/flags: qr tc rd ra;/);
  expect(await short(`${WIDE}.ecs-internal`, 'SRV', '+noedns')).toHaveLength(8);
  expect(await short(`${WIDE}.ecs-internal`, 'SRV', '+bufsize=4096', '+ignore')).toHaveLength(8);
});

test('several questions share one TCP connection', async () => {
  const found = await short('+tcp', '+keepopen', 'backend.ecs-internal', 'weighted.ecs-internal', 'legacy.ecs-internal');
  expect(found).toHaveLength(4);
});

test('the whole message can be read, with each section', async () => {
  const [{ message }] = parse(await dig('+yaml', 'both.ecs-internal', 'SRV')) as { message: { response_message_data: Record<string, unknown> } }[];
  expect(message.response_message_data).toMatchObject({ opcode: 'QUERY', status: 'NOERROR', QUESTION: 1, ANSWER: 2, QUESTION_SECTION: ['both.ecs-internal. IN SRV'] });
});

test('a name in capitals is the same name', async () => {
  expect(await short('BACKEND.ECS-INTERNAL')).toEqual(addressesOf(simulator, 'backend.ecs-internal'));
});

test.each(['+dnssec', '+cdflag', '+adflag', '+subnet=10.0.0.0/24', '+nsid', '+padding=128', '+zflag', '+expire', '+ednsopt=65001:0102'])(
  'the option %s changes nothing', async (option) => {
    expect(await short('backend.ecs-internal', option)).toEqual(addressesOf(simulator, 'backend.ecs-internal'));
  });

test.each(['AXFR', 'IXFR=1'])('a transfer of the zone by %s is not given', async (type) => {
  const { host, port } = endpointOf(simulator.dnsServer);
  const { stdout } = await ran('dig', ['-r', `@${host}`, '-p', String(port), '+tries=1', '+timeout=2', 'ecs-internal', type]);
  expect(stdout).not.toMatch(/\sIN\s+A\s/);
});
