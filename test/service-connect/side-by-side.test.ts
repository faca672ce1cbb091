import { synthesizeExample, templatesIn } from '../testing/examples';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** The example in which one service has a name in DNS and one in Service Connect. */
const resources = Object.entries(templatesIn(synthesizeExample('side-by-side'))['Shop.template.json'].Resources as Record<string, Resource>);
const named = (prefix: string, type: string) => resources.find(([id, { Type }]) => id.startsWith(prefix) && Type === type)!;

test('the tasks of the backend are registered under both names', () => {
  const [name, { Properties: cloudMapService }] = named('Backend', 'AWS::ServiceDiscovery::Service');
  const [, { Properties: service }] = named('Backend', 'AWS::ECS::Service');
  const { Enabled, Services } = service.ServiceConnectConfiguration as { Enabled: boolean; Services: unknown[] };

  expect(cloudMapService).toMatchObject({ Name: 'backend', DnsConfig: { DnsRecords: [{ Type: 'A' }] } });
  expect(service.ServiceRegistries).toEqual([{ RegistryArn: { 'Fn::GetAtt': [name, 'Arn'] } }]);
  expect(Enabled).toBe(true);
  expect(Services).toMatchObject([{ DiscoveryName: 'backend-sc', ClientAliases: [{ DnsName: 'backend.ecs-internal', Port: 80 }] }]);
});

test('both are in one namespace, which resolves in the VPC of the callers', () => {
  const [namespace, { Properties }] = named('VpcDiscoveryNamespaces', 'AWS::ServiceDiscovery::PrivateDnsNamespace');
  const [, { Properties: cloudMapService }] = named('Backend', 'AWS::ServiceDiscovery::Service');
  const configurations = ['Backend', 'Frontend'].map((id) => named(id, 'AWS::ECS::Service')[1].Properties.ServiceConnectConfiguration);

  expect(cloudMapService.NamespaceId).toEqual({ 'Fn::GetAtt': [namespace, 'Id'] });
  configurations.forEach((configuration) => expect(configuration).toMatchObject({ Namespace: { 'Fn::GetAtt': [namespace, 'Arn'] } }));
  expect(Properties.Vpc).toEqual({ Ref: named('Vpc', 'AWS::EC2::VPC')[0] });
});

test('the function, which cannot take part in Service Connect, is told the name in DNS and let in', () => {
  const [, { Properties }] = named('Report', 'AWS::Lambda::Function');
  expect(Properties.Environment).toEqual({ Variables: { BACKEND_URL: 'http://backend.ecs-internal:80' } });
  const sources = resources.filter(([, { Type }]) => Type === 'AWS::EC2::SecurityGroupIngress')
    .map(([, rule]) => JSON.stringify(rule.Properties.SourceSecurityGroupId));
  expect(sources.filter((source) => source.includes('Report'))).toHaveLength(1);
});
