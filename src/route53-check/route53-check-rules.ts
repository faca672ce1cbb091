import type { CfnHealthCheck, IHealthCheck } from 'aws-cdk-lib/aws-route53';
import { outside } from './endpoint-check-rules';
import type { CalculatedChoice, CommonChoice, RoutingControlChoice, TaskCountChoice } from './route53-check-choice';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const CONFIG = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';
const VALUES = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html';
const PUT_METRIC_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';

export const checkNameRules: ReadonlyArray<Rule<CommonChoice>> = [
  {
    id: 'health-check-name',
    severity: 'error',
    why: 'The name is the value of a tag, which has at most 256 characters; with an empty one the console lists the check without a name.',
    fix: 'Give a name of 1 to 256 characters, or leave healthCheckName out.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_Tag.html',
    broken: ({ healthCheckName: name }) => known(name) && (name.length === 0 || name.length > 256) ? [`healthCheckName has ${name.length} characters.`] : [],
  },
];

export const taskCheckRules: ReadonlyArray<Rule<TaskCountChoice>> = [
  {
    id: 'health-check-min-tasks',
    severity: 'error',
    why: 'The check is unhealthy while there are fewer tasks: below 1 it could never be.',
    fix: 'Give minTasks a whole number from 1 to the number of tasks.',
    link: PUT_METRIC_ALARM,
    broken: ({ minTasks }) => outside('minTasks', minTasks, 1, Infinity),
  },
  {
    id: 'health-check-evaluation-periods',
    severity: 'error',
    why: 'A period is one minute, which is the shortest that Route 53 takes, and CloudWatch evaluates one day at most.',
    fix: 'Give evaluationPeriods a whole number of minutes from 1 to 1440.',
    link: PUT_METRIC_ALARM,
    broken: ({ evaluationPeriods }) => outside('evaluationPeriods', evaluationPeriods, 1, 1440),
  },
];

function isCalculated(healthCheck: IHealthCheck): boolean {
  const resource = healthCheck.node.defaultChild as CfnHealthCheck | undefined;
  return (resource?.healthCheckConfig as CfnHealthCheck.HealthCheckConfigProperty | undefined)?.type === 'CALCULATED';
}

export const calculatedCheckRules: ReadonlyArray<Rule<CalculatedChoice>> = [
  {
    id: 'health-check-children',
    severity: 'error',
    why: 'A calculated check counts 1 to 255 others.',
    fix: 'Give the checks of which enough must be healthy.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
    broken: ({ healthChecks: { length } }) => length === 0 || length > 255 ? [`There are ${length} health checks.`] : [],
  },
  {
    id: 'health-check-min-healthy',
    severity: 'error',
    why: 'With 0 Route 53 holds the check for healthy whatever happens, and with more than there are, for unhealthy.',
    fix: 'Give minHealthy a whole number from 1 to the number of health checks; 1 is "one of them".',
    link: CONFIG,
    broken: ({ minHealthy, healthChecks: { length } }) => length === 0 ? []
      : outside('minHealthy', minHealthy, 1, length).map((got) => got.replace(/\.$/, `, and there are ${length} health checks.`)),
  },
  {
    id: 'health-check-nested',
    severity: 'error',
    why: 'Route 53 does not let a calculated check count other calculated ones. Route53Check.healthyTargets() is one where deployments move traffic between two target groups.',
    fix: 'Give the checks that the calculated one counts, or one of Route53Check.runningTasks() or reportingTasks() instead of it.',
    link: VALUES,
    broken: ({ healthChecks }) => healthChecks.filter(isCalculated).map(({ node: { path } }) => `${path} is a calculated health check.`),
  },
];

export const routingControlRules: ReadonlyArray<Rule<RoutingControlChoice>> = [
  {
    id: 'health-check-routing-control',
    severity: 'error',
    why: 'A routing control of Application Recovery Controller has an ARN of its own, of a control panel. Route 53 refuses that of anything else.',
    fix: 'Give its ARN, such as arn:aws:route53-recovery-control::111122223333:controlpanel/0123456789abcdef/routingcontrol/abcdef0123456789.',
    link: 'https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.create-health-check.html',
    broken: ({ routingControlArn: arn }) => known(arn) && !/^arn:aws[a-z-]*:route53-recovery-control::\d{12}:controlpanel\/\w+\/routingcontrol\/\w+$/.test(arn)
      ? [`The ARN is "${arn}".`] : [],
  },
];
