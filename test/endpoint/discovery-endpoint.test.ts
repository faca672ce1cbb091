import { Lazy, Stack, Token } from 'aws-cdk-lib';
import type { EndpointFacts } from '../../src/endpoint/discovery-endpoint';
import { DiscoveryEndpoint, hasAddress } from '../../src/endpoint/discovery-endpoint';
import { messageOf } from '../testing/shop';

const WHOLE: EndpointFacts = {
  subject: 'Shop/Backend',
  discoveryName: 'backend',
  namespaceName: 'ecs-internal',
  ports: [8080, 9090],
  recordTypes: ['A'],
  serviceArn: 'arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1',
  namespaceArn: 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1',
};

const SEE = 'see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';
const endpoint = (facts: Partial<EndpointFacts> = {}) => DiscoveryEndpoint._of({ ...WHOLE, ...facts });

type Getter = Exclude<keyof DiscoveryEndpoint, '_facts'>;

test.each<[Getter, string | number]>([
  ['serviceName', 'backend'],
  ['namespaceName', 'ecs-internal'],
  ['httpName', 'ecs-internal'],
  ['host', 'backend.ecs-internal'],
  ['port', 8080],
  ['url', 'http://backend.ecs-internal:8080'],
  ['serviceArn', 'arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1'],
  ['namespaceArn', 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1'],
])('%s is %j', (getter, expected) => {
  expect(endpoint()[getter]).toBe(expected);
});

test('a name with SRV records has an SRV name', () => {
  expect(endpoint({ recordTypes: ['SRV'] }).srvName).toBe('backend.ecs-internal');
});

test.each([[['A'], true], [['AAAA'], true], [['A', 'SRV'], true], [['CNAME'], true], [['A', 'AAAA'], true], [['SRV'], false], [[], false]])(
  'a name with the records %j has an address: %s', (recordTypes, expected) => {
    expect(hasAddress({ recordTypes })).toBe(expected);
  });

test('a name with both address and SRV records has host and SRV name', () => {
  const both = endpoint({ recordTypes: ['A', 'SRV'] });

  expect([both.host, both.srvName]).toEqual(['backend.ecs-internal', 'backend.ecs-internal']);
});

test('the service "." is found under the name of the namespace itself', () => {
  const apex = endpoint({ discoveryName: '.', recordTypes: ['A', 'SRV'] });

  expect([apex.serviceName, apex.host, apex.srvName, apex.url]).toEqual(['.', 'ecs-internal', 'ecs-internal', 'http://ecs-internal:8080']);
});

const NAME_UNKNOWN = `the name of its namespace is not known.
  why: The namespace was imported by id or arn only.
  fix: Give name to DiscoveryNamespace.existingByAttributes(), or use serviceArn and namespaceArn.`;
const SRV_ONLY = `it has no host name: its name has SRV records only.
  why: A look-up of the name as a host finds no address.
  fix: Use srvName with a client that looks up SRV records, or give the service DnsRecords.a().`;
const API_ONLY = `it has no host name: it is found through the API only.
  why: A look-up of the name in DNS finds nothing.
  fix: Call DiscoverInstances with httpName and serviceName, or give the service DnsRecords.a() in a DNS namespace.`;
const DYNAMIC_PORT = `each of its tasks has a port of its own.
  why: In bridge mode Docker takes a free port of the instance for each task.
  fix: Read it from the SRV records of srvName (or from DiscoverInstances), or give Capacity.ec2Bridge() a hostPort.`;
const NO_SRV = `it has no SRV name: its name has no SRV records.
  why: A look-up of SRV records finds nothing.
  fix: Use host and port, or give the service DnsRecords.srv().`;
const NO_PORT = `it has no port.
  why: A service without a port calls others and is not called.
  fix: Set \`port\` on Shop/Backend to the port that its process listens on.`;
const noArn = (name: string) => `it is not known.
  why: It was imported by name.
  fix: Give ${name} to the import, or use host and port.`;

test.each<[Getter, string, Partial<EndpointFacts>, string]>([
  ['namespaceName', 'whose namespace has no known name', { namespaceName: undefined }, NAME_UNKNOWN],
  ['host', 'whose namespace has no known name', { namespaceName: undefined }, NAME_UNKNOWN],
  ['url', 'whose namespace has no known name', { namespaceName: undefined }, NAME_UNKNOWN],
  ['srvName', 'whose namespace has no known name', { namespaceName: undefined, recordTypes: ['SRV'] }, NAME_UNKNOWN],
  ['host', 'with SRV records only', { recordTypes: ['SRV'] }, SRV_ONLY],
  ['url', 'with SRV records only', { recordTypes: ['SRV'] }, SRV_ONLY],
  ['httpName', 'whose namespace has no known name', { namespaceName: undefined }, NAME_UNKNOWN],
  ['host', 'that is found through the API only', { recordTypes: [] }, API_ONLY],
  ['url', 'that is found through the API only', { recordTypes: [] }, API_ONLY],
  ['srvName', 'that is found through the API only', { recordTypes: [] }, NO_SRV],
  ['port', 'whose tasks have ports of their own', { ports: [], dynamicPorts: true }, DYNAMIC_PORT],
  ['srvName', 'without SRV records', {}, NO_SRV],
  ['port', 'without a port', { ports: [] }, NO_PORT],
  ['url', 'without a port', { ports: [] }, NO_PORT],
  ['serviceArn', 'that was imported by name', { serviceArn: undefined }, noArn('serviceArn')],
  ['namespaceArn', 'that was imported by name', { namespaceArn: undefined }, noArn('namespaceArn')],
])('%s of a service %s throws', (getter, _what, facts, got) => {
  expect(messageOf(() => endpoint(facts)[getter])).toBe(`Shop/Backend: 1 problem\n\n[endpoint-without-meaning] endpoint.${getter} was read, and ${got}\n  ${SEE}\n`);
});

test('what does not need the name of the namespace is told also where that is not known', () => {
  const byArn = endpoint({ namespaceName: undefined });

  expect([byArn.serviceName, byArn.port, byArn.serviceArn]).toEqual(['backend', 8080, WHOLE.serviceArn]);
});

test('a name that is found through the API only has what DiscoverInstances takes: the HTTP name where one is given, the name, the port', () => {
  const api = endpoint({ recordTypes: [], httpName: 'ecs-internal-abc' });

  expect([api.httpName, api.namespaceName, api.serviceName, api.port]).toEqual(['ecs-internal-abc', 'ecs-internal', 'backend', 8080]);
});

test('an HTTP name that is given is told also where the name of the namespace is not known', () => {
  expect(endpoint({ namespaceName: undefined, httpName: 'shop-abc' }).httpName).toBe('shop-abc');
});

test('a CNAME is a host like any other', () => {
  expect(endpoint({ recordTypes: ['CNAME'] }).url).toBe('http://backend.ecs-internal:8080');
});

const stack = new Stack();

test.each([
  ['lazy', Lazy.number({ produce: () => 8080 }), 'http://backend.ecs-internal:8080'],
  ['an attribute', Token.asNumber({ Ref: 'Port' }), { 'Fn::Join': ['', ['http://backend.ecs-internal:', { Ref: 'Port' }]] }],
])('a port that is %s is written into the URL at synth', (_what, port, expected) => {
  expect(stack.resolve(endpoint({ ports: [port] }).url)).toEqual(expected);
});

test('names that are tokens are written into the host at synth', () => {
  const { host } = endpoint({ discoveryName: Lazy.string({ produce: () => 'late' }), namespaceName: Token.asString({ Ref: 'Name' }) });

  expect(stack.resolve(host)).toEqual({ 'Fn::Join': ['', ['late.', { Ref: 'Name' }]] });
});
