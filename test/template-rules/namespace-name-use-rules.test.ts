import { brokenBy } from './broken-by';
import { template } from './cloud-map-template';
import { namespaceNameUseRules } from '../../src/template-rules/namespace-name-use-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(namespaceNameUseRules, template(resources));

describe('http-name-unknown', () => {
  const two = { One: 'PrivateDnsNamespace { Name: app.local, Vpc: vpc-1 }', Two: 'PrivateDnsNamespace { Name: app.local, Vpc: vpc-2 }' };
  const policy = (action: string) => `IAM::Policy { PolicyDocument: { Statement: [{ Effect: Allow, Action: "${action}", Resource: "*" }] } }`;

  test.each([
    ['Service Connect', 'ECS::Service { ServiceConnectConfiguration: { Enabled: true, Namespace: app.local } }'],
    ['the default of a cluster', 'ECS::Cluster { ServiceConnectDefaults: { Namespace: app.local } }'],
    ['a client of the API', policy('servicediscovery:DiscoverInstances')],
  ])('warns of two namespaces of one name that %s asks for', (_, asker) => {
    expect(broken({ ...two, Asker: asker })).toEqual([
      'http-name-unknown at Two, Properties/Name, with One and Asker: '
      + 'One and Two both have the name "app.local", and Asker is for whoever asks by the name.',
    ]);
  });

  test.each([
    ['nobody', {}],
    ['a client of another name', { Asker: 'ECS::Cluster { ServiceConnectDefaults: { Namespace: other.local } }' }],
    ['a client by ARN', { Asker: 'ECS::Cluster { ServiceConnectDefaults: { Namespace: !GetAtt One.Arn } }' }],
    ['whoever may do everything', { Asker: policy('*') }],
    ['whoever lists services', { Asker: policy('servicediscovery:ListServices') }],
  ])('lets them pass where they are asked by %s', (_, asker) => {
    expect(broken({ ...two, ...asker })).toEqual([]);
  });

  test.each([
    ['of other names', { ...two, Two: 'HttpNamespace { Name: other.local }' }],
    ['in other capital letters', { ...two, Two: 'HttpNamespace { Name: App.local }' }],
    ['of which one is made at times', { ...two, Two: '@IsProd HttpNamespace { Name: app.local }' }],
    ['of a name that is not known', { ...two, Two: 'HttpNamespace { Name: !Ref Given }' }],
  ])('lets namespaces %s pass', (_, namespaces) => {
    expect(broken({ ...namespaces, Asker: policy('servicediscovery:DiscoverInstances') })).toEqual([]);
  });

  test('takes two templates for stacks of one account, such as those of two stages', () => {
    const [one, other] = Object.entries(two).map(([id, line]) => template({ [id]: line, Asker: policy('servicediscovery:DiscoverInstances') }));
    expect(brokenBy(namespaceNameUseRules, [one, other])).toHaveLength(1);
  });
});

describe('namespace-hides-domain', () => {
  test('warns of a private zone that hides a public namespace, which somebody has to delegate', () => {
    expect(broken({ Names: 'PrivateDnsNamespace { Name: shop.com, Vpc: vpc-1 }', Other: 'PublicDnsNamespace { Name: svc.shop.com }' })).toEqual([
      'namespace-hides-domain at Names, Properties/Name, with Other: Names is the private zone "shop.com", and Other is for svc.shop.com on the internet.',
      'undelegated-namespace at Other, Properties/Name: No record of the template delegates "svc.shop.com".',
    ]);
  });

  test.each(['amazonaws.com', 'eu-west-1.amazonaws.com', 'amazonaws.com.cn', 'com', 'api.aws'])('warns of %s, where the endpoints of AWS are', (name) => {
    expect(broken({ Names: `PrivateDnsNamespace { Name: ${name}, Vpc: vpc-1 }` })).toEqual([
      `namespace-hides-domain at Names, Properties/Name: Names is the private zone "${name}".`,
    ]);
  });

  test.each(['PrivateDnsNamespace { Name: myamazonaws.com, Vpc: vpc-1 }', 'PrivateDnsNamespace { Name: shop.com, Vpc: vpc-1 }', 'HttpNamespace { Name: com }'])(
    'lets %s pass', (names) => expect(broken({ Names: names })).toEqual([]));

  const beside = (other: string, name = 'shop.com') => ({ Names: `PrivateDnsNamespace { Name: ${name}, Vpc: vpc-1 }`, Other: other });

  test.each([
    ['Route53::HostedZone { Name: shop.com. }', 'shop.com.'],
    ['Route53::HostedZone { Name: www.Shop.com }', 'www.Shop.com'],
    ['CertificateManager::Certificate { DomainName: other.com, SubjectAlternativeNames: ["*.shop.com"] }', 'other.com and *.shop.com'],
  ])('warns of a private zone that hides %s', (other, names) => {
    expect(broken(beside(other))).toEqual([
      `namespace-hides-domain at Names, Properties/Name, with Other: Names is the private zone "shop.com", and Other is for ${names} on the internet.`,
    ]);
  });

  test.each([
    ['a private hosted zone', beside('Route53::HostedZone { Name: www.shop.com, VPCs: [{ VPCId: vpc-1, VPCRegion: eu-west-1 }] }')],
    ['the public zone above', beside('Route53::HostedZone { Name: shop.com }', 'internal.shop.com')],
    ['another domain', beside('Route53::HostedZone { Name: myshop.com }')],
    ['a private certificate', beside('CertificateManager::Certificate { DomainName: www.shop.com, CertificateAuthorityArn: !Ref Given }')],
    ['a domain that is not known', beside('Route53::HostedZone { Name: !Ref Given }')],
  ])('lets it pass beside %s', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('namespace-forwarded', () => {
  const ruled = ({ domain = 'shop.internal.', type = 'FORWARD', vpc = 'vpc-1', rule = '!Ref Rule' } = {}) => ({
    Names: 'PrivateDnsNamespace { Name: shop.internal, Vpc: vpc-1 }',
    Rule: `Route53Resolver::ResolverRule { DomainName: ${domain}, RuleType: ${type} }`,
    Association: `Route53Resolver::ResolverRuleAssociation { ResolverRuleId: ${rule}, VPCId: ${vpc} }`,
  });

  test.each(['!Ref Rule', '!GetAtt Rule.ResolverRuleId'])('warns of a rule for the domain of the namespace, by %s', (rule) => {
    expect(broken(ruled({ rule }))).toEqual([
      'namespace-forwarded at Names, Properties/Name, with Rule: Names is the private zone "shop.internal", and Rule forwards what is asked for in it.',
    ]);
  });

  test.each([
    ['of the domain above', { domain: 'internal' }], ['of the system', { type: 'SYSTEM' }], ['in another VPC', { vpc: 'vpc-2' }], ['of a domain that is not known', { domain: '!Ref Given' }],
    ['that is not known', { rule: 'rslvr-rr-1' }],
  ])('lets a rule %s pass', (_, variation) => {
    expect(broken(ruled(variation))).toEqual([]);
  });

  test('leaves own hosted zones alone', () => {
    expect(broken({ ...ruled(), Names: 'Route53::HostedZone { Name: shop.internal, VPCs: [{ VPCId: vpc-1, VPCRegion: eu-west-1 }] }' })).toEqual([]);
  });
});

describe('undelegated-namespace', () => {
  const delegated = (more: Readonly<Record<string, string>>) => ({ Names: 'PublicDnsNamespace { Name: svc.shop.com }', ...more });

  test.each([
    ['without a record', {}],
    ['with a record of another name', { Record: 'Route53::RecordSet { Name: other.shop.com, Type: NS }' }],
    ['with a record of another type', { Record: 'Route53::RecordSet { Name: svc.shop.com, Type: A }' }],
  ])('warns of a public namespace %s', (_, more) => {
    expect(broken(delegated(more as Record<string, string>))).toEqual(['undelegated-namespace at Names, Properties/Name: No record of the template delegates "svc.shop.com".']);
  });

  test.each([
    ['with a record', { Record: 'Route53::RecordSet { Name: svc.Shop.com., Type: NS }' }],
    ['with a record in a group', { Group: 'Route53::RecordSetGroup { RecordSets: [{ Name: svc.shop.com, Type: NS }] }' }],
    ['with a record whose name is not known', { Record: 'Route53::RecordSet { Name: !Ref Given, Type: NS }' }],
  ])('lets a public namespace %s pass', (_, more) => {
    expect(broken(delegated(more as Record<string, string>))).toEqual([]);
  });
});
