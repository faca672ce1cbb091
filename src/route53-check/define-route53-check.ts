import { CfnResource, Duration, Fn, Lazy, Stack, Tags, Token } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnAlarm, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import type { HealthCheckProps, InsufficientDataHealthStatusEnum } from 'aws-cdk-lib/aws-route53';
import { HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { Counted } from './define-check-alarm';
import { defineCheckAlarm } from './define-check-alarm';
import type { AlarmChoice, EndpointChoice, HealthyTargetsChoice, Route53CheckChoice, TasksChoice } from './route53-check-choice';
import { placeOf } from '../plan/alarm-facts';
import { settingsHash } from '../plan/alarm-settings';
import { alternateTargetGroup, healthyHosts } from '../plan/target-group-facts';
import { orUndo } from '../shared/or-undo';

/** How one kind of check becomes a health check; what it needs is defined in the scope. */
type CheckBuilder<Choice extends Route53CheckChoice> = (scope: Construct, choice: Choice, service: BaseService) => HealthCheckProps;

/** One row a kind. */
const BUILDERS: { readonly [Kind in Route53CheckChoice['kind']]: CheckBuilder<Extract<Route53CheckChoice, { kind: Kind }>> } = {
  healthyTargets: onTargets,
  runningTasks: (scope, choice, service) => onCount(scope, choice, runningTasks(service)),
  reportingTasks: (scope, choice, service) => onCount(scope, choice, reportingTasks(service)),
  alarm: (_scope, { alarm, insufficientData }) => onAlarm(alarm, insufficientData),
  http: onEndpoint,
  https: onEndpoint,
  tcp: onEndpoint,
  calculated: (_scope, { healthChecks, minHealthy }) =>
    ({ type: HealthCheckType.CALCULATED, childHealthChecks: [...healthChecks], healthThreshold: minHealthy }),
  routingControl: (_scope, { routingControlArn }) => ({ type: HealthCheckType.RECOVERY_CONTROL, routingControl: routingControlArn }),
};

/** Below the ECS service, in its stack: elsewhere, its name could make two stacks refer to each other. */
export function defineRoute53Check(service: BaseService, id: string, choice: Route53CheckChoice): HealthCheck {
  const scope = new Construct(service, id);
  return orUndo(scope, () => {
    const props = (BUILDERS[choice.kind] as CheckBuilder<Route53CheckChoice>)(scope, choice, service);
    const healthCheck = namedCheck(scope, { ...props, inverted: choice.inverted }, choice.healthCheckName);
    if (choice.kind === 'alarm') {
      followAlarm(healthCheck, choice);
    }
    return healthCheck;
  });
}

/** The console lists checks by their names: the path, in the characters that a tag can have, where no other name is given. */
function namedCheck(scope: Construct, props: HealthCheckProps, name = scope.node.path.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '-').slice(-256)): HealthCheck {
  const healthCheck = new HealthCheck(scope, 'HealthCheck', props);
  Tags.of(healthCheck).add('Name', name);
  return healthCheck;
}

function onAlarm(alarm: IAlarm, insufficientDataHealthStatus: InsufficientDataHealthStatusEnum): HealthCheckProps {
  return {
    type: HealthCheckType.CLOUDWATCH_METRIC,
    alarmIdentifier: { name: alarm.alarmName, region: placeOf(alarm).region },
    insufficientDataHealthStatus,
  };
}

function onCount(scope: Construct, choice: TasksChoice, counted: Counted): HealthCheckProps {
  return onAlarm(defineCheckAlarm(scope, 'Alarm', counted, choice), choice.insufficientData);
}

/** Where deployments move traffic, one of the two target groups has the tasks that serve: Route 53 adds no metrics up, so each has a check, and one of them must be healthy. */
function onTargets(scope: Construct, choice: HealthyTargetsChoice, service: BaseService): HealthCheckProps {
  const metric = healthyHosts(choice.targetGroup);
  const { LoadBalancer, TargetGroup } = metric.dimensions as { readonly LoadBalancer: string; readonly TargetGroup: string };
  const counted = (targetGroup: string): Counted => ({
    metric: metric.with({ dimensionsMap: { LoadBalancer, TargetGroup: targetGroup } }),
    // Each zone of the load balancer counts for itself.
    statistic: Stats.MAXIMUM,
    names: [LoadBalancer, targetGroup],
  });
  const alternate = alternateTargetGroup(service, choice.targetGroup);
  if (alternate === undefined) {
    return onCount(scope, choice, counted(TargetGroup));
  }
  const checkOf = (id: string, targetGroup: string) => {
    const side = new Construct(scope, id);
    return namedCheck(side, onCount(side, choice, counted(targetGroup)));
  };
  const childHealthChecks = [checkOf('TargetGroup', TargetGroup), checkOf('AlternateTargetGroup', fullName(alternate))];
  return { type: HealthCheckType.CALCULATED, childHealthChecks, healthThreshold: 1 };
}

/** "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/name/0123456789abcdef": CloudWatch knows it by what stands after the account. */
function fullName(targetGroupArn: unknown): string {
  return Fn.select(5, Fn.split(':', Token.asString(targetGroupArn)));
}

function runningTasks({ cluster, serviceName }: BaseService): Counted {
  const dimensionsMap = { ClusterName: cluster.clusterName, ServiceName: serviceName };
  return { metric: new Metric({ namespace: 'ECS/ContainerInsights', metricName: 'RunningTaskCount', dimensionsMap }), statistic: Stats.MINIMUM, names: [cluster.clusterName, serviceName] };
}

function reportingTasks(service: BaseService): Counted {
  return { metric: service.metric('CPUUtilization'), statistic: Stats.SAMPLE_COUNT, names: [service.cluster.clusterName, service.serviceName] };
}

const TYPES: Readonly<Record<EndpointChoice['kind'], readonly [HealthCheckType, HealthCheckType]>> = {
  http: [HealthCheckType.HTTP, HealthCheckType.HTTP_STR_MATCH],
  https: [HealthCheckType.HTTPS, HealthCheckType.HTTPS_STR_MATCH],
  tcp: [HealthCheckType.TCP, HealthCheckType.TCP],
};

function onEndpoint(_scope: Construct, choice: EndpointChoice): HealthCheckProps {
  const { kind, domainName, port, path, searchString, failureThreshold, requestIntervalSeconds, measureLatency, regions } = choice;
  return {
    type: TYPES[kind][searchString === undefined ? 0 : 1],
    fqdn: domainName,
    port,
    resourcePath: path,
    searchString,
    failureThreshold,
    requestInterval: Duration.seconds(requestIntervalSeconds),
    measureLatency,
    regions: regions && [...regions],
  };
}

/** Has a check on an alarm of this app be a new one when the alarm comes to evaluate something else: only a check that is new, or updated, takes a copy of it. */
function followAlarm(healthCheck: HealthCheck, { alarm }: AlarmChoice): void {
  const settings = alarm.node.defaultChild;
  if (settings instanceof CfnAlarm) {
    const resource = healthCheck.node.defaultChild as CfnResource;
    const logicalId = Stack.of(resource).resolve(resource.logicalId) as string;
    resource.overrideLogicalId(Lazy.uncachedString({ produce: () => `${logicalId}${settingsHash(settings)}` }));
  }
}
