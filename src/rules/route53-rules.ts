import type { GuardedFacts, Route53CheckFacts } from '../plan/route53-check-facts';
import { isInZone, plainName } from '../shared/dns-name';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { secondsText } from '../shared/seconds-text';

const ALARM = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html#health-checks-creating-values-cloudwatch';

/** What Route 53 can read of an alarm. */
const alarmRules: ReadonlyArray<Rule<Route53CheckFacts>> = [
  {
    id: 'health-check-alarm-metric',
    severity: 'error',
    why: 'Route 53 reads the data of one metric of its own account: no expression, no metric of another account, no alarm on other alarms. A metric with a label is rendered '
      + 'as a list, which it does not read either.',
    fix: 'Give an alarm on a plain metric, without label and account. Where several must hold, give a check for each alarm to Route53Check.calculated().',
    link: ALARM,
    broken: ({ alarm }) => [
      ...alarm?.isComposite ? [`${alarm.path} is an alarm on other alarms.`] : [],
      ...alarm?.hasMetricList ? [`${alarm.path} has a list of metrics.`] : [],
    ],
  },
  {
    id: 'health-check-alarm-statistic',
    severity: 'error',
    why: 'Route 53 knows the statistics Average, Minimum, Maximum, Sum and SampleCount, and no percentiles or other extended ones.',
    fix: 'Give the metric of the alarm one of these statistics.',
    link: ALARM,
    broken: ({ alarm }) => alarm?.extendedStatistic === undefined ? [] : [`The statistic of ${alarm.path} is ${alarm.extendedStatistic}.`],
  },
  {
    id: 'health-check-alarm-period',
    severity: 'error',
    why: 'Route 53 reads metrics of standard resolution: a period has a minute at least.',
    fix: 'Give the metric of the alarm a period of Duration.minutes(1) or more.',
    link: ALARM,
    broken: ({ alarm }) => known(alarm?.periodSeconds) && alarm.periodSeconds < 60 ? [`The period of ${alarm.path} is ${secondsText(alarm.periodSeconds)}.`] : [],
  },
  {
    id: 'health-check-alarm-points',
    severity: 'error',
    why: 'Route 53 has no "M out of N": all data points that are evaluated must be beyond the threshold.',
    fix: 'Leave datapointsToAlarm out, or make it equal to evaluationPeriods.',
    link: ALARM,
    broken: ({ alarm }) => known(alarm?.datapointsToAlarm) && known(alarm.evaluationPeriods) && alarm.datapointsToAlarm !== alarm.evaluationPeriods
      ? [`${alarm.path} has datapointsToAlarm ${alarm.datapointsToAlarm} and evaluationPeriods ${alarm.evaluationPeriods}.`] : [],
  },
  {
    id: 'health-check-alarm-account',
    severity: 'error',
    why: 'Route 53 reads alarms of the account that the health check is in; the Region may be another one.',
    fix: 'Make the check in the account of the alarm, and use its ID in the other account.',
    link: ALARM,
    broken: ({ alarm, account, service }) => known(alarm?.account) && known(account) && alarm.account !== account
      ? [`${alarm.path} is in ${alarm.account}, and ${service} in ${account}.`] : [],
  },
];

/** What a check needs of the service. */
const signalRules: ReadonlyArray<Rule<Route53CheckFacts>> = [
  {
    id: 'health-check-more-tasks',
    severity: 'error',
    why: 'The check is unhealthy while there are fewer tasks than minTasks: above the number that the service asks for, it always would be.',
    fix: 'Give minTasks a number up to that of the tasks.',
    link: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
    // A service that has no task for now is unhealthy, as it should be.
    broken: ({ minTasks, tasks, service }) => known(minTasks) && known(tasks) && tasks > 0 && minTasks > tasks
      ? [`minTasks is ${minTasks}, and ${service} asks for ${tasks === 1 ? '1 task' : `${tasks} tasks`}.`] : [],
  },
  {
    id: 'health-check-container-insights',
    severity: 'error',
    why: 'The number of running tasks is a metric of Container Insights, which is off on the cluster: without data the service would be unhealthy for ever.',
    fix: 'Use Route53Check.reportingTasks(), which needs no Container Insights, or give the cluster containerInsightsV2: ecs.ContainerInsights.ENABLED.',
    link: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html',
    broken: ({ containerInsights, service }) => containerInsights === 'disabled' ? [`Container Insights is off on the cluster of ${service}.`] : [],
  },
  {
    id: 'health-check-resolution',
    severity: 'error',
    why: 'The samples of a minute are counted. With a resolution of 20 seconds a task gives three of them, so that one task would count as three; and Route 53 reads metrics of '
      + 'standard resolution only.',
    fix: 'Give the CPU metric of the service a resolution of 60 seconds, or use Route53Check.runningTasks().',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MetricConfiguration.html',
    broken: ({ resolutionSeconds: resolution, service }) => known(resolution) && resolution < 60
      ? [`${service} publishes its use of CPU every ${secondsText(resolution)}.`] : [],
  },
];

function targetGroupFaults({ targetGroup, service }: Route53CheckFacts): string[] {
  if (targetGroup === undefined) {
    return [];
  }
  const { path, isOfService, deploymentController, problem } = targetGroup;
  return [
    ...isOfService ? [] : [`ECS does not register tasks of ${service} in ${path}.`],
    ...deploymentController !== undefined && deploymentController !== 'ECS'
      ? [`${service} has the deployment controller ${deploymentController}, which moves traffic to another target group than ${path}.`] : [],
    ...problem === undefined ? [] : [`Of ${path} the CDK says: ${problem}`],
  ];
}

export const route53CheckRules: ReadonlyArray<Rule<Route53CheckFacts>> = [
  {
    id: 'health-check-after-synth',
    severity: 'error',
    why: 'Templates are written when synthesis has begun: what comes later would be in none, and nobody would be told.',
    fix: 'Call addRoute53HealthCheck() while the app is being built.',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/apps.html#lifecycle',
    broken: ({ tooLate }) => tooLate ? ['Synthesis has begun.'] : [],
  },
  {
    id: 'health-check-id',
    severity: 'error',
    why: 'A construct needs an id; logical ids are made of it.',
    fix: 'Leave id out, or give one such as \'SecondCheck\'.',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html',
    broken: ({ id }) => id === '' ? ['id is empty.'] : [],
  },
  {
    id: 'health-check-id-twice',
    severity: 'error',
    why: 'A construct has each id once, and the second check of a kind would get the id of the first one.',
    fix: 'Give the second check an id of its own: addRoute53HealthCheck(check, { id: \'AllTasksCheck\' }).',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html',
    broken: ({ id, idIsTaken, service }) => idIsTaken ? [`${service} has "${id}" already.`] : [],
  },
  ...signalRules,
  {
    id: 'health-check-target-group',
    severity: 'error',
    why: 'The healthy targets of a service are those of a target group that ECS registers its tasks in and that is behind a load balancer.',
    fix: 'Give exposed.targetGroups[0] of exposeVia(), or attach the target group to the service and to a listener first. For tasks that CodeDeploy deploys use '
      + 'Route53Check.reportingTasks().',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html',
    broken: targetGroupFaults,
  },
  ...alarmRules,
  {
    id: 'health-check-private-name',
    severity: 'error',
    why: 'The checkers of Route 53 are on the internet, and a private namespace resolves inside its VPCs only. ECS registers private addresses besides.',
    fix: 'Use Route53Check.reportingTasks(), runningTasks() or healthyTargets(), which need no way to the tasks.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html',
    broken: ({ domainName, privateNames }) => privateNames
      .filter((name) => domainName !== undefined && isInZone(domainName, name))
      .map((name) => `"${domainName}" is in the private namespace "${name}".`),
  },
];

/** What a check needs of the records that it decides about. */
export const guardedRules: ReadonlyArray<Rule<GuardedFacts>> = [
  {
    id: 'health-check-own-name',
    severity: 'error',
    why: 'The check asks what the records lead to at that moment, and so decides about each of them by the health of any: AWS calls the results unpredictable.',
    fix: 'Ask the load balancer itself: PublicEndpoint.loadBalancer(exposed.loadBalancer).',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
    broken: ({ domainName, records }) => records.filter(({ name }) => known(name) && known(domainName) && plainName(name) === plainName(domainName))
      .map(({ path }) => `"${domainName}" is the name of the record ${path}, which has this health check.`),
  },
];
