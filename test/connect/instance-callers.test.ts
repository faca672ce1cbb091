import { resourcesOf, rulesOf, templateOf, variablesOf } from './reading';
import { Capacity } from '../../src';
import { addInstances, addProvider, undeployable } from '../capacity/instances';
import { Shop } from '../testing/shop';

const INSTANCES = 'ClusterInstancesInstanceSecurityGroup';
const BRIDGE = Capacity.ec2Bridge();
const FIXED = Capacity.ec2Bridge({ hostPort: 8080 });
const HOST = Capacity.ec2Host();
const OWN = Capacity.ec2();

test.each<[string, string, Capacity, Capacity, string]>([
  ['bridge', 'awsvpc', BRIDGE, OWN, `in: BackendSecurityGroup < ${INSTANCES} tcp 80-80`],
  ['host', 'awsvpc', HOST, OWN, `in: BackendSecurityGroup < ${INSTANCES} tcp 80-80`],
  ['awsvpc', 'bridge', OWN, BRIDGE, `in: ${INSTANCES} < FrontendSecurityGroup tcp 32768-65535`],
  ['bridge', 'bridge', BRIDGE, BRIDGE, `in: ${INSTANCES} < ${INSTANCES} tcp 32768-65535`],
  ['host', 'bridge', HOST, BRIDGE, `in: ${INSTANCES} < ${INSTANCES} tcp 32768-65535`],
  ['bridge', 'fixed bridge', BRIDGE, FIXED, `in: ${INSTANCES} < ${INSTANCES} tcp 8080-8080`],
  ['host', 'fixed bridge', HOST, FIXED, `in: ${INSTANCES} < ${INSTANCES} tcp 8080-8080`],
  ['bridge', 'host', BRIDGE, HOST, `in: ${INSTANCES} < ${INSTANCES} tcp 80-80`],
  ['host', 'host', HOST, HOST, `in: ${INSTANCES} < ${INSTANCES} tcp 80-80`],
])('on the same instances, a caller in %s mode reaches a target in %s mode', (_from, _to, caller, target, expected) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  shop.service('Frontend', { capacity: caller }).connectTo(shop.service('Backend', { capacity: target }));
  expect(rulesOf(templateOf(shop))).toEqual([expected]);
  expect(undeployable(shop.app)).toEqual([]);
});

test('instances that call each other in both directions have one rule for each port', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const [frontend, backend] = [shop.service('Frontend', { capacity: HOST, port: 81 }), shop.service('Backend', { capacity: HOST })];
  frontend.connectTo(backend);
  backend.connectTo(frontend);
  expect(rulesOf(templateOf(shop))).toEqual([80, 81].map((port) => `in: ${INSTANCES} < ${INSTANCES} tcp ${port}-${port}`));
  expect(undeployable(shop.app)).toEqual([]);
});

test('two callers on the same instances need one rule: EC2 refuses a second one', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const backend = shop.service('Backend', { capacity: BRIDGE });
  shop.service('One', { capacity: BRIDGE }).connectTo(backend);
  shop.service('Two', { capacity: HOST, port: 81 }).connectTo(backend);
  expect(rulesOf(templateOf(shop))).toEqual([`in: ${INSTANCES} < ${INSTANCES} tcp 32768-65535`]);
});

test('two targets on the same instances need one rule for all that Docker takes from', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const frontend = shop.service('Frontend');
  ['Orders', 'Users'].forEach((id) => frontend.connectTo(shop.service(id, { capacity: BRIDGE })));
  expect(rulesOf(templateOf(shop))).toEqual([`in: ${INSTANCES} < FrontendSecurityGroup tcp 32768-65535`]);
});

test('instances of two capacity providers reach each other', () => {
  const shop = new Shop();
  const [a, b] = ['A', 'B'].map((id) => Capacity.ec2Host({ capacityProviders: [{ provider: addProvider(shop, id) }] }));
  shop.service('Frontend', { capacity: a }).connectTo(shop.service('Backend', { capacity: b }));
  expect(rulesOf(templateOf(shop))).toEqual(['in: BGroupInstanceSecurityGroup < AGroupInstanceSecurityGroup tcp 80-80']);
});

test.each<[string, Capacity]>([['bridge', BRIDGE], ['host', HOST]])('the instances of a caller in %s mode may join the cluster after the line', (_mode, capacity) => {
  const shop = new Shop();
  shop.service('Frontend', { capacity }).connectTo(shop.service('Backend'));
  addInstances(shop.cluster);
  expect(rulesOf(templateOf(shop))).toEqual([`in: BackendSecurityGroup < ${INSTANCES} tcp 80-80`]);
});

test.each<[string, Capacity]>([['bridge', BRIDGE], ['host', HOST], ['awsvpc', OWN]])('a worker in %s mode gets the address of what it calls', (_mode, capacity) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  shop.service('Worker', { capacity, port: undefined }).connectTo(shop.service('Backend'));
  const template = templateOf(shop);
  expect(variablesOf(template, 'Worker')).toEqual({ BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '80', BACKEND_URL: 'http://backend.ecs-internal:80' });
  expect(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).toHaveLength(1);
});

test('what the instances were allowed by hand is not opened a second time', () => {
  const shop = new Shop();
  const instances = addInstances(shop.cluster);
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend', { capacity: HOST })];
  instances.connections.allowFrom(frontend, backend.connections.defaultPort!);
  frontend.connectTo(backend);
  expect(rulesOf(templateOf(shop))).toEqual([`in: ${INSTANCES} < FrontendSecurityGroup tcp 80-80`]);
});

test('the connections of a service on instances are those of its instances', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const database = shop.service('Database');
  database.connections.allowDefaultPortFrom(shop.service('Backend', { capacity: BRIDGE }));
  expect(rulesOf(templateOf(shop))).toEqual([`in: DatabaseSecurityGroup < ${INSTANCES} tcp 80-80`]);
});

test('instances that join the cluster later are among the connections of a service too: what it was allowed is not lost', () => {
  const shop = new Shop();
  const database = shop.service('Database');
  database.connections.allowDefaultPortFrom(shop.service('Backend', { capacity: BRIDGE }));
  addInstances(shop.cluster);
  expect(rulesOf(templateOf(shop))).toEqual([`in: DatabaseSecurityGroup < ${INSTANCES} tcp 80-80`]);
});
