import type { TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { Declared } from '../model/declared';
import type { Property } from '../model/property';

const DISCOVER = 'servicediscovery:DiscoverInstances';

/** The statements of all policies that a resource holds. */
function statementsOf({ resource, properties }: Declared): Property[] {
  const documents = resource.type === 'AWS::IAM::Role' || resource.type === 'AWS::IAM::User'
    ? properties.at('Policies').items.map((policy) => policy.at('PolicyDocument')) : [properties.at('PolicyDocument')];
  return documents.flatMap((document) => document.at('Statement').items);
}

function allows(statement: Property, action: string): boolean {
  return statement.at('Action').items.some(({ text }) => text !== undefined
    && new RegExp(`^${text.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'i').test(action));
}

/** Whether each resource is a namespace or a service of Cloud Map, by its ARN. */
function isScoped(statement: Property): boolean {
  const resources = statement.at('Resource');
  return resources.isWholeList && resources.items.length > 0 && resources.items.every(({ text, resource }) =>
    (text?.startsWith('arn:') && text.includes(':servicediscovery:')) || resource?.type.startsWith('AWS::ServiceDiscovery::'));
}

/** What clients of the API may do. */
export const permissionRules: readonly TemplateRule[] = [
  {
    id: 'discover-permission',
    severity: 'warning',
    why: 'AWS documents in one place that DiscoverInstances can be granted for a namespace or service, and in others that it cannot: where it cannot, clients get AccessDenied.',
    fix: 'Give Resource "*", and a Condition StringEquals with servicediscovery:NamespaceName and servicediscovery:ServiceName.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/security_iam_service-with-iam.html',
    broken: (facts) => facts.of('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::IAM::User').flatMap((holder) => statementsOf(holder)
      .filter((statement) => statement.at('Effect').text === 'Allow' && allows(statement, DISCOVER) && isScoped(statement))
      .map((statement) => brokenAt(holder, 'DiscoverInstances is granted for ARNs of Cloud Map only.', statement,
        statement.at('Resource').items.map(({ resource }) => resource)))),
  },
  {
    id: 'discover-permission-revision',
    severity: 'warning',
    why: 'A client that waits for changes asks DiscoverInstancesRevision, which costs little, before it asks DiscoverInstances: without the permission it is refused, and has to poll.',
    fix: 'Grant servicediscovery:DiscoverInstancesRevision beside it.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DiscoverInstancesRevision.html',
    broken: (facts) => facts.of('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::IAM::User').flatMap((holder) => {
      const statements = statementsOf(holder).filter((statement) => statement.at('Effect').text === 'Allow');
      const asks = statements.find((statement) => allows(statement, DISCOVER));
      const isKnown = statements.every((statement) => statement.at('Action').isWholeList && statement.at('Action').items.every(({ text }) => text !== undefined));
      return asks !== undefined && isKnown && !statements.some((statement) => allows(statement, `${DISCOVER}Revision`))
        ? [brokenAt(holder, 'DiscoverInstances is granted, and DiscoverInstancesRevision is not.', asks.at('Action'))] : [];
    }),
  },
];
