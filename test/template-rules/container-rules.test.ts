import { brokenBy } from './broken-by';
import { attributeRules } from '../../src/template-rules/attribute-rules';
import { containerRules } from '../../src/template-rules/container-rules';

const task = (first: string, second: string, launch = 'FARGATE') => `
Parameters: { Given: { Type: String } }
Resources:
  Namespace: { Type: AWS::ServiceDiscovery::HttpNamespace, Properties: { Name: shop } }
  Zoned: { Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: { Name: shop.internal, Vpc: vpc-1 } }
  Name: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: backend, NamespaceId: !GetAtt Namespace.Id } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { NetworkMode: awsvpc, ContainerDefinitions: [{ ${first} }, { ${second} }] } }
  Tasks: { Type: AWS::ECS::Service, Properties: { LaunchType: ${launch}, TaskDefinition: !Ref Task, ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }] } }
`;

const CHECK = 'HealthCheck: { Command: [CMD, /check] }';
const waiting = (name: string, condition: string) => `Name: app, DependsOn: [{ ContainerName: ${name}, Condition: ${condition} }]`;

test.each([
  ['container-name-twice', 'Name: app', 'Name: app', 'ContainerDefinitions/1/Name: Two containers of Task are named "app".'],
  ['stop-timeout', 'Name: app, StopTimeout: 121', 'Name: log', 'ContainerDefinitions/0/StopTimeout: A container of Task has the StopTimeout 121.'],
  ['container-dependency', waiting('log', 'HEALTHY'), 'Name: log', 'ContainerDefinitions/0/DependsOn/0: Container "app" of Task waits for "log" to be HEALTHY, and "log" has no HealthCheck.'],
  ['container-dependency', waiting('log', 'HEALTHY'), 'Name: log, HealthCheck: { Command: [NONE] }',
    'ContainerDefinitions/0/DependsOn/0: Container "app" of Task waits for "log" to be HEALTHY, and "log" has no HealthCheck.'],
  ['container-dependency', waiting('nobody', 'START'), 'Name: log',
    'ContainerDefinitions/0/DependsOn/0: Container "app" of Task waits for "nobody" to be START, and the task has no container "nobody".'],
  ['container-dependency', waiting('app', 'START'), 'Name: log', 'ContainerDefinitions/0/DependsOn/0: Container "app" of Task waits for "app" to be START, and that is the container itself.'],
])('%s finds containers with %s and %s', (id, first, second, got) => {
  expect(brokenBy(containerRules, task(first, second))).toEqual([`${id} at Task, Properties/${got}`]);
});

test.each([
  ['Name: app, StopTimeout: 120', 'Name: log', 'FARGATE'],
  ['Name: app, StopTimeout: 300', 'Name: log', 'EC2'],
  ['Name: app, StopTimeout: !Ref Given', 'Name: !Ref Given', 'FARGATE'],
  [waiting('log', 'START'), 'Name: log', 'FARGATE'],
  [waiting('log', 'HEALTHY'), `Name: log, ${CHECK}`, 'FARGATE'],
  [waiting('log', 'HEALTHY'), 'Name: log, HealthCheck: !Ref Given', 'FARGATE'],
  [waiting('side', 'HEALTHY'), 'Name: !Ref Given', 'FARGATE'],
  [waiting('!Ref Given', '!Ref Given'), 'Name: log', 'FARGATE'],
])('containers with %s and %s are right on %s', (first, second, launch) => {
  expect(brokenBy(containerRules, task(first, second, launch))).toEqual([]);
});

const asking = (value: string) => `${task('Name: app', 'Name: log')}  Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: ${value} } }`;

test.each([
  ['!GetAtt Namespace.HttpName', 'HttpName of Namespace, a AWS::ServiceDiscovery::HttpNamespace'],
  ['!GetAtt [Namespace, HostedZoneId]', 'HostedZoneId of Namespace, a AWS::ServiceDiscovery::HttpNamespace'],
  ['!Sub "a ${Zoned.Name}"', 'Name of Zoned, a AWS::ServiceDiscovery::PrivateDnsNamespace'],
  ['!Join ["", [a, !GetAtt Name.DnsName]]', 'DnsName of Name, a AWS::ServiceDiscovery::Service'],
])('discovery-attribute finds %s', (value, got) => {
  expect(brokenBy(attributeRules, asking(value)).map((text) => text.replace(/^(\S+ at Topic), with \w+: /, '$1: '))).toEqual([`discovery-attribute at Topic: Topic asks for ${got}.`]);
});

test.each(['!GetAtt Namespace.Arn', '!GetAtt Zoned.HostedZoneId', '!GetAtt Name.Name', '!Sub "${Name.Id} ${!Namespace.Name}"', '!Sub ["${Namespace}", { Namespace: a }]', '!Ref Given', 'text'])(
  '%s may be asked for', (value) => {
    expect(brokenBy(attributeRules, asking(value))).toEqual([]);
  });
