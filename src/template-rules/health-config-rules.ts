import { eachService } from './cloud-map-service-rules';
import type { TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { Property } from '../model/property';

const HEALTH_CHECK = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html';
const TYPES = ['HTTP', 'HTTPS', 'TCP'];

const checkOf = ({ properties }: CloudMapServiceFacts) => properties.at('HealthCheckConfig');

/** One sentence where a known value is not a whole number within the limits. */
function outside(property: Property, least: number, most: number): boolean {
  const { text, number } = property;
  return text !== undefined && !(number !== undefined && Number.isInteger(number) && number >= least && number <= most);
}

/** What the check itself is asked to be, each with where it stands. */
function checkFaults(check: Property): Array<readonly [got: string, at: Property]> {
  const [type, path, threshold] = [check.at('Type'), check.at('ResourcePath'), check.at('FailureThreshold')];
  return [
    ...type.isAbsent ? [['The check has no Type.', type] as const] : [],
    ...type.text !== undefined && !TYPES.includes(type.text) ? [[`Type is "${type.text}".`, type] as const] : [],
    ...type.text === 'TCP' && path.isThere ? [['Type is TCP, and there is a ResourcePath.', path] as const] : [],
    ...path.text !== undefined && (!path.text.startsWith('/') || path.text.length > 255) ? [[`ResourcePath is "${path.text}".`, path] as const] : [],
    ...outside(threshold, 1, 10) ? [[`FailureThreshold is ${threshold.text}.`, threshold] as const] : [],
  ];
}

/** Who says what is healthy, in Cloud Map services. */
export const healthConfigRules: readonly TemplateRule[] = [
  {
    id: 'health-configs',
    severity: 'error',
    why: 'Either Route 53 checks the instances or somebody tells Cloud Map how they are: CreateService refuses both.',
    fix: 'Keep HealthCheckCustomConfig for tasks of ECS, and HealthCheckConfig for public addresses that are registered by hand.',
    link: HEALTH_CHECK,
    broken: eachService((service) => checkOf(service).isThere && service.properties.at('HealthCheckCustomConfig').isThere
      ? [brokenAt(service, 'There are HealthCheckConfig and HealthCheckCustomConfig.', checkOf(service))] : []),
  },
  {
    id: 'endpoint-check-in-private-namespace',
    severity: 'error',
    why: 'Cloud Map makes health checks in public DNS and HTTP namespaces only: the checkers of Route 53 are outside of the VPC, and CreateService refuses HealthCheckConfig in a '
      + 'private namespace.',
    fix: 'Use HealthCheckCustomConfig, which has ECS report the health of its tasks.',
    link: HEALTH_CHECK,
    broken: eachService((service) => checkOf(service).isThere && service.namespace?.kind === 'private DNS'
      ? [brokenAt(service, 'There is HealthCheckConfig, and the namespace is a private one.', checkOf(service), [service.namespace.resource])] : []),
  },
  {
    id: 'endpoint-check-of-tasks',
    severity: 'error',
    why: 'ECS registers the private addresses of tasks, also in a public namespace, and the checkers of Route 53 refuse private addresses: no task gets registered.',
    fix: 'Use HealthCheckCustomConfig. What is public is checked at a load balancer, by an AWS::Route53::HealthCheck.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: eachService((service, facts) => {
      const registrants = facts.registrantsOf(service);
      return checkOf(service).isThere && registrants.length > 0 && service.namespace?.kind !== 'private DNS'
        ? [brokenAt(service, 'There is HealthCheckConfig, and the tasks of an ECS service are registered.', checkOf(service), registrants.map(({ resource }) => resource))] : [];
    }),
  },
  {
    id: 'endpoint-check-of-target',
    severity: 'error',
    why: 'Cloud Map checks addresses, and refuses a check with a CNAME.',
    fix: 'Leave HealthCheckConfig out, or register addresses.',
    link: HEALTH_CHECK,
    broken: eachService((service) => checkOf(service).isThere && service.recordTypes.includes('CNAME')
      ? [brokenAt(service, 'There is HealthCheckConfig, and the record is a CNAME.', checkOf(service))] : []),
  },
  {
    id: 'endpoint-health-check',
    severity: 'error',
    why: 'A check of Cloud Map has the type HTTP, HTTPS or TCP, a path of at most 255 characters that begins with "/" (none for TCP), and ends an instance after 1 to 10 failures: '
      + 'CreateService refuses anything else.',
    fix: 'Change HealthCheckConfig to what is named above.',
    link: HEALTH_CHECK,
    broken: eachService((service) => checkOf(service).isThere ? checkFaults(checkOf(service)).map(([got, at]) => brokenAt(service, got, at)) : []),
  },
  {
    id: 'custom-failure-threshold',
    severity: 'warning',
    why: 'AWS documents that this threshold is not supported any more, and is always 1: one failed check of a container is enough.',
    fix: 'Give FailureThreshold: 1, and the container\'s own HealthCheck more Retries.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckCustomConfig.html',
    broken: eachService((service) => {
      const threshold = service.properties.at('HealthCheckCustomConfig', 'FailureThreshold');
      return threshold.number !== undefined && threshold.number !== 1 ? [brokenAt(service, `FailureThreshold is ${threshold.number}.`, threshold)] : [];
    }),
  },
];
