import { isIP } from 'node:net';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { isToken } from '../shared/tokens';

/** What points at a public namespace. */
export interface DelegationSettings {
  readonly isPrivate: boolean;
  /** Whether the zone tells its name. */
  readonly hasName: boolean;
  readonly nameServers?: readonly string[];
}

const HOST_NAME = /^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{1,63}\.?$/;

function faults({ isPrivate, hasName, nameServers }: DelegationSettings): string[] {
  const names = nameServers === undefined || isToken(nameServers) ? undefined : nameServers;
  return [
    ...isPrivate ? ['The zone is a private one.'] : [],
    ...hasName ? [] : ['The name of the zone is not known.'],
    ...names?.length === 0 ? ['There is no name server.'] : [],
    ...(names ?? []).filter((name) => known(name) && (!HOST_NAME.test(name) || isIP(name) !== 0)).map((name) => `A name server is "${name}".`),
  ];
}

export const delegationRules: ReadonlyArray<Rule<DelegationSettings>> = [
  {
    id: 'delegation',
    severity: 'error',
    why: 'A public name is found by NS records with the host names of its name servers, in the public zone above it.',
    fix: 'Give a public hosted zone with its name (HostedZone.fromHostedZoneAttributes()), and name servers such as "ns-1.awsdns-01.org".',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html',
    broken: faults,
  },
];
