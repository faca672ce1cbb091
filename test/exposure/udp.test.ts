import { Stack } from 'aws-cdk-lib';
import { Peer } from 'aws-cdk-lib/aws-ec2';
import { IpAddressType, NetworkLoadBalancer, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Capacity, Exposure } from '../../src';
import { addInstances, containersOf, ecsServiceOf, undeployable } from '../capacity/instances';
import { resourcesOf, rulesOf, templateOf } from '../connect/reading';
import { Shop, brokenRules, messageOf } from '../testing/shop';

/** What a service `Backend` on port 53 becomes behind a Network Load Balancer. */
function behind(protocol: Protocol, capacity = Capacity.fargate()) {
  const shop = new Shop();
  shop.service('Backend', { port: 53, capacity }).exposeVia(Exposure.internalNlb({ protocol, allowedPeers: [Peer.ipv4('10.0.0.0/8')] }));
  addInstances(shop.cluster);
  const template = templateOf(shop);
  expect(undeployable(shop.app)).toEqual([]);
  const [[, { Properties: group }]] = resourcesOf(template, 'AWS::EC2::SecurityGroup').filter(([id]) => id.includes('NlbSecurityGroup'));
  return {
    letIn: (group?.SecurityGroupIngress as Array<Record<string, unknown>>).map(({ IpProtocol, FromPort }) => `${String(IpProtocol)} ${String(FromPort)}`),
    opened: rulesOf(template).filter((rule) => rule.startsWith('in:')).map((rule) => rule.replace(/.* (\w+ \S+)$/, '$1')),
    mapped: containersOf(template).app.PortMappings,
    registered: (ecsServiceOf(template).LoadBalancers as Array<Record<string, unknown>>)
      .map(({ ContainerName, ContainerPort }) => [ContainerName, ContainerPort]),
    target: resourcesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup')[0][1].Properties,
    listener: resourcesOf(template, 'AWS::ElasticLoadBalancingV2::Listener')[0][1].Properties,
  };
}

test.each<[Protocol, Capacity, string[]]>([
  [Protocol.UDP, Capacity.fargate(), ['udp 53']], [Protocol.TCP_UDP, Capacity.ec2(), ['tcp 53', 'udp 53']], [Protocol.TCP_UDP, Capacity.ec2Host(), ['tcp 53', 'udp 53']],
])('%s reaches tasks whose port is mapped once: ECS refuses a second mapping of a port (%#)', (protocol, capacity, letIn) => {
  const { mapped, registered, target, listener, ...groups } = behind(protocol, capacity);
  expect(mapped).toEqual([{ ContainerPort: 53, Protocol: 'tcp' }]);
  expect(registered).toEqual([['app', 53]]);
  expect(groups).toEqual({ letIn, opened: ['tcp 53-53', 'udp 53-53'] });
  expect(target).toMatchObject({ Protocol: protocol, Port: 53, HealthCheckProtocol: 'TCP' });
  expect(listener).toMatchObject({ Protocol: protocol, Port: 53 });
});

test('TCP opens nothing for UDP', () => {
  expect(behind(Protocol.TCP)).toMatchObject({ letIn: ['tcp 53'], opened: ['tcp 53-53'] });
});

test.each([Protocol.UDP, Protocol.TCP_UDP])('%s is refused in bridge mode, where a port is reached over what is mapped only', (protocol) => {
  const shop = new Shop();
  const backend = shop.service('Backend', { capacity: Capacity.ec2Bridge() });
  expect(messageOf(() => backend.exposeVia(Exposure.internalNlb({ protocol })))).toBe(`Shop/Backend.exposeVia(): 1 problem

[exposure-udp-bridge] Shop/Backend runs in bridge mode, and the protocol has UDP.
  why: In bridge mode only what a port mapping names reaches a container, and ECS refuses a second mapping of a port: this one is mapped for TCP, which discovery and health checks use.
  fix: Use Capacity.fargate(), ec2() or ec2Host(), where a port needs no mapping of its own for UDP.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
`);
  expect(backend.node.tryFindChild('InternalNlb')).toBeUndefined();
  expect(brokenRules(() => backend.exposeVia(Exposure.internalNlb()))).toEqual([]);
});

describe('clients with IPv6', () => {
  const { DUAL_STACK, IPV4 } = IpAddressType;
  const there = (ipAddressType: IpAddressType, stack = new Stack()) => new NetworkLoadBalancer(stack, 'Nlb', { vpc: new Shop().vpc, ipAddressType });

  test.each<[string, (protocol: Protocol) => Exposure]>([
    ['publicNlb', (protocol) => Exposure.publicNlb({ protocol, ipAddressType: DUAL_STACK })],
    ['existingNlb', (protocol) => Exposure.existingNlb(there(DUAL_STACK), { protocol })],
  ])('have no UDP to tasks with IPv4: %s()', (factory, make) => {
    expect(messageOf(() => make(Protocol.TCP_UDP))).toBe(`Exposure.${factory}(): 1 problem

[exposure-udp-dual-stack] protocol is TCP_UDP, and clients may use IPv6.
  why: A Network Load Balancer that clients reach by IPv6 takes UDP for targets with IPv6 addresses only, and ECS registers the IPv4 addresses of tasks.
  fix: Leave ipAddressType out, or UDP; two exposures are two load balancers.
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-target-group.html
`);
    expect(brokenRules(() => make(Protocol.UDP))).toEqual(['exposure-udp-dual-stack']);
    expect(brokenRules(() => make(Protocol.TCP))).toEqual([]);
  });

  test('are no matter where there is none', () => {
    expect(brokenRules(() => Exposure.publicNlb({ protocol: Protocol.UDP, ipAddressType: IPV4 }))).toEqual([]);
    expect(brokenRules(() => Exposure.existingNlb(there(IPV4), { protocol: Protocol.UDP }))).toEqual([]);
  });
});

test('whoever is let in on the default port is let in by the protocol that clients speak', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { additionalPorts: [514] });
  const { connections } = backend.exposeVia(Exposure.internalNlb({ protocol: Protocol.UDP, servicePort: 514 }));
  connections.allowDefaultPortFrom(Peer.ipv4('10.9.0.0/16'));
  const [[, { Properties: group }]] = resourcesOf(templateOf(shop), 'AWS::EC2::SecurityGroup').filter(([id]) => id.includes('NlbSecurityGroup'));
  expect(group?.SecurityGroupIngress).toContainEqual(expect.objectContaining({ CidrIp: '10.9.0.0/16', IpProtocol: 'udp', FromPort: 514 }));
});
