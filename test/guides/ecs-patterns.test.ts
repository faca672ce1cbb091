import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import { environment, errorsOfChecks, fixedOfNames, lost, rulesMadeTwice, stage, typesLost } from './stages';
import { shop as adopted } from '../../examples/guides/ecs-patterns/after';
import { shop as before } from '../../examples/guides/ecs-patterns/before';
import { ServiceRegistration } from '../../src';

const [first, second] = [before, adopted].map(stage);

test('adopting the service of a pattern replaces nothing but the task definition of the caller', () => {
  expect(typesLost(first, second)).toEqual(['AWS::ECS::TaskDefinition, WILL_REPLACE']);
  expect(lost(first, second)).toHaveLength(1);
});

test('load balancers, listeners and target groups are the same to the letter', () => {
  const balancing = ({ resources }: typeof first) =>
    Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type.startsWith('AWS::ElasticLoadBalancingV2')));
  expect(Object.keys(balancing(first))).toHaveLength(6);
  expect(balancing(second)).toEqual(balancing(first));
});

test('the names keep what Cloud Map cannot change', () => {
  expect(Object.keys(fixedOfNames(first) as object)).toHaveLength(2);
  expect(fixedOfNames(second)).toEqual(fixedOfNames(first));
});

test('the process in the caller finds the same address', () => {
  expect(environment(first, /^ORDERS_URL$/)).toEqual({ ORDERS_URL: 'http://orders.shop.internal:80' });
  expect(environment(second, /^ORDERS_URL$/)).toEqual(environment(first, /^ORDERS_URL$/));
});

test('no rule of a security group is made while the same one is there, on the way and on the way back', () => {
  expect([rulesMadeTwice(first, second), rulesMadeTwice(second, first)]).toEqual([[], []]);
});

test('the adopted services have no error of the checks', () => {
  expect(errorsOfChecks(second)).toEqual([]);
});

describe('a pattern without cloudMapOptions', () => {
  const program = (named: boolean) => (app: App) => {
    const stack = new Stack(app, 'Shop');
    const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');
    const pattern = new ApplicationLoadBalancedFargateService(stack, 'Orders', { taskImageOptions: { image }, minHealthyPercent: 100 });
    if (named) {
      new ServiceRegistration(stack, 'OrdersDiscovery', { service: pattern.service, discoveryName: 'orders' });
    }
    return stack;
  };

  test('gets a name, and loses nothing', () => {
    const [without, withName] = [false, true].map((named) => stage(program(named)));
    expect(lost(without, withName)).toEqual([]);
    expect(Object.values(fixedOfNames(withName) as object)).toEqual([expect.objectContaining({ Name: 'orders' })]);
  });
});
