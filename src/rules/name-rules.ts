import type { DiscoveryFacts } from '../plan/discovery-facts';
import type { NamespaceFacts } from '../plan/namespace-facts';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const LABEL = '([a-zA-Z0-9_][a-zA-Z0-9-_]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9])';
/** https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html */
export const SERVICE_NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$|^\\.$`);

const CREATE_SERVICE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html';

/** How long an instance ID that ECS gives can be, with the dot behind it: the host of an SRV answer starts with it. */
export const INSTANCE_LABEL = 37;

/** What is known of a name without knowing what is behind it. */
export type NameFacts = Pick<DiscoveryFacts, 'discoveryName' | 'recordTypes'> & { readonly cloudMapNamespace: Pick<NamespaceFacts, 'name'> };

/** The names that a service is found by. */
export const nameRules: ReadonlyArray<Rule<NameFacts>> = [
  {
    id: 'discovery-name',
    severity: 'error',
    why: 'A Cloud Map service name has 1 to 127 characters: labels of letters, digits, "_" and "-" between dots, each 1 to 63 characters long '
      + 'and neither starting nor ending with "-". CreateService refuses anything else.',
    fix: 'Set discoveryName to a name such as "backend" or "orders.backend".',
    link: CREATE_SERVICE,
    broken: ({ discoveryName }) => known(discoveryName) && (discoveryName.length > 127 || !SERVICE_NAME.test(discoveryName))
      ? [`The discovery name is "${discoveryName}".`] : [],
  },
  {
    id: 'discovery-name-length',
    severity: 'error',
    why: 'Route 53 takes names of at most 255 characters. The name of a host behind an SRV record starts with the ID of its task, 37 characters more. '
      + 'ECS could not register a task, and none would get past ACTIVATING.',
    fix: 'Shorten discoveryName or the name of the namespace.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html',
    broken: ({ discoveryName, cloudMapNamespace: { name }, recordTypes }) => {
      // What is found through the API only has no name in DNS.
      if (!known(discoveryName) || !known(name) || recordTypes.length === 0) {
        return [];
      }
      const host = discoveryName === '.' ? name : `${discoveryName}.${name}`;
      const length = host.length + (recordTypes.includes('SRV') ? INSTANCE_LABEL : 0);
      return length > 255 ? [`"${host}" comes to ${length} characters.`] : [];
    },
  },
];
