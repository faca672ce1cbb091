import { addInstances } from './instances';
import { Capacity, TaskCount } from '../../src';
import { Shop } from '../testing/shop';

/** The least part of the tasks that a deployment keeps running. */
function leastOf(capacity: Capacity, tasks: number): unknown {
  const shop = new Shop();
  addInstances(shop.cluster);
  shop.service('Backend', { capacity, taskCount: TaskCount.exactly(tasks) });
  const [{ Properties }] = Object.values(shop.template().findResources('AWS::ECS::Service'));
  return (Properties.DeploymentConfiguration as { MinimumHealthyPercent: number }).MinimumHealthyPercent;
}

test.each([['in host mode', Capacity.ec2Host()], ['with a port of the instance', Capacity.ec2Bridge({ hostPort: 8080 })]])(
  'a single task %s stops before the new one starts, because ECS rounds half of it up to the whole', (_what, capacity) => {
    expect([1, 2].map((tasks) => leastOf(capacity, tasks))).toEqual([0, 50]);
  });

test.each([['in awsvpc mode', Capacity.ec2()], ['with a port that Docker takes', Capacity.ec2Bridge()]])(
  'a single task %s stays until the new one runs', (_what, capacity) => {
    expect(leastOf(capacity, 1)).toBe(100);
  });
