import { known } from '../shared/known';
import type { Rule, SpecialCase } from '../shared/rule';
import { isToken } from '../shared/tokens';
import { isTtl } from '../shared/ttl';

/** What a namespace is asked to be. */
export interface NamespaceSettings {
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

export const PRIVATE_NAME = /^(?!arn:)[!-~]{1,253}$/;
export const HTTP_NAME = /^(?!arn:)[!-~]{1,1024}$/;
const NAMESPACE_ID = /^ns-[a-z0-9]+$/;
const NAMESPACE_ARN = /^arn:[^:]+:servicediscovery:[^:]+:\d{12}:namespace\/ns-[a-z0-9]+$/;

function nameFaults({ name }: NamespaceSettings): Array<string | SpecialCase> {
  if (!known(name)) {
    return [];
  }
  if (!PRIVATE_NAME.test(name)) {
    return [`The namespace name is "${name}".`];
  }
  if (/[^.]\.$/.test(name)) {
    const without = name.replace(/\.+$/, '');
    return [{ got: `The namespace name "${name}" ends with a dot.`, fix: `Leave the dot away: "${without}".` }];
  }
  return name.split('.')
    .filter((label) => label.length === 0 || label.length > 63)
    .map((label) => `The namespace name "${name}" has a label of ${label.length} characters.`);
}

export const negativeCacheTtlRule: Rule<Pick<NamespaceSettings, 'negativeCacheTtlSeconds'>> = {
  id: 'negative-cache-ttl',
  severity: 'error',
  why: 'The TTL of the namespace\'s SOA record is a whole number of seconds from 0 to 2147483647; CloudFormation refuses anything else.',
  fix: 'Give a duration in whole seconds, such as Duration.seconds(15).',
  link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_SOA.html',
  broken: ({ negativeCacheTtlSeconds: ttl }) =>
    known(ttl) && !isTtl(ttl) ? [`negativeCacheTtl is ${ttl} seconds.`] : [],
};

export const privateDnsRules: ReadonlyArray<Rule<NamespaceSettings>> = [
  {
    id: 'namespace-name',
    severity: 'error',
    why: 'A private DNS namespace is named by 1 to 253 printable ASCII characters without spaces, it does not start with "arn:", '
      + 'and each label between dots has 1 to 63 characters. Otherwise CreatePrivateDnsNamespace, or the hosted zone that it makes, fails.',
    fix: 'Give a domain name such as "ecs-internal" or "services.internal".',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html',
    broken: nameFaults,
  },
  negativeCacheTtlRule,
];

export const httpNamespaceRules: ReadonlyArray<Rule<NamespaceSettings>> = [
  {
    id: 'http-namespace-name',
    severity: 'error',
    why: 'An HTTP namespace is named by 1 to 1024 printable ASCII characters without spaces, and does not start with "arn:". CreateHttpNamespace refuses anything else.',
    fix: 'Give a name such as "shop".',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateHttpNamespace.html',
    broken: ({ name }) => known(name) && !HTTP_NAME.test(name) ? [`The namespace name is "${name}".`] : [],
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

const PUBLIC_LABEL = '[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
export const PUBLIC_NAME = new RegExp(`^(?=.{1,253}$)(${PUBLIC_LABEL}\\.)+${PUBLIC_LABEL}$`);

export const publicNameRule: Rule<Pick<NamespaceSettings, 'name'>> = {
  id: 'public-namespace-name',
  severity: 'error',
  why: 'A public DNS namespace is named by two or more labels of 1 to 63 letters, digits and "-" (not at an end of a label), 253 characters at most. '
    + 'CreatePublicDnsNamespace refuses anything else.',
  fix: 'Give a domain name below one that you own, such as "svc.public-service.com"; one with other letters in Punycode.',
  link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePublicDnsNamespace.html',
  broken: ({ name }) => known(name) && !PUBLIC_NAME.test(name) ? [`The namespace name is "${name}".`] : [],
};

/** The rules on the name of a namespace that is there, by its type. */
export function namesOfType(type: string): ReadonlyArray<Rule<NamespaceSettings>> {
  switch (type) {
    case 'HTTP': return httpNamespaceRules;
    case 'DNS_PUBLIC': return [publicNameRule];
    default: return privateDnsRules;
  }
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-parameter-name-constraints.html */
const PARAMETER_NAME = /^(?!aws|ssm|\/(aws|ssm)(\/|$))\/?[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/i;

function isParameterName(name: string): boolean {
  const levels = name.split('/').length - 1;
  return PARAMETER_NAME.test(name) && name.length <= 1011 && levels <= 15 && (name.startsWith('/') || levels === 0);
}

export const parameterRules: ReadonlyArray<Rule<{ readonly parameterName: string }>> = [
  {
    id: 'namespace-parameter',
    severity: 'error',
    why: 'A parameter of Systems Manager is named by letters, digits, "_", "." and "-" between slashes, 15 of them and 1011 characters at most, and not "aws" or '
      + '"ssm" at the start; with a slash anywhere it starts with one. PutParameter refuses anything else. The name stands in the template, so it has to be known.',
    fix: 'Give a name such as "/shop/namespace".',
    link: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-parameter-name-constraints.html',
    broken: ({ parameterName: name }) => [
      ...isToken(name) ? ['The name of the parameter is not known yet.'] : [],
      ...known(name) && !isParameterName(name) ? [`The name of the parameter is "${name}".`] : [],
    ],
  },
];
