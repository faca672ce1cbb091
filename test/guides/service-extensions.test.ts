import { join } from 'node:path';
import { environment, errorsOfChecks, fixedOfNames, lost, rulesMadeTwice, stage, typesLost } from './stages';
import type { Resource, Stage } from './stages';
import { shop as after } from '../../examples/guides/service-extensions/after';
import { shop as before } from '../../examples/guides/service-extensions/before';
import { readJson } from '../testing/examples';

const template = readJson(join(__dirname, '../../examples/guides/service-extensions/deployed.json')) as { Resources: Record<string, Resource> };
const deployed: Stage = { template, resources: template.Resources, outdir: '' };
const [released, plain] = [before, after].map(stage);

test('the first step adds the policy by which CloudFormation lets go of the mesh, and nothing else', () => {
  expect(lost(deployed, released)).toEqual([]);
  const properties = ({ resources }: Stage) =>
    Object.fromEntries(Object.entries(resources).map(([id, { Type, Properties }]) => [id, { Type, Properties }]));
  expect(properties(released)).toEqual(properties(deployed));
  const policies = Object.values(released.resources).filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain').map(({ Type }) => Type);
  expect(policies.filter((type) => type.startsWith('AWS::AppMesh'))).toHaveLength(9);
});

test('the second step keeps the VPC, the cluster, the namespace, the names and the ECS services', () => {
  expect(typesLost(released, plain)).toEqual([
    'AWS::AppMesh::Mesh, WILL_ORPHAN',
    'AWS::AppMesh::Route, WILL_ORPHAN',
    'AWS::AppMesh::VirtualNode, WILL_ORPHAN',
    'AWS::AppMesh::VirtualRouter, WILL_ORPHAN',
    'AWS::AppMesh::VirtualService, WILL_ORPHAN',
    'AWS::ECS::TaskDefinition, WILL_REPLACE',
    'AWS::IAM::Policy, WILL_DESTROY',
    'AWS::IAM::Role, WILL_DESTROY',
    'AWS::Logs::LogGroup, WILL_ORPHAN',
  ]);
});

test('the roles that go are those by which Envoy was started, and the task roles stay', () => {
  expect(lost(released, plain).filter((line) => line.includes('IAM::Role'))).toEqual([
    expect.stringMatching(/^orderstaskdefinitionExecutionRole/), expect.stringMatching(/^websitetaskdefinitionExecutionRole/),
  ]);
});

test('the names keep what Cloud Map cannot change: also the threshold of the extension', () => {
  expect(JSON.stringify(fixedOfNames(deployed))).toContain('"FailureThreshold":2');
  expect(fixedOfNames(plain)).toEqual(fixedOfNames(deployed));
});

test('callers lose their proxies before what they call', () => {
  const { DependsOn } = plain.resources.ordersserviceService203B41C7 as Resource & { DependsOn: string[] };
  expect(DependsOn).toContain('websiteserviceService03BD1525');
});

test('the address is the one that the virtual service had', () => {
  expect(environment(plain, /^ORDERS_URL$/)).toEqual({ ORDERS_URL: 'http://orders.production:80' });
  expect(JSON.stringify(template)).toContain('"VirtualServiceName":"orders.production"');
});

test('no rule of a security group is made while the same one is there', () => {
  expect(rulesMadeTwice(released, plain)).toEqual([]);
});

test('the service without extensions has no error of the checks', () => {
  expect(errorsOfChecks(plain)).toEqual([]);
});
