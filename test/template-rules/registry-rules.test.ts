import { brokenBy, factsOf } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Variation } from './ecs-template';
import { ecsTemplate } from './ecs-template';
import { TemplateFacts } from '../../src/model/template-facts';

const broken = (variation: Variation, parameters?: Record<string, string>) => brokenBy(ecsRules, ecsTemplate(variation), parameters);
const arn = (value: string) => ({ registries: `{ RegistryArn: ${value} }` });

test('a service with A records in awsvpc mode passes', () => {
  expect(broken({})).toEqual([]);
});

describe('registry-arn', () => {
  test.each([
    ['the ARN of a namespace', '!GetAtt Namespace.Arn', ', with Namespace', 'the attribute Arn of Namespace, a AWS::ServiceDiscovery::PrivateDnsNamespace'],
    ['the ID of a namespace', '!Ref Namespace', ', with Namespace', 'the Ref of Namespace, a AWS::ServiceDiscovery::PrivateDnsNamespace'],
    ['the Ref of a Cloud Map service', '!Ref Name', ', with Name', 'the Ref of Name, a AWS::ServiceDiscovery::Service'],
    ['the ID of a Cloud Map service', '!GetAtt Name.Id', ', with Name', 'the attribute Id of Name, a AWS::ServiceDiscovery::Service'],
    ['the name of a Cloud Map service', '!GetAtt Name.Name', '', '"backend"'],
    ['a resource of another kind', '!Ref Task', ', with Task', 'the Ref of Task, a AWS::ECS::TaskDefinition'],
    ['the ARN of a namespace elsewhere', 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1', '',
      '"arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1"'],
    ['an ID', 'srv-1', '', '"srv-1"'],
  ])('refuses %s', (_, value, beside, what) => {
    expect(broken(arn(value))).toEqual([`registry-arn at Backend, Properties/ServiceRegistries/0/RegistryArn${beside}: A registry of Backend has ${what}.`]);
  });

  test('refuses a registry without it', () => {
    expect(broken({ registries: '{ ContainerName: app, ContainerPort: 8080 }' })).toEqual([
      'registry-arn at Backend, Properties/ServiceRegistries/0/RegistryArn: A registry of Backend has no RegistryArn.',
    ]);
  });

  test('refuses it in a task set', () => {
    const more = `Set:
    Type: AWS::ECS::TaskSet
    Properties: { Service: other, TaskDefinition: !Ref Task, NetworkConfiguration: { AwsVpcConfiguration: { Subnets: [a] } }, ServiceRegistries: [{ RegistryArn: !Ref Name }] }`;
    expect(broken({ more })).toEqual([
      'registry-arn at Set, Properties/ServiceRegistries/0/RegistryArn, with Name: A registry of Set has the Ref of Name, a AWS::ServiceDiscovery::Service.',
    ]);
  });

  test.each([
    ['the ARN of a Cloud Map service', 'arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1'],
    ['one of China', 'arn:aws-cn:servicediscovery:cn-north-1:111122223333:service/srv-1'],
    ['a parameter', '!Ref Any'],
    ['one that is put together', '!Sub "arn:aws:servicediscovery:${AWS::Region}:${AWS::AccountId}:service/${Name.Id}"'],
    ['an import', '!ImportValue Registry'],
    ['what a custom resource returns', '!GetAtt Custom.Arn'],
  ])('lets %s pass', (_, value) => {
    expect(broken({ ...arn(value), more: 'Custom: { Type: Custom::Registry }' })).toEqual([]);
  });
});

describe('registration-exists', () => {
  const two = '{ RegistryArn: !GetAtt Name.Arn }, { RegistryArn: arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1 }';

  test('refuses a second registry', () => {
    expect(broken({ registries: two })).toEqual(['registration-exists at Backend, Properties/ServiceRegistries, with Name: Backend has 2 registries.']);
  });

  test('lets an empty list and a choice pass', () => {
    expect(broken({ registries: '', service: 'ServiceRegistries: []' })).toEqual([]);
    expect(broken({ registries: '{ RegistryArn: !GetAtt Name.Arn }, !If [IsAny, { RegistryArn: !Ref Any }, !Ref AWS::NoValue]' })).toEqual([]);
  });
});

describe('registry-elsewhere', () => {
  const found = (registry: string, place: { readonly account?: string; readonly region?: string }) => {
    const { assembly } = factsOf(ecsTemplate(arn(registry)));
    const stacks = new Map([...assembly.stacks].map(([id, stack]) => [id, { ...stack, ...place }]));
    return ecsRules.flatMap(({ id, broken: judge }) => judge(new TemplateFacts({ stacks })).map(({ got, at }) => `${id} at ${at.logicalId}: ${got}`));
  };
  const SERVICE = 'arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1';

  test.each([
    ['account', { account: '444455556666', region: 'eu-west-1' }],
    ['Region', { account: '111122223333', region: 'eu-central-1' }],
  ])('refuses a Cloud Map service of another %s', (_, place) => {
    expect(found(SERVICE, place)).toEqual([
      `registry-elsewhere at Backend: Backend registers its tasks in account 111122223333, Region eu-west-1, with "${SERVICE}".`,
    ]);
  });

  test('lets one of its own, and an account or Region that is known at deployment only, pass', () => {
    expect(found(SERVICE, { account: '111122223333', region: 'eu-west-1' })).toEqual([]);
    expect(found(SERVICE, {})).toEqual([]);
    expect(found('!Ref Any', { account: '111122223333', region: 'eu-west-1' })).toEqual([]);
  });
});

describe('service-role-with-registry', () => {
  const role = 'Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }';

  test('refuses a role of its own', () => {
    expect(broken({ service: 'Role: !Ref Role', more: role })).toEqual([
      'service-role-with-registry at Backend, Properties/Role, with Role: Backend has a registry and a Role of its own.',
    ]);
    expect(broken({ service: 'Role: ecsServiceRole' })).toEqual(['service-role-with-registry at Backend, Properties/Role: Backend has a registry and a Role of its own.']);
  });

  test.each([
    ['the service-linked role', 'Role: arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS'],
    ['a parameter', 'Role: !Ref Any'],
  ])('lets %s pass', (_, service) => {
    expect(broken({ service })).toEqual([]);
  });

  test('lets the role of a service without discovery pass', () => {
    expect(broken({ registries: '', service: 'Role: ecsServiceRole' })).toEqual([]);
  });
});
