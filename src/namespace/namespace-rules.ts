import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { isTtl } from '../shared/seconds';

/** What a private DNS namespace is asked to be. */
export interface PrivateDnsSettings {
  readonly name: string;
  readonly negativeCacheTtlSeconds?: number;
}

/** What is known of a namespace that was made elsewhere. */
export interface NamespaceAttributes {
  readonly type: string;
  readonly name?: string;
  readonly id?: string;
  readonly arn?: string;
}

const PRIVATE_NAME = /^(?!arn:)[!-~]{1,253}$/;
const NAMESPACE_ID = /^ns-[a-z0-9]+$/;
const NAMESPACE_ARN = /^arn:[^:]+:servicediscovery:[^:]+:\d{12}:namespace\/ns-[a-z0-9]+$/;

function nameFaults({ name }: PrivateDnsSettings): string[] {
  if (!known(name)) {
    return [];
  }
  if (!PRIVATE_NAME.test(name)) {
    return [`The namespace name is "${name}".`];
  }
  return name.split('.')
    .filter((label) => label.length === 0 || label.length > 63)
    .map((label) => `The namespace name "${name}" has a label of ${label.length} characters.`);
}

export const privateDnsRules: ReadonlyArray<Rule<PrivateDnsSettings>> = [
  {
    id: 'namespace-name',
    severity: 'error',
    why: 'A private DNS namespace is named by 1 to 253 printable ASCII characters without spaces, it does not start with "arn:", '
      + 'and each label between dots has 1 to 63 characters. Otherwise CreatePrivateDnsNamespace, or the hosted zone that it makes, fails.',
    fix: 'Give a domain name such as "ecs-internal" or "services.internal".',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html',
    broken: nameFaults,
  },
  {
    id: 'negative-cache-ttl',
    severity: 'error',
    why: 'The TTL of the namespace\'s SOA record is a whole number of seconds from 0 to 2147483647; CloudFormation refuses anything else.',
    fix: 'Give a duration in whole seconds, such as Duration.seconds(15).',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_SOA.html',
    broken: ({ negativeCacheTtlSeconds: ttl }) =>
      known(ttl) && !isTtl(ttl) ? [`negativeCacheTtl is ${ttl} seconds.`] : [],
  },
];

export const namespaceAttributeRules: ReadonlyArray<Rule<NamespaceAttributes>> = [
  {
    id: 'namespace-identity',
    severity: 'error',
    why: 'A Cloud Map service is created in a namespace by the namespace\'s ID (ns-…). CloudFormation cannot look an ID up by name.',
    fix: 'Give id ("ns-…") or arn ("arn:aws:servicediscovery:<region>:<account>:namespace/ns-…"), as the AWS console or '
      + '"aws servicediscovery list-namespaces" shows them; where both are given, they name the same namespace.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: identityFaults,
  },
];

function identityFaults({ id, arn }: NamespaceAttributes): string[] {
  if (id === undefined && arn === undefined) {
    return ['Neither id nor arn is given.'];
  }
  const faults: string[] = [];
  if (known(id) && !NAMESPACE_ID.test(id)) {
    faults.push(`id is "${id}".`);
  }
  if (known(arn) && !NAMESPACE_ARN.test(arn)) {
    faults.push(`arn is "${arn}".`);
  }
  if (faults.length === 0 && known(id) && known(arn) && !arn.endsWith(`/${id}`)) {
    faults.push(`id is "${id}", but arn is "${arn}".`);
  }
  return faults;
}
