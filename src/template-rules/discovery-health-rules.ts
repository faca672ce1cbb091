import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';

const TYPES = ['HTTP', 'HTTPS', 'TCP'];
const MAX_PATH = 255;

/** A service of which Route 53 is to check the instances. */
interface Checked {
  readonly service: CloudMapServiceFacts;
  readonly check: Property;
}

function checkedIn({ cloudMapServices }: TemplateFacts): readonly Checked[] {
  return cloudMapServices.map((service) => ({ service, check: service.properties.at('HealthCheckConfig') })).filter(({ check }) => check.isThere);
}

/** @param reasonOf why it cannot have a check, as a sentence, and what takes part in that */
function refused(facts: TemplateFacts, reasonOf: (checked: Checked) => [got: string, beside: readonly Resource[]] | undefined): Broken[] {
  return brokenIn(facts.once(checkedIn), (checked) => {
    const reason = reasonOf(checked);
    return reason === undefined ? [] : [{ got: reason[0], at: checked.service.resource, property: checked.check, beside: reason[1] }];
  });
}

function isOutside(property: Property, min: number, max: number): boolean {
  const { text, number } = property;
  return text !== undefined && (number === undefined || !Number.isInteger(number) || number < min || number > max);
}

/** What is wrong with a check, as the end of a sentence about the service. */
function checkFault(check: Property): string | undefined {
  const [type, path, threshold] = ['Type', 'ResourcePath', 'FailureThreshold'].map((key) => check.at(key));
  return type.isAbsent ? 'has a HealthCheckConfig without a Type'
    : type.text !== undefined && !TYPES.includes(type.text) ? `has a HealthCheckConfig of the Type "${type.text}"`
      : type.text === 'TCP' && path.isThere && path.text !== '' ? 'has a HealthCheckConfig of the Type TCP with a ResourcePath'
        : path.text !== undefined && path.text.length > MAX_PATH ? `has a ResourcePath of ${path.text.length} characters`
          : path.text !== undefined && path.text !== '' && !path.text.startsWith('/') ? `has the ResourcePath "${path.text}"`
            : isOutside(threshold, 1, 10) ? `has a FailureThreshold of ${threshold.text}` : undefined;
}

function ofTasks(facts: TemplateFacts, { service }: Checked): [string, readonly Resource[]] | undefined {
  const registrants = facts.registrantsOf(service).map(({ resource }) => resource);
  return registrants.length === 0 || service.namespace?.kind === 'private DNS' ? undefined
    : [`${service.resource.logicalId} has a HealthCheckConfig, and ${registrants[0].logicalId} registers tasks in it.`, registrants];
}

function ignoredThresholds({ cloudMapServices }: TemplateFacts): Broken[] {
  return brokenIn(cloudMapServices, ({ resource, properties }) => {
    const property = properties.at('HealthCheckCustomConfig', 'FailureThreshold');
    return property.number === undefined || property.number === 1 ? []
      : [{ got: `${resource.logicalId} has a HealthCheckCustomConfig with a FailureThreshold of ${property.text}.`, at: resource, property }];
  });
}

export const discoveryHealthRules: readonly TemplateRule[] = [
  {
    id: 'health-checks-twice',
    severity: 'error',
    why: 'Either Route 53 checks the instances of a service (HealthCheckConfig), or somebody tells Cloud Map about them, such as ECS (HealthCheckCustomConfig): '
      + 'CreateService refuses both together.',
    fix: 'Leave HealthCheckConfig out for tasks of ECS; leave HealthCheckCustomConfig out for public addresses that Route 53 checks.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: (facts) => refused(facts, ({ service: { resource, properties } }) => properties.at('HealthCheckCustomConfig').isThere
      ? [`${resource.logicalId} has a HealthCheckConfig and a HealthCheckCustomConfig.`, []] : undefined),
  },
  {
    id: 'endpoint-check-in-private-namespace',
    severity: 'error',
    why: 'Cloud Map makes health checks in public DNS and HTTP namespaces only: the checkers of Route 53 are outside of the VPC, and CreateService refuses '
      + 'HealthCheckConfig in a private namespace.',
    fix: 'Set HealthCheckCustomConfig to { FailureThreshold: 1 } in place of HealthCheckConfig: ECS tells Cloud Map the health of its tasks.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html',
    broken: (facts) => refused(facts, ({ service: { resource, namespace } }) => namespace?.kind === 'private DNS'
      ? [`${resource.logicalId} has a HealthCheckConfig, and its namespace ${namespace.resource.logicalId} is private.`, [namespace.resource]] : undefined),
  },
  {
    id: 'health-check-of-tasks',
    severity: 'error',
    why: 'ECS registers the private addresses of tasks, in a public namespace too. The checkers of Route 53 are on the internet and take no private address, '
      + 'so that no task can be registered.',
    fix: 'Set HealthCheckCustomConfig to { FailureThreshold: 1 } in place of HealthCheckConfig: ECS tells Cloud Map the health of its tasks.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: (facts) => refused(facts, (checked) => ofTasks(facts, checked)),
  },
  {
    id: 'endpoint-check-of-target',
    severity: 'error',
    why: 'Cloud Map checks addresses: CreateService refuses HealthCheckConfig beside a CNAME record.',
    fix: 'Leave HealthCheckConfig out.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html',
    broken: (facts) => refused(facts, ({ service: { resource, recordTypes } }) => recordTypes.includes('CNAME')
      ? [`${resource.logicalId} has a HealthCheckConfig and a CNAME record.`, []] : undefined),
  },
  {
    id: 'endpoint-health-check',
    severity: 'error',
    why: 'A check of Cloud Map is of the Type HTTP, HTTPS or TCP, has a threshold from 1 to 10 and, unless it is TCP, a path of at most 255 characters that starts '
      + 'with "/". CreateService refuses anything else.',
    fix: 'Give HealthCheckConfig values such as { Type: HTTP, ResourcePath: /health, FailureThreshold: 3 }; with Type TCP no ResourcePath.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html',
    broken: (facts) => refused(facts, ({ service: { resource }, check }) => {
      const fault = checkFault(check);
      return fault === undefined ? undefined : [`${resource.logicalId} ${fault}.`, []];
    }),
  },
  {
    id: 'custom-failure-threshold',
    severity: 'warning',
    why: 'Cloud Map ignores the FailureThreshold of HealthCheckCustomConfig: it is always 1, which is 30 seconds.',
    fix: 'Set FailureThreshold to 1, and expect no other.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckCustomConfig.html',
    broken: ignoredThresholds,
  },
];
