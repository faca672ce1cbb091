import { Aspects } from 'aws-cdk-lib';
import { LogDrivers, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { logGroupsOf, SHARED } from './policies';
import { templateOf } from '../connect/reading';
import { brokenRules, IMAGE, Shop } from '../testing/shop';

test('a sidecar that an aspect adds may write its logs', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend'));
  Aspects.of(shop.app).add({
    visit: (node) => {
      if (node instanceof TaskDefinition && node.node.path.includes('Backend') && !node.findContainer('agent')) {
        node.addContainer('agent', { image: IMAGE, logging: LogDrivers.awsLogs({ streamPrefix: 'agent' }) });
      }
    },
  });
  expect(logGroupsOf(templateOf(shop), SHARED)).toHaveLength(3);
});

test('a service whose definition failed is not in the policy of the others', () => {
  const shop = new Shop();
  const bind = jest.spyOn(IMAGE, 'bind').mockImplementationOnce(() => { throw new Error('no such image'); });
  expect(() => shop.service('Bad')).toThrow('no such image');
  bind.mockRestore();
  expect(brokenRules(() => shop.service('Good'))).toEqual([]);
  expect(logGroupsOf(templateOf(shop), SHARED)).toEqual(['GoodLogGroup']);
});
