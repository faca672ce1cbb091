import type { Broken, TemplateRule } from './template-rule';
import type { AllowingStatement } from '../model/discovery-statements';
import { allowingStatementsIn, allows, covers } from '../model/discovery-statements';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';

const DISCOVER = 'servicediscovery:DiscoverInstances';
const REVISION = 'servicediscovery:DiscoverInstancesRevision';

/** What people take for the prefix of Cloud Map's actions. IAM refuses a policy with a prefix that is none. */
const WRONG_PREFIX = /^(cloudmap|cloud-map|service-discovery):/i;
const DISCOVERY_ACTION = /^servicediscovery:discover/i;

/** Keys of other actions of Cloud Map: these two know the names only. */
const FOREIGN_KEY = /^servicediscovery:(ServiceArn|NamespaceArn|ServiceCreatedByAccount)$/i;

/** @param faultOf what is wrong with a statement, as the end of a sentence about its resource, and where */
function wrong(facts: TemplateFacts, faultOf: (statement: AllowingStatement) => [fault: string, property: Property] | undefined): Broken[] {
  return facts.once(allowingStatementsIn).flatMap((statement) => {
    const [fault, property] = faultOf(statement) ?? [];
    return fault === undefined ? [] : [{ got: `${statement.declared.resource.logicalId} ${fault}.`, at: statement.declared.resource, property }];
  });
}

function wrongAction({ actions, statement }: AllowingStatement): [string, Property] | undefined {
  const action = actions.find((candidate) => WRONG_PREFIX.test(candidate)
    || (DISCOVERY_ACTION.test(candidate) && ![DISCOVER, REVISION].some((real) => covers(candidate, real))));
  return action === undefined ? undefined : [`allows ${action}`, statement.at('Action')];
}

/** What surely is one namespace or service, or all of an account. */
function isArn({ text, identity, resource }: Property): boolean {
  return text === undefined
    ? resource?.type.startsWith('AWS::ServiceDiscovery::') ?? identity?.includes(':servicediscovery:') ?? false
    : text.includes(':servicediscovery:');
}

/** Whether the resource allows to discover whatever there is, in another statement. */
function discoverersOfAll(facts: TemplateFacts): ReadonlySet<unknown> {
  return new Set(facts.once(allowingStatementsIn)
    .filter((statement) => allows(statement, DISCOVER) && statement.statement.at('Resource').items.some(({ text }) => text === '*'))
    .map(({ declared }) => declared.resource));
}

function scopedByArn(facts: TemplateFacts, allowing: AllowingStatement): [string, Property] | undefined {
  const { declared, statement } = allowing;
  const resources = statement.at('Resource');
  const scopes = resources.isUnknown ? [resources] : resources.items;
  const isScoped = scopes.length > 0 && scopes.every(isArn);
  return allows(allowing, DISCOVER) && isScoped && !facts.once(discoverersOfAll).has(declared.resource)
    ? [`allows ${DISCOVER} on the ARNs of namespaces or services only`, resources] : undefined;
}

function foreignKey(allowing: AllowingStatement): [string, Property] | undefined {
  const condition = allowing.statement.at('Condition');
  const places = condition.keys.flatMap((operator) => /IfExists$/i.test(operator) ? []
    : condition.at(operator).keys.filter((name) => FOREIGN_KEY.test(name)).map((name) => condition.at(operator, name)));
  return allows(allowing, DISCOVER) && places.length > 0 ? [`allows ${DISCOVER} under a condition on another thing than names`, places[0]] : undefined;
}

function withoutRevision(facts: TemplateFacts): Broken[] {
  const statements = facts.once(allowingStatementsIn);
  const complete = new Set(statements.filter((statement) => allows(statement, REVISION)).map(({ declared }) => declared.resource));
  return wrong(facts, (statement) => allows(statement, DISCOVER) && !complete.has(statement.declared.resource)
    ? [`allows ${DISCOVER} without ${REVISION}`, statement.statement.at('Action')] : undefined);
}

export const discoveryPermissionRules: readonly TemplateRule[] = [
  {
    id: 'discover-action',
    severity: 'error',
    why: 'Clients that ask the API of Cloud Map call DiscoverInstances. IAM refuses a policy whose service prefix does not exist, and an action that does not exist '
      + 'allows nothing.',
    fix: `Allow ${DISCOVER} and ${REVISION}.`,
    link: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudmap.html',
    broken: (facts) => wrong(facts, wrongAction),
  },
  {
    id: 'discover-by-arn',
    severity: 'warning',
    why: 'DiscoverInstances asks by names, and AWS has documented that it cannot be scoped to the ARN of a namespace or a service: calls may be denied.',
    fix: 'Set Resource to "*", and scope the statement by Condition: StringEquals on servicediscovery:NamespaceName and servicediscovery:ServiceName.',
    link: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudmap.html',
    broken: (facts) => wrong(facts, (statement) => scopedByArn(facts, statement)),
  },
  {
    id: 'discover-condition',
    severity: 'warning',
    why: 'A call of DiscoverInstances has the condition keys NamespaceName and ServiceName. A condition on a key that it does not have is never met: calls are denied.',
    fix: 'Set Condition to StringEquals on servicediscovery:NamespaceName and servicediscovery:ServiceName.',
    link: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudmap.html',
    broken: (facts) => wrong(facts, foreignKey),
  },
  {
    id: 'discover-without-revision',
    severity: 'warning',
    why: 'Clients that poll ask for the revision first (DiscoverInstancesRevision), which they may do more often, and for the instances when it has changed. '
      + 'AWS allows both together in its policy AWSCloudMapDiscoverInstanceAccess.',
    fix: `Allow ${REVISION} too.`,
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DiscoverInstancesRevision.html',
    broken: withoutRevision,
  },
];
