import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Cluster, Ec2Service, Ec2TaskDefinition, EcsOptimizedImage, FargateService, FargateTaskDefinition, NetworkMode } from 'aws-cdk-lib/aws-ecs';
import { rulesOf, templateOf } from './reading';
import { ServiceRegistration } from '../../src';
import { IMAGE, messageOf, Shop } from '../testing/shop';

const SEE = 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md';

/** A service on instances: of the shop's cluster, or of an imported one whose instances' groups are not known. */
function onInstances(shop: Shop, networkMode: NetworkMode, groupsAreKnown = true): ServiceRegistration {
  const taskDefinition = new Ec2TaskDefinition(shop.stack, 'TaskDefinition', { networkMode });
  taskDefinition.addContainer('app', { image: IMAGE, memoryLimitMiB: 64, portMappings: [{ containerPort: 80, hostPort: 80 }] });
  const cluster = groupsAreKnown ? shop.cluster : Cluster.fromClusterAttributes(shop.stack, 'Imported', {
    clusterName: 'imported', vpc: shop.vpc, hasEc2Capacity: true,
  });
  if (groupsAreKnown) {
    shop.cluster.addCapacity('Capacity', { instanceType: new InstanceType('t3.micro'), machineImage: EcsOptimizedImage.amazonLinux2023() });
  }
  return new ServiceRegistration(shop.stack, 'Old', { service: new Ec2Service(shop.stack, 'OldService', { cluster, taskDefinition }) });
}

const WITHOUT_GROUP = `[connect-without-security-group] Shop/Old has no security group.
  why: Nothing can be opened: a rule needs a security group on both sides.
  fix: Give both services a security group; a task in awsvpc mode has one.
  see: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
`;

test.each([NetworkMode.BRIDGE, NetworkMode.HOST])('a target in %s mode is refused: its tasks have no address of their own', (networkMode) => {
  const shop = new Shop();
  const frontend = shop.service('Frontend');
  const old = onInstances(shop, networkMode);
  expect(messageOf(() => frontend.connectTo(old))).toBe(`Shop/Frontend.connectTo(Shop/Old): 1 problem

[connect-network-mode] The network mode of Shop/Old is ${networkMode}.
  why: In bridge and host mode a task has no security group of its own: callers reach it through its instance, on a port of the instance.
  fix: Run the target in awsvpc mode, or open the port of its instances by hand and read the address from endpoint.srvName.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`);
});

test('a caller in bridge mode comes in by the group of its instances', () => {
  const shop = new Shop();
  onInstances(shop, NetworkMode.BRIDGE).connectTo(shop.service('Backend'));
  expect(rulesOf(templateOf(shop))).toEqual(['in: BackendSecurityGroup < ClusterCapacityInstanceSecurityGroup tcp 80-80']);
});

test('a caller in bridge mode is refused whose instances\' groups are not known', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const old = onInstances(shop, NetworkMode.BRIDGE, false);
  expect(messageOf(() => old.connectTo(backend))).toBe(`Shop/Old.connectTo(Shop/Backend): 1 problem\n\n${WITHOUT_GROUP}`);
});

/** A service in awsvpc mode whose container maps these ports. */
function mapping(shop: Shop, ...ports: number[]): ServiceRegistration {
  const taskDefinition = new FargateTaskDefinition(shop.stack, 'TaskDefinition');
  taskDefinition.addContainer('app', { image: IMAGE, portMappings: ports.map((containerPort) => ({ containerPort })) });
  return new ServiceRegistration(shop.stack, 'Old', { service: new FargateService(shop.stack, 'OldService', { cluster: shop.cluster, taskDefinition }) });
}

test.each([[[]], [[80, 81]]])('a target whose container maps the ports %j asks for the port', (ports) => {
  const shop = new Shop();
  const frontend = shop.service('Frontend');
  const old = mapping(shop, ...ports);
  expect(messageOf(() => frontend.connectTo(old))).toBe(`Shop/Frontend.connectTo(Shop/Old): 1 problem

[connect-without-port] No port of Shop/Old is known.
  why: A security-group rule opens a port, and none is known: the registration has A records, and its container maps no port or several.
  fix: Give port to the registration, or to connectTo().
  see: ${SEE}
`);
  expect(() => frontend.connectTo(old, { port: 81 })).not.toThrow();
});

test('a registration does not connect to itself', () => {
  const shop = new Shop();
  const old = mapping(shop, 80);
  expect(messageOf(() => old.connectTo(old))).toBe(`Shop/Old.connectTo(Shop/Old): 1 problem

[connect-to-itself] Shop/Old connects to itself.
  why: Start order would make the service wait for itself, and its own address is known to it without a connection.
  fix: Use service.endpoint for its own address; for tasks that call each other, service.connections.allowInternally(port).
  see: ${SEE}
`);
});
