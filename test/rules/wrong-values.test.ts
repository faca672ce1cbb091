import { CfnParameter } from 'aws-cdk-lib';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import { Cluster, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { RegisteredEndpointProps, ServiceRegistrationProps } from '../../src';
import { Capacity, DiscoverableService, EndpointTarget, HealthProbe, RegisteredEndpoint, ServiceRegistration, TaskCount } from '../../src';
import { IMAGE, Shop, messageOf } from '../testing/shop';
import { anything, fixes, got, tailOf } from '../testing/wrong-values';

const NAMESPACE = 'DiscoveryNamespace.privateDns(), publicDns(), http() or one of the existing…()';

test('a service with a namespace that is a text is refused, and told what the prop takes', () => {
  expect(messageOf(() => new Shop().service('Backend', { cloudMapNamespace: anything('ecs-internal') })))
    .toBe(`Shop/Backend: 1 problem\n\n[wrong-value] cloudMapNamespace is "ecs-internal", and takes ${NAMESPACE}.${tailOf('Write `cloudMapNamespace: DiscoveryNamespace.privateDns(\'ecs-internal\')`.')}`);
});

test.each<[string, unknown, string]>([
  ['taskCount', 3, 'taskCount is 3, and takes TaskCount.exactly() or autoScaled().'],
  ['serviceConnect', true, 'serviceConnect is true, and takes ServiceConnectRole.clientOnly(), clientAndServer() or off().'],
  ['deployment', 'rolling', 'deployment is "rolling", and takes Deployment.rolling(), blueGreen(), linear() or canary().'],
  ['dnsRecords', ['A'], 'dnsRecords is ["A"], and takes DnsRecords.a(), aaaa(), dualStack(), srv(), aAndSrv() or none().'],
  ['capacity', {}, 'capacity is an object, and takes Capacity.fargate(), ec2(), ec2Bridge(), ec2Host() or managedInstances().'],
  ['draining', () => 1, 'draining is a function, and takes Draining.afterTtl().'],
  ['healthProbe', Capacity.fargate(), 'healthProbe is an object, and takes HealthProbe.http(), tcp() or command().'],
  ['discoveryName', 5, 'discoveryName is 5, and takes a text.'],
  ['port', '80', 'port is "80", and takes a number.'],
  ['additionalPorts', [81, '82'], 'additionalPorts is [81, "82"], and takes a list of numbers.'],
  ['securityGroups', 'sg-1', 'securityGroups is "sg-1", and takes a list of security groups.'],
  ['securityGroups', ['sg-1'], 'securityGroups is ["sg-1"], and takes a list of security groups.'],
  ['cpu', '256', 'cpu is "256", and takes a number.'],
  ['registered', 'false', 'registered is "false", and takes true or false.'],
  ['shortNames', 1, 'shortNames is 1, and takes true or false.'],
  ['enableExecuteCommand', 'no', 'enableExecuteCommand is "no", and takes true or false.'],
  ['memoryLimitMiB', '512', 'memoryLimitMiB is "512", and takes a number.'],
  ['image', 'httpd:2.4', 'image is "httpd:2.4", and takes an image, such as ecs.ContainerImage.fromRegistry().'],
  ['cluster', undefined, 'cluster is missing, and takes an ECS cluster.'],
  ['cluster', 'main', 'cluster is "main", and takes an ECS cluster.'],
])('a service is told of %s that is wrong (%p)', (name, value, text) => {
  expect(got(messageOf(() => new Shop().service('Backend', { [name]: value })))).toEqual([text]);
});

test.each<[string, unknown, string]>([
  ['taskCount', 3, 'TaskCount.exactly(3)'],
  ['taskCount', 'three', 'TaskCount.exactly(2)'],
  ['serviceConnect', true, 'ServiceConnectRole.clientAndServer()'],
  ['serviceConnect', false, 'ServiceConnectRole.off()'],
  ['deployment', 'rolling', 'Deployment.rolling()'],
  ['dnsRecords', ['A'], 'DnsRecords.a()'],
  ['capacity', {}, 'Capacity.fargate()'],
  ['draining', true, 'Draining.afterTtl()'],
  ['healthProbe', '/health', 'HealthProbe.http({ path: \'/health\' })'],
  ['healthProbe', 'http', 'HealthProbe.http()'],
  ['cloudMapNamespace', true, 'DiscoveryNamespace.privateDns(\'ecs-internal\')'],
  ['discoveryName', ['x'], '\'backend\''],
  ['port', '80', '80'],
  ['port', '8080', '8080'],
  ['port', 'http', '80'],
  ['port', ' ', '80'],
  ['additionalPorts', [81, '82'], '[81, 82]'],
  ['additionalPorts', 81, '[81]'],
  ['securityGroups', 'sg-1', '[SecurityGroup.fromSecurityGroupId(this, \'Group\', \'sg-1\')]'],
  ['securityGroups', ['sg-1'], '[new SecurityGroup(this, \'Group\', { vpc })]'],
  ['additionalPorts', ['http'], '[8080]'],
  ['cpu', '512', '512'],
  ['cpu', '.5 vCPU', '256'],
  ['memoryLimitMiB', '1 GB', '512'],
  ['registered', 'false', 'false'],
  ['registered', 'true', 'true'],
  ['registered', 1, 'true'],
  ['enableExecuteCommand', 'no', 'false'],
  ['enableExecuteCommand', 'False', 'false'],
  ['shortNames', 0, 'false'],
  ['image', 'nginx', 'ContainerImage.fromRegistry(\'nginx\')'],
  ['image', 'it\'s', 'ContainerImage.fromRegistry(\'it\\\'s\')'],
  ['image', undefined, 'ContainerImage.fromRegistry(\'nginx\')'],
  ['cluster', undefined, 'new Cluster(this, \'Cluster\', { vpc })'],
])('of %s that is wrong (%p), what to write is told', (name, value, written) => {
  expect(fixes(messageOf(() => new Shop().service('Backend', { [name]: value })))).toEqual([`Write \`${name}: ${written}\`.`]);
});

test.each<[unknown, string]>([['10.0.0.9', 'addresses([\'10.0.0.9\'])'], ['fd00:1:2::3', 'addresses([\'fd00:1:2::3\'])'], ['db.example.org', 'cname(\'db.example.org\')'], [undefined, 'addresses([\'10.0.0.9\'])']])(
  'of the target %p of an endpoint, what to write is told', (target, written) => {
    const { stack, cluster } = new Shop();
    expect(fixes(messageOf(() => new RegisteredEndpoint(stack, 'Old', { cluster, target: target as EndpointTarget })))).toEqual([`Write \`target: EndpointTarget.${written}\`.`]);
  });

test('a cluster that is another construct is told by its path', () => {
  const shop = new Shop();
  expect(got(messageOf(() => shop.service('Backend', { cluster: anything(shop.vpc) })))).toEqual(['cluster is Shop/Vpc, and takes an ECS cluster.']);
});

test('all wrong values are told at once, and nothing is defined', () => {
  const shop = new Shop();
  expect(got(messageOf(() => shop.service('Backend', { taskCount: anything(3), port: anything('80') })))).toHaveLength(2);
  expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
});

test('of a service without props, and of one of another app without attributes, all that is missing is told', () => {
  const { stack } = new Shop();
  expect(got(messageOf(() => new DiscoverableService(stack, 'Backend', anything(undefined))))).toEqual([
    'cluster is missing, and takes an ECS cluster.', 'image is missing, and takes an image, such as ecs.ContainerImage.fromRegistry().',
  ]);
  expect(got(messageOf(() => DiscoverableService.fromAttributes(stack, 'There', anything(undefined))))).toHaveLength(4);
});

test('what is left out, tokens and right values pass', () => {
  const shop = new Shop();
  const port = new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;
  expect(() => shop.service('A', { port, cpu: 256, taskCount: TaskCount.exactly(1), healthProbe: HealthProbe.http(), deployment: undefined })).not.toThrow();
  expect(() => shop.service('B', { serviceConnect: anything(null) })).not.toThrow();
});

test('a cluster that was imported is a cluster', () => {
  const { stack, vpc } = new Shop();
  const cluster: ICluster = Cluster.fromClusterAttributes(stack, 'There', { clusterName: 'main', vpc });
  expect(() => new RegisteredEndpoint(stack, 'Old', { cluster, target: EndpointTarget.addresses(['10.0.0.9']) })).not.toThrow();
});

const SERVICE = 'an ECS service that this app defines, such as an ecs.FargateService (of a pattern its service; one of another app is named by DiscoverableService.fromAttributes())';

test('a DiscoverableService, and a service of another app, are no ECS services to register', () => {
  const shop = new Shop();
  const there = FargateService.fromFargateServiceAttributes(shop.stack, 'There', { cluster: shop.cluster, serviceName: 'there' });
  const register = (service: unknown) => got(messageOf(() => new ServiceRegistration(shop.stack, 'Old', { service: anything(service) })));
  expect(register(shop.service('Backend'))).toEqual([`service is Shop/Backend, and takes ${SERVICE}.`]);
  expect(register(there)).toEqual([`service is Shop/There, and takes ${SERVICE}.`]);
});

test('of an imported service, all wrong attributes are told at once, and what to write', () => {
  const { stack } = new Shop();
  const message = messageOf(() => DiscoverableService.fromAttributes(stack, 'There', anything({ namespaceName: 5, port: '80', additionalPorts: 81, securityGroup: 'sg-1', dnsRecords: 'A' })));
  expect(got(message)).toEqual([
    'discoveryName is missing, and takes a text.',
    'namespaceName is 5, and takes a text.',
    'port is "80", and takes a number.',
    'additionalPorts is 81, and takes a list of numbers.',
    'securityGroup is "sg-1", and takes a security group.',
    'dnsRecords is "A", and takes DnsRecords.a(), aaaa(), dualStack(), srv(), aAndSrv() or none().',
  ]);
  expect(fixes(message)).toEqual(['discoveryName: \'backend\'', 'namespaceName: \'ecs-internal\'', 'port: 80', 'additionalPorts: [81]',
    'securityGroup: SecurityGroup.fromSecurityGroupId(this, \'Group\', \'sg-1\')', 'dnsRecords: DnsRecords.a()'].map((written) => `Write \`${written}\`.`));
  expect(stack.node.tryFindChild('There')).toBeUndefined();
});

test.each<[object, string]>([
  [{ service: undefined }, `service is missing, and takes ${SERVICE}.`],
  [{ discoveryName: 5 }, 'discoveryName is 5, and takes a text.'],
  [{ port: '80' }, 'port is "80", and takes a number.'],
  [{ registered: 'false' }, 'registered is "false", and takes true or false.'],
  [{ cloudMapNamespace: 'shop' }, `cloudMapNamespace is "shop", and takes ${NAMESPACE}.`],
])('a registration is told of what is wrong (%#)', (wrong, text) => {
  const { stack, cluster } = new Shop();
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
  const service = new FargateService(stack, 'Service', { cluster, taskDefinition });
  expect(got(messageOf(() => new ServiceRegistration(stack, 'Old', { service, ...wrong } as ServiceRegistrationProps)))).toEqual([text]);
});

test.each<[object, string]>([
  [{ target: '10.0.0.9' }, 'target is "10.0.0.9", and takes EndpointTarget.addresses(), cname(), loadBalancer(), dualStackLoadBalancer() or attributes().'],
  [{ discoveryName: 5 }, 'discoveryName is 5, and takes a text.'],
  [{ healthCheck: '/' }, 'healthCheck is "/", and takes EndpointHealthCheck.http(), https() or tcp().'],
  [{ cluster: undefined }, 'cluster is missing, and takes an ECS cluster.'],
])('an endpoint is told of what is wrong (%#)', (wrong, text) => {
  const { stack, cluster } = new Shop();
  const props = { cluster, target: EndpointTarget.addresses(['10.0.0.9']), ...wrong } as RegisteredEndpointProps;
  expect(got(messageOf(() => new RegisteredEndpoint(stack, 'Old', props)))).toEqual([text]);
});
