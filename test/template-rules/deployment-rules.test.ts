import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Variation } from './ecs-template';
import { ecsTemplate } from './ecs-template';

const broken = (variation: Variation) => brokenBy(ecsRules, ecsTemplate(variation));
const controller = (type: string) => `DeploymentController: { Type: ${type} }`;
const CONNECT = { registries: '' };
const connect = (type: string) => `${controller(type)}\n      ServiceConnectConfiguration: { Enabled: true, Namespace: other }`;

describe('deployment-controller', () => {
  test('refuses a registry of a service that is deployed from outside', () => {
    expect(broken({ service: controller('EXTERNAL') })).toEqual([
      'deployment-controller at Backend, Properties/ServiceRegistries: Backend has the deployment controller EXTERNAL and a registry.',
    ]);
  });

  test('lets the controller ECS, and one that is known at deployment only, pass', () => {
    expect(broken({ service: controller('ECS') })).toEqual([]);
    expect(broken({ service: controller('!Ref Any') })).toEqual([]);
    expect(broken({ registries: '', service: controller('EXTERNAL') })).toEqual([]);
  });
});

describe('service-connect-controller', () => {
  test.each(['CODE_DEPLOY', 'EXTERNAL'])('refuses %s', (type) => {
    expect(broken({ ...CONNECT, service: connect(type) })).toEqual([
      `service-connect-controller at Backend, Properties/DeploymentController: Backend has the deployment controller ${type} and takes part in Service Connect.`,
    ]);
  });

  test('lets ECS, and one that is known at deployment only, pass', () => {
    expect(broken({ ...CONNECT, service: connect('ECS') })).toEqual([]);
    expect(broken({ ...CONNECT, service: connect('!Ref Any') })).toEqual([]);
  });
});

describe('names-not-shifted', () => {
  test.each(['BLUE_GREEN', 'LINEAR', 'CANARY'])('warns of %s', (strategy) => {
    expect(broken({ service: `DeploymentConfiguration: { Strategy: ${strategy} }` })).toEqual([
      `names-not-shifted at Backend, Properties/DeploymentConfiguration/Strategy, with Name: Backend has the deployment strategy ${strategy} and a registry.`,
    ]);
  });

  test('warns of CODE_DEPLOY', () => {
    expect(broken({ service: controller('CODE_DEPLOY') })).toEqual([
      'names-not-shifted at Backend, Properties/DeploymentController, with Name: Backend has the deployment controller CODE_DEPLOY and a registry.',
    ]);
  });

  test.each([
    ['ROLLING', { service: 'DeploymentConfiguration: { Strategy: ROLLING }' }],
    ['a strategy that is known at deployment only', { service: 'DeploymentConfiguration: { Strategy: !Ref Any }' }],
    ['a service without a registry', { registries: '', service: 'DeploymentConfiguration: { Strategy: BLUE_GREEN }' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('deployment-percent', () => {
  const configuration = (least: string, most: string, more = '') => ({
    service: `DeploymentConfiguration: { ${least === '' ? '' : `MinimumHealthyPercent: ${least}, `}${most === '' ? '' : `MaximumPercent: ${most}, `}${more} }`,
  });

  test.each([
    ['100', '100', 'MinimumHealthyPercent', '100', '100'],
    ['', '100', 'MaximumPercent', '100', '100'],
    ['100', '50', 'MinimumHealthyPercent', '100', '50'],
  ])('refuses a minimum of "%s" and a maximum of "%s"', (least, most, property, floor, ceiling) => {
    expect(broken(configuration(least, most))).toEqual([
      `deployment-percent at Backend, Properties/DeploymentConfiguration/${property}: Deployments of Backend keep ${floor} percent of the tasks and may have ${ceiling}.`,
    ]);
  });

  test.each([
    ['room below', configuration('99', '100')],
    ['room above', configuration('100', '101')],
    ['the defaults', configuration('', '')],
    ['what is known at deployment only', configuration('!Ref Number', '100')],
    ['a maximum that is known at deployment only', configuration('100', '!Ref Number')],
    ['a daemon', { service: 'SchedulingStrategy: DAEMON\n      DeploymentConfiguration: { MaximumPercent: 100 }' }],
    ['a controller that is known at deployment only', { service: 'DeploymentController: { Type: !Ref Any }\n      DeploymentConfiguration: { MaximumPercent: 100 }' }],
    ['another strategy', { registries: '', ...configuration('100', '100', 'Strategy: BLUE_GREEN') }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('task-set-controller', () => {
  const set = (service: string, registries = 'ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }]') => `Set:
    Type: AWS::ECS::TaskSet
    Properties:
      Service: ${service}
      TaskDefinition: !Ref Task
      NetworkConfiguration: { AwsVpcConfiguration: { Subnets: [a] } }
      ${registries}`;

  test.each([['', 'ECS'], [controller('CODE_DEPLOY'), 'CODE_DEPLOY']])('refuses a task set of a service with "%s"', (service, type) => {
    expect(broken({ registries: '', service, more: set('!Ref Backend') })).toEqual([
      `task-set-controller at Backend, Properties/DeploymentController, with Set: Set is a task set of Backend, which has the deployment controller ${type}.`,
    ]);
  });

  test.each([
    ['EXTERNAL', controller('EXTERNAL'), '!Ref Backend'],
    ['a controller that is known at deployment only', controller('!Ref Any'), '!Ref Backend'],
    ['a service elsewhere', '', '!Ref Any'],
  ])('lets %s pass', (_, service, of) => {
    expect(broken({ registries: '', service, more: set(of) })).toEqual([]);
  });
});
