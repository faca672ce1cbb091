import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import { Cluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import { ApplicationListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { TaskCheckOptions } from '../../src';
import { Deployment, DiscoverableService, Exposure, Route53Check, ServiceRegistration } from '../../src';
import { settingsHash } from '../../src/plan/alarm-settings';
import { existing } from '../surface/systems';
import { IMAGE, Shop } from '../testing/shop';

interface AlarmJson {
  readonly AlarmName?: { readonly 'Fn::Join': [string, [string, ...unknown[]]] };
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Statistic: string;
  readonly Dimensions: ReadonlyArray<{ readonly Name: string; readonly Value: unknown }>;
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
}

interface CheckJson {
  readonly Type: string;
  readonly AlarmIdentifier?: { readonly Name: { readonly Ref: string }; readonly Region: unknown };
  readonly ChildHealthChecks?: ReadonlyArray<{ readonly Ref: string }>;
}

function propertiesOf<T>(template: Template, type: string): Record<string, T> {
  return Object.fromEntries(Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties as T]));
}

const alarmsIn = (template: Template) => propertiesOf<AlarmJson>(template, 'AWS::CloudWatch::Alarm');
const checksIn = (template: Template): Record<string, CheckJson> => Object.fromEntries(
  Object.entries(propertiesOf<{ HealthCheckConfig: CheckJson }>(template, 'AWS::Route53::HealthCheck')).map(([id, { HealthCheckConfig }]) => [id, HealthCheckConfig]));
const dimensions = ({ Dimensions }: AlarmJson) => Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));

const counted = (options: TaskCheckOptions = {}, shop = new Shop()) => {
  shop.service('Backend').addRoute53HealthCheck(Route53Check.reportingTasks(options));
  return shop.template();
};

/** A service with Container Insights, of which deployments shift traffic or not, behind a load balancer. */
function exposed(exposure: Exposure, deployment?: Deployment): { readonly template: () => Template } {
  const shop = new Shop();
  const cluster = new Cluster(shop.stack, 'Counted', { vpc: shop.vpc, containerInsightsV2: ContainerInsights.ENABLED });
  const backend = shop.service('Backend', { cluster, deployment });
  backend.addRoute53HealthCheck(Route53Check.healthyTargets(backend.exposeVia(exposure).targetGroups[0]));
  return { template: () => shop.template() };
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html */
test.each<[string, () => Template]>([
  ['reporting tasks', () => counted({ minTasks: 2, evaluationPeriods: 5 })],
  ['running tasks', () => {
    const shop = new Shop();
    shop.service('Backend').addRoute53HealthCheck(Route53Check.runningTasks());
    return shop.template();
  }],
  ['healthy targets of an ALB', exposed(Exposure.publicAlb()).template],
  ['healthy targets of an NLB', exposed(Exposure.internalNlb()).template],
  ['healthy targets of two groups', exposed(Exposure.publicAlb(), Deployment.blueGreen()).template],
])('the alarm on %s is one that Route 53 can read, and each check reads one of the stack', (_what, make) => {
  const template = make();
  const alarms = alarmsIn(template);
  for (const alarm of Object.values(alarms)) {
    expect(alarm).toMatchObject({ MetricName: expect.any(String) as string, Period: 60, ComparisonOperator: 'LessThanThreshold' });
    expect(['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount']).toContain(alarm.Statistic);
    expect(alarm).not.toHaveProperty('Metrics');
    expect(alarm).not.toHaveProperty('ExtendedStatistic');
    expect(alarm).not.toHaveProperty('DatapointsToAlarm');
  }
  const onAlarms = Object.values(checksIn(template)).filter(({ Type }) => Type === 'CLOUDWATCH_METRIC');
  expect(onAlarms.map(({ AlarmIdentifier }) => AlarmIdentifier)).toEqual(Object.keys(alarms).map((Ref) => ({ Name: { Ref }, Region: { Ref: 'AWS::Region' } })));
  // What Route 53 refuses on a check of an alarm.
  for (const check of onAlarms) {
    expect(Object.keys(check).sort()).toEqual(['AlarmIdentifier', 'InsufficientDataHealthStatus', 'Inverted', 'Type']);
  }
});

test('a service without tasks, of which AWS publishes nothing, is unhealthy', () => {
  const template = counted();
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { TreatMissingData: 'breaching' });
  template.hasResourceProperties('AWS::Route53::HealthCheck', { HealthCheckConfig: { InsufficientDataHealthStatus: 'Unhealthy' } });
});

test('reporting tasks are the samples of the CPU metric, of this service of this cluster', () => {
  const [alarm] = Object.values(alarmsIn(counted({ minTasks: 2, evaluationPeriods: 3 })));
  expect(alarm).toMatchObject({ Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Statistic: 'SampleCount', Threshold: 2, EvaluationPeriods: 3 });
  expect(dimensions(alarm)).toEqual({ ClusterName: { Ref: 'ClusterEB0386A7' }, ServiceName: { 'Fn::GetAtt': ['BackendService10C26BD4', 'Name'] } });
});

test('running tasks are the metric of Container Insights', () => {
  const shop = new Shop();
  shop.service('Backend').addRoute53HealthCheck(Route53Check.runningTasks());
  const [alarm] = Object.values(alarmsIn(shop.template()));
  expect(alarm).toMatchObject({ Namespace: 'ECS/ContainerInsights', MetricName: 'RunningTaskCount' });
  expect(dimensions(alarm)).toEqual({ ClusterName: { Ref: 'ClusterEB0386A7' }, ServiceName: { 'Fn::GetAtt': ['BackendService10C26BD4', 'Name'] } });
});

describe('healthy targets', () => {
  test.each<[string, Exposure, string]>([
    ['an Application Load Balancer', Exposure.publicAlb(), 'AWS/ApplicationELB'],
    ['a Network Load Balancer', Exposure.internalNlb(), 'AWS/NetworkELB'],
  ])('of %s are counted in its target group, and one check is all', (_what, exposure, namespace) => {
    const template = exposed(exposure).template();
    const [alarm, ...further] = Object.values(alarmsIn(template));
    expect(further).toEqual([]);
    expect(alarm).toMatchObject({ Namespace: namespace, MetricName: 'HealthyHostCount', Statistic: 'Maximum' });
    expect(dimensions(alarm)).toEqual({
      LoadBalancer: expect.anything() as unknown, TargetGroup: { 'Fn::GetAtt': [expect.stringContaining('TargetGroup'), 'TargetGroupFullName'] },
    });
    expect(Object.values(checksIn(template)).map(({ Type }) => Type)).toEqual(['CLOUDWATCH_METRIC']);
  });

  test.each<[string, () => Exposure]>([['an Application Load Balancer', () => Exposure.publicAlb()], ['a Network Load Balancer', () => Exposure.internalNlb()]])(
    'of %s between two groups of which deployments move traffic are those of either', (_what, make) => {
      const template = exposed(make(), Deployment.blueGreen()).template();
      const alarms = Object.values(alarmsIn(template));
      const groups = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
      expect(groups).toHaveLength(2);
      expect(alarms.map((alarm) => dimensions(alarm).TargetGroup)).toEqual([
        { 'Fn::GetAtt': [groups[0], 'TargetGroupFullName'] },
        { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: groups[1] }] }] },
      ]);
      expect(dimensions(alarms[0]).LoadBalancer).toEqual(dimensions(alarms[1]).LoadBalancer);
      const checks = checksIn(template);
      const children = Object.entries(checks).filter(([, { Type }]) => Type === 'CLOUDWATCH_METRIC').map(([Ref]) => ({ Ref }));
      expect(children).toHaveLength(2);
      expect(Object.values(checks).filter(({ Type }) => Type === 'CALCULATED'))
        .toEqual([{ Type: 'CALCULATED', ChildHealthChecks: children, HealthThreshold: 1, Inverted: false }]);
    });

  test('are inverted once, not once more in the two checks below', () => {
    const shop = new Shop();
    const backend = shop.service('Backend', { deployment: Deployment.canary() });
    const [targetGroup] = backend.exposeVia(Exposure.publicAlb()).targetGroups;
    backend.addRoute53HealthCheck(Route53Check.healthyTargets(targetGroup, { inverted: true }));
    expect(Object.values(checksIn(shop.template())).map((check) => [check.Type, (check as { Inverted?: boolean }).Inverted ?? false]))
      .toEqual([['CLOUDWATCH_METRIC', false], ['CLOUDWATCH_METRIC', false], ['CALCULATED', true]]);
  });

  test('of a listener that was imported are counted by what its ARN says of the load balancer', () => {
    const shop = new Shop();
    const listener = ApplicationListener.fromApplicationListenerAttributes(shop.stack, 'There', {
      listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2',
      securityGroup: shop.service('Other').connections.securityGroups[0],
    });
    const backend = shop.service('Backend');
    const { targetGroup } = backend.exposeVia(Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/*'] }));
    backend.addRoute53HealthCheck(Route53Check.healthyTargets(targetGroup));
    expect(dimensions(Object.values(alarmsIn(shop.template()))[0]).LoadBalancer).toBe('app/shared/50dc6c495c0c9188');
  });
});

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-updating-cloudwatch-alarm-settings.html */
describe('Route 53 copies an alarm when a check is made or updated, so', () => {
  const literalName = (template: Template) => Object.values(alarmsIn(template))[0].AlarmName!['Fn::Join'][1][0];

  test.each<[string, TaskCheckOptions]>([['more tasks', { minTasks: 2 }], ['more minutes', { evaluationPeriods: 3 }]])(
    'an alarm on %s is another alarm, and the check is updated to it and not replaced', (_what, options) => {
      const [before, after] = [counted(), counted(options)];
      expect(literalName(after)).not.toBe(literalName(before));
      expect(Object.keys(checksIn(after))).toEqual(Object.keys(checksIn(before)));
    });

  test('an alarm that evaluates the same is the same, whatever else changes', () => {
    expect(literalName(counted({ inverted: true, healthCheckName: 'backend' }))).toBe(literalName(counted()));
    const shop = new Shop();
    shop.service('Another');
    expect(literalName(counted({}, shop))).toBe(literalName(counted()));
  });

  test('the alarm of a service that is replaced, under a new name, is another alarm', () => {
    const [{ AlarmName }] = Object.values(alarmsIn(counted()));
    expect(AlarmName!['Fn::Join'][1]).toContainEqual({ 'Fn::GetAtt': ['BackendService10C26BD4', 'Name'] });
  });

  test('the name of an alarm has room for the longest names of a load balancer and a target group', () => {
    const app = new App();
    const stack = new Stack(app, 'S'.repeat(100));
    const cluster = new Cluster(stack, 'C'.repeat(100), { vpc: new Vpc(stack, 'Vpc') });
    const backend = new DiscoverableService(stack, 'B'.repeat(200), { cluster, image: IMAGE, port: 80, discoveryName: 'backend' });
    backend.addRoute53HealthCheck(Route53Check.healthyTargets(backend.exposeVia(Exposure.internalNlb()).targetGroup));
    const literal = literalName(Template.fromStack(stack));
    // "app/<32>/<16>" and "targetgroup/<32>/<16>", with a hyphen before each.
    expect(literal.length + 1 + 53 + 1 + 61).toBeLessThanOrEqual(255);
  });

  test('two stacks of an account do not have alarms of one name', () => {
    const names = ['Dev', 'Prod'].map((id) => {
      const stack = new Stack(new App(), id);
      const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
      new DiscoverableService(stack, 'Backend', { cluster, image: IMAGE, port: 80 }).addRoute53HealthCheck(Route53Check.reportingTasks());
      return literalName(Template.fromStack(stack));
    });
    expect(new Set(names).size).toBe(2);
  });

  describe('a check on an alarm of the user', () => {
    const onAlarm = (threshold: number, alarmDescription?: string) => {
      const shop = new Shop();
      const backend = shop.service('Backend');
      const alarm = new Alarm(shop.stack, 'Cpu', { metric: backend.service.metricCpuUtilization(), threshold, evaluationPeriods: 1, alarmDescription });
      backend.addRoute53HealthCheck(Route53Check.onAlarm(alarm));
      return Object.keys(checksIn(shop.template()))[0];
    };

    test('is another check when the alarm comes to evaluate something else, and only then', () => {
      expect(onAlarm(90)).not.toBe(onAlarm(80));
      expect(onAlarm(90)).toBe(onAlarm(90, 'The CPU is busy.'));
    });

    test('sees what is said of the alarm after the check was added', () => {
      const shop = new Shop();
      const backend = shop.service('Backend');
      const alarm = new Alarm(shop.stack, 'Cpu', { metric: backend.service.metricCpuUtilization(), threshold: 90, evaluationPeriods: 1 });
      backend.addRoute53HealthCheck(Route53Check.onAlarm(alarm));
      (alarm.node.defaultChild as { threshold?: number } | undefined)!.threshold = 80;
      expect(Object.keys(checksIn(shop.template()))[0]).toBe(onAlarm(80));
    });

    test('has one logical id, before and after the CDK has made exports of what the alarm is on', () => {
      const shop = new Shop();
      const { service } = shop.service('Backend');
      const alarm = new Alarm(new Stack(shop.app, 'Back'), 'Cpu', { metric: service.metricCpuUtilization(), threshold: 1, evaluationPeriods: 1 });
      const resource = alarm.node.defaultChild as CfnAlarm;
      const before = settingsHash(resource);
      shop.app.synth();
      expect(settingsHash(resource)).toBe(before);
    });

    test('reads it by a name that another stack has exported', () => {
      const shop = new Shop();
      const alarm = new Alarm(shop.stack, 'Orders', { metric: new Metric({ namespace: 'Shop', metricName: 'Orders' }), threshold: 1, evaluationPeriods: 1 });
      const back = new Stack(shop.app, 'Back');
      shop.service('Backend', {}, back).addRoute53HealthCheck(Route53Check.onAlarm(alarm));
      expect(Object.values(checksIn(shop.template(back)))[0].AlarmIdentifier!.Name).toHaveProperty('Fn::ImportValue');
    });
  });

  test('a check on an imported alarm reads it in its own Region', () => {
    const shop = new Shop();
    const alarm = Alarm.fromAlarmArn(shop.stack, 'There', 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:orders');
    shop.service('Backend').addRoute53HealthCheck(Route53Check.onAlarm(alarm));
    expect(Object.values(checksIn(shop.template()))[0].AlarmIdentifier).toEqual({ Name: 'orders', Region: 'us-east-1' });
  });
});

test('what is made for a service that was there before is in its stack, and the stacks refer to each other in one direction', () => {
  const shop = new Shop();
  const registry = new Stack(shop.app, 'Registry');
  const registration = new ServiceRegistration(registry, 'Legacy', { service: existing(shop), port: 80 });
  registration.addRoute53HealthCheck(Route53Check.reportingTasks({ minTasks: 1 }));
  shop.app.synth();
  shop.template().resourceCountIs('AWS::Route53::HealthCheck', 1);
  shop.template(registry).resourceCountIs('AWS::CloudWatch::Alarm', 0);
});

test('the alarm refers to the service, and nothing of the service to the alarm: no circle', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  backend.addRoute53HealthCheck(Route53Check.reportingTasks());
  const template = shop.template();
  const service = JSON.stringify(template.toJSON().Resources[Stack.of(backend).resolve((backend.service.node.findChild('Service') as CfnService).logicalId) as string]);
  expect(service).not.toMatch(/ReportingTasksCheck/);
});
