import type { Combination, DnsType, NamespacePart, Span } from './combination';
import { named } from './combination';
import type { DnsRecordType } from './meaning';
import { ACCOUNT, isWorker, namespaceNameOf, namespaceTypeOf, REGION, secondsOf, wholeName } from './meaning';

/** A reason why AWS, or the documented contract of the API, refuses a combination: nothing where the condition does not hold. */
export function because(condition: boolean, reason: string): string[] {
  return condition ? [reason] : [];
}

const LONGEST_TTL = 2147483647;

/** §1.1 SOA TTL and §1.3 record TTL: whole seconds, 0 to 2147483647. */
export function badTtl(span: Span | undefined): boolean {
  if (span === undefined) {
    return false;
  }
  const seconds = secondsOf(span);
  return !Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_TTL;
}

/** §1.1 private name: printable ASCII, at most 253, not arn:, and labels of a hosted zone, 1 to 63. */
function isPrivateName(name: string): boolean {
  return /^(?!arn:)[!-~]{1,253}$/.test(name) && name.split('.').every((label) => label.length >= 1 && label.length <= 63);
}

/** §1.1 public name: two labels or more of letters, digits and inner hyphens. */
function isPublicName(name: string): boolean {
  return name.length <= 253
    && /^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(name);
}

export function isNameOfType(type: DnsType, name: string): boolean {
  switch (type) {
    case 'private': return isPrivateName(name);
    case 'public': return isPublicName(name);
    // §1.1 HTTP name.
    case 'http': return /^(?!arn:)[!-~]{1,1024}$/.test(name);
  }
}

/** §1.2 pattern, written out: 1 to 127 characters, labels of 1 to 63, hyphens inside only, a single "_" is none; or ".". */
export function isServiceName(name: string): boolean {
  const isLabel = (label: string) => /^[a-zA-Z0-9_-]{1,63}$/.test(label) && !/^-|-$/.test(label) && label !== '_';
  return name === '.' || name.length >= 1 && name.length <= 127 && name.split('.').every(isLabel);
}

/** §1.2 Route 53 takes 255 characters; the host of an SRV record has a task id of 36 characters and a dot before the name. */
export function isTooLong(serviceName: string, namespaceName: string | undefined, types: readonly DnsRecordType[], ofTask: boolean): boolean {
  const most = types.includes('SRV') && ofTask ? 255 - 37 : 255;
  return types.length > 0 && namespaceName !== undefined && wholeName(serviceName, namespaceName).length > most;
}

type Attributes = Extract<NamespacePart, { kind: 'attributes' }>;

/** BM-SD: a namespace is known by its id or ARN; §8.10 and §8.13: of this account and Region. */
function attributesReasons({ id, arn }: Attributes, { world }: Combination): string[] {
  const [, , , region, account, resource = ''] = (arn ?? '').split(':');
  return [
    ...because(id === undefined && arn === undefined, 'API: existing namespace needs id or ARN'),
    ...because(id !== undefined && !/^ns-[a-z0-9#]+$/.test(id), 'BM-SD: namespace id is ns-...'),
    ...because(arn !== undefined && !/^namespace\/ns-[a-z0-9#]+$/.test(resource), 'BM-SD: namespace ARN names a namespace'),
    ...because(id !== undefined && arn !== undefined && !arn.endsWith(`/${id}`), 'API: id and ARN name two namespaces'),
    ...because(arn !== undefined && world !== 'agnostic' && account !== ACCOUNT, '§1.7 §8.10: namespace of another account'),
    ...because(arn !== undefined && world !== 'agnostic' && region !== REGION[world], '§8.13: namespace of another Region'),
  ];
}

function kindReasons(combination: Combination): string[] {
  const { namespace, index, world } = combination;
  switch (namespace.kind) {
    case 'defined': return [
      ...because(namespace.type !== 'http' && badTtl(namespace.negativeCacheTtl), '§1.1: SOA TTL'),
      // §1.1: Route 53 refuses example.com; §8.2: internal suffixes are never delegated.
      ...because(namespace.type === 'public' && /(^|\.)(example\.com|internal|local)$/.test(namespace.name), '§1.1 §8.2: reserved public name'),
    ];
    case 'existing': return [
      ...because(namespace.type === 'private' && namespace.vpc === 'other', '§8.39: private namespace of another VPC'),
    ];
    case 'attributes': return attributesReasons(namespace, combination);
    // Systems Manager: letters, digits and _ . - between slashes, with one at the start where there is one at all, and not aws or ssm first.
    case 'parameter': return because(
      !/^(\/[\w.-]+)+$|^[\w.-]+$/.test(named(namespace.parameterName, index)) || /^\/?(aws|ssm)/i.test(namespace.parameterName), 'SSM: parameter name',
    );
    case 'lookup': return because(world === 'agnostic', 'CDK: a look-up needs an account and a Region');
    default: return [];
  }
}

/** Why the namespace itself is refused, whoever is registered in it. */
export function namespaceReasons(combination: Combination): string[] {
  const { namespace, network } = combination;
  const name = 'name' in namespace && namespace.name !== undefined ? named(namespace.name, combination.index) : undefined;
  const isUsed = !isWorker(combination) || combination.relation.kind === 'endpoint';
  return [
    ...because(name !== undefined && !isNameOfType(namespaceTypeOf(combination), name), '§1.1: namespace name'),
    ...kindReasons(combination),
    ...because(namespaceTypeOf(combination) === 'public' && combination.world === 'govCloud', '§1.1: no public namespaces in GovCloud'),
    // §1.1 and §8.6: names of a private zone do not resolve.
    ...because(network === 'noDns' && isUsed && namespaceTypeOf(combination) === 'private', '§1.1 §8.6: VPC without DNS'),
  ];
}

/** §8.7: one VPC has one private zone of a name. */
export function secondZoneReasons(combination: Combination): string[] {
  const { namespace, neighbour } = combination;
  const inVpc = namespace.kind === 'default' || namespace.kind === 'clusterDefault'
    || (namespace.kind === 'defined' || namespace.kind === 'existing') && namespace.type === 'private';
  return because(neighbour === 'secondZone' && !isWorker(combination) && inVpc && namespaceNameOf(combination) !== undefined, '§1.1 §8.7: two private zones of one name');
}
