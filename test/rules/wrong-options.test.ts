import { CfnParameter, Duration, Stack, Token } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ServiceConnectAccessLogFormat } from 'aws-cdk-lib/aws-ecs';
import { ApplicationListener, ApplicationLoadBalancer, ApplicationTargetGroup, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { PrivateDnsNamespace, PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { HttpHealthProbeOptions } from '../../src';
import {
  Capacity, Deployment, DiscoveryNamespace, EndpointTarget, Exposure, HealthProbe, PublicEndpoint, PublishedName,
  RecordRouting, Route53Check, ServiceConnectRole, TaskCount,
} from '../../src';
import { Shop, messageOf } from '../testing/shop';
import { anything, fixes, got } from '../testing/wrong-values';

const accessLogFormat = ServiceConnectAccessLogFormat.JSON;
const ENDPOINT = PublicEndpoint.domainName('www.shop.net');

test.each<[string, (flag: never) => unknown]>([
  ['assignPublicIp', (assignPublicIp) => Capacity.fargate({ assignPublicIp })],
  ['daemon', (daemon) => Capacity.ec2({ daemon })],
  ['daemon', (daemon) => Capacity.ec2Bridge({ daemon })],
  ['daemon', (daemon) => Capacity.ec2Host({ daemon })],
  ['rollback', (rollback) => Deployment.rolling({ rollback })],
  ['redirectHttp', (redirectHttp) => Exposure.publicAlb({ redirectHttp })],
  ['redirectHttp', (redirectHttp) => Exposure.internalAlb({ redirectHttp })],
  ['accessLogQueryParameters', (accessLogQueryParameters) => ServiceConnectRole.clientOnly({ accessLogFormat, accessLogQueryParameters })],
  ['accessLogQueryParameters', (accessLogQueryParameters) => ServiceConnectRole.clientAndServer({ accessLogFormat, accessLogQueryParameters })],
  ['inverted', (inverted) => Route53Check.runningTasks({ inverted })],
  ['inverted', (inverted) => Route53Check.http(ENDPOINT, { inverted })],
  ['measureLatency', (measureLatency) => Route53Check.https(ENDPOINT, { measureLatency })],
  ['measureLatency', (measureLatency) => Route53Check.tcp(ENDPOINT, 80, { measureLatency })],
])('the text "false" is not taken for true as %s (%#)', (name, make) => {
  expect(got(messageOf(() => make(anything('false'))))).toEqual([`${name} is "false", and takes true or false.`]);
  expect(fixes(messageOf(() => make(anything('false'))))).toEqual([`Write \`${name}: true\` or \`${name}: false\`.`]);
  expect(got(messageOf(() => make(anything(null))))).toEqual([`${name} is null, and takes true or false.`]);
  expect(() => make(anything(undefined))).not.toThrow();
  expect(() => make(anything(false))).not.toThrow();
});

test.each<[string, (shop: Shop) => unknown, string]>([
  ['a text of which each letter would be a health check', () => RecordRouting.multivalue({ healthChecks: anything('abc') }), 'healthChecks is "abc", and takes a list.'],
  ['an automatic number of tasks without a most', () => TaskCount.autoScaled(anything({})), 'max is missing, and takes a number.'],
  ['a published name that is missing', ({ stack, vpc }) => PublishedName.inNamespace(new PrivateDnsNamespace(stack, 'Namespace', { vpc, name: 'shop' }), anything({})),
    'name is missing, and takes a text.'],
  ['a namespace of a parameter without its type', () => DiscoveryNamespace.existingFromParameter('/shop/namespace', anything({})), 'type is missing, and takes a text.'],
  ['a cluster in place of a namespace to publish in', ({ cluster }) => PublishedName.inNamespace(anything(cluster), { name: 'api' }),
    'cloudMapNamespace is Shop/Cluster, and takes a Cloud Map namespace.'],
  ['an exposed service in place of its load balancer', (shop) => EndpointTarget.loadBalancer(anything(shop.service('Web').exposeVia(Exposure.publicAlb()))),
    'loadBalancer is Shop/Web/PublicAlb, and takes a load balancer.'],
  ['a service in place of an alarm', (shop) => Route53Check.onAlarm(anything(shop.service('Web'))), 'alarm is Shop/Web, and takes a CloudWatch alarm.'],
  ['a network in place of a namespace', ({ vpc }) => DiscoveryNamespace.existing(anything(vpc)), 'cloudMapNamespace is Shop/Vpc, and takes a Cloud Map namespace.'],
  ['a service of Cloud Map in place of its namespace', (shop) => DiscoveryNamespace.existing(anything(shop.service('Web').cloudMapService)),
    'cloudMapNamespace is Shop/Web/DiscoveryService, and takes a Cloud Map namespace.'],
  ['a network in place of a zone', ({ vpc }) => PublishedName.inHostedZone(anything(vpc)), 'hostedZone is Shop/Vpc, and takes a hosted zone.'],
])('%s is refused', (_what, make, text) => {
  expect(got(messageOf(() => make(new Shop())))).toEqual([text]);
});

test('all that is wrong is told at once', () => {
  expect(got(messageOf(() => Route53Check.tcp(anything('www'), anything('80'), { inverted: anything(1) })))).toEqual([
    'endpoint is "www", and takes a PublicEndpoint.', 'port is "80", and takes a number.', 'inverted is 1, and takes true or false.',
  ]);
});

test('tokens pass', () => {
  const text = new CfnParameter(new Stack(), 'Given').valueAsString;
  const number = Token.asNumber({ resolve: () => 1 });
  const list = Token.asList({ resolve: () => ['CMD', '/bin/check'] });
  const calls = () => [
    EndpointTarget.addresses([text]), EndpointTarget.cname(text), EndpointTarget.attributes({ node: text }), PublicEndpoint.domainName(text),
    HealthProbe.command(list), HealthProbe.tcp({ port: number }), Route53Check.tcp(ENDPOINT, number), RecordRouting.weighted(number),
    TaskCount.exactly(number), TaskCount.autoScaled({ max: number }),
  ];
  expect(calls).not.toThrow();
});

test('options of a class of their own pass', () => {
  class Probe implements HttpHealthProbeOptions {
    public readonly path = '/health';
    public readonly interval = Duration.seconds(5);
  }
  expect(HealthProbe.http(new Probe())._probe).toMatchObject({ path: '/health', intervalSeconds: 5 });
});

test('what was imported passes', () => {
  const { stack, vpc } = new Shop();
  const securityGroup = SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');
  const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'shop.net' });
  const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
  const alb = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Alb', {
    loadBalancerArn: `${arn}:loadbalancer/app/web/1`, securityGroupId: 'sg-0123456789abcdef0', loadBalancerDnsName: 'web.elb.amazonaws.com', vpc,
  });
  const nlb = NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Nlb', { loadBalancerArn: `${arn}:loadbalancer/net/web/1`, vpc });
  const listener = ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', { listenerArn: `${arn}:listener/app/web/1/2`, securityGroup });
  const targetGroup = ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Targets', { targetGroupArn: `${arn}:targetgroup/web/1`, loadBalancerArns: `${arn}:loadbalancer/app/web/1` });
  const namespace = PublicDnsNamespace.fromPublicDnsNamespaceAttributes(stack, 'Namespace', { namespaceName: 'shop.net', namespaceId: 'ns-1', namespaceArn: 'arn' });
  const calls = () => [
    EndpointTarget.loadBalancer(alb), PublicEndpoint.loadBalancer(alb), Exposure.existingNlb(nlb), Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/a'] }),
    Route53Check.healthyTargets(targetGroup), Route53Check.onAlarm(Alarm.fromAlarmArn(stack, 'Alarm', 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Errors')),
    PublishedName.inHostedZone(zone), PublishedName.inNamespace(namespace, { name: 'api' }), DiscoveryNamespace.existing(namespace),
  ];
  expect(calls).not.toThrow();
});
