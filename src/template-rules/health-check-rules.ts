import { judgeChecks } from './health-check-fault';
import type { TemplateRule } from './template-rule';
import type { Property } from '../model/property';

const CONFIG = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

const TYPES = ['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP', 'CALCULATED', 'CLOUDWATCH_METRIC', 'RECOVERY_CONTROL'];
const CHECKER_REGIONS = ['us-east-1', 'us-west-1', 'us-west-2', 'eu-west-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'sa-east-1'];
const LEAST_REGIONS = 3;
const LONGEST_TEXT = 255;

/** What only checks of some types have. */
const FIELDS: ReadonlyArray<readonly [field: string, isOf: (type: string) => boolean]> = [
  ['IPAddress', isEndpoint], ['Port', isEndpoint], ['FullyQualifiedDomainName', isEndpoint],
  ['RequestInterval', (type) => type !== 'RECOVERY_CONTROL'], ['FailureThreshold', (type) => type !== 'RECOVERY_CONTROL'], ['ResourcePath', (type) => type.startsWith('HTTP')], ['SearchString', (type) => type.endsWith('_STR_MATCH')],
  ['AlarmIdentifier', (type) => type === 'CLOUDWATCH_METRIC'],
  ['ChildHealthChecks', (type) => type === 'CALCULATED'], ['HealthThreshold', (type) => type === 'CALCULATED'],
  ['RoutingControlArn', (type) => type === 'RECOVERY_CONTROL'],
];

function isEndpoint(type: string): boolean {
  return /^(HTTP|TCP)/.test(type);
}

function outside(property: Property, name: string, least: number, most: number): string[] {
  const { number } = property;
  return number !== undefined && !(Number.isInteger(number) && number >= least && number <= most) ? [`${name} is ${number}.`] : [];
}

function regionFaults(regions: Property): string[] {
  const names = regions.items.flatMap(({ text }) => text ?? []);
  const foreign = names.filter((name) => !CHECKER_REGIONS.includes(name));
  const isFew = regions.isThere && regions.isWholeList && names.length === regions.items.length && new Set(names).size < LEAST_REGIONS;
  return [...foreign.map((name) => `No checker is in "${name}".`), ...isFew ? [`Regions has ${new Set(names).size} of them.`] : []];
}

export const healthCheckRules: readonly TemplateRule[] = [
  {
    id: 'health-check-type',
    severity: 'error',
    why: `A health check is of one type: ${TYPES.join(', ')}. Route 53 refuses any other.`,
    fix: 'Give HealthCheckConfig one of these as Type.',
    link: CONFIG,
    broken: judgeChecks('Type', ({ config, type }) => config.isThere && config.at('Type').isAbsent ? ['There is no Type.']
      : type !== undefined && !TYPES.includes(type) ? [`The Type is "${type}".`] : []),
  },
  {
    id: 'health-check-fields',
    severity: 'error',
    why: 'What is asked of an endpoint, of an alarm and of other checks are different things: Route 53 refuses a health check with properties of another type.',
    fix: 'Take the property out of HealthCheckConfig, or give the Type that it belongs to.',
    link: CONFIG,
    broken: (facts) => FIELDS.flatMap(([field, isOf]) => judgeChecks(field, ({ config, type }) =>
      type !== undefined && TYPES.includes(type) && !isOf(type) && config.at(field).isThere ? [`The Type is ${type}, and ${field} is given.`] : [])(facts)),
  },
  {
    id: 'health-check-target',
    severity: 'error',
    why: 'The checkers ask an address or a name: Route 53 refuses a check with neither.',
    fix: 'Give HealthCheckConfig a FullyQualifiedDomainName, such as the DNSName of an internet-facing load balancer, or an IPAddress.',
    link: CONFIG,
    broken: judgeChecks('FullyQualifiedDomainName', ({ host }) => host?.isAbsent ? ['There is neither an IPAddress nor a FullyQualifiedDomainName.'] : []),
  },
  {
    id: 'health-check-port',
    severity: 'error',
    why: 'An endpoint listens on a whole port number from 1 to 65535. Route 53 refuses any other, and a TCP check without a port.',
    fix: 'Give HealthCheckConfig the Port that clients call, such as 443.',
    link: CONFIG,
    broken: judgeChecks('Port', ({ config, type }) => type === 'TCP' && config.at('Port').isAbsent ? ['The Type is TCP, and there is no Port.']
      : outside(config.at('Port'), 'Port', 1, 65535)),
  },
  {
    id: 'health-check-path',
    severity: 'error',
    why: 'Route 53 takes a path of at most 255 characters.',
    fix: 'Give a ResourcePath such as "/health".',
    link: CONFIG,
    broken: judgeChecks('ResourcePath', ({ config }) => {
      const { length } = config.at('ResourcePath').text ?? '';
      return length > LONGEST_TEXT ? [`ResourcePath has ${length} characters.`] : [];
    }),
  },
  {
    id: 'health-check-search-string',
    severity: 'error',
    why: 'A check of type HTTP_STR_MATCH or HTTPS_STR_MATCH looks for a text of 1 to 255 characters.',
    fix: 'Give SearchString a short text that only a good answer has, or take _STR_MATCH out of the Type.',
    link: CONFIG,
    broken: judgeChecks('SearchString', ({ config, type }) => {
      const text = config.at('SearchString');
      return type?.endsWith('_STR_MATCH') && text.isAbsent ? [`The Type is ${type}, and there is no SearchString.`]
        : text.text !== undefined && (text.text.length === 0 || text.text.length > LONGEST_TEXT) ? [`SearchString has ${text.text.length} characters.`] : [];
    }),
  },
  {
    id: 'health-check-interval',
    severity: 'error',
    why: 'Each checker asks every 10 or every 30 seconds. The API refuses anything between, though the schema of CloudFormation takes it.',
    fix: 'Give RequestInterval 10 or 30.',
    link: CONFIG,
    broken: judgeChecks('RequestInterval', ({ config }) => {
      const { number } = config.at('RequestInterval');
      return number !== undefined && number !== 10 && number !== 30 ? [`RequestInterval is ${number}.`] : [];
    }),
  },
  {
    id: 'health-check-failure-threshold',
    severity: 'error',
    why: 'A checker changes its mind after 1 to 10 checks in a row. Route 53 refuses any other number.',
    fix: 'Give FailureThreshold a whole number such as 3.',
    link: CONFIG,
    broken: judgeChecks('FailureThreshold', ({ config }) => outside(config.at('FailureThreshold'), 'FailureThreshold', 1, 10)),
  },
  {
    id: 'health-check-regions',
    severity: 'error',
    why: `Route 53 checks from at least three of ${CHECKER_REGIONS.join(', ')}.`,
    fix: 'Give Regions three or more of them, or leave it out for all.',
    link: CONFIG,
    broken: judgeChecks('Regions', ({ config }) => regionFaults(config.at('Regions'))),
  },
  {
    id: 'health-check-sni',
    severity: 'warning',
    why: 'Without SNI the checkers do not say which host they mean when they open TLS. An endpoint that has certificates for several names, or none without a name, ends the connection, and is '
      + 'unhealthy.',
    fix: 'Set EnableSNI to true.',
    link: CONFIG,
    broken: judgeChecks('EnableSNI', ({ config, asks }) => asks === 'HTTPS' && config.at('EnableSNI').flag === false && config.at('FullyQualifiedDomainName').isThere
      ? ['The check asks a name by HTTPS, and EnableSNI is false.'] : []),
  },
];
