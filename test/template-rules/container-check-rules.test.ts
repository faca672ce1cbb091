import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Variation } from './ecs-template';
import { ecsTemplate } from './ecs-template';

const broken = (variation: Variation) => brokenBy(ecsRules, ecsTemplate(variation));
const CUSTOM = 'HealthCheckCustomConfig: { FailureThreshold: 1 }';
const CHECK = 'HealthCheck: { Command: [CMD-SHELL, "curl -f http://localhost:8080/ || exit 1"] }';
const AT = 'Properties/ContainerDefinitions/0/HealthCheck';
const checked = (more: string) => ({ name: CUSTOM, container: `HealthCheck: { ${more} }` });

describe('no-container-check', () => {
  test.each(['HealthCheckCustomConfig: { FailureThreshold: 1 }', 'HealthCheckCustomConfig: {}', 'HealthCheckCustomConfig: { FailureThreshold: 5 }'])('warns beside %s', (name) => {
    expect(broken({ name })).toEqual([
      'no-container-check at Task, Properties/ContainerDefinitions, with Backend and Name: No container of Task has a health check.',
    ]);
  });

  test('warns where only other containers have one', () => {
    expect(broken({ name: CUSTOM, containers: `- { Name: other, Image: other, Essential: false, ${CHECK} }` })).toEqual([
      'no-container-check at Task, Properties/ContainerDefinitions, with Backend and Name: '
      + 'In Task, only containers that are not essential have a health check.',
    ]);
  });

  test.each([
    ['a check', { name: CUSTOM, container: CHECK }],
    ['a check that may be there', { name: CUSTOM, container: 'HealthCheck: !If [IsAny, { Command: [CMD, check] }, !Ref AWS::NoValue]' }],
    ['containers that are known at deployment only', { name: CUSTOM, containers: '- !If [IsAny, { Name: other, Image: other }, !Ref AWS::NoValue]' }],
    ['a name whose health nobody asks', {}],
    ['a name whose health may be asked', { name: 'HealthCheckCustomConfig: !If [IsAny, { FailureThreshold: 1 }, !Ref AWS::NoValue]' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('sidecar-without-check', () => {
  test('warns of an essential container that keeps the task UNKNOWN, whichever of them has the check', () => {
    expect(broken({ name: CUSTOM, container: CHECK, containers: '- { Name: agent, Image: agent }\n        - { Name: proxy, Image: proxy, Essential: true }' })).toEqual([
      'sidecar-without-check at Task, Properties/ContainerDefinitions/1, with Backend and Name: Container "agent" of Task is essential and has no health check, beside one that has.',
      'sidecar-without-check at Task, Properties/ContainerDefinitions/2, with Backend and Name: Container "proxy" of Task is essential and has no health check, beside one that has.',
    ]);
    expect(broken({ name: CUSTOM, containers: `- { Name: other, Image: other, ${CHECK} }` })).toEqual([
      'sidecar-without-check at Task, Properties/ContainerDefinitions/0, with Backend and Name: Container "app" of Task is essential and has no health check, beside one that has.',
    ]);
  });

  test('tells a container of two services once', () => {
    const more = `
  Other: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Task, LaunchType: EC2, NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-1], SecurityGroups: [sg-1] } }, ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }] } }`;
    const found = broken({ name: CUSTOM, container: CHECK, containers: '- { Image: agent }', more });
    expect(found.filter((finding) => finding.startsWith('sidecar-'))).toEqual([
      'sidecar-without-check at Task, Properties/ContainerDefinitions/1, with Backend and Name and Other and Name: Container 1 of Task is essential and has no health check, beside one that has.',
    ]);
  });

  test.each([
    ['one that is not essential', { name: CUSTOM, container: CHECK, containers: '- { Name: agent, Image: agent, Essential: false }' }],
    ['one with a check of its own', { name: CUSTOM, container: CHECK, containers: `- { Name: agent, Image: agent, ${CHECK} }` }],
    ['one that may have a check', { name: CUSTOM, container: CHECK, containers: '- { Name: agent, Image: agent, HealthCheck: !If [IsAny, { Command: [CMD, check] }, !Ref AWS::NoValue] }' }],
    ['one that may be essential', { name: CUSTOM, container: CHECK, containers: '- { Name: agent, Image: agent, Essential: !Ref Any }' }],
    ['one of a name whose health nobody asks', { name: 'HealthCheckCustomConfig: !If [IsAny, { FailureThreshold: 1 }, !Ref AWS::NoValue]', container: CHECK, containers: '- { Name: agent, Image: agent }' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('container-check-untold', () => {
  test('warns of a check that Cloud Map is not told of', () => {
    expect(broken({ container: CHECK })).toEqual([
      'container-check-untold at Name, with Backend and Task: Task has a container health check, and Name has no HealthCheckCustomConfig.',
    ]);
  });

  test('lets a name that is told, or may be, pass', () => {
    expect(broken({ container: CHECK, name: CUSTOM })).toEqual([]);
    expect(broken({ container: CHECK, name: 'HealthCheckCustomConfig: !If [IsAny, { FailureThreshold: 1 }, !Ref AWS::NoValue]' })).toEqual([]);
  });
});

describe('the numbers of a check', () => {
  test.each([
    ['health-probe-interval', 'Interval', 4], ['health-probe-interval', 'Interval', 301], ['health-probe-interval', 'Interval', 10.5],
    ['health-probe-timeout', 'Timeout', 1], ['health-probe-timeout', 'Timeout', 61],
    ['health-probe-retries', 'Retries', 0], ['health-probe-retries', 'Retries', 11],
    ['health-probe-start-period', 'StartPeriod', -1], ['health-probe-start-period', 'StartPeriod', 301],
  ])('%s refuses %s %d', (id, key, number) => {
    expect(broken(checked(`Command: [CMD, check], ${key}: ${number}`))).toEqual([
      `${id} at Task, ${AT}/${key}: Container "app" of Task has a health check with ${key} ${number}.`,
    ]);
  });

  test.each([
    'Interval: 5, Timeout: 2, Retries: 1, StartPeriod: 0', 'Interval: 300, Timeout: 60, Retries: 10, StartPeriod: 300', 'Interval: !Ref Number', 'Interval: 5, Timeout: 10',
  ])('lets %s pass', (numbers) => {
    expect(broken(checked(`Command: [CMD, check], ${numbers}`))).toEqual([]);
  });
});

describe('health-probe-command', () => {
  test.each([
    ['a line without a form', '["curl -f http://localhost:8080/ || exit 1"]', 'the Command curl -f http://localhost:8080/ || exit 1'],
    ['words without a form', '[curl, -f, "http://localhost:8080/"]', 'the Command curl -f http://localhost:8080/'],
    ['a text', '"CMD-SHELL, check"', 'the Command CMD-SHELL, check'],
    ['a form without a command', '[CMD]', 'the Command CMD'],
  ])('refuses %s', (_, command, what) => {
    expect(broken(checked(`Command: ${command}`))).toEqual([
      `health-probe-command at Task, ${AT}/Command: Container "app" of Task has a health check with ${what}.`,
    ]);
  });

  test('refuses no command', () => {
    expect(broken(checked('Interval: 10'))).toEqual([`health-probe-command at Task, ${AT}/Command: Container "app" of Task has a health check without a Command.`]);
  });

  test.each(['[CMD, /bin/check, --fast]', '[CMD-SHELL, check]', '[!Ref Any, check]', '[CMD-SHELL, !Ref Any]', '!Ref Any', '[NONE]'])('lets %s pass', (command) => {
    expect(broken(checked(`Command: ${command}`))).toEqual([]);
  });
});

describe('health-probe-words', () => {
  test.each([
    ['[CMD, "curl -f http://localhost:8080/"]', 'curl -f http://localhost:8080/'],
    ['[CMD, "check || exit 1"]', 'check || exit 1'],
    ['[CMD-SHELL, curl, -f, "http://localhost:8080/"]', 'curl'],
  ])('warns of %s', (command, first) => {
    expect(broken(checked(`Command: ${command}`))).toEqual([
      `health-probe-words at Task, ${AT}/Command: Container "app" of Task has a health check that runs "${first}" and nothing else.`,
    ]);
  });

  test.each(['[CMD, /bin/check]', '[CMD, "/opt/my check"]', '[CMD-SHELL, "curl -f http://localhost:8080/", "||", exit 1]'])('lets %s pass', (command) => {
    expect(broken(checked(`Command: ${command}`))).toEqual([]);
  });
});

describe('health-probe-unmapped-port', () => {
  test.each(['localhost:80', '127.0.0.1:80'])('warns of a check that asks %s', (host) => {
    expect(broken(checked(`Command: [CMD-SHELL, "curl -f http://${host}/ || exit 1"]`))).toEqual([
      `health-probe-unmapped-port at Task, ${AT}/Command: Container "app" of Task has a health check that asks port 80, and the task maps 8080.`,
    ]);
  });

  test.each([
    ['the port of another container', { containers: '- { Name: other, Image: other, Essential: false, PortMappings: [{ ContainerPort: 80 }] }' }],
    ['a port that is known at deployment only', { mapping: 'ContainerPort: !Ref Number' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken({ ...checked('Command: [CMD-SHELL, "curl -f http://localhost:80/ || exit 1"]'), ...variation })).toEqual([]);
  });
});

test('private-addresses warns of tasks in a public namespace', () => {
  expect(broken({ namespace: 'PublicDnsNamespace' })).toEqual([
    'private-addresses at Name, Properties/NamespaceId, with Namespace and Backend: Backend registers tasks in the public namespace Namespace.',
  ]);
  expect(broken({ namespace: 'PublicDnsNamespace', records: '' })).toEqual([]);
  expect(broken({ namespace: 'PublicDnsNamespace', registries: '' })).toEqual([]);
});
