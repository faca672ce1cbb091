import { environment, errorsOfChecks, fixedOfNames, rulesMadeTwice, stage, typesLost } from './stages';
import { shop as adopted } from '../../examples/guides/cloud-map-options/after';
import { shop as before } from '../../examples/guides/cloud-map-options/before';
import { shop as own } from '../../examples/guides/cloud-map-options/own';

const stages = [before, adopted, own].map(stage);

test('adopting replaces nothing but the task definition of the caller', () => {
  expect(typesLost(stages[0], stages[1])).toEqual(['AWS::ECS::TaskDefinition, WILL_REPLACE']);
});

test('going over to a DiscoverableService loses task definitions and their roles, and nothing else', () => {
  expect(typesLost(stages[1], stages[2])).toEqual(['AWS::ECS::TaskDefinition, WILL_DESTROY', 'AWS::IAM::Role, WILL_DESTROY']);
});

test('the names keep what Cloud Map cannot change', () => {
  expect(Object.keys(fixedOfNames(stages[0]) as object)).toHaveLength(2);
  stages.slice(1).forEach((later) => expect(fixedOfNames(later)).toEqual(fixedOfNames(stages[0])));
});

test('the process in the caller finds the same address in each stage', () => {
  const addresses = stages.map((each) => environment(each, /^ORDERS_URL$/));
  expect(addresses[0]).toEqual({ ORDERS_URL: 'http://orders.shop.internal:80' });
  expect(addresses.slice(1)).toEqual([addresses[0], addresses[0]]);
});

test('no rule of a security group is made while the same one is there', () => {
  expect([rulesMadeTwice(stages[0], stages[1]), rulesMadeTwice(stages[1], stages[2])]).toEqual([[], []]);
});

test('the way back loses no more than the way there', () => {
  expect(typesLost(stages[1], stages[0])).toEqual(['AWS::ECS::TaskDefinition, WILL_REPLACE']);
  expect(typesLost(stages[2], stages[0])).toEqual(['AWS::ECS::TaskDefinition, WILL_DESTROY', 'AWS::IAM::Role, WILL_DESTROY', 'AWS::Logs::LogGroup, WILL_ORPHAN']);
  expect(rulesMadeTwice(stages[2], stages[0])).toEqual([]);
});

test('no stage has an error of the checks', () => {
  expect(stages.flatMap(errorsOfChecks)).toEqual([]);
});
