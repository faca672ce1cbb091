import type { SimulatedEcsService, SimulatedName } from './simulated-app';
import { isTaskCount } from './task-count';
import { isTtl } from './ttl';
import type { Resource } from '../../model/assembly';
import { instancesIn } from '../../model/instance-facts';
import type { Property } from '../../model/property';
import type { TemplateFacts } from '../../model/template-facts';

export interface Found {
  readonly namespaces: ReadonlyMap<Resource, unknown>;
  /** All names that are known. */
  readonly known: ReadonlyMap<Resource, SimulatedName>;
  /** Those that are answered. */
  readonly names: ReadonlyMap<Resource, SimulatedName>;
  readonly ecsServices: readonly SimulatedEcsService[];
}

/** What is not as the template has it, one line each. */
export function leftOutOf(facts: TemplateFacts, found: Found): string[] {
  return [...ofNamespaces(facts, found), ...ofNames(facts, found), ...ofInstances(facts), ...ofEcsServices(facts, found)];
}

function line({ path, logicalId }: Resource, why: string): string {
  return `${path ?? logicalId}: ${why}`;
}

function ofNamespaces(facts: TemplateFacts, { namespaces }: Found): string[] {
  return facts.namespaces.flatMap(({ resource, properties }) => {
    const ttl = properties.at('Properties', 'DnsProperties', 'SOA', 'TTL').number;
    return !namespaces.has(resource) ? [line(resource, 'the name of the namespace is known at deployment only (a parameter can be given)')]
      : ttl !== undefined && !isTtl(ttl) ? [line(resource, `a TTL of ${ttl} is refused by AWS: the usual one is taken`)] : [];
  });
}

function ofNames(facts: TemplateFacts, { known, names }: Found): string[] {
  return facts.cloudMapServices.flatMap(({ resource, namespace, properties }) => {
    const name = known.get(resource);
    const ttls = properties.at('DnsConfig', 'DnsRecords').items.map((record) => record.at('TTL').number).filter((ttl) => ttl !== undefined && !isTtl(ttl));
    if (!name) {
      return [line(resource, namespace ? 'its name, or that of its namespace, is known at deployment only'
        : 'its namespace is not in these templates (its name can be given)')];
    }
    return names.has(resource) ? ttls.map((ttl) => line(resource, `a TTL of ${ttl} is refused by AWS: it has no such record`))
      : [line(resource, `${name.host ?? name.name} is a name that another one has, or that DNS cannot carry with the ids of tasks that stand in front of it in SRV records`)];
  });
}

function ofInstances(facts: TemplateFacts): string[] {
  return facts.once(instancesIn).filter(({ properties }) => properties.at('InstanceId').isUnknown)
    .map(({ resource }) => line(resource, 'the id of the instance is known at deployment only'));
}

function ofEcsServices(facts: TemplateFacts, { ecsServices }: Found): string[] {
  const isFirst = (arn: string, index: number) => ecsServices.findIndex((other) => other.arn === arn) === index;
  const twice = ecsServices.filter(({ arn }, index) => !isFirst(arn, index))
    .map(({ logicalId, path, serviceName }) => `${path ?? logicalId}: another service of its cluster is called ${serviceName}, too: the API reaches the other one`);
  const counts = facts.ecsServices.flatMap(({ resource, properties }) => countNote(properties.at('DesiredCount')).map((why) => line(resource, why)));
  const elsewhere = facts.ecsServices.flatMap(({ resource, registries }) => registries.filter(({ cloudMapService }) => !cloudMapService)
    .map(() => line(resource, 'it registers its tasks under a name that is not in these templates')));
  return [...elsewhere, ...counts, ...twice];
}

function countNote({ isAbsent, number, text }: Property): string[] {
  return isAbsent || (number !== undefined && isTaskCount(number)) ? []
    : [text === undefined ? 'the number of its tasks is known at deployment only: it has 1' : `it cannot have ${text} tasks: it has 1`];
}
