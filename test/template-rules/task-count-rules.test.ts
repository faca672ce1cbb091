import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Variation } from './ecs-template';
import { ecsTemplate } from './ecs-template';

const broken = (variation: Variation) => brokenBy(ecsRules, ecsTemplate(variation));
const scaled = (capacity: string, id = '!Sub "service/${Cluster}/${Backend.Name}"') => `Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: { ResourceId: ${id}, ScalableDimension: ecs:service:DesiredCount, ServiceNamespace: ecs, ${capacity} }
  Cluster: { Type: AWS::ECS::Cluster }`;

describe('too-many-tasks', () => {
  test('refuses more than 1,000 tasks', () => {
    expect(broken({ service: 'DesiredCount: 1001' })).toEqual([
      'too-many-tasks at Backend, Properties/DesiredCount: Backend is registered in Cloud Map, and may have 1001 tasks.',
    ]);
  });

  test.each([
    ['Fn::Sub', '!Sub "service/${Cluster}/${Backend.Name}"'],
    ['Fn::Sub with variables', '!Sub ["service/${C}/${S}", { C: !Ref Cluster, S: !GetAtt Backend.Name }]'],
    ['Fn::Join', '!Join [/, [service, !Ref Cluster, !GetAtt [Backend, Name]]]'],
    ['Fn::Join in the way of the CDK', '!Join ["", [service/, !Ref Cluster, /, !GetAtt [Backend, Name]]]'],
    ['a name', 'service/shop/backend'],
  ])('refuses a scalable target that names the service by %s', (_, id) => {
    expect(broken({ more: scaled('MinCapacity: 1, MaxCapacity: 1001', id), service: 'ServiceName: backend' })).toEqual([
      'too-many-tasks at Target, Properties/MaxCapacity, with Backend: Backend is registered in Cloud Map, and may have 1001 tasks.',
    ]);
  });

  test('refuses more than 1,000 tasks of services that share a name', () => {
    const shared = (count: number) => `Other:
    Type: AWS::ECS::Service
    Properties: { TaskDefinition: !Ref Any, ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }], DesiredCount: ${count} }`;
    expect(broken({ service: 'DesiredCount: 500', more: shared(501) })).toEqual([
      'too-many-tasks at Name, with Backend and Other: The services that are registered as Name may have 1001 tasks.',
    ]);
    expect(broken({ service: 'DesiredCount: 500', more: shared(500) })).toEqual([]);
    expect(broken({ attributes: 'Condition: IsAny', service: 'DesiredCount: 500', more: shared(501) })).toEqual([]);
  });

  test.each([
    ['1,000 tasks', { service: 'DesiredCount: 1000', more: scaled('MinCapacity: 1, MaxCapacity: 1000') }],
    ['a number that is known at deployment only', { service: 'DesiredCount: !Ref Number', more: scaled('MinCapacity: 1, MaxCapacity: !Ref Number') }],
    ['a service that is not registered', { registries: '', service: 'DesiredCount: 1001' }],
    ['a scalable target of another service', { more: scaled('MinCapacity: 1, MaxCapacity: 1001', 'service/shop/other') }],
    ['a scalable target whose service is known at deployment only', { more: scaled('MinCapacity: 1, MaxCapacity: 1001', '!Ref Any') }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('too-many-tasks-in-namespace', () => {
  const others = (count: number, attributes = '') => ['One', 'Two'].map((id) => `${id}:
    Type: AWS::ECS::Service
    ${attributes}
    Properties: { TaskDefinition: !Ref Any, ServiceRegistries: [{ RegistryArn: !GetAtt ${id}Name.Arn }], DesiredCount: ${count} }
  ${id}Name:
    Type: AWS::ServiceDiscovery::Service
    Properties: { Name: ${id}, NamespaceId: !Ref Namespace }`).join('\n  ');

  test('warns of more than 2,000 tasks', () => {
    expect(broken({ service: 'DesiredCount: 1', more: others(1000) })).toEqual([
      'too-many-tasks-in-namespace at Namespace, with Backend and One and Two: The services of Namespace may have 2001 tasks.',
    ]);
  });

  test('lets 2,000, and services that may not be there, pass', () => {
    expect(broken({ service: 'DesiredCount: 2', more: others(999) })).toEqual([]);
    expect(broken({ service: 'DesiredCount: 1', more: others(1000, 'Condition: IsAny') })).toEqual([]);
  });
});

describe('name-left-empty', () => {
  test('warns where deployments may stop all tasks', () => {
    expect(broken({ service: 'DeploymentConfiguration: { MinimumHealthyPercent: 0, MaximumPercent: 100 }' })).toEqual([
      'name-left-empty at Backend, Properties/DeploymentConfiguration/MinimumHealthyPercent: Deployments of Backend may stop all of its tasks (MinimumHealthyPercent 0).',
    ]);
  });

  test('warns of a service without tasks', () => {
    expect(broken({ service: 'DesiredCount: 0' })).toEqual(['name-left-empty at Backend, Properties/DesiredCount: Backend has no task (DesiredCount 0).']);
    expect(broken({ service: 'DesiredCount: 0', more: scaled('MinCapacity: 1, MaxCapacity: 2') })).toEqual([]);
  });

  test('warns where scaling may', () => {
    expect(broken({ more: scaled('MinCapacity: 0, MaxCapacity: 10') })).toEqual([
      'name-left-empty at Target, Properties/MinCapacity, with Backend: Backend may be scaled to no task (MinCapacity 0).',
    ]);
  });

  test.each([
    ['a higher minimum', 'DeploymentConfiguration: { MinimumHealthyPercent: 50 }'],
    ['one that is known at deployment only', 'DeploymentConfiguration: { MinimumHealthyPercent: !Ref Number }'],
    ['a daemon', 'SchedulingStrategy: DAEMON\n      DeploymentConfiguration: { MinimumHealthyPercent: 0 }'],
    ['none', 'DeploymentConfiguration: { MaximumPercent: 200 }'],
  ])('lets %s pass', (_, service) => {
    expect(broken({ service, more: scaled('MinCapacity: 1, MaxCapacity: 10') })).toEqual([]);
  });
});
