import { environment, errorsOfChecks, fixedOfNames, lost, rulesMadeTwice, stage, typesLost } from './stages';
import { shop as after } from '../../examples/guides/app-mesh/after';
import { shop as before } from '../../examples/guides/app-mesh/before';
import { shop as callers } from '../../examples/guides/app-mesh/callers';

const stages = [before, callers, after].map(stage);

const proxied = ({ resources }: typeof stages[0]) =>
  Object.entries(resources).filter(([, { Properties = {} }]) => 'ProxyConfiguration' in Properties).map(([id]) => id.replace(/Task.*/, ''));

test('callers lose their proxies first, and what they call has them for one deployment more', () => {
  expect(stages.map(proxied)).toEqual([['Orders', 'Website'], ['Orders'], []]);
});

test('the first deployment replaces the task definition of the caller, and takes its permission to ask App Mesh away', () => {
  expect(lost(stages[0], stages[1])).toEqual([
    'WebsiteTask93482771: AWS::ECS::TaskDefinition, WILL_REPLACE',
    'WebsiteTaskTaskRoleDefaultPolicyF388CB66: AWS::IAM::Policy, WILL_DESTROY',
  ]);
});

test('the second deployment lets go of the mesh without a call to App Mesh', () => {
  expect(typesLost(stages[1], stages[2])).toEqual([
    'AWS::AppMesh::Mesh, WILL_ORPHAN',
    'AWS::AppMesh::VirtualNode, WILL_ORPHAN',
    'AWS::AppMesh::VirtualService, WILL_ORPHAN',
    'AWS::ECS::TaskDefinition, WILL_REPLACE',
    'AWS::IAM::Policy, WILL_DESTROY',
  ]);
  const ofMesh = (index: number) => Object.entries(stages[index].resources).filter(([, { Type }]) => Type.startsWith('AWS::AppMesh'))
    .map(([id, { Properties }]) => [id, Properties]);
  expect(ofMesh(1)).toEqual(ofMesh(0));
});

test('the names keep what Cloud Map cannot change', () => {
  expect(Object.keys(fixedOfNames(stages[0]) as object)).toHaveLength(2);
  stages.slice(1).forEach((later) => expect(fixedOfNames(later)).toEqual(fixedOfNames(stages[0])));
});

test('the process in the caller asks for one address: of the virtual service before, and of the name in DNS after', () => {
  const addresses = stages.map((each) => environment(each, /^ORDERS_URL$/).ORDERS_URL);
  expect(addresses).toEqual(Array(3).fill('http://orders.shop.internal:80'));
  const [virtualService] = Object.values(stages[0].resources).filter(({ Type }) => Type === 'AWS::AppMesh::VirtualService');
  expect(virtualService.Properties).toMatchObject({ VirtualServiceName: 'orders.shop.internal' });
});

test('no rule of a security group is made while the same one is there', () => {
  expect([rulesMadeTwice(stages[0], stages[1]), rulesMadeTwice(stages[1], stages[2])]).toEqual([[], []]);
});

test('no stage has an error of the checks', () => {
  expect(stages.flatMap(errorsOfChecks)).toEqual([]);
});
