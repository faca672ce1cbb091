import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { areTogether } from '../model/assembly';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import { keyOfNamespace } from '../model/connect-namespace';
import type { Property } from '../model/property';
import type { ConnectedService, ConnectPort } from '../model/service-connect-facts';
import { connectedServices } from '../model/service-connect-facts';
import type { TemplateFacts } from '../model/template-facts';

interface Port {
  readonly connected: ConnectedService;
  readonly port: ConnectPort;
}

interface Keyed {
  readonly key: string;
  readonly what: string;
  readonly resource: Resource;
  readonly property: Property;
  readonly beside: readonly Resource[];
}

function portsOf(facts: TemplateFacts): readonly Port[] {
  return facts.once(connectedServices).flatMap((connected) => connected.ports.map((port) => ({ connected, port })));
}

/** Where its name stands: in the service, or in the port mapping that it is taken from. */
function nameOf({ property }: ConnectPort): Property {
  return property.at('DiscoveryName').isAbsent ? property.at('PortName') : property.at('DiscoveryName');
}

function taskOf({ service }: ConnectedService): Resource[] {
  return service.taskDefinition ? [service.taskDefinition.resource] : [];
}

function keyOfName({ namespace, namespaceId }: CloudMapServiceFacts): string | undefined {
  return namespace ? keyOfNamespace(namespace) : namespaceId.text;
}

function cloudMapServices(facts: TemplateFacts): ReadonlyMap<string, readonly CloudMapServiceFacts[]> {
  const byKey = new Map<string, CloudMapServiceFacts[]>();
  for (const service of facts.cloudMapServices) {
    const place = keyOfName(service);
    if (place !== undefined && service.name !== undefined) {
      const key = JSON.stringify([place, service.name.toLowerCase()]);
      byKey.set(key, [...byKey.get(key) ?? [], service]);
    }
  }
  return byKey;
}

/** Names of Cloud Map services that differ in capital letters are the same in DNS only; names in Service Connect have none. */
function takenInCloudMap(facts: TemplateFacts, { connected, port }: Port): Broken[] {
  const { service, namespace } = connected;
  const taken = facts.once(cloudMapServices).get(JSON.stringify([namespace?.key, port.discoveryName])) ?? [];
  const other = taken.find((name) => areTogether(name.resource, service.resource)
    && (name.name === port.discoveryName || name.namespace?.kind === 'private DNS' || name.namespace?.kind === 'public DNS'));
  return other === undefined ? [] : [{
    got: `${service.resource.logicalId} is "${port.discoveryName}" in Service Connect, and ${other.resource.logicalId} has that name in the same namespace.`,
    at: service.resource,
    property: nameOf(port),
    beside: [other.resource, ...taskOf(connected)],
  }];
}

function discoveryNames(facts: TemplateFacts): Keyed[] {
  return portsOf(facts).flatMap(({ connected, port }) => connected.namespace?.key === undefined || port.discoveryName === undefined ? [] : [{
    key: JSON.stringify([connected.namespace.key, port.discoveryName]),
    what: port.discoveryName,
    resource: connected.service.resource,
    property: nameOf(port),
    beside: taskOf(connected),
  }]);
}

/** Ports whose discovery name is taken are told of by the rule about names. */
function endpoints(facts: TemplateFacts): Keyed[] {
  const told = new Set(repeated(discoveryNames(facts)).map(({ later }) => placeOf(later)));
  return portsOf(facts).flatMap(({ connected, port }) => port.aliases.flatMap(({ property, dnsName, port: clientPort }) => {
    const { namespace, service } = connected;
    const isKnown = namespace?.key !== undefined && dnsName !== undefined && clientPort !== undefined;
    return !isKnown || told.has(placeOf({ resource: service.resource, property: nameOf(port) })) ? [] : [{
      key: JSON.stringify([namespace.key, dnsName, clientPort]), what: `${dnsName}:${clientPort}`, resource: service.resource, property, beside: [],
    }];
  }));
}

function placeOf({ resource: { stack, logicalId }, property }: Pick<Keyed, 'resource' | 'property'>): string {
  return JSON.stringify([stack, logicalId, property.path]);
}

function repeated(entries: readonly Keyed[]): Array<{ readonly earlier: Keyed; readonly later: Keyed }> {
  const seen = new Map<string, Keyed[]>();
  return entries.flatMap((later) => {
    const before = seen.get(later.key) ?? [];
    const earlier = before.find(({ resource }) => areTogether(resource, later.resource));
    seen.set(later.key, [...before, later]);
    return earlier ? [{ earlier, later }] : [];
  });
}

function twice(entries: readonly Keyed[], what: string): Broken[] {
  return repeated(entries).map(({ earlier, later }) => {
    const isOne = earlier.resource === later.resource;
    const who = isOne ? `${later.resource.logicalId} has` : `${earlier.resource.logicalId} and ${later.resource.logicalId} both have`;
    return {
      got: `${who} the ${what} ${later.what}${isOne ? ' twice' : ''} in one namespace.`,
      at: later.resource,
      property: later.property,
      beside: isOne ? later.beside : [earlier.resource, ...later.beside],
    };
  });
}

/** A host name that DNS gives to other tasks than Service Connect does. */
function hidden(facts: TemplateFacts): Broken[] {
  const hosts = new Map(facts.cloudMapServices.flatMap((name) => {
    const key = keyOfName(name);
    return key === undefined || name.host === undefined ? [] : [[JSON.stringify([key, name.host.toLowerCase()]), name] as const];
  }));
  const aliases = portsOf(facts).flatMap(({ connected, port }) => port.aliases.map((alias) => ({ ...connected, ...alias })));
  return aliases.flatMap(({ service, namespace, property, dnsName }) => {
    const name = property.at('DnsName').isAbsent ? undefined : hosts.get(JSON.stringify([namespace?.key, dnsName]));
    const behind = name ? facts.registrantsOf(name) : [];
    const isOther = behind.length > 0
      && behind.every((other) => other.resource !== service.resource && areTogether(other.resource, service.resource));
    return name && isOther ? [{
      got: `${service.resource.logicalId} is "${dnsName}" in Service Connect, and ${behind[0].resource.logicalId} has that name in DNS.`,
      at: service.resource,
      property: property.at('DnsName'),
      beside: [name.resource, ...behind.map(({ resource }) => resource)],
    }] : [];
  });
}

const CONCEPTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html';

/** Names in Service Connect that others have too. */
export const serviceConnectNameRules: readonly TemplateRule[] = [
  {
    id: 'service-connect-name',
    severity: 'error',
    why: 'Service Connect makes a Cloud Map service of its discovery name, which is the name of the port mapping where none is given. Where that name is taken in the '
      + 'namespace, the deployment fails (aws/aws-cdk#26524).',
    fix: 'Give the entry of Services a DiscoveryName of its own, such as "backend-sc", with a ClientAlias whose DnsName clients use.',
    link: CONCEPTS,
    broken: (facts) => [
      ...portsOf(facts).flatMap((port) => takenInCloudMap(facts, port)),
      ...twice(discoveryNames(facts), 'discovery name'),
    ],
  },
  {
    id: 'service-connect-endpoint-twice',
    severity: 'error',
    why: 'Clients of Service Connect call a host name on a port, which leads to one service of the namespace: ECS refuses the second one that has both.',
    fix: 'Give one of the two ClientAliases another DnsName or Port. Where none is given, DnsName is the discovery name with the name of the namespace.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html',
    broken: (facts) => twice(endpoints(facts), 'endpoint'),
  },
  {
    id: 'service-connect-hides-name',
    severity: 'error',
    why: 'The host name stands in the /etc/hosts of all clients of Service Connect in the namespace: there it leads to the service that has it in Service Connect, whatever '
      + 'DNS answers. Whoever means the other service reaches the wrong one.',
    fix: 'Give the ClientAlias another DnsName, or leave it out.',
    link: CONCEPTS,
    broken: hidden,
  },
];
