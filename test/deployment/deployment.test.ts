import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { DeploymentLifecycleLambdaTarget, DeploymentLifecycleStage } from 'aws-cdk-lib/aws-ecs';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Capacity, Deployment, ServiceConnectRole, TaskCount } from '../../src';
import type { DiscoverableServiceProps } from '../../src';
import { addInstances, ecsServiceOf } from '../capacity/instances';
import { templateOf } from '../connect/reading';
import { Shop, brokenRules, messageOf } from '../testing/shop';

/** How the service is deployed, as CloudFormation gets it; in Service Connect, where traffic can be shifted. */
function configurationOf(props: Partial<DiscoverableServiceProps>, shop = new Shop()): Record<string, unknown> {
  shop.service('Backend', { serviceConnect: ServiceConnectRole.clientAndServer(), ...props });
  return ecsServiceOf(templateOf(shop)).DeploymentConfiguration as Record<string, unknown>;
}

const parameter = (shop: Shop) => new CfnParameter(shop.stack, 'Number', { type: 'Number' }).valueAsNumber;

describe('a rolling deployment', () => {
  test('keeps all tasks and rolls back, where nothing is said', () => {
    const expected = { MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true } };
    expect(configurationOf({})).toMatchObject(expected);
    expect(configurationOf({ deployment: Deployment.rolling() })).toMatchObject(expected);
  });

  test('takes percentages, and stops where it is', () => {
    const deployment = Deployment.rolling({ minHealthyPercent: 50, maxHealthyPercent: 150, rollback: false });
    expect(configurationOf({ deployment })).toMatchObject({
      MinimumHealthyPercent: 50, MaximumPercent: 150, DeploymentCircuitBreaker: { Enable: true, Rollback: false },
    });
  });

  test('has no Availability Zones balanced where no task may run beside the others', () => {
    const shop = new Shop();
    shop.service('Backend', { deployment: Deployment.rolling({ minHealthyPercent: 50, maxHealthyPercent: 100 }) });
    expect(ecsServiceOf(templateOf(shop))).not.toHaveProperty('AvailabilityZoneRebalancing');
  });

  test('takes percentages that are known at deployment only', () => {
    const shop = new Shop();
    const deployment = Deployment.rolling({ minHealthyPercent: parameter(shop), maxHealthyPercent: parameter(new Shop()) });
    expect(brokenRules(() => shop.service('Backend', { deployment }))).toEqual([]);
  });

  test.each([
    [{ minHealthyPercent: -1 }, 'minHealthyPercent is -1.'],
    [{ minHealthyPercent: 101 }, 'minHealthyPercent is 101.'],
    [{ minHealthyPercent: 33.3 }, 'minHealthyPercent is 33.3.'],
    [{ maxHealthyPercent: 99 }, 'maxHealthyPercent is 99.'],
    [{ minHealthyPercent: 100, maxHealthyPercent: 100 }, 'minHealthyPercent and maxHealthyPercent are both 100.'],
  ])('is refused with %j', (options, got) => {
    expect(messageOf(() => Deployment.rolling(options))).toBe(`Deployment.rolling(): 1 problem

[deployment-percent] ${got}
  why: ECS takes whole numbers: a minimum of 0 to 100 percent, and a maximum of 100 percent or more that is above it. With no room between the two, no task can be replaced.
  fix: Give percentages such as minHealthyPercent: 100 and maxHealthyPercent: 200.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
`);
  });

  test.each([[0, 100], [0, 200], [100, 101], [99, 100], [50, 1000]])('may keep %i and run %i percent', (minHealthyPercent, maxHealthyPercent) => {
    expect(brokenRules(() => Deployment.rolling({ minHealthyPercent, maxHealthyPercent }))).toEqual([]);
  });
});

describe('a deployment that moves traffic', () => {
  test('moves all at once, keeps the old tasks for five minutes, and has no circuit breaker: that is for rolling ones', () => {
    const configuration = configurationOf({ deployment: Deployment.blueGreen() });
    expect(configuration).toMatchObject({ Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 5, MinimumHealthyPercent: 100, MaximumPercent: 200 });
    expect(configuration).not.toHaveProperty('DeploymentCircuitBreaker');
  });

  test('moves it in equal steps', () => {
    expect(configurationOf({ deployment: Deployment.linear() })).toMatchObject({
      Strategy: 'LINEAR', BakeTimeInMinutes: 5, LinearConfiguration: { StepPercent: 10, StepBakeTimeInMinutes: 6 },
    });
    const deployment = Deployment.linear({ stepPercent: 25, stepBakeTime: Duration.hours(1), bakeTime: Duration.minutes(0) });
    expect(configurationOf({ deployment })).toMatchObject({
      BakeTimeInMinutes: 0, LinearConfiguration: { StepPercent: 25, StepBakeTimeInMinutes: 60 },
    });
  });

  test('moves a little first', () => {
    expect(configurationOf({ deployment: Deployment.canary() })).toMatchObject({
      Strategy: 'CANARY', BakeTimeInMinutes: 5, CanaryConfiguration: { CanaryPercent: 5, CanaryBakeTimeInMinutes: 10 },
    });
    expect(configurationOf({ deployment: Deployment.canary({ canaryPercent: 1.1, canaryBakeTime: Duration.minutes(1) }) })).toMatchObject({
      CanaryConfiguration: { CanaryPercent: 1.1, CanaryBakeTimeInMinutes: 1 },
    });
  });

  test('asks its hooks', () => {
    const shop = new Shop();
    const handler = new LambdaFunction(shop.stack, 'Hook', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('-') });
    const hook = new DeploymentLifecycleLambdaTarget(handler, 'Hook', { lifecycleStages: [DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT] });
    expect(configurationOf({ deployment: Deployment.blueGreen({ lifecycleHooks: [hook] }) }, shop).LifecycleHooks)
      .toMatchObject([{ LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }]);
  });

  test.each<[string, () => unknown, string]>([
    ['blueGreen', () => Deployment.blueGreen({ bakeTime: Duration.seconds(90) }), 'bakeTime is 1.5 minutes.'],
    ['blueGreen', () => Deployment.blueGreen({ bakeTime: Duration.days(2) }), 'bakeTime is 2880 minutes.'],
    ['linear', () => Deployment.linear({ stepPercent: 2.9 }), 'stepPercent is 2.9.'],
    ['linear', () => Deployment.linear({ stepPercent: 10.25 }), 'stepPercent is 10.25.'],
    ['linear', () => Deployment.linear({ stepBakeTime: Duration.days(2) }), 'stepBakeTime is 2880 minutes.'],
    ['canary', () => Deployment.canary({ canaryPercent: 0 }), 'canaryPercent is 0.'],
    ['canary', () => Deployment.canary({ canaryPercent: 101 }), 'canaryPercent is 101.'],
    ['canary', () => Deployment.canary({ canaryBakeTime: Duration.seconds(1) }), 'canaryBakeTime is 0.016666666666666666 minutes.'],
  ])('is refused by %s() with what ECS does not take (%#)', (factory, make, got) => {
    expect(messageOf(make)).toBe(`Deployment.${factory}(): 1 problem

[deployment-steps] ${got}
  why: ECS waits whole minutes, from 0 to 1440. A step of a linear deployment moves 3 to 100 percent, the canary 0.1 to 100, both in tenths of a percent.
  fix: Give values such as stepPercent: 10 (canaryPercent: 5) and Duration.minutes(6).
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
`);
  });

  test.each<[string, () => Deployment, number]>([
    ['blueGreen', () => Deployment.blueGreen({ bakeTime: Duration.minutes(1440) }), 0],
    ['canary', () => Deployment.canary({ canaryBakeTime: Duration.minutes(1440), bakeTime: Duration.minutes(541) }), 1981],
    ['canary', () => Deployment.canary({ canaryBakeTime: Duration.minutes(1440), bakeTime: Duration.minutes(540) }), 0],
    ['linear', () => Deployment.linear({ stepPercent: 10, stepBakeTime: Duration.minutes(220), bakeTime: Duration.minutes(0) }), 0],
    ['linear', () => Deployment.linear({ stepPercent: 10, stepBakeTime: Duration.minutes(220), bakeTime: Duration.minutes(1) }), 1981],
    ['linear', () => Deployment.linear({ stepPercent: 11, stepBakeTime: Duration.minutes(220), bakeTime: Duration.minutes(1) }), 1981],
    ['linear', () => Deployment.linear({ stepPercent: 50, stepBakeTime: Duration.minutes(1440), bakeTime: Duration.minutes(1) }), 0],
  ])('of %s() that CloudFormation finds too long is refused (%#)', (factory, make, minutes) => {
    expect(minutes === 0 ? brokenRules(make) : messageOf(make)).toEqual(minutes === 0 ? [] : `Deployment.${factory}(): 1 problem

[deployment-too-long] bakeTime and steps come to ${minutes} minutes.
  why: CloudFormation gives a deployment 36 hours, and refuses one whose bakeTime and steps come to more than 33. The last step is not waited for.
  fix: Give a shorter bakeTime, shorter steps, or fewer.
  see: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-linearconfiguration.html
`);
  });

  test('takes steps and times that are known at deployment only', () => {
    const shop = new Shop();
    const number = parameter(shop);
    const deployment = Deployment.linear({ stepPercent: number, stepBakeTime: Duration.minutes(number), bakeTime: Duration.minutes(number) });
    expect(configurationOf({ deployment }, shop)).toMatchObject({
      BakeTimeInMinutes: { Ref: 'Number' }, LinearConfiguration: { StepPercent: { Ref: 'Number' }, StepBakeTimeInMinutes: { Ref: 'Number' } },
    });
  });

  test('all what is wrong is told at once', () => {
    expect(messageOf(() => Deployment.canary({ canaryPercent: 0, canaryBakeTime: Duration.days(2), bakeTime: Duration.days(2) })))
      .toContain('Deployment.canary(): 3 problems');
  });
});

describe('a deployment of a service', () => {
  const WITHOUT_ROOM = `
  why: ECS rounds the tasks that stay up, and the tasks that may run down. Where the two meet, it can neither stop a task nor start one: the deployment goes on until CloudFormation gives up.
  fix: Give a higher maxHealthyPercent, such as 200, or a lower minHealthyPercent.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
`;

  test.each([
    [TaskCount.exactly(2), { maxHealthyPercent: 149 }, 'Of 2 tasks, 2 are to stay (minHealthyPercent: 100), and 2 may run (maxHealthyPercent: 149).'],
    [TaskCount.exactly(1), { minHealthyPercent: 1, maxHealthyPercent: 199 }, 'Of 1 tasks, 1 are to stay (minHealthyPercent: 1), and 1 may run (maxHealthyPercent: 199).'],
    [TaskCount.autoScaled({ min: 3, max: 9 }), { maxHealthyPercent: 130 }, 'Of 3 tasks, 3 are to stay (minHealthyPercent: 100), and 3 may run (maxHealthyPercent: 130).'],
  ])('that can neither stop nor start a task is refused (%#)', (taskCount, percentages, got) => {
    const shop = new Shop();
    expect(messageOf(() => shop.service('Backend', { taskCount, deployment: Deployment.rolling(percentages) })))
      .toBe(`Shop/Backend: 1 problem\n\n[deployment-without-room] ${got}${WITHOUT_ROOM}`);
    expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
  });

  test.each([
    [TaskCount.exactly(2), { maxHealthyPercent: 150 }],
    [TaskCount.exactly(0), { maxHealthyPercent: 101 }],
    [TaskCount.exactly(2), { minHealthyPercent: 50, maxHealthyPercent: 100 }],
    [TaskCount.autoScaled({ min: 3, max: 9 }), { maxHealthyPercent: 134 }],
    [TaskCount.exactly(new CfnParameter(new Stack(), 'Tasks', { type: 'Number' }).valueAsNumber), { maxHealthyPercent: 101 }],
  ])('that has room for a task more or less stands (%#)', (taskCount, percentages) => {
    expect(brokenRules(() => new Shop().service('Backend', { taskCount, deployment: Deployment.rolling(percentages) }))).toEqual([]);
  });

  const daemon = (deployment: Deployment) => () => {
    const shop = new Shop();
    addInstances(shop.cluster);
    shop.service('Backend', { capacity: Capacity.ec2({ daemon: true }), deployment });
  };

  test.each([
    [Deployment.blueGreen(), 'The service is a daemon, and its deployment shifts traffic.'],
    [Deployment.rolling({ maxHealthyPercent: 200 }), 'The service is a daemon, and maxHealthyPercent is 200.'],
    [Deployment.rolling({ minHealthyPercent: 100 }), 'The service is a daemon, and minHealthyPercent is 100.'],
  ])('that starts a second daemon on an instance is refused (%#)', (deployment, got) => {
    expect(messageOf(daemon(deployment))).toBe(`Shop/Backend: 1 problem

[deployment-of-daemon] ${got}
  why: A daemon has one task on each instance: no second one starts beside it. ECS takes a maximum of 100 percent, and a minimum below it, for a daemon.
  fix: Use Deployment.rolling() with a minHealthyPercent below 100 and without maxHealthyPercent.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html
`);
  });

  test.each([[Deployment.rolling()], [Deployment.rolling({ minHealthyPercent: 0 })], [Deployment.rolling({ maxHealthyPercent: 100 })],
    [Deployment.rolling({ minHealthyPercent: new CfnParameter(new Stack(), 'Least', { type: 'Number' }).valueAsNumber })]])(
    'of a daemon stands where the old task stops first (%#)', (deployment) => {
      expect(brokenRules(daemon(deployment))).toEqual([]);
    });
});
