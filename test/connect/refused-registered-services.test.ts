import { Cluster, Ec2Service, Ec2TaskDefinition, FargateService, FargateTaskDefinition, NetworkMode } from 'aws-cdk-lib/aws-ecs';
import { ServiceRegistration } from '../../src';
import { IMAGE, messageOf, Shop } from '../testing/shop';

const SEE = 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md';

/** A service on instances of an imported cluster, whose groups are not known. */
function onUnknownInstances(shop: Shop, networkMode: NetworkMode): ServiceRegistration {
  const taskDefinition = new Ec2TaskDefinition(shop.stack, 'TaskDefinition', { networkMode });
  taskDefinition.addContainer('app', { image: IMAGE, memoryLimitMiB: 64, portMappings: [{ containerPort: 80, hostPort: 80 }] });
  const cluster = Cluster.fromClusterAttributes(shop.stack, 'Imported', { clusterName: 'imported', vpc: shop.vpc });
  return new ServiceRegistration(shop.stack, 'Old', { service: new Ec2Service(shop.stack, 'OldService', { cluster, taskDefinition }) });
}

const WITHOUT_GROUP = `Connections: 1 problem

[connect-without-security-group] Shop/Old has no security group.
  why: Nothing can be opened: a rule needs a security group on both sides.
  fix: Give both services a security group; a task in awsvpc mode has one, and in bridge and host mode it is that of the instances of the cluster.
  see: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
`;

test.each([NetworkMode.BRIDGE, NetworkMode.HOST])('at synth a caller in %s mode is refused whose instances\' groups are not known', (networkMode) => {
  const shop = new Shop();
  onUnknownInstances(shop, networkMode).connectTo(shop.service('Backend'));
  expect(shop.synthesisError()).toBe(WITHOUT_GROUP);
});

test.each([NetworkMode.BRIDGE, NetworkMode.HOST])('at synth a target in %s mode is refused whose instances\' groups are not known', (networkMode) => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(onUnknownInstances(shop, networkMode));
  expect(shop.synthesisError()).toBe(WITHOUT_GROUP);
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
  why: A security-group rule opens a port, and none is known: none was given, and no container maps exactly one.
  fix: Give port to the target, or to connectTo().
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
