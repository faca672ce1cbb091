import { CfnParameter } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { rulesOf, templateOf } from './reading';
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
