import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { CpuArchitecture, ManagedInstancesCapacityProvider, ServiceConnectAccessLogFormat } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancer, ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HealthCheck, HealthCheckType, HostedZone } from 'aws-cdk-lib/aws-route53';
import { NamespaceType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import * as library from '../../src';
import { Shop, messageOf } from '../testing/shop';
import { fixes, got, tailOf } from '../testing/wrong-values';

/** All that a call may be made of, by the names of the parameters. */
function scopeOf({ stack, vpc, app }: Shop) {
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true });
  const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'shop.net' });
  const healthCheck = new HealthCheck(stack, 'Check', { type: HealthCheckType.TCP, fqdn: 'www.shop.net', port: 80 });
  const clientGroup = new SecurityGroup(stack, 'Clients', { vpc });
  return {
    app,
    vpc,
    loadBalancer,
    hostedZone,
    healthCheck,
    parentZone: hostedZone,
    first: healthCheck,
    second: healthCheck,
    healthChecks: [healthCheck],
    certificate: Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/1'),
    listener: loadBalancer.addListener('Http', { port: 80, open: false }),
    targetGroup: new ApplicationTargetGroup(stack, 'Targets', { vpc, port: 80 }),
    alarm: new Alarm(stack, 'Errors', { metric: new Metric({ namespace: 'Shop', metricName: 'Errors' }), threshold: 1, evaluationPeriods: 1 }),
    provider: new ManagedInstancesCapacityProvider(stack, 'Instances', { subnets: vpc.privateSubnets, securityGroups: [clientGroup] }),
    cloudMapNamespace: new PrivateDnsNamespace(stack, 'Namespace', { vpc, name: 'shop' }),
    endpoint: library.PublicEndpoint.loadBalancer(loadBalancer),
    vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    name: 'shop',
    parameterName: '/shop/namespace',
    host: 'db.example.org',
    domainName: 'api.shop.net',
    routingControlArn: 'arn',
    command: ['CMD', '/bin/check'],
    addresses: ['10.0.0.9'],
    nameServers: ['ns-1.awsdns-01.org'],
    attributes: {},
    port: 80,
    weight: 1,
    tasks: 1,
  };
}

const scope: Readonly<Record<string, unknown>> = scopeOf(new Shop());

interface Factory {
  readonly call: string;
  readonly parameters: readonly string[];
  readonly run: (...values: readonly unknown[]) => unknown;
}

/** Every factory that is documented; what takes a scope is a construct, or about one. */
const FACTORIES = [...readFileSync(resolve(__dirname, '../../API.md'), 'utf8').matchAll(/^(\w+)\.(\w+)\((.*)\)$/gm)]
  .filter(([, owner, name]) => owner in library && name !== 'isConstruct' && !['DiscoverableService', 'DiscoveryAssertions', 'DiscoveryChecks'].includes(owner))
  .map(([, owner, name, list]): Factory => ({
    call: `${owner}.${name}()`,
    parameters: list.split(', ').filter((part) => part !== '').map((part) => part.split(/[?:]/)[0]),
    run: (library as unknown as Record<string, Record<string, Factory['run']>>)[owner][name],
  }));

const right = ({ parameters }: Factory) => parameters.map((parameter) => parameter === 'options' ? {} : scope[parameter]);

/** Runs what a message says to write, as a user would who has the things that it names. */
function write(fix: string): unknown {
  const names = { ...library, ...cdk, CpuArchitecture, NamespaceType, ServiceConnectAccessLogFormat, ...scope };
  const [, call] = /^Write `(.*)`, with values of yours\.$/.exec(fix)!;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is the library's own
  return (new Function(...Object.keys(names), `return ${call}`) as Factory['run'])(...Object.values(names));
}

const WITHOUT_NAME: ReadonlyArray<[string, unknown]> = [
  ['5', 5], ['"x"', 'x'], ['true', true], ['null', null], ['[5]', [5]], ['Shop/Vpc', scope.vpc], ['the app', scope.app],
  ['a duration', cdk.Duration.seconds(5)], ['a port', Port.tcp(5)], ['an object', library.Deployment.rolling()],
  ['an object', cdk.Lazy.any({ produce: () => ({}) })], ['a token', cdk.Lazy.string({ produce: () => 'x' })],
];

describe('a factory', () => {
  test('that is documented is among those that are tested here', () => {
    expect(FACTORIES.length).toBeGreaterThan(50);
    expect(FACTORIES.flatMap(({ parameters }) => parameters).filter((parameter) => parameter !== 'options' && !(parameter in scope))).toEqual([]);
  });

  test('with a port in place of options is refused, and tells what to write', () => {
    expect(messageOf(() => library.HealthProbe.tcp(8080 as never))).toBe(`HealthProbe.tcp(): 1 problem

[wrong-value] options is 8080, and takes an object with options.${tailOf('Write `HealthProbe.tcp({ port: 8080 })`, with values of yours.')}`);
  });

  test.each(FACTORIES.filter(({ parameters }) => parameters.includes('options')).map((factory) => [factory.call, factory] as const))(
    '%s takes no values in place of options, of which each would be lost, and tells a call that works', (_call, factory) => {
      WITHOUT_NAME.forEach(([text, value]) => {
        const message = messageOf(() => factory.run(...right(factory).slice(0, -1), value));
        expect(got(message)[0]).toBe(`options is ${text}, and takes an object with options.`);
        expect(() => write(fixes(message)[0])).not.toThrow();
      });
    });

  test.each(FACTORIES.flatMap((factory) => factory.parameters.filter((parameter) => parameter !== 'options').map((parameter) => [factory.call, parameter, factory] as const)))(
    '%s takes no other thing for %s, and tells a call that works', (_call, parameter, factory) => {
      const place = factory.parameters.indexOf(parameter);
      [undefined, null, true, () => 1].forEach((value) => {
        const message = messageOf(() => factory.run(...right(factory).map((given, index) => index === place ? value : given)));
        expect(got(message)[0]).toMatch(new RegExp(`^${parameter} is (missing|null|true|a function), and takes `));
        expect(() => write(fixes(message)[0])).not.toThrow();
      });
    });
});
