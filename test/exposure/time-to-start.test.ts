import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Exposure, HealthProbe } from '../../src';
import { ecsServiceOf } from '../capacity/instances';
import { templateOf } from '../connect/reading';
import { Shop } from '../testing/shop';

/** How long ECS waits before it judges a new task. */
function graceOf(healthProbe: HealthProbe | undefined, exposure: Exposure | undefined, shop = new Shop()): unknown {
  const backend = shop.service('Backend', { healthProbe });
  if (exposure) {
    backend.exposeVia(exposure);
  }
  return ecsServiceOf(templateOf(shop)).HealthCheckGracePeriodSeconds;
}

test('a load balancer judges a task no earlier than the probe of its container does', () => {
  const slow = HealthProbe.http({ startPeriod: Duration.seconds(120) });
  expect(graceOf(slow, Exposure.internalAlb())).toBe(120);
  expect(graceOf(slow, Exposure.internalNlb())).toBe(120);
});

test('a task has 60 seconds where its probe asks for less, or says nothing', () => {
  expect(graceOf(HealthProbe.http({ startPeriod: Duration.seconds(10) }), Exposure.internalAlb())).toBe(60);
  expect(graceOf(HealthProbe.http(), Exposure.internalAlb())).toBe(60);
  expect(graceOf(undefined, Exposure.internalAlb())).toBe(60);
});

test('a time that is known at deployment only is passed on', () => {
  const shop = new Shop();
  const startPeriod = Duration.seconds(new CfnParameter(shop.stack, 'Start', { type: 'Number' }).valueAsNumber);
  expect(graceOf(HealthProbe.http({ startPeriod }), Exposure.internalAlb(), shop)).toEqual({ Ref: 'Start' });
});

test('a service without a load balancer has none: ECS refuses it', () => {
  expect(graceOf(HealthProbe.http({ startPeriod: Duration.seconds(120) }), undefined)).toBeUndefined();
});
