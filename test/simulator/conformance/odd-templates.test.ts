import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { addresses, ask, outcome, servicesOf } from './support/ask';
import { ecsOf } from './support/clients';
import { addressesOf, simulated } from './support/simulation';
import { Service, backendTemplate, cloudMapService, ecsService, instance, privateNamespace, templateOf } from './support/templates';
import { DiscoverySimulator } from '../../../src/simulator';

// Templates as people write them: CloudFormation's intrinsic functions, and what is allowed but rare (aws-facts.md 1.3, 1.5, 2.1).
const NAME = 'backend.ecs-internal';

const REFERENCES: [string, string, string][] = [
  ['a namespace by its ARN', 'NamespaceId: !Ref Internal', 'NamespaceId: !GetAtt Internal.Arn'],
  ['a namespace by GetAtt', 'NamespaceId: !Ref Internal', 'NamespaceId: !GetAtt Internal.Id'],
  ['a namespace by Sub', 'NamespaceId: !Ref Internal', "NamespaceId: !Sub '${Internal.Id}'"],
  ['a namespace in DnsConfig alone', 'NamespaceId: !Ref Internal', ''],
  ['a registry by its ARN\'s parts', '!GetAtt BackendNames.Arn',
    "!Sub 'arn:${AWS::Partition}:servicediscovery:${AWS::Region}:${AWS::AccountId}:service/${BackendNames}'"],
  ['a registry by Join', '!GetAtt BackendNames.Arn', "!Join ['', [!GetAtt BackendNames.Arn]]"],
  ['a count by Select and Split', 'DesiredCount: 2', "DesiredCount: !Select [1, !Split ['|', '1|2|3']]"],
  ['a count in quotes', 'DesiredCount: 2', "DesiredCount: '2'"],
  ['a time to live in quotes', 'TTL: 60', "TTL: '60'"],
  ['records in the long form of a function', 'Name: \'backend\'', "Name: { 'Fn::Join': ['', ['back', 'end']] }"],
];

test.each(REFERENCES)('%s is understood', async (what, from, to) => {
  const changed = backendTemplate(2).replace(from, to);
  const template = what.includes('DnsConfig') ? changed.replace('DnsConfig: {', 'DnsConfig: { NamespaceId: !Ref Internal,') : changed;
  const simulator = await simulated(template);
  expect(await addresses(simulator.dnsServer, NAME)).toEqual(addressesOf(simulator, 'Backend'));
  expect(await addresses(simulator.dnsServer, NAME)).toHaveLength(2);
});

test('two ECS services that register in one Cloud Map service share its name, and are told apart by their logical ids', async () => {
  const first = ecsService('First', { name: 'shared', namespace: 'Internal', records: { A: 60 }, tasks: 2 });
  const second = ecsService('Second', { name: 'unused', namespace: 'Internal', records: { A: 60 }, tasks: 3 }).replace('!GetAtt SecondNames.Arn', '!GetAtt FirstNames.Arn');
  const simulator = await beside(first, second);
  const name = 'shared.ecs-internal';
  expect(await addresses(simulator.dnsServer, name)).toEqual([...addressesOf(simulator, 'First'), ...addressesOf(simulator, 'Second')].sort());
  expect(() => simulator.scale(name, 1)).toThrow(/First[^]*Second/);
  simulator.scale('Second', 0);
  expect(await addresses(simulator.dnsServer, name)).toEqual(addressesOf(simulator, 'First'));
});

test('a logical id names its service, also where it is another\'s discovery name in other letters', async () => {
  const other = ecsService('Other', { name: 'unused', namespace: 'Internal', records: { A: 60 }, tasks: 3 }).replace('!GetAtt OtherNames.Arn', '!GetAtt BackendNames.Arn');
  const simulator = await beside(other);
  expect(simulator.tasks('Backend')).toHaveLength(2);
  expect(simulator.tasks('Other')).toHaveLength(3);
});

test('a service without a cluster is in the default one', async () => {
  const simulator = await simulated(backendTemplate(2).replace('Cluster: !Ref Cluster', ''));
  await ecsOf(simulator).send(new UpdateServiceCommand({ service: 'backend-service', desiredCount: 3 }));
  expect(simulator.tasks('backend')).toHaveLength(3);
});

test('a service that is a daemon has a task', async () => {
  const simulator = await simulated(backendTemplate(2).replace('DesiredCount: 2', 'SchedulingStrategy: DAEMON').replace('LaunchType: FARGATE', 'LaunchType: EC2'));
  expect(simulator.tasks('backend').length).toBeGreaterThan(0);
  expect(await addresses(simulator.dnsServer, NAME)).toEqual(addressesOf(simulator, 'backend'));
});

test('a service without registry has tasks without names', async () => {
  const simulator = await simulated(backendTemplate(2).replace(/ServiceRegistries: .*/, ''));
  expect(simulator.tasks('Backend').map(({ instances }) => instances)).toEqual([[], []]);
  expect(outcome(await ask(simulator.dnsServer, NAME))).toBe('NXDOMAIN');
});

const ALIASES: Service = { name: 'alias', namespace: 'Internal', records: { CNAME: 10 }, routing: 'WEIGHTED', custom: false };

/** A simulator of the backend beside names that a resolver must not stumble over. */
async function beside(...resources: string[]): Promise<DiscoverySimulator> {
  return simulated(backendTemplate(2) + resources.join(''));
}

test('CNAMEs that go round end, and the server lives', async () => {
  const simulator = await beside(
    cloudMapService('One', { ...ALIASES, name: 'one' }), instance('One1', 'One', '{ AWS_INSTANCE_CNAME: two.ecs-internal }'),
    cloudMapService('Two', { ...ALIASES, name: 'two' }), instance('Two1', 'Two', '{ AWS_INSTANCE_CNAME: one.ecs-internal }'),
    cloudMapService('Self', { ...ALIASES, name: 'self' }), instance('Self1', 'Self', '{ AWS_INSTANCE_CNAME: self.ecs-internal }'),
  );
  for (const name of ['one', 'two', 'self']) {
    const reply = await ask(simulator.dnsServer, `${name}.ecs-internal`);
    expect(['NOERROR', 'SERVFAIL']).toContain(reply.rcode);
    expect(reply.answers.length).toBeLessThan(20);
  }
  expect(await addresses(simulator.dnsServer, NAME)).toHaveLength(2);
});

test('a CNAME to a name of the namespace that is not there is a denial with the CNAME', async () => {
  const simulator = await beside(cloudMapService('One', { ...ALIASES, name: 'one' }), instance('One1', 'One', '{ AWS_INSTANCE_CNAME: nowhere.ecs-internal }'));
  const reply = await ask(simulator.dnsServer, 'one.ecs-internal');
  expect(reply).toMatchObject({ rcode: 'NXDOMAIN', answers: [{ type: 'CNAME' }], authorities: [{ type: 'SOA' }] }); // RFC 2308, 2.1
});

test('a CNAME to a name without that type is no data with the CNAME', async () => {
  const simulator = await beside(cloudMapService('One', { ...ALIASES, name: 'one' }), instance('One1', 'One', `{ AWS_INSTANCE_CNAME: ${NAME} }`));
  const reply = await ask(simulator.dnsServer, 'one.ecs-internal', 'AAAA');
  expect(reply).toMatchObject({ rcode: 'NOERROR', answers: [{ type: 'CNAME' }], authorities: [{ type: 'SOA' }] }); // RFC 2308, 2.2
  expect(reply.answers).toHaveLength(1);
});

test('of several CNAMEs one is answered', async () => {
  const names = ['a.example.com', 'b.example.com'];
  const simulator = await beside(cloudMapService('One', { ...ALIASES, name: 'one' }), ...names.map((name, i) => instance(`One${i}`, 'One', `{ AWS_INSTANCE_CNAME: ${name} }`)));
  const found = new Set<unknown>();
  for (let i = 0; i < 40; i += 1) {
    const { answers } = await ask(simulator.dnsServer, 'one.ecs-internal');
    expect(answers).toHaveLength(1);
    answers.forEach((answer) => found.add('data' in answer && answer.data));
  }
  expect([...found].sort()).toEqual(names);
});

// InstanceId: ^[0-9a-zA-Z_/:.@-]+$, at most 64 characters.
test('an instance id with dots has a name with those labels', async () => {
  const simulator = await beside(
    cloudMapService('Hand', { name: 'hand', namespace: 'Internal', records: { SRV: 5 } }),
    instance('Hand1', 'Hand', '{ AWS_INSTANCE_IPV4: 10.0.0.5, AWS_INSTANCE_PORT: "99" }').replace('InstanceId: hand1', 'InstanceId: i.1_a-b'),
  );
  const { answers } = await ask(simulator.dnsServer, 'hand.ecs-internal', 'SRV');
  expect(servicesOf(answers)).toEqual([{ priority: 1, weight: 1, port: 99, target: 'i.1_a-b.hand.ecs-internal' }]);
  expect(await addresses(simulator.dnsServer, 'i.1_a-b.hand.ecs-internal')).toEqual(['10.0.0.5']);
});

test('an alias of both families answers both', async () => {
  const simulator = await beside(
    '  LoadBalancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { IpAddressType: dualstack, Subnets: [!Ref DualSubnet] } }\n',
    cloudMapService('Lb', { name: 'lb', namespace: 'Internal', records: { A: 5, AAAA: 5 }, routing: 'WEIGHTED' }),
    instance('Lb1', 'Lb', '{ AWS_ALIAS_DNS_NAME: !GetAtt LoadBalancer.DNSName }'),
  );
  const [four] = (await ask(simulator.dnsServer, 'lb.ecs-internal', 'A')).answers;
  const six = await ask(simulator.dnsServer, 'lb.ecs-internal', 'AAAA');
  expect(four).toMatchObject({ type: 'A', data: expect.stringMatching(/^127\./) });
  expect(outcome(six)).toBe('ANSWER');
});

const REFUSED_BY_AWS: [string, string, string][] = [
  ['an address that is none', '{ A: 5 }', '{ AWS_INSTANCE_IPV4: not-an-address }'],
  ['no address', '{ A: 5 }', '{ version: v1 }'],
  ['a port that is none', '{ SRV: 5 }', '{ AWS_INSTANCE_IPV4: 10.0.0.1, AWS_INSTANCE_PORT: "http" }'],
  ['a port above 65535', '{ SRV: 5 }', '{ AWS_INSTANCE_IPV4: 10.0.0.1, AWS_INSTANCE_PORT: "70000" }'],
  ['an IPv6 address that is none', '{ AAAA: 5 }', '{ AWS_INSTANCE_IPV6: "fe80::1::2" }'],
  ['a name that is none', '{ CNAME: 5 }', '{ AWS_INSTANCE_CNAME: "bad..name" }'],
  ['a name of long labels', '{ CNAME: 5 }', `{ AWS_INSTANCE_CNAME: "${'x'.repeat(80)}.example.com" }`],
  ['a name of 300 octets', '{ CNAME: 5 }', `{ AWS_INSTANCE_CNAME: "${'abcdefghi.'.repeat(30)}com" }`],
];

// RegisterInstance refuses these with InvalidInput: the simulator may refuse the template or leave the instance out, but it answers what is right.
test.each(REFUSED_BY_AWS)('an instance with %s does not stop the server', async (_, records, attributes) => {
  const [type] = /\w+/.exec(records)!;
  const service = cloudMapService('Bad', { name: 'bad', namespace: 'Internal', records: { [type]: 5 }, routing: type === 'CNAME' ? 'WEIGHTED' : 'MULTIVALUE', custom: false });
  const simulator = await beside(service, instance('Bad1', 'Bad', attributes)).catch((error: Error) => error);
  if (simulator instanceof Error) {
    expect(simulator.message).not.toBe('');
    return;
  }
  for (const transport of ['udp', 'tcp'] as const) {
    expect(['NOERROR', 'NXDOMAIN', 'SERVFAIL']).toContain((await ask(simulator.dnsServer, 'bad.ecs-internal', type as 'A', { transport })).rcode);
  }
  expect(await addresses(simulator.dnsServer, NAME)).toHaveLength(2);
});

// Route 53 would refuse the record, and so Cloud Map the instance (aws-facts.md 1.2): whatever the simulator makes of it, its reply can be read.
test.each([
  ['an instance id of 64 octets', 'hand', 'ecs-internal', 'i'.repeat(64)],
  ['more than 255 octets with its instance id', `${'s'.repeat(63)}.${'t'.repeat(63)}`, `${'m'.repeat(60)}.${'n'.repeat(30)}`, 'i'.repeat(60)],
])('an SRV record whose target is no name, of %s, does not stop the server', async (_, name, namespace, id) => {
  const simulator = await simulated(templateOf(
    privateNamespace('Internal', namespace),
    ecsService('Backend', { name: 'backend', namespace: 'Internal', records: { A: 60 }, tasks: 2 }),
    cloudMapService('Hand', { name, namespace: 'Internal', records: { SRV: 5 } }),
    instance('Hand1', 'Hand', '{ AWS_INSTANCE_IPV4: 10.0.0.5, AWS_INSTANCE_PORT: "99" }').replace('InstanceId: hand1', `InstanceId: ${id}`),
  ));
  for (const transport of ['udp', 'tcp'] as const) {
    expect(['NOERROR', 'NXDOMAIN', 'SERVFAIL']).toContain((await ask(simulator.dnsServer, `${name}.${namespace}`, 'SRV', { transport })).rcode);
  }
  expect(await addresses(simulator.dnsServer, `backend.${namespace}`)).toHaveLength(2);
});
