import { Annotations as CoreAnnotations, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaAction, SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { deployedRules, ofType, resourcesIn } from './deployed-probe';
import type { DiscoveryMonitoring } from '../../src';
import { Deployment, DiscoveryNamespace, DnsRecords, ServiceConnectRole, ServiceRegistration } from '../../src';
import { FAILED_DEPLOYMENTS_UNSEEN } from '../../src/shared/warnings';
import { existing } from '../surface/systems';
import { Shop } from '../testing/shop';

interface AlarmJson {
  readonly AlarmName?: string;
  readonly AlarmDescription: unknown;
  readonly AlarmActions?: unknown[];
  readonly InsufficientDataActions?: unknown[];
  readonly OKActions?: unknown[];
}

const METRICS = ['HealthyInstances', 'RegisteredInstances', 'RunningTasks', 'DesiredTasks', 'DeploymentFailures'];
const alarmsIn = (shop: Shop, stack = shop.stack) => Object.fromEntries(Object.entries(shop.template(stack).findResources('AWS::CloudWatch::Alarm'))
  .map(([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), Properties as AlarmJson]));
const topicRef = (id: string) => ({ Ref: expect.stringMatching(new RegExp(`^${id}`)) as string });

/** The one list of services that the probe gets. */
function probedIn(shop: Shop): unknown[] {
  const { inputs } = deployedRules(resourcesIn(shop), (id, resource, attribute) => `${resource ? '' : '?'}${id.replace(/[0-9A-F]{8}$/, '')}.${attribute}`);
  return inputs.flatMap((input) => (JSON.parse(input) as { services: unknown[] }).services);
}

describe('who is told', () => {
  test('nobody, unless the user says so', () => {
    const shop = new Shop();
    shop.service('Backend').monitor();

    Object.values(alarmsIn(shop)).forEach((alarm) => {
      expect([alarm.AlarmActions, alarm.InsufficientDataActions, alarm.OKActions]).toEqual([undefined, undefined, undefined]);
    });
  });

  test('of each alarm of the service, and of the probe, also when it does not run', () => {
    const shop = new Shop();
    shop.service('Backend').monitor({ alarmActions: [new SnsAction(new Topic(shop.stack, 'Pager'))] });
    const { DiscoveryProbeFailing: probe, ...others } = alarmsIn(shop);

    expect(probe).toMatchObject({ AlarmActions: [topicRef('Pager')], InsufficientDataActions: [topicRef('Pager')] });
    expect(Object.values(others).map(({ AlarmActions: actions }) => actions)).toEqual(Array.from({ length: 4 }, () => [topicRef('Pager')]));
    expect(Object.values(others).map(({ InsufficientDataActions: actions }) => actions)).toEqual(Array.from({ length: 4 }, () => undefined));
  });

  test('also later, without a second set of alarms', () => {
    const shop = new Shop();
    const [pager, mail] = ['Pager', 'Mail'].map((id) => new SnsAction(new Topic(shop.stack, id)));
    const monitoring = shop.service('Backend').monitor({ alarmActions: [pager] });
    monitoring.addAlarmAction(mail);

    expect(Object.values(alarmsIn(shop)).map(({ AlarmActions: actions }) => actions)).toEqual(
      Array.from({ length: 5 }, () => [topicRef('Pager'), topicRef('Mail')]));
  });

  test('once of the probe, which many services share', () => {
    const shop = new Shop();
    const topic = new Topic(shop.stack, 'Pager');
    ['A', 'B', 'C'].forEach((id) => shop.service(id).monitor({ alarmActions: [new SnsAction(topic)] }));

    expect(alarmsIn(shop).DiscoveryProbeFailing).toMatchObject({ AlarmActions: [topicRef('Pager')], InsufficientDataActions: [topicRef('Pager')] });
  });

  test('five of the probe, because CloudWatch takes no more for an alarm', () => {
    const shop = new Shop();
    [1, 2, 3, 4, 5, 6, 7].forEach((number) => {
      shop.service(`Service${number}`).monitor({ alarmActions: [new SnsAction(new Topic(shop.stack, `Team${number}`))] });
    });

    expect(alarmsIn(shop).DiscoveryProbeFailing.AlarmActions).toEqual([1, 2, 3, 4, 5].map((number) => topicRef(`Team${number}`)));
    expect(alarmsIn(shop).Service7ServiceDiscoveryMonitoringNoHealthyTask.AlarmActions).toEqual([topicRef('Team7')]);
  });

  test('a function as well, which each alarm may call', () => {
    const shop = new Shop();
    const fn = LambdaFunction.fromFunctionAttributes(shop.stack, 'Fn', {
      functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:pager', sameEnvironment: true,
    });
    ['A', 'B'].forEach((id) => shop.service(id).monitor({ alarmActions: [new LambdaAction(fn, { useUniquePermissionId: true })] }));

    expect(alarmsIn(shop).DiscoveryProbeFailing.AlarmActions).toEqual(['arn:aws:lambda:eu-west-1:123456789012:function:pager']);
  });
});

test('an alarm has no fixed name, and a text that says whom it is about and what to look at first', () => {
  const shop = new Shop();
  shop.service('Backend').monitor();
  const { DiscoveryProbeFailing: probe, ...others } = alarmsIn(shop);

  [probe, ...Object.values(others)].forEach(({ AlarmName: name, AlarmDescription: text }) => {
    expect(name).toBeUndefined();
    expect(text).toMatch(/Look first /);
  });
  Object.values(others).forEach(({ AlarmDescription: text }) => expect(text).toMatch(/^backend\.ecs-internal: /));
});

test('the alarm on a failed deployment is over when no other one has failed, and has nothing to say without one', () => {
  const shop = new Shop();
  shop.service('Backend').monitor();

  expect(alarmsIn(shop).BackendServiceDiscoveryMonitoringDeploymentFailed).toMatchObject({ EvaluationPeriods: 1, Threshold: 1, TreatMissingData: 'notBreaching' });
});

test('the alarm on the probe is raised by runs that fail, and loses its data when there are none', () => {
  const shop = new Shop();
  shop.service('Backend').monitor();

  expect(alarmsIn(shop).DiscoveryProbeFailing).toMatchObject({
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Statistic: 'Sum',
    Threshold: 1,
    Period: 300,
    EvaluationPeriods: 3,
    TreatMissingData: 'missing',
    Dimensions: [{ Name: 'FunctionName', Value: topicRef('DiscoveryProbeFunction') }],
  });
});

test('a threshold from a parameter is put into the expression', () => {
  const shop = new Shop();
  const { valueAsNumber: minHealthyTasks } = new CfnParameter(shop.stack, 'Least', { type: 'Number' });
  shop.service('Backend').monitor({ minHealthyTasks });

  shop.template().hasResourceProperties('AWS::CloudWatch::Alarm', {
    Metrics: Match.arrayWith([Match.objectLike({ Expression: { 'Fn::Join': ['', ['IF(desired > 0, ', { Ref: 'Least' }, ' - healthy, 0)']] } })]),
  });
});

describe('what the probe is told of', () => {
  test('a service of this library', () => {
    const shop = new Shop();
    shop.service('Backend', { discoveryName: 'store', cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal') }).monitor();

    expect(probedIn(shop)).toEqual([
      { cluster: 'Cluster.Ref', namespace: 'shop.internal', name: 'store', id: 'BackendCloudMapService.Id', arn: 'BackendService.Ref' },
    ]);
  });

  test('one that is found through the API only', () => {
    const shop = new Shop();
    shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.http('shop'), dnsRecords: DnsRecords.none() }).monitor();

    expect(probedIn(shop)).toMatchObject([{ namespace: 'shop', name: 'backend' }]);
  });

  test('one in a namespace that was imported without its name: it goes by its ID, in metrics and texts too', () => {
    const shop = new Shop();
    const cloudMapNamespace = DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-1234' });
    shop.service('Backend', { cloudMapNamespace }).monitor();

    expect(probedIn(shop)).toMatchObject([{ namespace: 'ns-1234', name: 'backend' }]);
    expect(alarmsIn(shop).BackendServiceDiscoveryMonitoringDeploymentFailed.AlarmDescription).toMatch(/^backend\.ns-1234: /);
  });

  test('one whose namespace is known at deployment only', () => {
    const shop = new Shop();
    const cloudMapNamespace = DiscoveryNamespace.existingFromParameter('/shop/namespace', { type: NamespaceType.DNS_PRIVATE });
    shop.service('Backend', { cloudMapNamespace }).monitor();

    expect(JSON.stringify(ofType(resourcesIn(shop), 'AWS::Events::Rule')[0].Properties.Targets)).toContain('Fn::Split');
  });

  test('one that was there before, registered by this library or adopted', () => {
    const shop = new Shop();
    const adopted = existing(shop, 'Adopted');
    adopted.enableCloudMap({ name: 'adopted', cloudMapNamespace: shop.cluster.addDefaultCloudMapNamespace({ name: 'old.internal' }) });
    new ServiceRegistration(shop.stack, 'Legacy', { service: existing(shop), port: 80 }).monitor();
    new ServiceRegistration(shop.stack, 'Kept', { service: adopted, port: 80 }).monitor();

    expect(probedIn(shop)).toMatchObject([
      { namespace: 'old.internal', name: 'adopted', id: 'AdoptedCloudmapService.Id', arn: 'AdoptedService.Ref' },
      { namespace: 'ecs-internal', name: 'legacy', id: 'OldCloudMapService.Id', arn: 'OldService.Ref' },
    ]);
  });

  test('a name that is the namespace itself is called by it', () => {
    const shop = new Shop();
    shop.service('Backend', { discoveryName: '.' }).monitor();

    expect(alarmsIn(shop).BackendServiceDiscoveryMonitoringDeploymentFailed.AlarmDescription).toMatch(/^ecs-internal: /);
  });

  test('two environments of one account have other dimensions, because they have other clusters', () => {
    const shop = new Shop();
    shop.service('Backend').monitor();
    const [first] = ofType(resourcesIn(shop), 'AWS::CloudWatch::Alarm');

    expect(JSON.stringify(first)).toContain(JSON.stringify([
      { Name: 'Cluster', Value: { Ref: 'ClusterEB0386A7' } }, { Name: 'Namespace', Value: 'ecs-internal' }, { Name: 'Service', Value: 'backend' },
    ]));
  });
});

describe('a service without a circuit breaker', () => {
  const warningsIn = (shop: Shop) => Annotations.fromStack(shop.stack).findWarning('*', Match.stringLikeRegexp('failed-deployments-unseen'));

  test('is warned about, because ECS tells of its failed deployments nobody', () => {
    const shop = new Shop();
    new ServiceRegistration(shop.stack, 'Legacy', { service: existing(shop), port: 80 }).monitor();

    expect(warningsIn(shop).map(({ entry }) => entry.data)).toEqual([
      'AWS documents that ECS tells of failed deployments where a circuit breaker ends them, and this service has none (one whose deployments shift traffic '
      + 'never has): expect nothing of its alarm deploymentFailed. Give an ECS service that rolls circuitBreaker: { rollback: true }, or acknowledge this '
      + 'warning. [ack: cdk-discoverable-service:failed-deployments-unseen]',
    ]);
  });

  test('is not warned about once that is acknowledged', () => {
    const shop = new Shop();
    const registration = new ServiceRegistration(shop.stack, 'Legacy', { service: existing(shop), port: 80 });
    CoreAnnotations.of(shop.stack).acknowledgeWarning(FAILED_DEPLOYMENTS_UNSEEN.id, 'It is a demo.');
    registration.monitor();

    expect(warningsIn(shop)).toEqual([]);
  });

  test('is none of this library that rolls, and each that shifts traffic', () => {
    const [rolling, shifting] = [new Shop(), new Shop()];
    rolling.service('Backend').monitor();
    shifting.service('Backend', { deployment: Deployment.blueGreen(), serviceConnect: ServiceConnectRole.clientAndServer() }).monitor();

    expect(warningsIn(rolling)).toEqual([]);
    expect(warningsIn(shifting)).toHaveLength(1);
  });
});

describe('what is handed out', () => {
  /** `IDashboardSegment` of cdk-monitoring-constructs 10.2.0. */
  interface IDashboardSegment { alarmWidgets(): IWidget[]; summaryWidgets(): IWidget[]; widgets(): IWidget[] }

  const shop = new Shop();
  const monitoring: DiscoveryMonitoring = shop.service('Backend').monitor();
  const segment: IDashboardSegment = monitoring;

  test('is a segment of a dashboard: all metrics in widgets, all alarms in alarm widgets', () => {
    const dashboards = new Stack(shop.app, 'Dashboards');
    new Dashboard(dashboards, 'Detail', { widgets: [segment.widgets()] });
    new Dashboard(dashboards, 'Summary', { widgets: [segment.summaryWidgets()] });
    new Dashboard(dashboards, 'Alarms', { widgets: [segment.alarmWidgets()] });
    const bodies = Object.entries(Template.fromStack(dashboards).findResources('AWS::CloudWatch::Dashboard'))
      .map(([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), JSON.stringify((Properties as { DashboardBody: unknown }).DashboardBody)] as const);
    const body = Object.fromEntries(bodies);
    const metricsIn = (text: string) => METRICS.filter((name) => text.includes(name));

    expect(metricsIn(body.Detail)).toHaveLength(5);
    expect(metricsIn(body.Summary)).toEqual(METRICS.filter((name) => name !== 'DeploymentFailures'));
    expect(body.Alarms.match(/Fn::ImportValue/g)).toHaveLength(5);
    [...segment.widgets(), ...segment.summaryWidgets(), ...segment.alarmWidgets()].forEach(({ width }) => expect(width).toBeLessThanOrEqual(24));
  });

  test('is a new list of alarms each time', () => {
    monitoring.alarms.pop();

    const { noHealthyTask, runningBelowDesired, registeredBelowRunning, deploymentFailed } = monitoring;
    expect(monitoring.alarms).toEqual([noHealthyTask, runningBelowDesired, registeredBelowRunning, deploymentFailed]);
  });

  test('is metrics that an alarm of the user can be made of', () => {
    const own = new Shop();
    const stack = new Stack(own.app, 'Own');
    const backend = own.service('Backend').monitor();
    const metrics = [backend.healthyInstances, backend.registeredInstances, backend.runningTasks, backend.desiredTasks, backend.deploymentFailures];
    metrics.forEach((metric, index) => new Alarm(stack, `Own${index}`, { metric, threshold: 1, evaluationPeriods: 1 }));

    const texts = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).map((alarm) => JSON.stringify(alarm));
    expect(texts.map((text) => /"MetricName":"([A-Za-z]+)"/.exec(text)![1])).toEqual(METRICS);
  });
});

test('a service that is in no stack of its own is monitored where it is', () => {
  const shop = new Shop();
  const stack = new Stack(shop.app, 'Services');
  const backend = shop.service('Backend', {}, stack);
  backend.monitor();

  expect(Object.keys(alarmsIn(shop, stack))).toHaveLength(5);
  expect(Stack.of((backend.service as FargateService).node.findChild('DiscoveryMonitoring'))).toBe(stack);
});
