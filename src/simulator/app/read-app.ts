import type { ExistingNamespaces } from './existing-namespaces';
import { existingNamespaceOf } from './existing-namespaces';
import { digestOf } from './identifiers';
import { leftOutOf } from './left-out';
import { readEcsServices } from './read-ecs-services';
import { readNames } from './read-names';
import { readNamespaces } from './read-namespaces';
import type { SimulatedAlias, SimulatedApp, SimulatedInstance, SimulatedName } from './simulated-app';
import type { Resource } from '../../model/assembly';
import type { InstanceFacts } from '../../model/instance-facts';
import { instancesIn } from '../../model/instance-facts';
import type { Property } from '../../model/property';
import type { TemplateFacts } from '../../model/template-facts';
import { isDomainName, isSameName } from '../../shared/dns-name';

/** What would be there after a deployment of some templates. */
export function readApp(facts: TemplateFacts, existing: ExistingNamespaces = new Map()): SimulatedApp {
  const namespaces = readNamespaces(facts);
  const known = readNames(facts, namespaces, existingNamespaceOf(facts, existing));
  const names = new Map([...known].filter(([, name], index, all) => isServed(name) && isFirst(name, all.slice(0, index).map(([, other]) => other))));
  const ecsServices = readEcsServices(facts, names);
  return {
    namespaces: [...new Set([...namespaces.values(), ...[...known.values()].map(({ namespace }) => namespace)])],
    names: [...names.values()],
    ecsServices,
    instances: facts.once(instancesIn).flatMap((instance) => readInstance(facts, instance, names)),
    leftOut: leftOutOf(facts, { namespaces, known, names, ecsServices }),
  };
}

/** The target of an SRV record has an id of 32 characters in front. */
const LONGEST_ID = 'x'.repeat(32);

/** Whether DNS can carry the name: AWS refuses those that it cannot. */
function isServed({ host, records }: SimulatedName): boolean {
  return host === undefined || isDomainName(records.some(({ type }) => type === 'SRV') ? `${LONGEST_ID}.${host}` : host);
}

/** DNS does not tell capital letters from small ones, so there the second of two such names is refused; in an HTTP namespace both are. */
function isFirst({ name, namespace, host }: SimulatedName, before: readonly SimulatedName[]): boolean {
  return !before.some((other) => other.namespace === namespace
    && (other.name === name || (namespace.type !== 'HTTP' && host !== undefined && isSameName(other.name, name))));
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
