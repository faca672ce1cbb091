import { CfnParameter, Duration, Stack, Token } from 'aws-cdk-lib';
import type { CfnAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, AlarmRule, CompositeAlarm, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import { Cluster, ContainerInsights, DeploymentControllerType, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancer, ApplicationTargetGroup, TargetType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnHealthCheck, CfnRecordSet, CnameRecord, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import type { DiscoverableService } from '../../src';
import { DiscoveryNamespace, Exposure, PublicEndpoint, Route53Check, ServiceRegistration } from '../../src';
import type { Route53CheckFacts } from '../../src/plan/route53-check-facts';
import { guardedRules, route53CheckRules } from '../../src/rules/route53-rules';
import { textsOf } from '../rules/texts-of';
import { IMAGE, Shop, brokenRules, messageOf } from '../testing/shop';

const VALUES = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html#health-checks-creating-values-cloudwatch';
const refusal = (text: string) => `Shop/Backend.addRoute53HealthCheck(): 1 problem\n\n${text}\n`;

/** The whole text of what is refused, of which nothing is left. */
function refused(backend: DiscoverableService, check: Route53Check): string {
  const before = backend.service.node.children.length;
  const message = messageOf(() => backend.addRoute53HealthCheck(check));
  expect(backend.service.node.children).toHaveLength(before);
  return message;
}

const anyNumber = Token.asNumber(new CfnParameter(new Stack(), 'Number').value);
const WHOLE: Route53CheckFacts = { service: 'Shop/Backend', account: '111122223333', id: 'AlarmCheck', idIsTaken: false, privateNames: [], tooLate: false };
const texts = (facts: Partial<Route53CheckFacts>) => textsOf(route53CheckRules, { ...WHOLE, ...facts });

describe('the number of tasks', () => {
  const MORE = (got: string) => `[health-check-more-tasks] ${got}
  why: The check is unhealthy while there are fewer tasks than minTasks: above the number that the service asks for, it always would be.
  fix: Give minTasks a number up to that of the tasks.
  see: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html`;

  test('is at least minTasks', () => {
    const backend = new Shop().service('Backend');
    expect(refused(backend, Route53Check.reportingTasks({ minTasks: 3 }))).toBe(refusal(MORE('minTasks is 3, and Shop/Backend asks for 2 tasks.')));
    expect(brokenRules(() => backend.addRoute53HealthCheck(Route53Check.reportingTasks({ minTasks: 2 })))).toEqual([]);
    expect(texts({ minTasks: 2, tasks: 1 })).toEqual([MORE('minTasks is 2, and Shop/Backend asks for 1 task.')]);
  });

  test.each<[string, Partial<Route53CheckFacts>]>([
    ['not known', { minTasks: 9 }],
    ['a parameter', { minTasks: 9, tasks: anyNumber }],
    ['compared with a parameter', { minTasks: anyNumber, tasks: 1 }],
    ['0 for now', { minTasks: 1, tasks: 0 }],
  ])('may be %s', (_what, facts) => {
    expect(texts(facts)).toEqual([]);
  });
});

test('the second check of a kind has an id of its own', () => {
  const backend = new Shop().service('Backend');
  backend.addRoute53HealthCheck(Route53Check.reportingTasks());

  expect(refused(backend, Route53Check.reportingTasks({ minTasks: 2 }))).toBe(refusal(`[health-check-id-twice] Shop/Backend has "ReportingTasksCheck" already.
  why: A construct has each id once, and the second check of a kind would get the id of the first one.
  fix: Give the second check an id of its own: addRoute53HealthCheck(check, { id: 'AllTasksCheck' }).
  see: https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html`));
  expect(brokenRules(() => backend.addRoute53HealthCheck(Route53Check.reportingTasks(), { id: 'AllTasksCheck' }))).toEqual([]);
});

describe('running tasks are counted', () => {
  const on = (shop: Shop, containerInsightsV2?: ContainerInsights) =>
    shop.service('Backend', { cluster: new Cluster(shop.stack, 'Counted', { vpc: shop.vpc, containerInsightsV2 }) });
  const warnings = (shop: Shop, backend: DiscoverableService) => {
    const healthCheck = backend.addRoute53HealthCheck(Route53Check.runningTasks());
    shop.app.synth();
    return healthCheck.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => data as unknown);
  };

  test('not on a cluster without Container Insights', () => {
    expect(refused(on(new Shop(), ContainerInsights.DISABLED), Route53Check.runningTasks())).toBe(refusal(`[health-check-container-insights] Container Insights is off on the cluster of Shop/Backend.
  why: The number of running tasks is a metric of Container Insights, which is off on the cluster: without data the service would be unhealthy for ever.
  fix: Use Route53Check.reportingTasks(), which needs no Container Insights, or give the cluster containerInsightsV2: ecs.ContainerInsights.ENABLED.
  see: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html`));
    expect(brokenRules(() => on(new Shop(), ContainerInsights.DISABLED).addRoute53HealthCheck(Route53Check.reportingTasks()))).toEqual([]);
  });

  test.each([ContainerInsights.ENABLED, ContainerInsights.ENHANCED])('where it is %s', (insights) => {
    const shop = new Shop();
    expect(warnings(shop, on(shop, insights))).toEqual([]);
  });

  test('with a warning where the account decides about it', () => {
    const shop = new Shop();
    expect(warnings(shop, on(shop))).toEqual([expect.stringMatching(/^The cluster does not say .* \[ack: cdk-discoverable-service:container-insights-unsaid\]$/)]);
  });

  test('on a cluster that was imported, which nobody knows more of', () => {
    const shop = new Shop();
    const cluster = Cluster.fromClusterAttributes(shop.stack, 'There', { clusterName: 'there', vpc: shop.vpc });
    expect(warnings(shop, shop.service('Backend', { cluster }))).toEqual([]);
  });
});

describe('samples are counted', () => {
  const publishing = (resolutionSeconds: number, metricNames = ['CPUUtilization']) => {
    const backend = new Shop().service('Backend');
    (backend.service.node.findChild('Service') as CfnService & { monitoring?: unknown }).monitoring = { metricConfigurations: [{ metricNames, resolutionSeconds }] };
    return backend;
  };

  test('not where a task gives three of them a minute', () => {
    expect(refused(publishing(20), Route53Check.reportingTasks())).toBe(refusal(`[health-check-resolution] Shop/Backend publishes its use of CPU every 20 seconds.
  why: The samples of a minute are counted. With a resolution of 20 seconds a task gives three of them, so that one task would count as three; and Route 53 reads metrics of standard resolution only.
  fix: Give the CPU metric of the service a resolution of 60 seconds, or use Route53Check.runningTasks().
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MetricConfiguration.html`));
  });

  test('where it gives one, and where only its use of memory is published more often', () => {
    expect(brokenRules(() => publishing(60).addRoute53HealthCheck(Route53Check.reportingTasks()))).toEqual([]);
    expect(brokenRules(() => publishing(20, ['MemoryUtilization']).addRoute53HealthCheck(Route53Check.reportingTasks()))).toEqual([]);
    expect(texts({ resolutionSeconds: anyNumber })).toEqual([]);
  });
});

describe('the target group', () => {
  const TARGETS = (got: string) => `[health-check-target-group] ${got}
  why: The healthy targets of a service are those of a target group that ECS registers its tasks in and that is behind a load balancer.
  fix: Give exposed.targetGroups[0] of exposeVia(), or attach the target group to the service and to a listener first. For tasks that CodeDeploy deploys use Route53Check.reportingTasks().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html`;

  test('is one of the service', () => {
    const shop = new Shop();
    const { targetGroup } = shop.service('Frontend').exposeVia(Exposure.publicAlb());
    expect(refused(shop.service('Backend'), Route53Check.healthyTargets(targetGroup)))
      .toBe(refusal(TARGETS('ECS does not register tasks of Shop/Backend in Shop/Frontend/PublicAlb/TargetGroup.')));
  });

  test('is behind a load balancer', () => {
    const shop = new Shop();
    const targetGroup = new ApplicationTargetGroup(shop.stack, 'Lonely', { vpc: shop.vpc, port: 80, targetType: TargetType.IP });
    const backend = shop.service('Backend');
    backend.service.attachToApplicationTargetGroup(targetGroup);
    expect(refused(backend, Route53Check.healthyTargets(targetGroup)))
      .toContain('[health-check-target-group] Of Shop/Lonely the CDK says: The TargetGroup needs to be attached to a LoadBalancer');
  });

  test('is not one of two between which CodeDeploy moves the tasks', () => {
    const problem = { path: 'Shop/Blue', isOfService: true, deploymentController: DeploymentControllerType.CODE_DEPLOY };
    expect(texts({ targetGroup: problem }))
      .toEqual([TARGETS('Shop/Backend has the deployment controller CODE_DEPLOY, which moves traffic to another target group than Shop/Blue.')]);
    expect(texts({ targetGroup: { ...problem, deploymentController: DeploymentControllerType.ECS } })).toEqual([]);
  });

  test('of a service that was there before may be any that is attached to it', () => {
    const shop = new Shop();
    const taskDefinition = new FargateTaskDefinition(shop.stack, 'Task');
    taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
    const service = new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition });
    const listener = new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc: shop.vpc }).addListener('Http', { port: 80 });
    const targetGroup = listener.addTargets('Targets', { port: 80, targets: [service] });
    const registration = new ServiceRegistration(shop.stack, 'Legacy', { service });
    expect(brokenRules(() => registration.addRoute53HealthCheck(Route53Check.healthyTargets(targetGroup)))).toEqual([]);
  });
});

describe('an alarm', () => {
  const metric = (backend: DiscoverableService, props: object = {}): Metric => backend.service.metricCpuUtilization(props);
  const on = (make: (backend: DiscoverableService) => Route53Check) => {
    const backend = new Shop().service('Backend');
    return refused(backend, make(backend));
  };
  const alarm = (backend: DiscoverableService, props: object) =>
    Route53Check.onAlarm(new Alarm(Stack.of(backend), 'Cpu', { metric: metric(backend), threshold: 90, evaluationPeriods: 3, ...props }));

  const METRIC = (got: string) => `[health-check-alarm-metric] ${got}
  why: Route 53 reads the data of one metric of its own account: no expression, no metric of another account, no alarm on other alarms. A metric with a label is rendered as a list, which it does not read either.
  fix: Give an alarm on a plain metric, without label and account. Where several must hold, give a check for each alarm to Route53Check.calculated().
  see: ${VALUES}`;

  test('on an expression is refused', () => {
    expect(on((backend) => alarm(backend, { metric: new MathExpression({ expression: 'a * 2', usingMetrics: { a: metric(backend) } }) })))
      .toBe(refusal(METRIC('Shop/Cpu has a list of metrics.')));
    expect(on((backend) => alarm(backend, { metric: metric(backend, { label: 'CPU' }) }))).toBe(refusal(METRIC('Shop/Cpu has a list of metrics.')));
  });

  test('on other alarms is refused', () => {
    expect(on((backend) => {
      const cpu = new Alarm(Stack.of(backend), 'Cpu', { metric: metric(backend), threshold: 90, evaluationPeriods: 3 });
      return Route53Check.onAlarm(new CompositeAlarm(Stack.of(backend), 'Both', { alarmRule: AlarmRule.not(cpu) }));
    })).toBe(refusal(METRIC('Shop/Both is an alarm on other alarms.')));
  });

  test('on a percentile is refused', () => {
    expect(on((backend) => alarm(backend, { metric: metric(backend, { statistic: 'p99' }) }))).toBe(refusal(`[health-check-alarm-statistic] The statistic of Shop/Cpu is p99.
  why: Route 53 knows the statistics Average, Minimum, Maximum, Sum and SampleCount, and no percentiles or other extended ones.
  fix: Give the metric of the alarm one of these statistics.
  see: ${VALUES}`));
  });

  test('of high resolution is refused', () => {
    expect(on((backend) => alarm(backend, { metric: metric(backend, { period: Duration.seconds(10) }) }))).toBe(refusal(`[health-check-alarm-period] The period of Shop/Cpu is 10 seconds.
  why: Route 53 reads metrics of standard resolution: a period has a minute at least.
  fix: Give the metric of the alarm a period of Duration.minutes(1) or more.
  see: ${VALUES}`));
  });

  test('of some data points out of more is refused', () => {
    expect(on((backend) => alarm(backend, { datapointsToAlarm: 2 }))).toBe(refusal(`[health-check-alarm-points] Shop/Cpu has datapointsToAlarm 2 and evaluationPeriods 3.
  why: Route 53 has no "M out of N": all data points that are evaluated must be beyond the threshold.
  fix: Leave datapointsToAlarm out, or make it equal to evaluationPeriods.
  see: ${VALUES}`));
  });

  test('of another account is refused', () => {
    const shop = new Shop();
    const stack = new Stack(shop.app, 'Here', { env: { account: '111122223333', region: 'eu-west-1' } });
    const cluster = Cluster.fromClusterAttributes(stack, 'There', { clusterName: 'there', vpc: shop.vpc });
    const backend = shop.service('Backend', { cluster, cloudMapNamespace: DiscoveryNamespace.http('shop') }, stack);
    const there = (account: string) => Route53Check.onAlarm(Alarm.fromAlarmArn(stack, account, `arn:aws:cloudwatch:us-east-1:${account}:alarm:cpu`));
    expect(refused(backend, there('444455556666'))).toBe(`Here/Backend.addRoute53HealthCheck(): 1 problem

[health-check-alarm-account] Here/444455556666 is in 444455556666, and Here/Backend in 111122223333.
  why: Route 53 reads alarms of the account that the health check is in; the Region may be another one.
  fix: Make the check in the account of the alarm, and use its ID in the other account.
  see: ${VALUES}
`);
    expect(brokenRules(() => backend.addRoute53HealthCheck(there('111122223333')))).toEqual([]);
  });

  test.each<[string, object]>([
    ['of all data points', { datapointsToAlarm: 3 }],
    ['of a minute', { period: 60 }],
    ['with numbers that are known at deployment', { threshold: anyNumber, evaluationPeriods: anyNumber, datapointsToAlarm: anyNumber }],
  ])('%s stands', (_what, { period, ...props }: { period?: number }) => {
    const backend = new Shop().service('Backend');
    const read = period ? { metric: metric(backend, { period: Duration.seconds(period) }) } : {};
    expect(brokenRules(() => backend.addRoute53HealthCheck(alarm(backend, { ...props, ...read })))).toEqual([]);
  });

  test('whose period is a token stands', () => {
    const facts = { path: 'Shop/Cpu', account: Token.asString({ Ref: 'AWS::AccountId' }), isComposite: false, hasMetricList: false };
    expect(texts({ alarm: { ...facts, periodSeconds: anyNumber } })).toEqual([]);
  });

  test('is judged by what it says when the check is added, also below the CDK', () => {
    const backend = new Shop().service('Backend');
    const cpu = new Alarm(Stack.of(backend), 'Cpu', { metric: metric(backend), threshold: 90, evaluationPeriods: 3 });
    (cpu.node.defaultChild as CfnAlarm).datapointsToAlarm = 1;
    expect(brokenRules(() => backend.addRoute53HealthCheck(Route53Check.onAlarm(cpu)))).toEqual(['health-check-alarm-points']);
  });
});

describe('a name', () => {
  const PRIVATE = (got: string) => `[health-check-private-name] ${got}
  why: The checkers of Route 53 are on the internet, and a private namespace resolves inside its VPCs only. ECS registers private addresses besides.
  fix: Use Route53Check.reportingTasks(), runningTasks() or healthyTargets(), which need no way to the tasks.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html`;
  const inside = (shop = new Shop()) => shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.privateDns('svc.public-service.com') });

  test.each(['backend.svc.public-service.com', 'svc.public-service.com', 'Backend.SVC.public-service.com.'])('in a private namespace is refused: %s', (name) => {
    expect(refused(inside(), Route53Check.http(PublicEndpoint.domainName(name)))).toBe(refusal(PRIVATE(`"${name}" is in the private namespace "svc.public-service.com".`)));
  });

  test.each(['public-service.com', 'www.public-service.com', 'backendsvc.public-service.com', Token.asString({ Ref: 'Name' })])('outside of it stands: %s', (name) => {
    expect(brokenRules(() => inside().addRoute53HealthCheck(Route53Check.http(PublicEndpoint.domainName(name))))).toEqual([]);
  });

  describe('of records that have the check', () => {
    const guarded = (name: string, asked: string) => {
      const shop = new Shop();
      const { healthCheckId } = shop.service('Backend').addRoute53HealthCheck(Route53Check.https(PublicEndpoint.domainName(asked)));
      new CfnRecordSet(shop.stack, 'Record', { name, type: 'CNAME', hostedZoneId: 'Z1', ttl: '60', resourceRecords: ['a.public-service.com'], healthCheckId });
      return shop;
    };

    test('is refused at synth', () => {
      expect(guarded('api.public-service.com.', 'api.public-service.com').synthesisError()).toContain(`[health-check-own-name] "api.public-service.com" is the name of the record Shop/Record, which has this health check.
  why: The check asks what the records lead to at that moment, and so decides about each of them by the health of any: AWS calls the results unpredictable.
  fix: Ask the load balancer itself: PublicEndpoint.loadBalancer(exposed.loadBalancer).
  see: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html`);
    });

    test('stands where the check asks another one, and where the records have another check', () => {
      expect(() => guarded('api.public-service.com.', 'blue.public-service.com').app.synth()).not.toThrow();
      const shop = new Shop();
      shop.service('Backend').addRoute53HealthCheck(Route53Check.https(PublicEndpoint.domainName('api.public-service.com')));
      const zone = new PublicHostedZone(shop.stack, 'Zone', { zoneName: 'public-service.com' });
      const other = new CfnHealthCheck(shop.stack, 'Other', { healthCheckConfig: { type: 'TCP', port: 1, fullyQualifiedDomainName: 'a.public-service.com' } });
      const record = new CnameRecord(shop.stack, 'Record', { zone, recordName: 'api', domainName: 'a.public-service.com' });
      (record.node.defaultChild as CfnRecordSet).healthCheckId = other.ref;
      expect(() => shop.app.synth()).not.toThrow();
    });

    test('stands where a name is known at deployment only', () => {
      const name = Token.asString({ Ref: 'Name' });
      expect(textsOf(guardedRules, { domainName: name, records: [{ path: 'Shop/Record', name }] })).toEqual([]);
    });
  });
});
