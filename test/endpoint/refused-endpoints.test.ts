import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { RDS_HOST, endpointIn, loadBalancerIn } from './endpoints';
import type { RegisteredEndpointProps } from '../../src';
import { DiscoveryNamespace, EndpointHealthCheck, EndpointTarget } from '../../src';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const HTTP = DiscoveryNamespace.http('shop');
const PUBLIC = DiscoveryNamespace.publicDns('svc.public-service.com');
const CNAME = EndpointTarget.cname(RDS_HOST);
const healthCheck = EndpointHealthCheck.tcp();

type Wrong = (shop: Shop) => Partial<RegisteredEndpointProps>;

test.each<[string, Wrong, string[]]>([
  ['a name with a space', () => ({ discoveryName: 'my database' }), ['discovery-name']],
  ['a port that is none', () => ({ port: 70000 }), ['port']],
  ['a TTL with a fraction', () => ({ ttl: Duration.millis(500) }), ['record-ttl']],
  ['an attribute of AWS', () => ({ attributes: { AWS_INIT_HEALTH_STATUS: 'HEALTHY' } }), ['endpoint-attributes']],
  ['a CNAME in an HTTP namespace', () => ({ target: CNAME, cloudMapNamespace: HTTP }), ['endpoint-in-http-namespace']],
  ['a load balancer in an HTTP namespace', (shop) => ({ target: EndpointTarget.loadBalancer(loadBalancerIn(shop)), cloudMapNamespace: HTTP }), ['endpoint-in-http-namespace']],
  ['a CNAME at the apex', () => ({ target: CNAME, discoveryName: '.' }), ['endpoint-cname-at-apex']],
  ['attributes beside a load balancer', (shop) => ({ target: EndpointTarget.loadBalancer(loadBalancerIn(shop)), attributes: { a: 'b' } }), ['endpoint-other-attributes']],
  ['a TTL of a load balancer', (shop) => ({ target: EndpointTarget.loadBalancer(loadBalancerIn(shop)), ttl: Duration.seconds(5) }), ['endpoint-ttl']],
  ['a TTL in an HTTP namespace', () => ({ cloudMapNamespace: HTTP, ttl: Duration.seconds(5) }), ['endpoint-ttl']],
  ['a check in a private namespace', () => ({ healthCheck, port: 80, target: EndpointTarget.addresses(['52.94.236.10']) }), ['endpoint-check-in-private-namespace']],
  ['a check of a CNAME', () => ({ healthCheck, port: 80, target: CNAME, cloudMapNamespace: PUBLIC }), ['endpoint-check-of-target']],
  ['a check of a private address without a port', () => ({ healthCheck, cloudMapNamespace: PUBLIC }), ['endpoint-check-of-private-address', 'endpoint-check-without-port']],
  ['a cluster that was imported by ARN', ({ stack }) =>
    ({ cluster: Cluster.fromClusterArn(stack, 'ByArn', 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop') }), ['cluster-without-vpc']],
  ['a VPC without DNS', ({ stack }) => ({
    cluster: new Cluster(stack, 'Mute', { vpc: new Vpc(stack, 'MuteVpc', { enableDnsHostnames: false }) }),
  }), ['vpc-without-dns']],
  ['a look-up for a stack without account and Region', () => ({ cloudMapNamespace: DiscoveryNamespace.existingByName('corp.internal') }), ['namespace-lookup']],
])('an endpoint with %s is refused, and nothing is left of it', (_what, wrong, expected) => {
  const shop = new Shop();
  const props = wrong(shop);
  const before = shop.stack.node.findAll().length;

  expect(brokenRules(() => endpointIn(shop, props))).toEqual(expected);
  expect(shop.stack.node.tryFindChild('Database')).toBeUndefined();
  expect(shop.stack.node.findAll()).toHaveLength(before);
});

test('all that is wrong comes in one error', () => {
  const shop = new Shop();

  expect(messageOf(() => endpointIn(shop, { target: CNAME, cloudMapNamespace: HTTP, port: 0, healthCheck }))).toBe(`Shop/Database: 3 problems

[port] port is 0.
  why: A container listens on whole port numbers from 1 to 65535, on each of them once; ECS refuses a port mapping of anything else.
  fix: Set port, and additionalPorts, to the ports that the process in the container listens on.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html

[endpoint-in-http-namespace] The namespace is of type HTTP, and the target is another host.
  why: A CNAME or an alias is a DNS record, and an HTTP namespace has no DNS.
  fix: Use a DNS namespace, or register the host as an attribute: EndpointTarget.attributes({ HOST: … }).
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html

[endpoint-check-of-target] healthCheck is given, and the target is another host.
  why: Cloud Map checks addresses: it refuses a check with a CNAME, makes none for an alias (the load balancer knows its health), and attributes have no address.
  fix: Leave healthCheck out.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html
`);
});

test('an endpoint that was refused can be defined under the same id', () => {
  const shop = new Shop();

  expect(brokenRules(() => endpointIn(shop, { port: 0 }))).toEqual(['port']);
  expect(endpointIn(shop, { port: 5432 }).endpoint.port).toBe(5432);
});

test('a load balancer in GovCloud is refused', () => {
  const shop = new Shop();
  const stack = new Stack(shop.app, 'Gov', { env: { account: '111122223333', region: 'us-gov-west-1' } });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], publicSubnetIds: ['s-1', 's-2'], privateSubnetIds: ['s-3', 's-4'] });
  const target = EndpointTarget.loadBalancer(new ApplicationLoadBalancer(stack, 'Lb', { vpc }));

  expect(brokenRules(() => endpointIn(shop, { cluster: new Cluster(stack, 'Cluster', { vpc }), target }, 'Lb2', stack))).toEqual(['endpoint-alias-region']);
});

test('a port that is a parameter, and a namespace that is known by its ID only, pass', () => {
  const shop = new Shop();
  const port = new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;
  const cloudMapNamespace = DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PUBLIC, id: 'ns-1' });

  expect(brokenRules(() => endpointIn(shop, { port, cloudMapNamespace, healthCheck, target: EndpointTarget.addresses(['52.94.236.10']) }))).toEqual([]);
});

test('a load balancer that was imported without its DNS name is refused by a rule, not by an error of the CDK', () => {
  const { stack } = new Shop();
  const imported = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Imported', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/1', securityGroupId: 'sg-0123',
  });

  const message = messageOf(() => EndpointTarget.loadBalancer(imported));
  expect(message.replace(/says: .*/, 'says: …')).toBe(`EndpointTarget.loadBalancer(): 1 problem

[endpoint-load-balancer] The CDK says: …
  why: An alias names the load balancer by its DNS name, and an import can leave that out.
  fix: Import it with loadBalancerDnsName, or by fromLookup().
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html
`);
  expect(brokenRules(() => EndpointTarget.dualStackLoadBalancer(imported))).toEqual(['endpoint-load-balancer']);
});

test('what has no security groups cannot be opened, and nothing is left of the endpoint', () => {
  const shop = new Shop();
  const connectable = new LambdaFunction(shop.stack, 'Outside', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('x') });
  const message = messageOf(() => endpointIn(shop, { port: 80, connectable }));

  expect(message).toContain(`1 problem

[endpoint-connectable] The CDK says: Only VPC-associated Lambda Functions have security groups to manage.`);
  expect(message).toContain(`
  why: connectTo() opens the security groups of connectable, and it has none.
  fix: Put it into the VPC (a Lambda function: give it vpc), or leave connectable out.
  see: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
`);
});
