import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { DISCOVERY } from './facts';
import { textsOf } from './texts-of';
import type { DiscoveryFacts } from '../../src/plan/discovery-facts';
import { discoveryRules } from '../../src/rules/discovery-rules';

const texts = (facts: Partial<DiscoveryFacts>) => textsOf(discoveryRules, { ...DISCOVERY, ...facts });

const NETWORK = (mode: string, records: string) => `[records-for-network-mode] The network mode is ${mode}, and the records are ${records}.
  why: In bridge and host mode tasks share the address of their instance, so ECS registers SRV records only; in mode none it registers nothing. \
The address of a task stands for itself in awsvpc mode alone.
  fix: Run the tasks in awsvpc mode (Capacity.ec2(), or networkMode AWS_VPC of a task definition), or, in bridge and host mode, use DnsRecords.srv() or none().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`;

const WITHOUT_PORT = `[srv-without-port] The records are SRV, and there is no port.
  why: An SRV record holds the port of the task, so ECS registers it only for a container and port of the task definition.
  fix: Set port to a port that the container maps.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html`;

const CONTAINER_PORT = (got: string) => `[container-port] ${got}
  why: ECS looks the port that it registers (for SRV records, and for the API) up in the port mappings of the container, and refuses a service whose \
container does not map it.
  fix: Add the port mapping to the container, or set port to one that it maps.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html`;

const API_WITHOUT_PORT = `[api-without-port] There are no records, and there is no port.
  why: A name without records is found through the API, which tells the port that was registered: none here, and in bridge and host mode ECS refuses \
a registration without a container and its port.
  fix: Set port to a port that the container maps.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html`;

test.each<[string, string[]]>([
  ['awsvpc', ['A']], ['awsvpc', ['AAAA']], ['awsvpc', ['A', 'AAAA']], ['awsvpc', ['SRV']], ['awsvpc', ['A', 'SRV']], ['awsvpc', []],
  ['bridge', ['SRV']], ['bridge', []], ['host', ['SRV']], ['host', []],
])('in mode %s the records %j are whole', (networkMode, recordTypes) => {
  expect(texts({ networkMode, recordTypes })).toEqual([]);
});

test.each<[string, string[], string]>([
  ['bridge', ['A'], 'A'], ['bridge', ['A', 'SRV'], 'A and SRV'], ['bridge', ['A', 'AAAA'], 'A and AAAA'], ['host', ['A'], 'A'], ['host', ['AAAA'], 'AAAA'],
  ['none', ['A'], 'A'], ['none', ['SRV'], 'SRV'], ['none', [], 'none'],
])('in mode %s the records %j are refused', (networkMode, recordTypes, told) => {
  expect(texts({ networkMode, recordTypes })).toEqual([NETWORK(networkMode, told)]);
});

test('SRV records need a port, and so does a name without records; A records do not', () => {
  expect(texts({ recordTypes: ['SRV'], ports: [] })).toEqual([WITHOUT_PORT]);
  expect(texts({ recordTypes: ['A', 'SRV'], ports: [] })).toEqual([WITHOUT_PORT]);
  expect(texts({ recordTypes: [], ports: [] })).toEqual([API_WITHOUT_PORT]);
  expect(texts({ recordTypes: ['A'], ports: [] })).toEqual([]);
});

test.each([
  ['one that the container maps', { ports: [9090], container: { name: 'app', mappedPorts: [8080, 9090] } }],
  ['of a container that is not known', { ports: [1], container: undefined }],
])('the port of an SRV record, or of the API, that is %s is whole', (_what, facts) => {
  expect([texts({ recordTypes: ['SRV'], ...facts }), texts({ recordTypes: [], ...facts })]).toEqual([[], []]);
});

test.each([
  ['two others', [9090, 9091], 'The port is 8080, and the container "app" maps 9090, 9091.'],
  ['none', [], 'The port is 8080, and the container "app" maps none.'],
])('the port of an SRV record, or of the API, is refused where the container maps %s', (_what, mappedPorts, got) => {
  [['SRV'], ['A', 'SRV'], []].forEach((recordTypes) =>
    expect(texts({ recordTypes, container: { name: 'app', mappedPorts } })).toEqual([CONTAINER_PORT(got)]));
});

test('A records hold no port, so the container may map another one', () => {
  expect(texts({ container: { name: 'app', mappedPorts: [9090] } })).toEqual([]);
});

const parameter = new CfnParameter(new Stack(), 'Port', { type: 'Number' }).valueAsNumber;

test.each([
  ['a port that is a parameter', [parameter], [9090]],
  ['a port that is lazy', [Lazy.number({ produce: () => 1 })], [9090]],
  ['a container that maps a parameter', [8080], [9090, parameter]],
])('%s passes', (_what, ports, mappedPorts) => {
  expect(texts({ recordTypes: ['SRV'], ports, container: { name: 'app', mappedPorts } })).toEqual([]);
  expect(texts({ recordTypes: [], ports, container: { name: 'app', mappedPorts } })).toEqual([]);
});
