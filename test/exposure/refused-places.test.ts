import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Peer, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import type { IApplicationListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import {
  ApplicationListener, ApplicationLoadBalancer, ApplicationProtocolVersion, IpAddressType, ListenerAction, NetworkLoadBalancer, Protocol,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Capacity, Deployment, DiscoverableService, DnsRecords, Exposure } from '../../src';
import type { AlbExposureOptions } from '../../src';
import { addInstances } from '../capacity/instances';
import { DUAL_STACK, IMAGE, Shop, brokenRules, messageOf } from '../testing/shop';

const broken = (exposure: Exposure, shop = new Shop()) => brokenRules(() => shop.service('Backend', { deployment: Deployment.blueGreen() }).exposeVia(exposure));
const PEER = [Peer.ipv4('10.0.0.0/16')];
const number = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;
const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest';

/** What is refused of an exposure, whole. */
function refusal(exposure: Exposure, shop = new Shop()): string {
  return messageOf(() => shop.service('Backend').exposeVia(exposure));
}

describe('an Application Load Balancer in one Availability Zone', () => {
  const text = `Shop/Backend.exposeVia(): 1 problem

[exposure-zones] The subnets are in 1 Availability Zone.
  why: An Application Load Balancer stands in two Availability Zones at least: ELB refuses one with fewer.
  fix: Give the VPC subnets in two or more Availability Zones (maxAzs: 2), or use a Network Load Balancer.
  see: ${ELB}/application/application-load-balancers.html#availability-zones
`;
  const imported = (shop: Shop, availabilityZones: string[]) => Vpc.fromVpcAttributes(shop.stack, 'There', {
    vpcId: 'vpc-1', vpcCidrBlock: '10.0.0.0/16', availabilityZones, privateSubnetIds: availabilityZones.map((zone) => `s-${zone}`),
  });
  const inVpc = (shop: Shop, availabilityZones: string[]) => {
    const cluster = new Cluster(shop.stack, 'Other', { vpc: imported(shop, availabilityZones) });
    return new DiscoverableService(shop.stack, 'Backend', { cluster, image: IMAGE, port: 80 });
  };

  test.each([Exposure.publicAlb(), Exposure.internalAlb()])('is refused, also where the zones are known at deployment only (%#)', (exposure) => {
    expect(refusal(exposure, new Shop({ maxAzs: 1 }))).toBe(text);
  });

  test('is refused in an imported VPC', () => {
    const shop = new Shop();
    expect(messageOf(() => inVpc(shop, ['eu-west-1a']).exposeVia(Exposure.internalAlb()))).toBe(text);
    const other = new Shop();
    expect(brokenRules(() => inVpc(other, ['eu-west-1a', 'eu-west-1b']).exposeVia(Exposure.internalAlb()))).toEqual([]);
  });

  test('is not judged where the zones are not known, and a Network Load Balancer takes one', () => {
    const shop = new Shop();
    const zone = new CfnParameter(shop.stack, 'Zone').valueAsString;
    expect(brokenRules(() => inVpc(shop, [zone]).exposeVia(Exposure.internalAlb()))).toEqual([]);
    expect(broken(Exposure.internalNlb(), new Shop({ maxAzs: 1 }))).toEqual([]);
  });
});

describe('clients with IPv6', () => {
  test('find nothing in subnets without it', () => {
    expect(refusal(Exposure.publicNlb({ ipAddressType: IpAddressType.DUAL_STACK }), new Shop({ maxAzs: 1 }))).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-dual-stack-subnets] Shop/Vpc/PublicSubnet1 has IPv4 only.
  why: A load balancer that clients reach by IPv6 has an IPv6 address in each of its subnets.
  fix: Leave ipAddressType out, or give the VPC IPv6: ipProtocol: ec2.IpProtocol.DUAL_STACK.
  see: ${ELB}/application/application-load-balancers.html#ip-address-type
`);
  });

  test.each<AlbExposureOptions>([{}, { allowedPeers: PEER }])('must be let in to an internal load balancer by somebody with an IPv6 address (%#)', (options) => {
    const shop = new Shop(DUAL_STACK);
    shop.service('Backend').exposeVia(Exposure.internalAlb({ ipAddressType: IpAddressType.DUAL_STACK, ...options }));
    expect(shop.synthesisError()).toContain(`[Shop/Backend/InternalAlb] [exposure-dual-stack-peers] Clients of the load balancer of Shop/Backend may use IPv6, and nobody with an IPv6 address is let in.
  why: The name of a load balancer that clients may reach by IPv6 leads them to an IPv6 address, at which its security group lets nobody in: they wait.
  fix: Give allowedPeers somebody with IPv6, such as ec2.Peer.ipv6('2001:db8::/56') or a security group; let them in later by exposed.connections; or leave ipAddressType out.
  see: ${ELB}/application/load-balancer-update-security-groups.html`);
  });

  test.each<AlbExposureOptions>([
    { allowedPeers: [...PEER, Peer.ipv6('2001:db8::/56')] }, { allowedPeers: [Peer.securityGroupId('sg-12345678')] }, { allowedPeers: [Peer.prefixList('pl-1')] },
  ])('may be let in by ranges, groups and lists (%#)', (options) => {
    const shop = new Shop(DUAL_STACK);
    shop.service('Backend').exposeVia(Exposure.internalAlb({ ipAddressType: IpAddressType.DUAL_STACK, ...options }));
    expect(() => shop.app.synth()).not.toThrow();
  });

  test('may be let in later', () => {
    const shop = new Shop(DUAL_STACK);
    const exposed = shop.service('Backend').exposeVia(Exposure.internalAlb({ ipAddressType: IpAddressType.DUAL_STACK }));
    exposed.connections.allowDefaultPortFrom(Peer.anyIpv6());
    expect(() => shop.app.synth()).not.toThrow();
  });

  test('are everybody at a public load balancer', () => {
    expect(broken(Exposure.publicAlb({ ipAddressType: IpAddressType.DUAL_STACK }), new Shop(DUAL_STACK))).toEqual([]);
  });
});

describe('a test port', () => {
  test('of a public load balancer is for the VPC', () => {
    const shop = new Shop();
    const { connections } = shop.service('Backend', { deployment: Deployment.blueGreen() }).exposeVia(Exposure.publicAlb({ testPort: 8080 }));
    expect(ingressOf(connections.securityGroups[0] as SecurityGroup)).toEqual([
      ['0.0.0.0/0', 80], [{ 'Fn::GetAtt': [expect.stringMatching(/^Vpc/), 'CidrBlock'] }, 8080],
    ]);
  });

  test('is for those that are named, and these may call no other port', () => {
    const shop = new Shop();
    const exposure = Exposure.internalNlb({ testPort: 8080, testPeers: [Peer.ipv4('10.9.0.0/16')], allowedPeers: PEER });
    const { connections } = shop.service('Backend', { deployment: Deployment.blueGreen() }).exposeVia(exposure);
    expect(ingressOf(connections.securityGroups[0] as SecurityGroup)).toEqual([['10.0.0.0/16', 80], ['10.9.0.0/16', 8080]]);
  });

  test('is for somebody', () => {
    expect(broken(Exposure.internalAlb({ testPort: 8080, testPeers: [] }))).toEqual(['exposure-peers']);
  });

  test('has peers where it is there only', () => {
    expect(refusal(Exposure.publicAlb({ testPeers: PEER }))).toContain('[exposure-test-port] testPeers is given, and testPort is not.');
  });
});

/** Whom a group lets in, on which port. */
function ingressOf(group: SecurityGroup): unknown[] {
  const { securityGroupIngress } = group.node.defaultChild as CfnSecurityGroup;
  const rules = Stack.of(group).resolve(securityGroupIngress) as Array<{ cidrIp: unknown; fromPort: number }>;
  return rules.map(({ cidrIp, fromPort }) => [cidrIp, fromPort]);
}

describe('a further listener of a Network Load Balancer', () => {
  const nlbOf = (shop: Shop, internetFacing = false) => new NetworkLoadBalancer(shop.stack, 'Nlb', {
    vpc: shop.vpc, internetFacing, securityGroups: [new SecurityGroup(shop.stack, 'Group', { vpc: shop.vpc })],
  });

  test('on a port that is taken is refused', () => {
    const shop = new Shop();
    const nlb = nlbOf(shop);
    shop.service('Other').exposeVia(Exposure.existingNlb(nlb));
    expect(refusal(Exposure.existingNlb(nlb), shop)).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-listener-port-twice] Shop/Other/ExistingNlb/Listener/Resource has the port already.
  why: A load balancer has each port once: the second CreateListener fails with DuplicateListener.
  fix: Give port another value.
  see: ${ELB}/APIReference/API_CreateListener.html
`);
  });

  test('on another port, on one that is not known yet, and of another load balancer stands', () => {
    const shop = new Shop();
    const nlb = nlbOf(shop);
    shop.service('Other').exposeVia(Exposure.existingNlb(nlb));
    const backend = shop.service('Backend');
    const { loadBalancer } = backend.exposeVia(Exposure.internalNlb());
    expect(brokenRules(() => backend.exposeVia(Exposure.existingNlb(nlb, { port: 81 })))).toEqual([]);
    expect(brokenRules(() => backend.exposeVia(Exposure.existingNlb(nlb, { id: 'Late', port: number })))).toEqual([]);
    expect(brokenRules(() => backend.exposeVia(Exposure.existingNlb(loadBalancer as NetworkLoadBalancer, { id: 'Own', port: 81 })))).toEqual([]);
  });

  test('of a public one of this app lets in everybody, and of an imported one whom its groups let in already', () => {
    const shop = new Shop();
    const { connections } = shop.service('Backend').exposeVia(Exposure.existingNlb(nlbOf(shop, true), { port: 8443 }));
    expect(ingressOf(connections.securityGroups[0] as SecurityGroup)).toEqual([['0.0.0.0/0', 8443]]);
    const there = NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(shop.stack, 'There', {
      loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/a/b', loadBalancerSecurityGroups: ['sg-1'],
    });
    shop.service('Other').exposeVia(Exposure.existingNlb(there, { port: 8443 }));
    const ingress = shop.template().findResources('AWS::EC2::SecurityGroupIngress', { Properties: { GroupId: 'sg-1' } });
    expect(ingress).toEqual({});
  });
});

describe('a certificate', () => {
  const alb = (region: string | undefined, arn: string) => {
    const stack = new Stack(new App(), 'Shop', { env: { region } });
    const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
    const certificate = Certificate.fromCertificateArn(stack, 'Certificate', arn);
    return () => new DiscoverableService(stack, 'Backend', { cluster, image: IMAGE, port: 80 }).exposeVia(Exposure.publicAlb({ certificate }));
  };
  const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/a';

  test('of another Region is refused', () => {
    expect(messageOf(alb('eu-west-1', ARN))).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-certificate-region] The certificate is in us-east-1, and Shop/Backend is not.
  why: A load balancer takes certificates of its own Region.
  fix: Request or import the certificate in the Region of the stack.
  see: https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html
`);
  });

  test.each<[string | undefined, string]>([
    ['us-east-1', ARN], [undefined, ARN], ['eu-west-1', 'arn:aws:iam::111122223333:server-certificate/a'],
    ['eu-west-1', new CfnParameter(new Stack(), 'Arn').valueAsString],
  ])('of the Region, of none, or of one that is not known stands (%#)', (region, arn) => {
    expect(brokenRules(alb(region, arn))).toEqual([]);
  });
});

describe('a health check', () => {
  test('with times that ELB does not take is refused, with all of them', () => {
    const healthCheck = { interval: Duration.seconds(301), timeout: Duration.seconds(1), healthyThresholdCount: 1, unhealthyThresholdCount: 11 };
    const message = refusal(Exposure.internalAlb({ healthCheck }));
    expect(message).toContain(`[exposure-health-check] healthCheck.interval is 301.
  why: Elastic Load Balancing takes an interval of 5 to 300 seconds, a timeout of 2 to 120 seconds, and thresholds of 2 to 10.
  fix: Give values within these, or leave them out: they come from the healthProbe then.
  see: ${ELB}/APIReference/API_CreateTargetGroup.html
`);
    ['timeout is 1.', 'healthyThresholdCount is 1.', 'unhealthyThresholdCount is 11.'].forEach((got) => expect(message).toContain(`healthCheck.${got}`));
  });

  test.each([
    { interval: Duration.seconds(5), timeout: Duration.seconds(2), healthyThresholdCount: 2, unhealthyThresholdCount: 10 },
    { healthyThresholdCount: number, unhealthyThresholdCount: number }, { enabled: true },
  ])('with times that it takes, or that are known at deployment only, stands (%#)', (healthCheck) => {
    expect(broken(Exposure.internalAlb({ healthCheck }))).toEqual([]);
  });
});

test('an empty id is refused', () => {
  expect(refusal(Exposure.internalAlb({ id: '' }))).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-id] id is empty.
  why: A construct needs an id; logical ids are made of it.
  fix: Leave id out, or give one such as 'PartnerAlb'.
  see: https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
`);
});

test('access logs of a Network Load Balancer without TLS would stay empty', () => {
  const accessLogBucket = Bucket.fromBucketName(new Stack(), 'Logs', 'logs');
  expect(messageOf(() => Exposure.publicNlb({ accessLogBucket }))).toBe(`Exposure.publicNlb(): 1 problem

[exposure-access-logs-tls] accessLogBucket is given, and there is no TLS.
  why: A Network Load Balancer writes access logs about TLS connections only: without a TLS listener there are none.
  fix: Give a certificate, or leave accessLogBucket out; flow logs of the VPC tell of other connections.
  see: ${ELB}/network/load-balancer-access-logs.html
`);
  const certificate = Certificate.fromCertificateArn(new Stack(), 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/a');
  expect(brokenRules(() => Exposure.publicNlb({ accessLogBucket, certificate }))).toEqual([]);
});

describe('HTTP/2 and gRPC behind a listener of HTTP', () => {
  const listenerOf = (shop: Shop) => new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc: shop.vpc })
    .addListener('Http', { port: 80, open: false, defaultAction: ListenerAction.fixedResponse(404) });
  const behind = (listener: ApplicationListener, protocolVersion: ApplicationProtocolVersion) => () =>
    Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/*'], protocolVersion });

  test.each([ApplicationProtocolVersion.HTTP2, ApplicationProtocolVersion.GRPC])('is refused (%s)', (version) => {
    expect(messageOf(behind(listenerOf(new Shop()), version))).toBe(`Exposure.existingListener(): 1 problem

[exposure-protocol-version] protocolVersion is ${version}, and Shop/Alb/Http listens for HTTP.
  why: A listener sends HTTP/2 and gRPC to tasks where clients call it by HTTPS only.
  fix: Leave protocolVersion out, or use a listener with a certificate.
  see: ${ELB}/application/load-balancer-target-groups.html#target-group-protocol-version
`);
  });

  test('is not judged of a listener that was imported, and HTTP/1 stands', () => {
    const imported = ApplicationListener.fromApplicationListenerAttributes(new Stack(), 'There', {
      listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c',
      securityGroup: SecurityGroup.fromSecurityGroupId(new Stack(), 'G', 'sg-1'),
    });
    expect(brokenRules(behind(imported as ApplicationListener, ApplicationProtocolVersion.GRPC))).toEqual([]);
    expect(brokenRules(behind(listenerOf(new Shop()), ApplicationProtocolVersion.HTTP1))).toEqual([]);
  });
});

describe('tasks of which no security group is known', () => {
  test('are refused at synth: a load balancer would call in vain', () => {
    const shop = new Shop();
    shop.service('Backend', { capacity: Capacity.ec2Bridge() }).exposeVia(Exposure.internalAlb());
    expect(shop.synthesisError()).toContain(`[Shop/Backend/InternalAlb] [exposure-tasks-without-group] Shop/Backend has no known security group.
  why: Nothing can be opened: a load balancer calls tasks whose security group lets it in, and here none is known.
  fix: A task in awsvpc mode has a security group. In bridge and host mode it is that of the instances: add capacity to the cluster in this app, or give a cluster that was imported its securityGroups.
  see: ${ELB}/application/target-group-register-targets.html#target-security-groups`);
  });

  test('stand where instances join the cluster later', () => {
    const shop = new Shop();
    shop.service('Backend', { capacity: Capacity.ec2Bridge() }).exposeVia(Exposure.internalAlb());
    addInstances(shop.cluster);
    expect(() => shop.app.synth()).not.toThrow();
  });
});

test.each<[Duration, string[]]>([
  [Duration.millis(number), []], [Duration.seconds(number), ['http-api-timeout']], [Duration.seconds(10), []],
])('a time limit that is known at deployment only is one of milliseconds, as CloudFormation has it (%#)', (timeout, rules) => {
  expect(brokenRules(() => new Shop().service('Backend', { dnsRecords: DnsRecords.aAndSrv() }).exposeVia(Exposure.httpApi({ timeout })))).toEqual(rules);
});

test.each([Protocol.UDP, Protocol.TCP])('a port of another protocol is taken too (%s)', (protocol) => {
  const shop = new Shop();
  const nlb = new NetworkLoadBalancer(shop.stack, 'Nlb', { vpc: shop.vpc, securityGroups: [new SecurityGroup(shop.stack, 'Group', { vpc: shop.vpc })] });
  shop.service('Other').exposeVia(Exposure.existingNlb(nlb, { protocol: Protocol.TCP }));
  expect(broken(Exposure.existingNlb(nlb, { protocol }), shop)).toEqual(['exposure-listener-port-twice']);
});

describe('a load balancer that is elsewhere', () => {
  const text = (where: string) => `Shop/Backend.exposeVia(): 1 problem

[exposure-elsewhere] The load balancer is ${where}.
  why: A load balancer calls targets of its own VPC and Region, and a security group cannot be named in a rule of another VPC.
  fix: Use a load balancer in the VPC of the cluster, or one of the service's own: Exposure.publicAlb(), internalAlb(), publicNlb() or internalNlb().
  see: ${ELB}/application/load-balancer-target-groups.html#target-type
`;
  const behind = (listener: IApplicationListener) => Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/*'] });
  const ARN = (region: string) => `arn:aws:elasticloadbalancing:${region}:111122223333:listener/app/a/b/c`;

  test('in another VPC is refused', () => {
    const shop = new Shop();
    const vpc = new Vpc(shop.stack, 'Other', { maxAzs: 2 });
    const listener = new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc }).addListener('Http', { port: 80, open: false, defaultAction: ListenerAction.fixedResponse(404) });
    expect(refusal(behind(listener), shop)).toBe(text('in another VPC than Shop/Backend'));
    const other = new Shop();
    const nlb = new NetworkLoadBalancer(other.stack, 'Nlb', { vpc: new Vpc(other.stack, 'Other'), securityGroups: [new SecurityGroup(other.stack, 'Group', { vpc: other.vpc })] });
    expect(refusal(Exposure.existingNlb(nlb), other)).toBe(text('in another VPC than Shop/Backend'));
  });

  test.each<[string | undefined, string, string[]]>([
    ['eu-west-1', ARN('us-east-1'), ['exposure-elsewhere']], ['us-east-1', ARN('us-east-1'), []], [undefined, ARN('us-east-1'), []],
    ['eu-west-1', new CfnParameter(new Stack(), 'Listener').valueAsString, []],
  ])('in another Region is refused, as far as both are known (%s, %s)', (region, listenerArn, rules) => {
    const stack = new Stack(new App(), 'Shop', { env: { region } });
    const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
    const listener = ApplicationListener.fromApplicationListenerAttributes(stack, 'There', { listenerArn, securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'G', 'sg-1') });
    expect(brokenRules(() => new DiscoverableService(stack, 'Backend', { cluster, image: IMAGE, port: 80 }).exposeVia(behind(listener)))).toEqual(rules);
  });
});

test('a further listener of a Network Load Balancer that was made for another service needs no cast', () => {
  const shop = new Shop();
  const { networkLoadBalancer } = shop.service('Backend').exposeVia(Exposure.internalNlb());
  expect(brokenRules(() => shop.service('Other').exposeVia(Exposure.existingNlb(networkLoadBalancer, { port: 9000 })))).toEqual([]);
  expect(messageOf(() => shop.service('Third').exposeVia(Exposure.internalAlb()).networkLoadBalancer)).toContain('It is no Network Load Balancer.');
});

test('behind a rule for one host, clients find the service under that host', () => {
  const shop = new Shop();
  const { applicationListener } = shop.service('Website').exposeVia(Exposure.internalAlb());
  const urlFor = (id: string, hostHeaders: string[]) => shop.service(id)
    .exposeVia(Exposure.existingListener(applicationListener, { priority: id.length, hostHeaders })).url;
  expect(urlFor('A', ['api.example.org'])).toBe('http://api.example.org');
  expect(urlFor('Bb', ['api.example.org', 'www.example.org'])).not.toContain('example.org');
  expect(urlFor('Ccc', ['*.example.org'])).not.toContain('example.org');
});
