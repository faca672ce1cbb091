import { CfnParameter, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { rulesOf, templateOf } from './reading';
import { ConnectionSide } from '../../src';
import { brokenRules, Shop } from '../testing/shop';

test('a group that is imported twice is opened once: EC2 refuses a rule that is there', () => {
  const shop = new Shop();
  const imported = (id: string) => ({ securityGroups: [SecurityGroup.fromSecurityGroupId(shop.stack, `${id}Group`, 'sg-0123')] });
  const backend = shop.service('Backend');
  shop.service('A', imported('A')).connectTo(backend);
  shop.service('B', imported('B')).connectTo(backend);
  expect(rulesOf(templateOf(shop))).toHaveLength(1);
});

test('a line that stands twice is one connection, also where the port is known at deployment only', () => {
  const shop = new Shop();
  const port = new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;
  const backend = shop.service('Backend', { port });
  const frontend = shop.service('Frontend', { environment: { BACKEND_URL: backend.endpoint.url } });
  expect(brokenRules(() => {
    frontend.connectTo(backend);
    frontend.connectTo(backend);
  })).toEqual([]);
  expect(rulesOf(templateOf(shop))).toHaveLength(1);
});

test('two callers that have one logical id, each in a stack of its own, get a rule each', () => {
  const shop = new Shop();
  const behind = new Stack(shop.app, 'Behind');
  const backend = shop.service('Backend', {}, behind);
  for (const id of ['One', 'Two']) {
    const stack = new Stack(shop.app, id);
    shop.service('Caller', { discoveryName: `caller-${id.toLowerCase()}` }, stack).connectTo(backend, { securityGroupRuleIn: ConnectionSide.TARGET });
  }
  expect(rulesOf(templateOf({ app: shop.app, stack: behind }))).toHaveLength(2);
});
