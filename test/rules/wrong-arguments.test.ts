import { CfnParameter, Duration, Token } from 'aws-cdk-lib';
import {
  Capacity, Deployment, DiscoveryNamespace, DnsRecords, Draining, EndpointHealthCheck, EndpointTarget, Exposure,
  HealthProbe, NamespaceDelegation, PublicEndpoint, PublishedName, RecordRouting, Route53Check, ServiceConnectRole, TaskCount,
} from '../../src';
import { Shop, messageOf } from '../testing/shop';

/** What plain JavaScript lets pass. */
const anything = (value: unknown) => value as never;

/** What was got, and what to do. */
const told = (make: () => unknown) => [...messageOf(make).matchAll(/(?:\[wrong-value\]|fix:) (.*)/g)].map(([, text]) => text);

test('a health probe with a port in place of options', () => {
  expect(messageOf(() => HealthProbe.tcp(anything(8080)))).toBe(`HealthProbe.tcp(): 1 problem

[wrong-value] options is 8080, and takes an object.
  why: The value is of another type. TypeScript tells so; plain JavaScript, and a cast, let it pass.
  fix: Call it with an object, such as \`HealthProbe.tcp({ port: 8080 })\`.
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/API.md
`);
});

test.each<[string, (options: never) => unknown]>([
  ['HealthProbe.http({ path: \'/health\' })', HealthProbe.http],
  ['EndpointHealthCheck.http({ path: \'/health\' })', EndpointHealthCheck.http],
  ['EndpointHealthCheck.https({ path: \'/health\' })', EndpointHealthCheck.https],
  ['EndpointHealthCheck.tcp({ failureThreshold: 3 })', EndpointHealthCheck.tcp],
  ['DnsRecords.a({ ttl: Duration.seconds(60) })', DnsRecords.a],
  ['DnsRecords.aaaa({ ttl: Duration.seconds(60) })', DnsRecords.aaaa],
  ['DnsRecords.dualStack({ ttl: Duration.seconds(60) })', DnsRecords.dualStack],
  ['DnsRecords.srv({ ttl: Duration.seconds(60) })', DnsRecords.srv],
  ['DnsRecords.aAndSrv({ ttl: Duration.seconds(60) })', DnsRecords.aAndSrv],
  ['Deployment.rolling({ minHealthyPercent: 50 })', Deployment.rolling],
  ['Deployment.blueGreen({ bakeTime: Duration.minutes(10) })', Deployment.blueGreen],
  ['Deployment.linear({ stepPercent: 20 })', Deployment.linear],
  ['Deployment.canary({ canaryPercent: 10 })', Deployment.canary],
  ['Draining.afterTtl({ margin: Duration.seconds(10) })', Draining.afterTtl],
  ['TaskCount.autoScaled({ max: 10 })', TaskCount.autoScaled],
  ['Exposure.publicAlb({ port: 8443 })', Exposure.publicAlb],
  ['Exposure.internalAlb({ port: 8443 })', Exposure.internalAlb],
  ['Exposure.publicNlb({ port: 8443 })', Exposure.publicNlb],
  ['Exposure.internalNlb({ port: 8443 })', Exposure.internalNlb],
  ['Exposure.httpApi({ timeout: Duration.seconds(10) })', Exposure.httpApi],
  ['Capacity.fargate({ spot: {} })', Capacity.fargate],
  ['Capacity.ec2({ daemon: true })', Capacity.ec2],
  ['Capacity.ec2Bridge({ hostPort: 8080 })', Capacity.ec2Bridge],
  ['Capacity.ec2Host({ daemon: true })', Capacity.ec2Host],
  ['ServiceConnectRole.clientOnly({ accessLogQueryParameters: true })', ServiceConnectRole.clientOnly],
  ['ServiceConnectRole.clientAndServer({ clientPort: 8080 })', ServiceConnectRole.clientAndServer],
  ['RecordRouting.failoverPrimary({ healthCheck })', RecordRouting.failoverPrimary],
  ['RecordRouting.failoverSecondary({ healthCheck })', RecordRouting.failoverSecondary],
  ['RecordRouting.latency({ healthCheck })', RecordRouting.latency],
  ['RecordRouting.multivalue({ healthChecks: [healthCheck] })', RecordRouting.multivalue],
  ['Route53Check.runningTasks({ minTasks: 2 })', Route53Check.runningTasks],
  ['Route53Check.reportingTasks({ minTasks: 2 })', Route53Check.reportingTasks],
])('of values without a name, and to write %s', (written, factory) => {
  const { vpc } = new Shop();
  const values: Array<[unknown, string]> = [[5, '5'], ['x', '"x"'], [true, 'true'], [[5], '[5]'], [vpc, 'Shop/Vpc'], [Duration.seconds(5), 'a duration']];
  values.forEach(([value, text]) => {
    expect(told(() => factory(anything(value)))).toEqual([`options is ${text}, and takes an object.`, `Call it with an object, such as \`${written}\`.`]);
  });
  expect(() => factory(anything({ max: 3 }))).not.toThrow();
});

test.each<[string, () => unknown, string, string]>([
  ['no command', () => HealthProbe.command(anything(undefined)), 'command is missing, and takes a list.', 'a list, such as `HealthProbe.command([\'CMD\', \'/bin/check\'])`'],
  ['a command that is a text', () => HealthProbe.command(anything('/check')), 'command is "/check", and takes a list.', 'a list, such as `HealthProbe.command([\'CMD\', \'/bin/check\'])`'],
  ['a command in parts', () => HealthProbe.command(['CMD'], anything('b')), 'options is "b", and takes an object.', 'an object, such as `HealthProbe.command([\'CMD\', \'/bin/check\'])`'],
  ['one address', () => EndpointTarget.addresses(anything('10.0.0.1')), 'addresses is "10.0.0.1", and takes a list.', 'a list, such as `EndpointTarget.addresses([\'10.0.0.9\'])`'],
  ['no host', () => EndpointTarget.cname(anything(undefined)), 'host is missing, and takes a text.', 'a text, such as `EndpointTarget.cname(\'db.example.org\')`'],
  ['a load balancer by name', () => EndpointTarget.loadBalancer(anything('api')), 'loadBalancer is "api", and takes a construct.', 'a construct, such as `EndpointTarget.loadBalancer(loadBalancer)`'],
  ['no load balancer', () => EndpointTarget.dualStackLoadBalancer(anything(undefined)), 'loadBalancer is missing, and takes a construct.', 'a construct, such as `EndpointTarget.dualStackLoadBalancer(loadBalancer)`'],
  ['no private name', () => DiscoveryNamespace.privateDns(anything(undefined)), 'name is missing, and takes a text.', 'a text, such as `DiscoveryNamespace.privateDns(\'ecs-internal\')`'],
  ['a public name that is a number', () => DiscoveryNamespace.publicDns(anything(5)), 'name is 5, and takes a text.', 'a text, such as `DiscoveryNamespace.publicDns(\'svc.example.com\')`'],
  ['no HTTP name', () => DiscoveryNamespace.http(anything(undefined)), 'name is missing, and takes a text.', 'a text, such as `DiscoveryNamespace.http(\'shop\')`'],
  ['a namespace by its name', () => DiscoveryNamespace.existing(anything('shop')), 'cloudMapNamespace is "shop", and takes a construct.', 'a construct, such as `DiscoveryNamespace.existing(namespace)`'],
  ['no parameter', () => DiscoveryNamespace.existingFromParameter(anything(undefined), anything({})), 'parameterName is missing, and takes a text.', 'a text, such as `DiscoveryNamespace.existingFromParameter(\'/shop/namespace\')`'],
  ['no name to look up', () => DiscoveryNamespace.existingByName(anything(undefined)), 'name is missing, and takes a text.', 'a text, such as `DiscoveryNamespace.existingByName(\'ecs-internal\')`'],
  ['a zone above by its name', () => NamespaceDelegation.inZone(anything('example.com')), 'parentZone is "example.com", and takes a construct.', 'a construct, such as `NamespaceDelegation.inZone(parentZone)`'],
  ['a zone to publish in by its name', () => PublishedName.inHostedZone(anything('example.com')), 'hostedZone is "example.com", and takes a construct.', 'a construct, such as `PublishedName.inHostedZone(hostedZone)`'],
  ['a namespace to publish in by its name', () => PublishedName.inNamespace(anything('shop'), anything({})), 'cloudMapNamespace is "shop", and takes a construct.', 'a construct, such as `PublishedName.inNamespace(namespace)`'],
  ['no number of tasks', () => TaskCount.exactly(anything(undefined)), 'tasks is missing, and takes a number.', 'a number, such as `TaskCount.exactly(2)`'],
  ['no weight', () => RecordRouting.weighted(anything(undefined)), 'weight is missing, and takes a number.', 'a number, such as `RecordRouting.weighted(10)`'],
  ['a listener by its ARN', () => Exposure.existingListener(anything('arn'), anything({})), 'listener is "arn", and takes a construct.', 'a construct, such as `Exposure.existingListener(listener)`'],
  ['an NLB by its ARN', () => Exposure.existingNlb(anything('arn')), 'loadBalancer is "arn", and takes a construct.', 'a construct, such as `Exposure.existingNlb(loadBalancer)`'],
  ['a provider by its name', () => Capacity.managedInstances(anything('main')), 'provider is "main", and takes a construct.', 'a construct, such as `Capacity.managedInstances(provider)`'],
  ['a target group by its ARN', () => Route53Check.healthyTargets(anything('arn')), 'targetGroup is "arn", and takes a construct.', 'a construct, such as `Route53Check.healthyTargets(targetGroup)`'],
  ['an alarm by its name', () => Route53Check.onAlarm(anything('Errors')), 'alarm is "Errors", and takes a construct.', 'a construct, such as `Route53Check.onAlarm(alarm)`'],
  ['an endpoint by its name', () => Route53Check.http(anything('api.example.com')), 'endpoint is "api.example.com", and takes a PublicEndpoint.', 'a PublicEndpoint, such as `Route53Check.http(PublicEndpoint.loadBalancer(loadBalancer))`'],
  ['an endpoint that is another object', () => Route53Check.tcp(anything({}), 80), 'endpoint is an object, and takes a PublicEndpoint.', 'a PublicEndpoint, such as `Route53Check.tcp(PublicEndpoint.loadBalancer(loadBalancer))`'],
  ['no most tasks', () => TaskCount.autoScaled(anything({})), 'max is missing, and takes a number.', 'a number, such as `TaskCount.autoScaled({ max: 10 })`'],
  ['one health check', () => Route53Check.calculated(anything(5)), 'healthChecks is 5, and takes a list.', 'a list, such as `Route53Check.calculated([first, second])`'],
  ['no domain name', () => PublicEndpoint.domainName(anything(undefined)), 'domainName is missing, and takes a text.', 'a text, such as `PublicEndpoint.domainName(\'api.example.com\')`'],
  ['a public load balancer by its name', () => PublicEndpoint.loadBalancer(anything('api')), 'loadBalancer is "api", and takes a construct.', 'a construct, such as `PublicEndpoint.loadBalancer(loadBalancer)`'],
])('of %s', (_what, make, text, written) => {
  expect(told(make)).toEqual([text, `Call it with ${written}.`]);
});

test('tokens pass', () => {
  const list = Token.asList({ resolve: () => ['CMD', '/bin/check'], creationStack: [] });
  const text = new CfnParameter(new Shop().stack, 'Address').valueAsString;
  const tasks = Token.asNumber({});
  expect(() => [EndpointTarget.addresses([text]), EndpointTarget.cname(text), HealthProbe.command(list), TaskCount.exactly(tasks)]).not.toThrow();
});
