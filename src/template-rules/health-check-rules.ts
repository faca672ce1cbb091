import type { Broken, TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { Case } from './twin';
import { twin } from './twin';
import type { HealthCheckFacts } from '../model/health-check-facts';
import { healthChecksIn } from '../model/health-check-facts';
import type { TemplateFacts } from '../model/template-facts';
import { endpointCheckRules } from '../route53-check/endpoint-check-rules';
import type { Rule } from '../shared/rule';

const CONFIG = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';
const TYPES = ['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP', 'CALCULATED', 'CLOUDWATCH_METRIC', 'RECOVERY_CONTROL'];

/** The numbers and texts of a check that asks an endpoint. */
interface EndpointSettings {
  readonly port?: number;
  readonly path?: string;
  readonly searchString?: string;
  readonly requestIntervalSeconds?: number;
  readonly failureThreshold?: number;
  readonly regions?: readonly string[];
}

const SETTINGS = endpointCheckRules as unknown as ReadonlyArray<Rule<EndpointSettings>>;

function settings(facts: TemplateFacts): Array<Case<EndpointSettings>> {
  return facts.once(healthChecksIn).map(({ resource, config }) => {
    const regions = config.at('Regions');
    const areKnown = regions.isThere && regions.isWholeList && regions.items.every(({ text }) => text !== undefined);
    return {
      facts: {
        port: config.at('Port').number,
        path: config.at('ResourcePath').text,
        searchString: config.at('SearchString').text,
        requestIntervalSeconds: config.at('RequestInterval').number,
        failureThreshold: config.at('FailureThreshold').number,
        regions: areKnown ? regions.items.map(({ text }) => text!) : undefined,
      },
      at: resource,
      property: config,
    };
  });
}

const inChecks = (id: string, fix: string) => twin(SETTINGS, { id, fix, cases: settings });

export function eachCheck(faultsOf: (check: HealthCheckFacts, facts: TemplateFacts) => readonly string[]): TemplateRule['broken'] {
  return (facts) => facts.once(healthChecksIn).flatMap((check) => faultsOf(check, facts).map((got): Broken => brokenAt(check, got, check.config)));
}

const lacking = ({ config, type }: HealthCheckFacts, ...names: readonly string[]) =>
  names.filter((name) => config.at(name).isAbsent).map((name) => `Type is ${type}, and there is no ${name}.`);

const besides = ({ config, type }: HealthCheckFacts, ...names: readonly string[]) =>
  names.filter((name) => config.at(name).isThere).map((name) => `Type is ${type}, and there is ${name}.`);

/** What each type must have, and what it cannot have. */
function typeFaults(check: HealthCheckFacts): string[] {
  const { config, type } = check;
  if (config.isAbsent || (config.at('Type').isAbsent && config.isThere)) {
    return [config.isAbsent ? 'There is no HealthCheckConfig.' : 'There is no Type.'];
  }
  switch (type) {
    case undefined: return [];
    case 'HTTP':
    case 'HTTPS': return [...targetFaults(check), ...besides(check, 'SearchString')];
    case 'HTTP_STR_MATCH':
    case 'HTTPS_STR_MATCH': return [...targetFaults(check), ...lacking(check, 'SearchString')];
    case 'TCP': return [...targetFaults(check), ...lacking(check, 'Port'), ...besides(check, 'ResourcePath', 'SearchString')];
    case 'CLOUDWATCH_METRIC': return [
      ...lacking(check, 'AlarmIdentifier'), ...besides(check, 'Port', 'ResourcePath', 'FullyQualifiedDomainName', 'IPAddress', 'SearchString', 'Regions', 'RequestInterval'),
    ];
    case 'CALCULATED': return besides(check, 'Port', 'ResourcePath', 'FullyQualifiedDomainName', 'IPAddress', 'SearchString', 'Regions', 'RequestInterval');
    case 'RECOVERY_CONTROL': return [...lacking(check, 'RoutingControlArn'), ...besides(check, 'RequestInterval', 'FailureThreshold', 'Port', 'ResourcePath', 'IPAddress')];
    default: return TYPES.includes(type) ? [] : [`Type is "${type}".`];
  }
}

function targetFaults({ config, type }: HealthCheckFacts): string[] {
  return config.at('IPAddress').isAbsent && config.at('FullyQualifiedDomainName').isAbsent
    ? [`Type is ${type}, and there is neither FullyQualifiedDomainName nor IPAddress.`] : [];
}

function childFaults(check: HealthCheckFacts, facts: TemplateFacts): string[] {
  const { config, type, resource } = check;
  const [children, threshold] = [config.at('ChildHealthChecks'), config.at('HealthThreshold')];
  if (type !== 'CALCULATED' || !children.isWholeList) {
    return [];
  }
  const count = children.items.length;
  const others = children.items.map((child) => child.resource).filter((child) => child !== undefined);
  const calculated = others.filter((child) => child !== resource && facts.as(child).properties.at('HealthCheckConfig', 'Type').text === 'CALCULATED');
  return [
    ...count === 0 ? ['There are no ChildHealthChecks.'] : count > 255 ? [`There are ${count} ChildHealthChecks.`] : [],
    ...threshold.number === 0 ? ['HealthThreshold is 0.'] : [],
    ...threshold.number !== undefined && count > 0 && threshold.number > count ? [`HealthThreshold is ${threshold.number}, and there are ${count} ChildHealthChecks.`] : [],
    ...others.includes(resource) ? ['The check is a child of itself.'] : [],
    ...calculated.map((child) => `${child.logicalId} is a calculated check, too.`),
  ];
}

/** What Route 53 health checks are asked to be. */
export const healthCheckRules: readonly TemplateRule[] = [
  inChecks('health-check-port', 'Give Port a number from 1 to 65535.'),
  inChecks('health-check-path', 'Give ResourcePath at most 255 characters, such as "/health".'),
  inChecks('health-check-search-string', 'Give SearchString 1 to 255 characters.'),
  inChecks('health-check-interval', 'Give RequestInterval 10 or 30.'),
  inChecks('health-check-failure-threshold', 'Give FailureThreshold a whole number from 1 to 10.'),
  inChecks('health-check-regions', 'Give three or more of these Regions, or leave Regions out for all.'),
  {
    id: 'health-check-type',
    severity: 'error',
    why: 'Each type of check takes some properties and needs others: Route 53 refuses the check.',
    fix: 'Leave out, or add, what is named above.',
    link: CONFIG,
    broken: eachCheck(typeFaults),
  },
  {
    id: 'health-check-child-checks',
    severity: 'error',
    why: 'A calculated check counts 1 to 255 checks that are not calculated themselves. With a HealthThreshold of 0 it is always healthy, and with more than there are, never.',
    fix: 'Give ChildHealthChecks the checks that are to be counted, and HealthThreshold a number from 1 to theirs.',
    link: CONFIG,
    broken: eachCheck(childFaults),
  },
  {
    id: 'health-check-sni',
    severity: 'warning',
    why: 'Without SNI the checkers do not say which name they mean in the TLS handshake: most load balancers and servers of several names then end it.',
    fix: 'Leave EnableSNI out, or give true.',
    link: CONFIG,
    broken: eachCheck(({ config, type }) => type?.startsWith('HTTPS') && config.at('EnableSNI').flag === false ? [`Type is ${type}, and EnableSNI is false.`] : []),
  },
];
