import type { ExistingNamespaces } from './existing-namespaces';
import { existingNamespaceOf } from './existing-namespaces';
import { digestOf } from './identifiers';
import { readEcsServices } from './read-ecs-services';
import { readNames } from './read-names';
import { readNamespaces } from './read-namespaces';
import type { SimulatedAlias, SimulatedApp, SimulatedInstance, SimulatedName } from './simulated-app';
import type { Resource } from '../../model/assembly';
import type { InstanceFacts } from '../../model/instance-facts';
import { instancesIn } from '../../model/instance-facts';
import type { Property } from '../../model/property';
import type { TemplateFacts } from '../../model/template-facts';
import { isDomainName } from '../../shared/dns-name';

/** What would be there after a deployment of some templates. */
export function readApp(facts: TemplateFacts, existing: ExistingNamespaces = new Map()): SimulatedApp {
  const namespaces = readNamespaces(facts);
  const known = readNames(facts, namespaces, existingNamespaceOf(facts, existing));
  const names = new Map([...known].filter(([, name]) => isServed(name)));
  return {
    namespaces: [...new Set([...namespaces.values(), ...[...known.values()].map(({ namespace }) => namespace)])],
    names: [...names.values()],
    ecsServices: readEcsServices(facts, names),
    instances: facts.once(instancesIn).flatMap((instance) => readInstance(facts, instance, names)),
    leftOut: leftOutOf(facts, { namespaces, known, names }),
  };
}

/** The target of an SRV record has an id of 32 characters in front. */
const LONGEST_ID = 'x'.repeat(32);

/** Whether DNS can carry the name: AWS refuses those that it cannot. */
function isServed({ host, records }: SimulatedName): boolean {
  return host === undefined || isDomainName(records.some(({ type }) => type === 'SRV') ? `${LONGEST_ID}.${host}` : host);
}

function readInstance(facts: TemplateFacts, instance: InstanceFacts, names: ReadonlyMap<Resource, SimulatedName>): SimulatedInstance[] {
  const { resource, properties, attributes, cloudMapService } = instance;
  const name = cloudMapService && names.get(cloudMapService.resource);
  const id = properties.at('InstanceId').isAbsent ? digestOf(resource, 32) : properties.at('InstanceId').text;
  const known = attributes.keys.flatMap((key): [string, string][] => {
    const value = attributes.at(key).text;
    return value === undefined ? [] : [[key, value]];
  });
  return name && id !== undefined ? [{ id, name, attributes: new Map(known), alias: aliasOf(facts, attributes.at('AWS_ALIAS_DNS_NAME')) }] : [];
}

function aliasOf(facts: TemplateFacts, { isThere, resource, identity = '' }: Property): SimulatedAlias | undefined {
  const family = resource && facts.as(resource).properties.at('IpAddressType').text;
  const key = resource ? JSON.stringify([resource.stack, resource.logicalId]) : identity;
  return isThere ? { key, hasIpv6: family?.startsWith('dualstack') ?? false } : undefined;
}

interface Found {
  readonly namespaces: ReadonlyMap<Resource, unknown>;
  /** Whether DNS can carry them or not. */
  readonly known: ReadonlyMap<Resource, SimulatedName>;
  readonly names: ReadonlyMap<Resource, SimulatedName>;
}

function leftOutOf(facts: TemplateFacts, { namespaces, known, names }: Found): string[] {
  const line = ({ path, logicalId }: Resource, why: string) => `${path ?? logicalId}: ${why}`;
  return [
    ...facts.namespaces.filter(({ resource }) => !namespaces.has(resource))
      .map(({ resource }) => line(resource, 'the name of the namespace is known at deployment only (a parameter can be given)')),
    ...facts.cloudMapServices.filter(({ resource }) => !known.has(resource)).map(({ resource, namespace }) =>
      line(resource, namespace ? 'its name, or that of its namespace, is known at deployment only' : 'its namespace is not in these templates (its name can be given)')),
    ...[...known].filter(([resource]) => !names.has(resource))
      .map(([resource, { host }]) => line(resource, `${host} is too long for DNS, which has the ids of tasks in front of it in SRV records`)),
    ...facts.once(instancesIn).filter(({ properties }) => properties.at('InstanceId').isUnknown)
      .map(({ resource }) => line(resource, 'the id of the instance is known at deployment only')),
  ];
}
