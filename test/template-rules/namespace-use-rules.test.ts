import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenBy } from './broken-by';
import { HTTP, PRIVATE, TASKS, template } from './cloud-map-template';
import { readAssembly } from '../../src/model/read-assembly';
import { TemplateFacts } from '../../src/model/template-facts';
import { namespaceUseRules } from '../../src/template-rules/namespace-use-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(namespaceUseRules, template(resources));
const ARN = 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1';

describe('namespace-identity', () => {
  const service = (properties: string) => ({
    Names: PRIVATE,
    Other: 'ECS::Cluster',
    Lookup: 'CloudFormation::CustomResource { ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:lookup" }',
    Backend: `Service { Name: backend, ${properties} }`,
  });

  test.each([
    ['NamespaceId: ecs-internal', 'NamespaceId', '', 'has the NamespaceId "ecs-internal"'],
    ['NamespaceId: "arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1"', 'NamespaceId', '',
      'has the NamespaceId "arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1"'],
    ['NamespaceId: !Ref Other', 'NamespaceId', ', with Other', 'has the NamespaceId Other, which is an AWS::ECS::Cluster'],
    ['NamespaceId: !GetAtt Names.HostedZoneId', 'NamespaceId', ', with Names', 'has the HostedZoneId of Names for its NamespaceId'],
    ['DnsConfig: { NamespaceId: ecs-internal, DnsRecords: [{ Type: A, TTL: 10 }] }', 'DnsConfig/NamespaceId', '', 'has the NamespaceId "ecs-internal"'],
    ['DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] }', 'NamespaceId', '', 'has no NamespaceId'],
  ])('refuses %s', (properties, path, beside, fault) => {
    expect(broken(service(properties))).toEqual([`namespace-identity at Backend, Properties/${path}${beside}: Backend ${fault}.`]);
  });

  test.each([
    'NamespaceId: ns-abc', `NamespaceId: "${ARN}"`, 'NamespaceId: !Ref Names', 'NamespaceId: !GetAtt Names.Id', 'NamespaceId: !GetAtt Names.Arn',
    'NamespaceId: !Ref Given', 'NamespaceId: !ImportValue names', 'NamespaceId: !GetAtt Lookup.Id', 'DnsConfig: { NamespaceId: !Ref Names }',
    'DnsConfig: !Ref Given', 'NamespaceId: !If [IsProd, ns-1, !Ref "AWS::NoValue"]', 'NamespaceId: !Sub "${Names}"',
  ])('lets %s pass', (properties) => {
    expect(broken(service(properties))).toEqual([]);
  });
});

describe('namespace-given-twice', () => {
  const both = (one: string, other: string) => ({
    One: PRIVATE, Two: HTTP, Backend: `Service { NamespaceId: ${one}, DnsConfig: { NamespaceId: ${other}, DnsRecords: [{ Type: A, TTL: 10 }] } }`,
  });
  const got = 'Backend is in one namespace by NamespaceId, and in another by DnsConfig.NamespaceId.';

  test.each([
    ['!Ref One', '!Ref Two', ', with One and Two'],
    ['ns-1', 'ns-2', ''],
    ['!Ref One', 'ns-2', ', with One'],
  ])('refuses %s beside %s', (one, other, beside) => {
    expect(broken(both(one, other))).toEqual([`namespace-given-twice at Backend, Properties/DnsConfig/NamespaceId${beside}: ${got}`]);
  });

  test.each([['!Ref One', '!GetAtt One.Id'], ['ns-1', 'ns-1'], ['ns-1', `"${ARN}"`], ['!Ref One', '!Ref Given'], ['!Ref Given', 'ns-1']])(
    'lets %s beside %s pass', (one, other) => expect(broken(both(one, other))).toEqual([]));
});

describe('a namespace that is given by its ARN', () => {
  const directory = mkdtempSync(join(tmpdir(), 'namespace-use-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  /** What is broken in a stack of an account and Region. */
  function brokenIn(environment: string, arn: string, { tasks = {}, tags = {}, more = '' }: { tasks?: object; tags?: object; more?: string } = {}): string[] {
    const resources = { ...tasks, Backend: `Service { Name: backend, NamespaceId: "${arn}"${more} }` };
    writeFileSync(join(directory, 'stack.yaml'), template(resources as Record<string, string>));
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify({
      artifacts: { Stack: { type: 'aws:cloudformation:stack', environment, properties: { templateFile: 'stack.yaml', tags } } },
    }));
    const facts = new TemplateFacts(readAssembly(directory));
    return namespaceUseRules.flatMap(({ id, broken: brokenOf }) => brokenOf(facts)
      .map(({ got, at, beside = [] }) => `${id} at ${[at, ...beside].map(({ logicalId }) => logicalId).join(', ')}: ${got}`));
  }

  test('of another account gets no tasks of ECS', () => {
    expect(brokenIn('aws://999988887777/eu-west-1', ARN, { tasks: TASKS })).toEqual([
      `namespace-other-account at Backend, Tasks: Backend is in ${ARN}, and Tasks registers tasks in it.`,
    ]);
  });

  test('of another Region gets no service', () => {
    expect(brokenIn('aws://111122223333/us-east-1', ARN, { tasks: TASKS })).toEqual([
      `namespace-other-region at Backend, Tasks: Backend is in ${ARN}, and its stack is in us-east-1.`,
    ]);
  });

  test.each([
    ['of the stack', { tags: { team: 'shop' } }],
    ['of the service', { more: ', Tags: [{ Key: team, Value: shop }]' }],
  ])('of another account gets no tags %s', (_, options) => {
    expect(brokenIn('aws://999988887777/eu-west-1', ARN, options)).toEqual([`shared-namespace-tags at Backend: Backend is in ${ARN}, and it gets tags.`]);
  });

  test.each([
    ['of the same account and Region', 'aws://111122223333/eu-west-1', { tasks: TASKS, tags: { team: 'shop' } }],
    ['in a stack that may be anywhere', 'aws://unknown-account/unknown-region', { tasks: TASKS, tags: { team: 'shop' } }],
    ['of another account, without tasks and tags', 'aws://999988887777/eu-west-1', {}],
  ])('passes %s', (_, environment, options) => {
    expect(brokenIn(environment, ARN, options)).toEqual([]);
  });
});

describe('service-connect-namespace-name', () => {
  test.each(['a/b', 'a<b', 'a>b', 'a\\"b'])('refuses a name that ECS does not take: %s', (name) => {
    const text = name.replace('\\', '');
    expect(broken({
      Names: `HttpNamespace { Name: "${name}" }`,
      Cluster: `ECS::Cluster { ServiceConnectDefaults: { Namespace: "${name}" } }`,
      Tasks: `ECS::Service { ServiceConnectConfiguration: { Enabled: true, Namespace: "${name}" } }`,
    })).toEqual([
      `service-connect-namespace-name at Tasks, Properties/ServiceConnectConfiguration/Namespace, with Names: Tasks has the namespace ${text}.`,
      `service-connect-namespace-name at Cluster, Properties/ServiceConnectDefaults/Namespace, with Names: Cluster has the namespace ${text}.`,
    ]);
  });

  test.each(['shop', 'shop.internal', `"${ARN}"`, '!GetAtt Names.Arn', '!Ref Given'])('lets %s pass', (name) => {
    expect(broken({ Names: HTTP, Cluster: `ECS::Cluster { ServiceConnectDefaults: { Namespace: ${name} } }` })).toEqual([]);
  });
});

describe('namespace-other-region', () => {
  const inZone = (zone: string, arn = ARN) => ({
    Subnet: `EC2::Subnet { AvailabilityZone: ${zone} }`,
    Backend: `Service { NamespaceId: "${arn}" }`,
  });

  test('knows the Region by the zones of subnets', () => {
    expect(broken(inZone('us-east-1a'))).toEqual([
      `namespace-other-region at Backend, Properties/NamespaceId: Backend is in ${ARN}, and its stack is in us-east-1.`,
    ]);
  });

  test.each([['eu-west-1c', ARN], ['!Ref Given', ARN], ['us-west-2-lax-1a', ARN], ['us-east-1a', ARN.replace('eu-west-1', '*')]])('lets %s pass beside %s', (zone, arn) => {
    expect(broken(inZone(zone, arn))).toEqual([]);
  });
});
