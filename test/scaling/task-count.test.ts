import { CfnParameter, Lazy } from 'aws-cdk-lib';
import { TaskCount } from '../../src';
import { brokenRules, messageOf, Shop } from '../testing/shop';

const TAIL = `
  why: ECS takes a whole number of tasks.
  fix: Give a whole number from 0 upwards.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html`;

/** The number of tasks that a service asks ECS for. */
function desiredCount(taskCount?: TaskCount, shop = new Shop()): unknown {
  shop.service('Backend', { taskCount });
  const [{ Properties }] = Object.values(shop.template().findResources('AWS::ECS::Service'));
  return Properties.DesiredCount;
}

test.each([0, 1, 999, 1000])('%d tasks are what ECS is asked for', (tasks) => {
  expect(desiredCount(TaskCount.exactly(tasks))).toBe(tasks);
});

test('a service has two tasks unless told otherwise', () => {
  expect(desiredCount()).toBe(2);
});

test.each([-1, 1.5, NaN, Infinity])('%d tasks are refused', (tasks) => {
  expect(messageOf(() => TaskCount.exactly(tasks))).toBe(`TaskCount.exactly(): 1 problem\n\n[task-count] The task count is ${tasks}.${TAIL}\n`);
});

test('more than 1000 tasks are refused where they are registered under a name, and not where they are not', () => {
  expect(messageOf(() => new Shop().service('Backend', { taskCount: TaskCount.exactly(1001) }))).toBe(`Shop/Backend: 1 problem

[too-many-tasks] 1001 tasks would be registered under one name.
  why: Cloud Map registers at most 1,000 instances in one service. This quota cannot be raised, and tasks beyond it fail to start.
  fix: Spread the fleet over several services with names of their own.
  see: https://docs.aws.amazon.com/cloud-map/latest/dg/cloud-map-limits.html
`);
  expect(brokenRules(() => new Shop().service('Worker', { port: undefined, taskCount: TaskCount.exactly(1001) }))).toEqual([]);
});

test('a count that is a token passes, and is rendered', () => {
  const shop = new Shop();

  expect(desiredCount(TaskCount.exactly(new CfnParameter(shop.stack, 'Tasks', { type: 'Number' }).valueAsNumber), shop)).toEqual({ Ref: 'Tasks' });
  expect(desiredCount(TaskCount.exactly(Lazy.number({ produce: () => 5000 })))).toBe(5000);
});

test('the settings of a choice cannot be changed, and jsii can write into the choice', () => {
  const choice = TaskCount.exactly(3);

  expect([Object.isFrozen(choice._choice), Object.isExtensible(choice)]).toEqual([true, true]);
});
