import { Annotations as CoreAnnotations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { HealthProbe } from '../../src';
import { NO_CONTAINER_CHECK } from '../../src/shared/warnings';
import { Shop } from '../testing/shop';

const TEXT = 'There is no healthProbe: a task is answered under the discovery name as soon as its container runs, whether it works or not. '
  + 'Give the service HealthProbe.http(), tcp() or command(), or acknowledge this warning.';

const warnings = (shop: Shop) => Annotations.fromStack(shop.stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => [id, entry.data]);

test('a service without a health probe is warned about, with the id to acknowledge', () => {
  const shop = new Shop();
  shop.service('Backend');

  expect(warnings(shop)).toEqual([['/Shop/Backend', `${TEXT} [ack: cdk-discoverable-service:no-container-check]`]]);
});

test('the warning is silent once it is acknowledged', () => {
  const shop = new Shop();
  CoreAnnotations.of(shop.service('Backend')).acknowledgeWarning('cdk-discoverable-service:no-container-check', 'It is a demo.');

  expect(NO_CONTAINER_CHECK.id).toBe('cdk-discoverable-service:no-container-check');
  expect(warnings(shop)).toEqual([]);
});

test('neither a service with a probe nor a worker is warned about', () => {
  const shop = new Shop();
  shop.service('Backend', { healthProbe: HealthProbe.http() });
  shop.service('Worker', { port: undefined });

  expect(warnings(shop)).toEqual([]);
});
