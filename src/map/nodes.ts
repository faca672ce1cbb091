import { portText } from './edge-facts';
import type { Member } from './members';
import type { MapName, MapNode } from './service-map';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { Registration } from '../model/registrations';
import { registrationsIn } from '../model/registrations';
import { connectedServices } from '../model/service-connect-facts';
import { serviceLabels } from '../model/service-labels';
import type { TemplateFacts } from '../model/template-facts';

/** Whoever is not in the VPC. */
export const INTERNET: MapNode = { id: 'internet', kind: 'internet', name: 'Internet', stack: '', path: '', names: [], ports: [], findings: [] };

export function nodesOf(facts: TemplateFacts, shown: ReadonlySet<Member>): MapNode[] {
  const labels = serviceLabels([...shown].map(({ resource }) => resource));
  return [...shown].map((member): MapNode => {
    const { id, kind, resource } = member;
    return {
      id,
      kind,
      name: labels.get(resource)!,
      stack: resource.stack,
      path: resource.path ?? '',
      names: namesOf(facts, member),
      ports: portsOf(member),
      tasks: tasksOf(member),
      findings: [],
    };
  });
}

function namesOf(facts: TemplateFacts, { service, name }: Member): MapName[] {
  const registered = facts.once(registrationsIn).filter((each) => service ? each.service === service : each.name === name && !each.service);
  const proxied = facts.once(connectedServices).filter((connected) => connected.service === service)
    .flatMap(({ ports }) => ports.flatMap(({ aliases }) => aliases.flatMap(({ dnsName, port }) => dnsName === undefined ? [] : [`${dnsName}:${port ?? '?'}`])));
  return [...registered.map(nameOf), ...[...new Set(proxied)].map((each) => ({ name: each, records: [], health: 'Service Connect' }))];
}

function nameOf({ name, records, health }: Registration): MapName {
  return { name: spelled(name), records: records.map(({ type, ttlSeconds }) => `${type} ${ttlSeconds ?? '?'} s`), health };
}

/** What clients look up; without records, the name and the namespace apart, as the API takes them. */
function spelled({ name, host, namespace }: CloudMapServiceFacts): string {
  const known = name ?? '(known at deployment)';
  return host ?? (namespace ? `${known} in ${namespace.name ?? '(known at deployment)'}` : `${known} in another namespace`);
}

function portsOf({ service }: Member): string[] {
  const mappings = service?.taskDefinition?.containers.flatMap(({ portMappings }) => portMappings) ?? [];
  const known = mappings.flatMap(({ containerPort, protocol }) => containerPort === undefined ? [] : [String(portText(containerPort, protocol))]);
  return [...new Set(known)];
}

/** A service without a number has one task, and a daemon has as many as there are instances. */
function tasksOf({ service }: Member): number | undefined {
  const count = service?.properties.at('DesiredCount');
  return service?.properties.at('SchedulingStrategy').text === 'DAEMON' ? undefined : count?.isAbsent ? 1 : count?.number;
}
