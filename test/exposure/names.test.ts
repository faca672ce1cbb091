import { Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener, IpAddressType, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Deployment, DnsRecords, Exposure, PublishedName } from '../../src';
import { resourcesOf, templateOf } from '../connect/reading';
import { DUAL_STACK, Shop, messageOf } from '../testing/shop';

const certificate = (shop: Shop) => Certificate.fromCertificateArn(shop.stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/a');
const zoneOf = (shop: Shop, zoneName = 'example.org') => HostedZone.fromHostedZoneAttributes(shop.stack, `Zone ${zoneName}`, { hostedZoneId: 'Z1', zoneName });
const imported = (shop: Shop) => ApplicationListener.fromApplicationListenerAttributes(shop.stack, 'Listener', {
  listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c', securityGroup: SecurityGroup.fromSecurityGroupId(shop.stack, 'Group', 'sg-1'),
});

/** The start of the URL, up to the name that AWS gives, and what comes after it. */
function urlOf(make: (shop: Shop) => Exposure, shop = new Shop()): string {
  const url = shop.service('Backend', { port: 8080, dnsRecords: DnsRecords.aAndSrv() }).exposeVia(make(shop)).url;
  const resolved = shop.stack.resolve(url) as { 'Fn::Join': [string, Array<string | object>] };
  return resolved['Fn::Join'][1].map((part) => typeof part === 'string' ? part : '*').join('');
}

test.each<[string, (shop: Shop) => Exposure]>([
  ['http://*', () => Exposure.publicAlb()],
  ['http://*:8080', () => Exposure.internalAlb({ port: 8080 })],
  ['https://*', (shop) => Exposure.publicAlb({ certificate: certificate(shop) })],
  ['https://*:8443', (shop) => Exposure.publicAlb({ certificate: certificate(shop), port: 8443 })],
  ['tcp://*:8080', () => Exposure.internalNlb()],
  ['tls://*:443', (shop) => Exposure.internalNlb({ certificate: certificate(shop) })],
  ['udp://*:514', () => Exposure.internalNlb({ protocol: Protocol.UDP, port: 514 })],
])('clients find a service under %s', (expected, make) => {
  expect(urlOf(make)).toBe(expected);
});

test('a service behind a listener of this app is found under the address of its load balancer', () => {
  const shop = new Shop();
  const { applicationListener } = shop.service('Website').exposeVia(Exposure.internalAlb({ port: 81 }));
  expect(urlOf(() => Exposure.existingListener(applicationListener, { priority: 1, pathPatterns: ['/*'] }), shop)).toBe('http://*:81');
});

test('a published name is an alias that is not answered while no task is healthy, for each address family of the load balancer', () => {
  const shop = new Shop(DUAL_STACK);
  const exposed = shop.service('Backend').exposeVia(Exposure.publicAlb({ ipAddressType: IpAddressType.DUAL_STACK, certificate: certificate(shop) }));
  expect(exposed.publishTo(PublishedName.inHostedZone(zoneOf(shop), { recordName: 'api' }))).toBe('https://api.example.org');
  expect(exposed.publishTo(PublishedName.inHostedZone(zoneOf(shop, 'example.com')))).toBe('https://example.com');

  const records = resourcesOf(templateOf(shop), 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties!);
  expect(records.map(({ Name, Type }) => `${String(Name)} ${String(Type)}`).sort())
    .toEqual(['api.example.org. A', 'api.example.org. AAAA', 'example.com. A', 'example.com. AAAA']);
  records.forEach(({ AliasTarget }) => expect(AliasTarget).toMatchObject({ EvaluateTargetHealth: true }));
});

test('a load balancer for IPv4 has no name for IPv6', () => {
  const shop = new Shop();
  shop.service('Backend').exposeVia(Exposure.publicNlb()).publishTo(PublishedName.inHostedZone(zoneOf(shop)));
  expect(resourcesOf(templateOf(shop), 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties?.Type)).toEqual(['A']);
});

test('a name in the zone of a namespace is refused: only Cloud Map writes there', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const { namespaceHostedZoneId: hostedZoneId } = backend.cloudMapService.namespace as PrivateDnsNamespace;
  const zone = HostedZone.fromHostedZoneAttributes(shop.stack, 'Zone', { hostedZoneId, zoneName: 'ecs-internal' });
  const exposed = backend.exposeVia(Exposure.internalAlb());
  expect(messageOf(() => exposed.publishTo(PublishedName.inHostedZone(zone, { recordName: 'api' })))).toBe(`Shop/Backend/InternalAlb.publishTo(): 1 problem

[publish-into-namespace] api.ecs-internal would be in the zone of the namespace ${backend.cloudMapService.namespace.node.path}/Resource: Shop/Backend/InternalAlb.publishTo().
  why: Only Cloud Map writes into the hosted zone of a namespace: Route 53 refuses any other record ("can only be managed through AWS Cloud Map").
  fix: Use a hosted zone of your own; or PublishedName.inNamespace() for a load balancer, RegisteredEndpoint for anything else.
  see: https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html
`);
});

test('the same name twice is refused', () => {
  const shop = new Shop();
  const exposed = shop.service('Backend').exposeVia(Exposure.internalAlb());
  const name = PublishedName.inHostedZone(zoneOf(shop), { recordName: 'api' });
  exposed.publishTo(name);
  expect(messageOf(() => exposed.publishTo(name))).toBe(`Shop/Backend/InternalAlb.publishTo(): 1 problem

[publish-twice] api.example.org would have 2 records of type A: Shop/Backend/InternalAlb/api.example.org in Zone example.org/A and Shop/Backend/InternalAlb.publishTo().
  why: A zone has one simple record of a name and type, whatever its letters are, and beside a CNAME no other record of its name.
  fix: Keep one of them, or give another recordName. Records of one type may have a routing other than simple, all of them; beside a CNAME there is nothing: make the others CNAMEs too, or put an internal load balancer before the private service, which makes its record an alias.
  see: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
`);
});

test.each<[string, (shop: Shop) => Exposure]>([
  ['HttpApi', () => Exposure.httpApi()],
  ['ExistingListener', (shop) => Exposure.existingListener(imported(shop), { priority: 1, pathPatterns: ['/*'] })],
])('a name for what has no known load balancer is refused (%s)', (id, make) => {
  const shop = new Shop();
  const exposed = shop.service('Backend', { dnsRecords: DnsRecords.aAndSrv() }).exposeVia(make(shop));
  expect(messageOf(() => exposed.publishTo(PublishedName.inHostedZone(zoneOf(shop))))).toBe(`Shop/Backend/${id}.publishTo(): 1 problem

[publish-without-load-balancer] There is no load balancer that example.org could lead to.
  why: An alias record leads to a load balancer. An HTTP API answers under names that it has a certificate for only, and a listener that was imported does not know its load balancer.
  fix: For an HTTP API use exposed.httpApi with a DomainName of aws-apigatewayv2; to Exposure.existingListener() give loadBalancer.
  see: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
`);
});

describe('what a kind does not have', () => {
  const WITHOUT_MEANING = `
  why: Kinds of exposure have different parts: an HTTP API has no load balancer, and a listener that was imported does not know its own. Where deployments shift traffic there are two target groups, and what asks one of them sees the old tasks in every second deployment.
  fix: Ask what the kind has; to Exposure.existingListener() give loadBalancer; of two target groups ask targetGroups, or the metrics of applicationLoadBalancer.
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/exposure.md
`;
  const exposed = (make: (shop: Shop) => Exposure) => {
    const shop = new Shop();
    return shop.service('Backend', { dnsRecords: DnsRecords.aAndSrv() }).exposeVia(make(shop));
  };

  test('is told', () => {
    const api = exposed(() => Exposure.httpApi());
    const nlb = exposed(() => Exposure.internalNlb());
    const behind = exposed((shop) => Exposure.existingListener(imported(shop), { priority: 1, pathPatterns: ['/*'] }));
    expect(messageOf(() => api.loadBalancer)).toBe(`Shop/Backend/HttpApi: 1 problem\n\n[exposure-without-meaning] Its load balancer is not known.${WITHOUT_MEANING}`);
    expect(messageOf(() => api.targetGroup)).toContain('[exposure-without-meaning] It has no target group.');
    expect(messageOf(() => nlb.applicationListener)).toContain('[exposure-without-meaning] It is no Application Load Balancer.');
    expect(messageOf(() => nlb.applicationTargetGroup)).toContain('[exposure-without-meaning] It is no Application Load Balancer.');
    expect(messageOf(() => nlb.httpApi)).toContain('[exposure-without-meaning] It is no HTTP API.');
    expect(messageOf(() => behind.url)).toContain('[exposure-without-meaning] Its load balancer is not known.');
  });

  test('is told of two target groups, which change places in each deployment: both are given together', () => {
    const shop = new Shop();
    const alb = shop.service('Backend', { deployment: Deployment.blueGreen() }).exposeVia(Exposure.internalAlb());
    expect(messageOf(() => alb.targetGroup)).toBe(
      `Shop/Backend/InternalAlb: 1 problem\n\n[exposure-without-meaning] It has two target groups, because deployments shift traffic between them.${WITHOUT_MEANING}`);
    expect(messageOf(() => alb.applicationTargetGroup)).toContain('[exposure-without-meaning] It has two target groups, because deployments shift traffic between them.');
    expect(alb.applicationTargetGroups).toEqual(alb.targetGroups);
    expect(alb.targetGroups.map(({ node }) => node.id)).toEqual(['TargetGroup', 'AlternateTargetGroup']);
    expect(messageOf(() => exposed(() => Exposure.internalNlb()).applicationLoadBalancer)).toContain('It is no Application Load Balancer.');
    expect(exposed(() => Exposure.httpApi()).targetGroups).toEqual([]);
  });

  test('is there where the kind has it', () => {
    const alb = exposed(() => Exposure.internalAlb());
    expect(Stack.of(alb).resolve(alb.loadBalancer.loadBalancerDnsName)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/LoadBalancer/), 'DNSName'] });
    expect(alb.targetGroup).toBe(alb.applicationTargetGroup);
    expect([alb.targetGroups, alb.applicationTargetGroups]).toEqual([[alb.targetGroup], [alb.targetGroup]]);
    expect(alb.applicationLoadBalancer).toBe(alb.loadBalancer);
    const api = exposed(() => Exposure.httpApi());
    expect(Stack.of(api).resolve(api.url)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/HttpApi/), 'ApiEndpoint'] });
  });
});
