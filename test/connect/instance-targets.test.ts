import { CfnParameter } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { resourcesOf, rulesOf, templateOf, waitsOf } from './reading';
import type { ConnectOptions, DiscoverableServiceProps } from '../../src';
import { Capacity } from '../../src';
import { addInstances, addProvider, undeployable } from '../capacity/instances';
import { Shop, messageOf } from '../testing/shop';

const INSTANCES = 'ClusterInstancesInstanceSecurityGroup';

/** A service `Frontend` with a network of its own that calls `Backend` on the cluster's instances. */
function called(capacity: Capacity, props: Partial<DiscoverableServiceProps> = {}, options?: ConnectOptions, shop = new Shop()): Shop {
  addInstances(shop.cluster);
  shop.service('Frontend').connectTo(shop.service('Backend', { capacity, ...props }), options);
  return shop;
}

test.each<[string, Capacity, string[]]>([
  ['bridge mode: all ports that Docker takes from', Capacity.ec2Bridge(), [`in: ${INSTANCES} < FrontendSecurityGroup tcp 32768-65535`]],
  ['bridge mode with a fixed port: that one of the instance', Capacity.ec2Bridge({ hostPort: 8080 }), [`in: ${INSTANCES} < FrontendSecurityGroup tcp 8080-8080`]],
  ['host mode: the port of the task, which is one of the instance', Capacity.ec2Host(), [`in: ${INSTANCES} < FrontendSecurityGroup tcp 80-80`]],
  ['awsvpc mode: the port of the task, on its own group', Capacity.ec2(), ['in: BackendSecurityGroup < FrontendSecurityGroup tcp 80-80']],
])('a connection opens to the caller, for a target in %s', (_what, capacity, expected) => {
  const shop = called(capacity);
  expect(rulesOf(templateOf(shop))).toEqual(expected);
  expect(undeployable(shop.app)).toEqual([]);
});

test('a service on instances that nobody calls opens nothing', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  shop.service('Backend', { capacity: Capacity.ec2Bridge() });
  expect(rulesOf(templateOf(shop))).toEqual([]);
});

test('a further port of a target in host mode can be named', () => {
  expect(rulesOf(templateOf(called(Capacity.ec2Host(), { additionalPorts: [9090] }, { port: 9090 }))))
    .toEqual([`in: ${INSTANCES} < FrontendSecurityGroup tcp 9090-9090`]);
});

test('a fixed port of the instance that is known at deployment only is opened', () => {
  const shop = new Shop();
  const hostPort = new CfnParameter(shop.stack, 'HostPort', { type: 'Number' }).valueAsNumber;
  const [[, { Properties: rule }]] = resourcesOf(templateOf(called(Capacity.ec2Bridge({ hostPort }), {}, {}, shop)), 'AWS::EC2::SecurityGroupIngress');
  expect(rule).toMatchObject({ FromPort: { Ref: 'HostPort' }, ToPort: { Ref: 'HostPort' }, IpProtocol: 'tcp' });
});

test.each<[string, Capacity]>([['bridge', Capacity.ec2Bridge()], ['host', Capacity.ec2Host()]])(
  'instances that join the cluster after the line are opened too, for a target in %s mode', (_mode, capacity) => {
    const shop = new Shop();
    const backend = shop.service('Backend', { capacity });
    shop.service('Frontend').connectTo(backend);
    addInstances(shop.cluster, 'Early');
    addInstances(shop.cluster, 'Late');
    expect(rulesOf(templateOf(shop)).map((rule) => rule.split(' ')[1])).toEqual(['ClusterEarlyInstanceSecurityGroup', 'ClusterLateInstanceSecurityGroup']);
  });

test.each<[string, 'ec2Bridge' | 'ec2Host']>([['bridge', 'ec2Bridge'], ['host', 'ec2Host']])(
  'where a target in %s mode has capacity providers, their instances are opened and no others', (_mode, call) => {
    const shop = new Shop();
    addInstances(shop.cluster);
    addProvider(shop, 'Other');
    const capacity = Capacity[call]({ capacityProviders: [{ provider: addProvider(shop, 'Mine') }] });
    shop.service('Frontend').connectTo(shop.service('Backend', { capacity }));
    expect(rulesOf(templateOf(shop)).map((rule) => rule.split(' ')[1])).toEqual(['MineGroupInstanceSecurityGroup']);
  });

test('the capacity provider of a target may be added to the cluster after the line', () => {
  const shop = new Shop();
  const frontend = shop.service('Frontend');
  const backend = shop.service('Backend', { capacity: Capacity.ec2Host() });
  frontend.connectTo(backend);
  addProvider(shop, 'Late');
  expect(rulesOf(templateOf(shop))).toEqual(['in: LateGroupInstanceSecurityGroup < FrontendSecurityGroup tcp 80-80']);
});

test.each<[string, Capacity]>([['bridge', Capacity.ec2Bridge()], ['host', Capacity.ec2Host()]])(
  'the caller of a target in %s mode is deployed after it and after its rule', (_mode, capacity) => {
    expect(waitsOf(templateOf(called(capacity)), 'Frontend')).toEqual(['Backend', 'rule']);
  });

test('a port is refused where each task has another one', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend', { capacity: Capacity.ec2Bridge() })];
  expect(messageOf(() => frontend.connectTo(backend, { port: 80 }))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-dynamic-port] The port is given, and each task of Shop/Backend has another one.
  why: In bridge mode without a fixed host port, Docker takes a free port of the instance for each task: no single port leads to the target, and all that \
Docker takes from are opened.
  fix: Leave port out, or give the target a fixed port of the instance with Capacity.ec2Bridge({ hostPort }).
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`);
});

test('the port of the container is refused where callers use that of the instance', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend', { capacity: Capacity.ec2Bridge({ hostPort: 8080 }) })];
  expect(messageOf(() => frontend.connectTo(backend, { port: 80 }))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-port] The port is 80, and Shop/Backend has 8080.
  why: The rule would open a port on which the target does not listen, and the caller would run into a time-out.
  fix: Use a port of the target, or add it to the target's additionalPorts. In bridge mode callers use the port of the instance (hostPort).
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`);
  expect(() => frontend.connectTo(backend, { port: 8080 })).not.toThrow();
});

test.each<[string, Capacity, number, number]>([
  ['bridge mode', Capacity.ec2Bridge(), 32768, 65535],
  ['bridge mode with a fixed port', Capacity.ec2Bridge({ hostPort: 8080 }), 8080, 8080],
  ['host mode', Capacity.ec2Host(), 80, 80],
])('allowFrom() opens the instances of a target in %s to what is no service', (_mode, capacity, from, to) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  shop.service('Backend', { capacity }).allowFrom(new SecurityGroup(shop.stack, 'Client', { vpc: shop.vpc }));
  expect(rulesOf(templateOf(shop))).toEqual([`in: ${INSTANCES} < Client tcp ${from}-${to}`]);
});
