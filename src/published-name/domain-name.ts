import type { Construct, IConstruct } from 'constructs';
import { isInZone } from '../shared/dns-name';
import { known } from '../shared/known';
import { isToken } from '../shared/tokens';

/** A name in a hosted zone, as it was given. */
export interface ZoneName {
  readonly zoneName: string;
  readonly recordName?: string;
}

export const withoutDot = (name: string) => name.replace(/\.$/, '');

/** DNS does not tell capital letters from small ones. A token is itself. */
export function sameCase(name: string): string {
  return known(name) ? name.toLowerCase() : name;
}

/** The whole name: one that ends with a dot, or with the name of the zone, is whole already. */
export function domainNameOf({ zoneName, recordName }: ZoneName): string {
  const zone = withoutDot(zoneName);
  return !recordName ? zone : isWhole({ zoneName, recordName }) ? withoutDot(recordName) : `${recordName}.${zone}`;
}

function isWhole({ zoneName, recordName }: Required<ZoneName>): boolean {
  return recordName.endsWith('.') || isInZone(recordName, zoneName);
}

/**
 * The id of a name below what it leads to. One name can be in two zones, in one for the internet and in one for the VPC: the id says in which, so that it is the same in
 * whatever order they come. A record that moved to another id would collide with itself.
 */
export function idOf(scope: Construct, domainName: string, zone: IConstruct): string {
  return freeId(scope, `${isToken(domainName) ? 'PublishedName' : domainName} in ${zone.node.id}`);
}

function freeId(scope: Construct, id: string): string {
  return scope.node.tryFindChild(id) ? freeId(scope, `${id} again`) : id;
}
