import { CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Alarm, AlarmRule, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmBehavior } from 'aws-cdk-lib/aws-ecs';
import { Deployment } from '../../src';
import type { DiscoverableService } from '../../src';
import { ecsServiceOf, undeployable } from '../capacity/instances';
import { templateOf } from '../connect/reading';
import { Shop, messageOf } from '../testing/shop';

const alarmOn = (service: DiscoverableService, id: string, scope = Stack.of(service)) =>
  service.service.metricCpuUtilization().createAlarm(scope, id, { threshold: 90, evaluationPeriods: 2 });

interface Alarms {
  readonly AlarmNames: unknown;
  readonly Rollback: boolean;
  readonly Enable: boolean;
}

const alarmsOf = (shop: Shop) => (ecsServiceOf(templateOf(shop)).DeploymentConfiguration as { Alarms: Alarms }).Alarms;

test('an alarm on a metric of the service itself closes no circle: the service knows it by a literal name', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  backend.rollBackOn(alarmOn(backend, 'Cpu'));

  const { AlarmNames: names, ...rest } = alarmsOf(shop);
  expect(rest).toEqual({ Enable: true, Rollback: true });
  expect(names).toEqual([expect.stringMatching(/^Shop-/)]);
  shop.template().hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: (names as string[])[0] });
  expect(undeployable(shop.app)).toEqual([]);
});

test('alarms of several lines are all watched, whatever the CDK itself was told before', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  backend.service.enableDeploymentAlarms(['by-hand'], { behavior: AlarmBehavior.ROLLBACK_ON_ALARM });
  const cpu = alarmOn(backend, 'Cpu');
  backend.rollBackOn(cpu, alarmOn(backend, 'Cpu2'));
  backend.rollBackOn(cpu, new Alarm(shop.stack, 'Named', {
    metric: backend.service.metricMemoryUtilization(), threshold: 1, evaluationPeriods: 1, alarmName: 'my-alarm',
  }));

  expect(alarmsOf(shop).AlarmNames).toEqual([expect.stringMatching(/^Shop-.*Cpu/), expect.stringMatching(/^Shop-.*Cpu2/), 'by-hand', 'my-alarm']);
});

test('an alarm made of others, one of another stack, a nested one and an imported one are known by name too', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const other = new Stack(shop.app, 'Watch');
  const nested = new NestedStack(shop.stack, 'Nested');
  backend.rollBackOn(
    new CompositeAlarm(other, 'Any', { alarmRule: AlarmRule.fromAlarm(alarmOn(backend, 'Cpu', other), 'ALARM' as never) }),
    alarmOn(backend, 'Elsewhere', other),
    alarmOn(backend, 'Cpu', nested),
    Alarm.fromAlarmName(shop.stack, 'Imported', 'imported-alarm'),
  );

  const names = alarmsOf(shop).AlarmNames as string[];
  expect(names).toHaveLength(4);
  expect(names.every((name) => typeof name === 'string')).toBe(true);
  expect(names.filter((name) => name.startsWith('Watch-'))).toHaveLength(1);
  expect(names).toContain('imported-alarm');
  expect(shop.stack.dependencies).toEqual([]);
});

test('the same alarm has the same name in each synthesis, and another one in another stack', () => {
  const nameIn = (id: string) => {
    const shop = new Shop();
    const stack = new Stack(shop.app, id);
    const backend = shop.service('Backend', { cluster: shop.cluster }, stack);
    const alarm = alarmOn(backend, 'Cpu');
    backend.rollBackOn(alarm);
    const [{ Properties }] = Object.values(shop.template(stack).findResources('AWS::CloudWatch::Alarm'));
    return Properties.AlarmName as string;
  };
  expect(nameIn('One')).toBe(nameIn('One'));
  expect(nameIn('One')).not.toBe(nameIn('Two'));
});

test('a deployment that is not to go back ends there', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { deployment: Deployment.rolling({ rollback: false }) });
  backend.rollBackOn(alarmOn(backend, 'Cpu'));
  expect(alarmsOf(shop).Rollback).toBe(false);
});

test('a service without alarms watches none', () => {
  const shop = new Shop();
  shop.service('Backend');
  expect(alarmsOf(shop)?.Enable ?? false).toBe(false);
});

const TEXT = `
  why: ECS watches alarms of its own account and Region, by their names, which are written into the service when synthesis begins. A name that refers to the service would be known after it, and one of another stage is made without knowledge of this one.
  fix: Give rollBackOn() alarms of the service's account, Region and stage while the app is being built, with literal names or none; of another stage Alarm.fromAlarmName().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html`;

test('no alarm is refused: the line would do nothing', () => {
  expect(messageOf(() => new Shop().service('Backend').rollBackOn()))
    .toBe(`Shop/Backend.rollBackOn(): 1 problem\n\n[rollback-alarm] No alarm is given for Shop/Backend.${TEXT}\n`);
});

test('an alarm of another Region or account is refused', () => {
  const shop = new Shop();
  const [here, there] = ['eu-west-1', 'us-east-1'].map((region) => new Stack(shop.app, region, { env: { account: '111122223333', region } }));
  const backend = new Shop().service('Backend', {}, here);
  const alarm = alarmOn(shop.service('Other', {}, here), 'Cpu', here);
  expect(() => backend.rollBackOn(alarm)).not.toThrow();
  expect(messageOf(() => backend.rollBackOn(Alarm.fromAlarmName(there, 'Far', 'far')))).toContain(
    `eu-west-1/Backend.rollBackOn(): 1 problem\n\n[rollback-alarm] us-east-1/Far is in 111122223333/us-east-1, and eu-west-1/Backend in 111122223333/eu-west-1.${TEXT}`);
});

test('an alarm of a stack whose account is known at deployment only passes', () => {
  const shop = new Shop();
  const stack = new Stack(shop.app, 'Somewhere', { env: { account: '111122223333', region: 'eu-west-1' } });
  expect(() => shop.service('Backend').rollBackOn(Alarm.fromAlarmName(stack, 'Alarm', 'alarm'))).not.toThrow();
});

test('an alarm of another stage is refused: nobody there knows its name', () => {
  const shop = new Shop();
  const there = new Stack(new Stage(shop.app, 'Prod'), 'Watch');
  const backend = shop.service('Backend');
  expect(messageOf(() => backend.rollBackOn(alarmOn(backend, 'Cpu', there)))).toBe(
    `Shop/Backend.rollBackOn(): 1 problem\n\n[rollback-alarm] Prod/Watch/Cpu is in another stage than Shop/Backend.${TEXT}\n`);
});

test('an alarm whose name refers to the service is refused: each would wait for the other', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const metric = backend.service.metricCpuUtilization();
  const named = (id: string, alarmName: string) => new Alarm(shop.stack, id, { metric, threshold: 1, evaluationPeriods: 1, alarmName });
  expect(messageOf(() => backend.rollBackOn(named('Busy', `${backend.service.serviceName}-busy`)))).toBe(
    `Shop/Backend.rollBackOn(): 1 problem\n\n[rollback-alarm] The name of Shop/Busy refers to Shop/Backend.${TEXT}\n`);
  backend.rollBackOn(named('Late', new CfnParameter(shop.stack, 'Name').valueAsString));
  expect(alarmsOf(shop).AlarmNames).toEqual([{ Ref: 'Name' }]);
  expect(undeployable(shop.app)).toEqual([]);
});

test('a line after synthesis has begun is refused: it would be left out', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const alarm = alarmOn(backend, 'Cpu');
  shop.app.synth();
  expect(messageOf(() => backend.rollBackOn(alarm))).toBe(`Shop/Backend.rollBackOn(): 1 problem\n\n[rollback-alarm] Synthesis has begun.${TEXT}\n`);
});
