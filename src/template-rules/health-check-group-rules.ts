import type { Fault } from './health-check-fault';
import { judgeChecks } from './health-check-fault';
import type { TemplateRule } from './template-rule';
import type { HealthCheckFacts } from '../model/health-check-facts';
import type { TemplateFacts } from '../model/template-facts';

const CONFIG = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';
const MOST_CHILDREN = 255;
const ROUTING_CONTROL = /^arn:aws[a-z-]*:route53-recovery-control::\d{12}:controlpanel\/\w+\/routingcontrol\/\w+$/;

function childrenFaults({ type, config }: HealthCheckFacts): Fault[] {
  const children = config.at('ChildHealthChecks');
  const { items: { length }, isWholeList } = children;
  return type === 'CALCULATED' && (length > MOST_CHILDREN || (isWholeList && length === 0)) ? [`There are ${length} child health checks.`] : [];
}

function thresholdFaults({ type, config }: HealthCheckFacts): Fault[] {
  const children = config.at('ChildHealthChecks');
  const { number } = config.at('HealthThreshold');
  const { length } = children.items;
  return type !== 'CALCULATED' || number === undefined || length === 0 ? []
    : number < 1 ? [`HealthThreshold is ${number}.`]
      : children.isWholeList && number > length ? [`HealthThreshold is ${number}, and there are ${length} child health checks.`] : [];
}

/** The children that cannot be counted: the check itself, and other calculated ones. */
function nestedFaults({ type, config, resource }: HealthCheckFacts, facts: TemplateFacts): Fault[] {
  const children = type === 'CALCULATED' ? config.at('ChildHealthChecks').items.flatMap((child) => child.resource ?? []) : [];
  return children.flatMap((child): Fault[] => child === resource ? ['The check is a child of itself.']
    : facts.as(child).properties.at('HealthCheckConfig', 'Type').text === 'CALCULATED' ? [[`${child.logicalId} is a calculated health check.`, child]] : []);
}

export const healthCheckGroupRules: readonly TemplateRule[] = [
  {
    id: 'health-check-children',
    severity: 'error',
    why: 'A calculated check counts 1 to 255 others.',
    fix: 'Give ChildHealthChecks the checks of which enough must be healthy.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
    broken: judgeChecks('ChildHealthChecks', childrenFaults),
  },
  {
    id: 'health-check-min-healthy',
    severity: 'error',
    why: 'With 0 Route 53 holds the check for healthy whatever happens, and with more than there are, for unhealthy.',
    fix: 'Give HealthThreshold a whole number from 1 to the number of ChildHealthChecks; 1 is "one of them".',
    link: CONFIG,
    broken: judgeChecks('HealthThreshold', thresholdFaults),
  },
  {
    id: 'health-check-nested',
    severity: 'error',
    why: 'Route 53 does not let a calculated check count other calculated ones, or itself.',
    fix: 'Give ChildHealthChecks the checks that the calculated one counts.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html',
    broken: judgeChecks('ChildHealthChecks', nestedFaults),
  },
  {
    id: 'health-check-routing-control',
    severity: 'error',
    why: 'A check of type RECOVERY_CONTROL names a routing control of Application Recovery Controller, by its ARN, which is one of a control panel. Route 53 refuses that of anything else.',
    fix: 'Give RoutingControlArn the ARN of the routing control, such as '
      + 'arn:aws:route53-recovery-control::111122223333:controlpanel/0123456789abcdef/routingcontrol/abcdef0123456789.',
    link: 'https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.create-health-check.html',
    broken: judgeChecks('RoutingControlArn', ({ type, config }): Fault[] => {
      const arn = config.at('RoutingControlArn');
      return type === 'RECOVERY_CONTROL' && arn.isAbsent ? ['There is no RoutingControlArn.']
        : arn.text !== undefined && !ROUTING_CONTROL.test(arn.text) ? [`RoutingControlArn is "${arn.text}".`] : [];
    }),
  },
];
