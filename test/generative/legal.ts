import type { Combination } from './combination';
import { badTtl, because, isServiceName, isTooLong, namespaceReasons, secondZoneReasons } from './legal-names';
import { relationReasons } from './legal-relation';
import { taskReasons } from './legal-task';
import type { DnsRecordType } from './meaning';
import { isWorker, modeOf, namespaceNameOf, namespaceTypeOf, recordTypesOf, serviceNameOf } from './meaning';

/** The address families of the subnets that tasks in awsvpc mode run in. */
export function familiesOf({ network, capacity }: Combination): { readonly ipv4: boolean; readonly ipv6: boolean } {
  const inPublic = 'subnets' in capacity && capacity.subnets === 'public' || capacity.kind === 'fargate' && capacity.assignPublicIp === true;
  return { ipv4: network !== 'ipv6Only' || inPublic, ipv6: network === 'dualStack' || network === 'ipv6Only' };
}

/** §2.1. */
function recordReasons(combination: Combination, types: readonly DnsRecordType[]): string[] {
  const { ipv4, ipv6 } = familiesOf(combination);
  const isAwsvpc = modeOf(combination) === 'awsvpc';
  return [
    ...because(types.length > 0 && namespaceTypeOf(combination) === 'http', '§1.3: records in an HTTP namespace'),
    ...because(!isAwsvpc && types.some((type) => type !== 'SRV'), '§2.1: only SRV in bridge and host mode'),
    ...because(isAwsvpc && types.includes('A') && !ipv4, '§2.1: A records in IPv6-only subnets'),
    ...because(isAwsvpc && types.includes('AAAA') && !ipv6, '§2.1: AAAA records in IPv4-only subnets'),
  ];
}

/** §1.5: at most 30, values of at most 1024. Measured: the strict validation of the CDK takes names of 1 to 64 letters, digits and "_" (F3002). */
function serviceAttributeReasons({ serviceAttributes: part }: Combination): string[] {
  if (part === undefined) {
    return [];
  }
  const isName = part.firstName === undefined ? part.nameLength >= 1 && part.nameLength <= 64 : /^[A-Za-z0-9_]{1,64}$/.test(part.firstName);
  return because(part.count > 30 || !isName || part.valueLength > 1024, '§1.5: service attributes');
}

function registrationReasons(combination: Combination): string[] {
  const name = serviceNameOf(combination);
  const types = recordTypesOf(combination);
  const isSameName = combination.neighbour === 'sameName' || combination.neighbour === 'otherCase' && name.toUpperCase() === name;
  return [
    ...because(!isServiceName(name), '§1.2: service name'),
    ...because(isTooLong(name, namespaceNameOf(combination), types, true), '§1.2: whole name'),
    ...recordReasons(combination, types),
    ...serviceAttributeReasons(combination),
    ...because(isSameName || combination.neighbour === 'otherCase' && namespaceTypeOf(combination) !== 'http', '§1.2 §8.17: name twice in a namespace'),
  ];
}

/** API: what says how a service is found has no meaning for a worker. */
function workerReasons({ discoveryName, records, serviceAttributes, registered, namespace, shortNames, draining }: Combination): string[] {
  return [
    ...because(discoveryName !== undefined || records.kind !== 'default' || serviceAttributes !== undefined, 'API: worker with a name'),
    ...because(registered !== undefined, 'API: worker with registered'),
    ...because(draining !== undefined, 'API: worker with draining'),
    ...because(namespace.kind !== 'default' && namespace.kind !== 'clusterDefault' && !shortNames, 'API: worker with a namespace'),
  ];
}

/** API: LOCALDOMAIN with the known name of a DNS namespace. */
function shortNameReasons(combination: Combination): string[] {
  const isDns = namespaceTypeOf(combination) !== 'http';
  const isKnown = namespaceNameOf(combination) !== undefined || combination.namespace.kind === 'parameter';
  const isFree = !('LOCALDOMAIN' in (combination.environment ?? {}));
  return because(combination.shortNames === true && !(isDns && isKnown && isFree), 'API: short names');
}

/**
 * Why a combination must be refused, by the facts (§ of aws-facts.md; BM-… for the API models named there) and, where a reason starts with API, by the
 * documented contract of this library. Empty: it must be accepted.
 */
export function illegalBecause(combination: Combination): string[] {
  return [
    ...namespaceReasons(combination),
    ...secondZoneReasons(combination),
    ...because(badTtl(combination.records.ttl), '§1.3: TTL'),
    ...isWorker(combination) ? workerReasons(combination) : registrationReasons(combination),
    ...shortNameReasons(combination),
    ...taskReasons(combination),
    ...relationReasons(combination),
  ];
}
