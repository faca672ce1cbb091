import type { Zones } from './answer';
import type { NameRecords } from './records';
import type { AliasAddresses } from './service-records';
import { serviceRecords, targetRecords } from './service-records';
import { zoneOf } from './zone';
import { isDomainName, plainName } from '../../shared/dns-name';
import type { SimulatedApp, SimulatedName, SimulatedNamespace } from '../app/simulated-app';
import type { CloudMap } from '../tasks/cloud-map';

/** The zones of the namespaces that have DNS, with what is registered now. */
export function zonesOfApp({ namespaces }: SimulatedApp, cloudMap: CloudMap, aliasAddress: AliasAddresses): Zones {
  const names = namesByNamespace(cloudMap.names);
  // Inside a VPC the private zone of a name hides the public one, so it comes last: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
  const inOrder = (['DNS_PUBLIC', 'DNS_PRIVATE'] as const).flatMap((kind) => namespaces.filter(({ type }) => type === kind));
  return new Map(inOrder.map((namespace) => {
    const zone = plainName(namespace.name);
    const records = new Map((names.get(namespace) ?? []).flatMap((name) => recordsOf(name, cloudMap, aliasAddress)));
    return [zone, zoneOf(zone, namespace.negativeTtlSeconds, records)];
  }));
}

function namesByNamespace(names: readonly SimulatedName[]): ReadonlyMap<SimulatedNamespace, readonly SimulatedName[]> {
  const byNamespace = new Map<SimulatedNamespace, SimulatedName[]>();
  for (const name of names.filter(({ host }) => host !== undefined)) {
    const list = byNamespace.get(name.namespace);
    if (list) {
      list.push(name);
    } else {
      byNamespace.set(name.namespace, [name]);
    }
  }
  return byNamespace;
}

/** A name without instances has no records: it does not exist. */
function recordsOf(name: SimulatedName, cloudMap: CloudMap, aliasAddress: AliasAddresses): [string, NameRecords][] {
  const instances = cloudMap.instancesOf(name);
  const host = plainName(name.host!);
  const targets = name.records.some(({ type }) => type === 'SRV') ? instances.filter(({ id }) => isDomainName(`${id}.${host}`)) : [];
  const own = serviceRecords(name, instances, aliasAddress);
  return [
    ...own.types.size > 0 ? [[host, own] satisfies [string, NameRecords]] : [],
    ...targets.map((instance): [string, NameRecords] => [`${instance.id.toLowerCase()}.${host}`, targetRecords(name, instance)]),
  ];
}
