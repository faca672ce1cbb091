import { factsOf } from './broken-by';
import { EVERY_TEMPLATE_RULE } from '../../src/template-rules/all-template-rules';
import { RULE_GROUPS, rulesFor } from '../../src/template-rules/rule-groups';

const BUCKET = 'Resources: { Bucket: { Type: AWS::S3::Bucket } }';

const SHOP = `
Resources:
  Shop: { Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: { Name: shop.local, Vpc: vpc-1 } }
  Name: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: backend, NamespaceId: !Ref Shop } }
  Backend:
    Type: AWS::ECS::Service
    Properties: { TaskDefinition: !Ref Task, ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }] }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { NetworkMode: awsvpc, ContainerDefinitions: [{ Name: app, Image: app }] } }
`;

test('a template that has nothing of discovery is judged by no rule', () => {
  expect(rulesFor(factsOf(BUCKET))).toEqual([]);
});

test('a service with a name in DNS is judged by what may be wrong with it, in the order of all rules', () => {
  const ids = rulesFor(factsOf(SHOP)).map(({ id }) => id);
  const other = ['Instances that are registered by hand', 'Records in hosted zones', 'Route 53 health checks', 'Permissions']
    .flatMap((title) => RULE_GROUPS.get(title)!.flatMap(({ rules }) => rules())).map(({ id }) => id);

  expect(ids).toEqual(EVERY_TEMPLATE_RULE.map(({ id }) => id).filter((id) => ids.includes(id)));
  expect(ids).toEqual(expect.arrayContaining(['namespace-name', 'discovery-name', 'registry-arn', 'too-many-tasks', 'service-closed']));
  expect(ids.filter((id) => other.includes(id) || /^(lattice|target-group)-/.test(id))).toEqual([]);
});
