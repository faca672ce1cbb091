import { Duration } from 'aws-cdk-lib';
import { Peer, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Deployment, DnsRecords, Exposure } from '../../src';
import type { DiscoverableServiceProps } from '../../src';
import { Shop, brokenRules, messageOf } from '../testing/shop';

/** The whole text of what is refused, of which nothing is left. */
function refusal(exposure: Exposure, props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()): string {
  const backend = shop.service('Backend', props);
  const before = backend.node.children.length;
  const message = messageOf(() => backend.exposeVia(exposure));
  expect(backend.node.children).toHaveLength(before);
  return message;
}

const stands = (exposure: Exposure, props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) =>
  expect(brokenRules(() => shop.service('Backend', props).exposeVia(exposure))).toEqual([]);

/** A cluster in a VPC without public subnets. */
function isolated(shop: Shop): Cluster {
  const vpc = new Vpc(shop.stack, 'Isolated', { natGateways: 0, subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }] });
  return new Cluster(shop.stack, 'Alone', { vpc });
}

/** A cluster in a VPC of which the range of addresses is not known. */
function imported(shop: Shop): Cluster {
  const vpc = Vpc.fromVpcAttributes(shop.stack, 'Imported', {
    vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['s-1', 's-2'], publicSubnetIds: ['s-3', 's-4'],
  });
  return new Cluster(shop.stack, 'There', { vpc });
}

test('a worker, which nobody can call', () => {
  const text = `Shop/Backend.exposeVia(): 1 problem

[expose-worker] Shop/Backend has no port.
  why: A load balancer calls a port, and a worker has none.
  fix: Set \`port\` on Shop/Backend to the port that its process listens on; or, for a worker, drop exposeVia().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
`;
  expect(refusal(Exposure.publicAlb(), { port: undefined })).toBe(text);
  expect(refusal(Exposure.httpApi(), { port: undefined })).toBe(text);
});

test('a port that the container does not map', () => {
  expect(refusal(Exposure.internalNlb({ servicePort: 81 }), { additionalPorts: [9090] })).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-service-port] servicePort is 81, and Shop/Backend has 80, 9090.
  why: A target group sends requests to a port that a container maps.
  fix: Give servicePort a port of the service, or add it to additionalPorts.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
`);
  stands(Exposure.internalNlb({ servicePort: 9090 }), { additionalPorts: [9090] });
});

test('the second of a kind without an id of its own', () => {
  const backend = new Shop().service('Backend');
  backend.exposeVia(Exposure.internalAlb());
  expect(messageOf(() => backend.exposeVia(Exposure.internalAlb()))).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-id-twice] Shop/Backend has "InternalAlb" already.
  why: A construct has each id once, and the second exposure of a kind would get the id of the first one.
  fix: Give the second exposure an id of its own: Exposure.publicAlb({ id: 'PartnerAlb' }).
  see: https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
`);
  expect(brokenRules(() => backend.exposeVia(Exposure.internalAlb({ id: 'PartnerAlb' })))).toEqual([]);
});

test('a line after synthesis has begun', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  shop.app.synth();
  expect(messageOf(() => backend.exposeVia(Exposure.publicAlb()))).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-after-synth] Synthesis has begun.
  why: Security groups are opened when synthesis begins; what comes later would have no way to the tasks.
  fix: Call exposeVia() while the app is being built.
  see: https://docs.aws.amazon.com/cdk/v2/guide/apps.html#lifecycle
`);
});

test('a public load balancer without a public subnet', () => {
  const shop = new Shop();
  const props = { cluster: isolated(shop) };
  const [first, ...lines] = refusal(Exposure.publicNlb(), props, shop).split('\n').slice(2);
  expect(first).toContain('[exposure-subnets] The CDK says: There are no \'Public\' subnet groups in this VPC');
  expect(lines).toEqual([
    '  why: A load balancer that everybody can reach stands in public subnets, of which the VPC has none.',
    '  fix: Give the VPC public subnets, or use Exposure.internalAlb() or internalNlb().',
    '  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer',
    '',
  ]);
  const other = new Shop();
  stands(Exposure.internalNlb(), { cluster: isolated(other) }, other);
});

test.each<[Exposure, string]>([
  [Exposure.internalAlb(), 'The address range of the VPC is not known: it was imported without vpcCidrBlock.'],
  [Exposure.publicAlb({ allowedPeers: [] }), 'allowedPeers is empty.'],
])('a load balancer that lets nobody in (%#)', (exposure, got) => {
  const shop = new Shop();
  expect(refusal(exposure, { cluster: imported(shop) }, shop)).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-peers] ${got}
  why: The security group of a load balancer lets in whom it names. A name would lead clients to an address at which nobody answers them.
  fix: Give allowedPeers (testPeers for testPort), such as [ec2.Peer.ipv4('10.0.0.0/16')].
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
`);
  const other = new Shop();
  stands(Exposure.internalAlb({ allowedPeers: [Peer.ipv4('10.0.0.0/16')] }), { cluster: imported(other) }, other);
});

test('a load balancer without a security group', () => {
  const shop = new Shop();
  const nlb = NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(shop.stack, 'Old', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/a/b',
  });
  expect(refusal(Exposure.existingNlb(nlb), {}, shop)).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-security-group] The load balancer has no known security group.
  why: Tasks let in the security group of a load balancer. A Network Load Balancer that was made without one has none, and can never get one.
  fix: Use a load balancer with a security group; where it was imported, name it with securityGroupId (loadBalancerSecurityGroups).
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
`);
});

test('a test port where deployments are rolling', () => {
  expect(refusal(Exposure.publicAlb({ testPort: 8080 }))).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-test-port] testPort is 8080, and the deployment is a rolling one.
  why: On the test port a deployment that shifts traffic shows the new tasks. A rolling deployment has no set of new tasks to show.
  fix: Leave testPort and testPeers out, or give testPort and the service deployment: Deployment.blueGreen(), linear() or canary().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
`);
  stands(Exposure.publicAlb({ testPort: 8080 }), { deployment: Deployment.canary() });
});

test('a sixth target group', () => {
  const backend = new Shop().service('Backend');
  [1, 2, 3, 4, 5].forEach((number) => backend.exposeVia(Exposure.internalNlb({ id: `Nlb${number}` })));
  expect(messageOf(() => backend.exposeVia(Exposure.internalNlb()))).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-target-groups] Shop/Backend would have 6 target groups.
  why: An ECS service has at most five target groups.
  fix: Let several names or ports lead to one exposure.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html
`);
});

test('access logs in a Region that is not known', () => {
  const shop = new Shop();
  const accessLogBucket = Bucket.fromBucketName(shop.stack, 'Logs', 'logs');
  expect(refusal(Exposure.publicAlb({ accessLogBucket }), {}, shop)).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-access-logs] accessLogBucket is given, and the Region of the stack is not known.
  why: Who writes access logs into the bucket differs from Region to Region, so the Region must be known for the policy of the bucket.
  fix: Give the stack env: { region }.
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
`);
});

test('a priority that a rule of the listener has already', () => {
  const shop = new Shop();
  const { applicationListener } = shop.service('Website').exposeVia(Exposure.internalAlb());
  const rule = () => Exposure.existingListener(applicationListener, { priority: 7, pathPatterns: ['/api/*'] });
  shop.service('Api').exposeVia(rule());
  expect(refusal(rule(), {}, shop)).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-priority-twice] priority is 7, which Shop/Api/ExistingListener/Rule/Resource has already.
  why: A listener has each priority once: the second CreateRule fails with PriorityInUse.
  fix: Give one of the two another priority.
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
`);
  const other = shop.service('Other').exposeVia(Exposure.internalAlb()).applicationListener;
  const third = shop.service('Third');
  expect(brokenRules(() => third.exposeVia(Exposure.existingListener(other, { priority: 7, pathPatterns: ['/api/*'] })))).toEqual([]);
});

describe('an HTTP API', () => {
  test('where the registration holds no port', () => {
    expect(refusal(Exposure.httpApi())).toBe(`Shop/Backend.exposeVia(): 1 problem

[http-api-port] The registration holds no port.
  why: API Gateway finds tasks in Cloud Map and calls them on the port that is registered. A records alone hold none.
  fix: Give the service dnsRecords: DnsRecords.aAndSrv(), which keeps its address, or srv() or none(). Record types cannot be changed later.
  see: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
`);
    [DnsRecords.aAndSrv(), DnsRecords.srv(), DnsRecords.none()].forEach((dnsRecords) => stands(Exposure.httpApi(), { dnsRecords }));
  });

  test('where no task is registered', () => {
    expect(refusal(Exposure.httpApi(), { dnsRecords: DnsRecords.srv(), registered: false })).toBe(`Shop/Backend.exposeVia(): 1 problem

[http-api-unregistered] Shop/Backend has registered: false.
  why: API Gateway finds tasks in Cloud Map, and with registered: false there are none.
  fix: Leave registered out, or use a load balancer.
  see: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
`);
    stands(Exposure.internalAlb(), { registered: false });
  });

  test.each([Duration.millis(49), Duration.seconds(31)])('with a time limit that API Gateway does not have (%#)', (timeout) => {
    expect(refusal(Exposure.httpApi({ timeout }), { dnsRecords: DnsRecords.srv() })).toBe(`Shop/Backend.exposeVia(): 1 problem

[http-api-timeout] timeout is ${timeout.toMilliseconds()} milliseconds.
  why: API Gateway waits 50 milliseconds to 30 seconds for an answer. CloudFormation takes milliseconds, and cannot compute them of other units.
  fix: Give a timeout such as Duration.seconds(10); what is known at deployment only in milliseconds.
  see: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
`);
    stands(Exposure.httpApi({ timeout: Duration.millis(50) }), { dnsRecords: DnsRecords.srv() });
  });
});

test('all that is wrong is told at once', () => {
  const shop = new Shop();
  const exposure = Exposure.publicAlb({ servicePort: 81, testPort: 8080, allowedPeers: [] });
  expect(refusal(exposure, { cluster: isolated(shop) }, shop)).toContain('Shop/Backend.exposeVia(): 4 problems');
});
