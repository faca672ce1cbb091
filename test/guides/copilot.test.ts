import { join } from 'node:path';
import { environment, errorsOfChecks, fixedOfNames, lost, rulesMadeTwice, stage } from './stages';
import { backend as own } from '../../examples/guides/copilot/after';
import { backend as included } from '../../examples/guides/copilot/before';
import { parseJsonOrYaml } from '../../src/model/parse-json-or-yaml';
import { readJson } from '../testing/examples';

const [first, second] = [included, own].map(stage);

test('the first step deploys all that Copilot has made, and nothing else', () => {
  const { Resources } = parseJsonOrYaml(join(__dirname, '../../examples/guides/copilot/service-stack.yaml')) as { Resources: object };
  expect(Object.keys(first.resources).sort()).toEqual(Object.keys(Resources).sort());
});

test('after the first step CloudFormation lets go of what would change the environment', () => {
  const custom = Object.values(first.resources).filter(({ Type }) => Type.startsWith('Custom::'));
  expect(custom.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Retain']);
});

test('the second step keeps the ECS service, the name and the log group, and calls nothing of Copilot', () => {
  expect(lost(first, second)).toEqual([
    'EnvControllerAction: Custom::EnvControllerFunction, WILL_ORPHAN',
    'EnvControllerFunction: AWS::Lambda::Function, WILL_DESTROY',
    'EnvControllerRole: AWS::IAM::Role, WILL_DESTROY',
    'ExecutionRole: AWS::IAM::Role, WILL_DESTROY',
    'TaskDefinition: AWS::ECS::TaskDefinition, WILL_DESTROY',
    'TaskRole: AWS::IAM::Role, WILL_DESTROY',
  ]);
  expect(rulesMadeTwice(first, second)).toEqual([]);
});

test('the name keeps what Cloud Map cannot change: A and SRV records', () => {
  const name = { Name: 'backend', HealthCheckCustomConfig: { FailureThreshold: 1 }, RoutingPolicy: 'MULTIVALUE', types: ['A', 'SRV'] };
  expect([first, second].map(fixedOfNames)).toEqual([{ DiscoveryService: name }, { DiscoveryService: name }]);
});

test('the process finds the variable that names of other services are made from', () => {
  const found = [first, second].map((each) => environment(each, /^COPILOT_/));
  expect(found).toEqual([{ COPILOT_SERVICE_DISCOVERY_ENDPOINT: 'test.shop.local' }, { COPILOT_SERVICE_DISCOVERY_ENDPOINT: 'test.shop.local' }]);
});

test('both steps are deployments of the stack that is there, with its tags', () => {
  const stackOf = ({ outdir }: typeof first) =>
    (readJson(join(outdir, 'manifest.json')) as { artifacts: Record<string, { properties: object }> }).artifacts.Backend.properties;
  const deployed = { stackName: 'shop-test-backend', tags: { 'copilot-application': 'shop', 'copilot-environment': 'test', 'copilot-service': 'backend' } };
  expect([first, second].map(stackOf)).toEqual([expect.objectContaining(deployed), expect.objectContaining(deployed)]);
});

test('neither step has an error of the checks', () => {
  expect([first, second].flatMap(errorsOfChecks)).toEqual([]);
});
