import { waysFromOutside } from './ways-from-outside';
import type { EcsServiceFacts } from '../model/ecs-service-facts';
import type { GroupRule } from '../model/group-rules-facts';
import { subnetsAt } from '../model/network-facts';
import type { Peer } from '../model/reachability';
import { closedWay, knownGroups, rulesInto } from '../model/reachability';
import { serviceLabels } from '../model/service-labels';
import type { TemplateFacts } from '../model/template-facts';
import { plainName } from '../shared/dns-name';
import { portsOf } from '../template-rules/call-targets';

/** What a person calls the services of an app. */
function labelsIn({ ecsServices }: TemplateFacts): Map<EcsServiceFacts, string> {
  const labels = serviceLabels(ecsServices.map(({ resource }) => resource));
  return new Map(ecsServices.map((service) => [service, labels.get(service.resource) ?? service.resource.logicalId]));
}

/** The names that lead to a service: of Cloud Map, with and without the namespace, and of Service Connect. */
function namesOf({ registries, serviceConnect }: EcsServiceFacts): string[] {
  const ofCloudMap = registries.flatMap(({ cloudMapService }) => [cloudMapService?.name, cloudMapService?.host]);
  const proxied = serviceConnect.at('Services').items.flatMap((service) => [
    service.at('DiscoveryName').text, ...service.at('ClientAliases').items.map((alias) => alias.at('DnsName').text),
  ]);
  return [...ofCloudMap, ...proxied].flatMap((name) => name ?? []);
}

function isMeant({ resource: { path, logicalId } }: EcsServiceFacts, asked: string): boolean {
  return logicalId === asked || path === asked || (path?.startsWith(`${asked}/`) ?? false);
}

/** The one service that a discovery name or a construct path means. */
export function serviceAt(facts: TemplateFacts, asked: string): EcsServiceFacts {
  const isCalled = (name: string) => plainName(name) === plainName(asked);
  const found = facts.ecsServices.filter((service) => isMeant(service, asked) || namesOf(service).some(isCalled));
  if (found.length === 1) {
    return found[0];
  }
  const pathOf = ({ resource: { path, logicalId } }: EcsServiceFacts) => path ?? logicalId;
  const all = facts.ecsServices.map((service) => [...new Set([pathOf(service), ...namesOf(service)])].join(', '));
  throw new Error(found.length > 1 ? `"${asked}" is ambiguous: it means ${found.map(pathOf).join(' and ')}. Give one of these paths.`
    : `There is no service "${asked}". The services are: ${all.join('; ') || 'none'}.`);
}

function peerOf({ network }: EcsServiceFacts, facts: TemplateFacts): Peer | undefined {
  const groups = knownGroups(network.at('SecurityGroups'), facts);
  return groups && { groups, subnets: subnetsAt(network.at('Subnets'), facts) };
}

/** What is known of the way from one service to the ports of another, as far as security groups decide. */
export interface Way {
  /** Undefined where it cannot be told. */
  readonly isOpen?: boolean;
  /** Why it is so, as the end of a sentence. */
  readonly reason: string;
}

export function wayBetween(facts: TemplateFacts, from: EcsServiceFacts, to: EcsServiceFacts): Way {
  const [caller, target] = [peerOf(from, facts), peerOf(to, facts)];
  const ports = portsOf(to);
  if (!caller || !target || !ports) {
    return { reason: `that cannot be told: ${!ports ? 'the ports of its containers' : `the security groups of ${!caller ? 'the caller' : 'the target'}`} are not all in the app` };
  }
  const closed = closedWay(caller, target, ports, facts);
  const groups = (closed?.groups ?? target.groups).map(({ resource }) => resource.path ?? resource.logicalId);
  const who = closed ? `nothing lets it ${closed.side}` : 'it is let in';
  return { isOpen: closed === undefined, reason: `${who} on ${ports.map(([port]) => port).join(', ')} (${groups.join(', ')})` };
}

/** What is known of any way from one service to another: in awsvpc mode a container may listen on ports that it does not map. */
export function openingBetween(facts: TemplateFacts, from: EcsServiceFacts, to: EcsServiceFacts): Way {
  const [caller, target] = [peerOf(from, facts), peerOf(to, facts)];
  if (!caller || !target) {
    return { reason: `that cannot be told: the security groups of ${!caller ? 'the caller' : 'the target'} are not all in the app` };
  }
  const rules = rulesInto(caller, target, facts);
  // A rule for a range, or for what is not known, may mean somebody else.
  const isSure = rules.some(({ peer }) => typeof peer === 'object' && !('range' in peer));
  const groups = target.groups.map(({ resource }) => resource.path ?? resource.logicalId).join(', ');
  return rules.length === 0 ? { isOpen: false, reason: 'no rule lets it in' }
    : { isOpen: isSure || undefined, reason: `it ${isSure ? 'is' : 'may be'} let in on ${[...new Set(rules.map(portsIn))].join(', ')} (${groups})` };
}

function portsIn({ ports }: GroupRule): string {
  if (ports === undefined) {
    return 'ports that are not known';
  }
  const { protocol, lowest, highest } = ports;
  const range = lowest === highest ? String(lowest) : `${lowest} to ${highest}`;
  return protocol === 'all' ? 'all ports' : protocol === 'udp' ? `UDP ${range}` : range;
}

/** Who has a way to a service, as the ends of a sentence: services first, then what is none. */
export function callersOf(facts: TemplateFacts, to: EcsServiceFacts): string {
  const labels = facts.once(labelsIn);
  const services = facts.ecsServices.filter((from) => from !== to && wayBetween(facts, from, to).isOpen).map((from) => labels.get(from)!);
  return [services.length > 0 ? `by ${[...new Set(services)].sort().join(', ')}` : 'by no service', ...waysFromOutside(to, facts)].join('; ');
}

/** The line that most likely opens the way, or opened it. */
export function connectionOf(facts: TemplateFacts, from: EcsServiceFacts, to: EcsServiceFacts): string {
  const labels = facts.once(labelsIn);
  const [caller, target] = [from, to].map((service) => variableOf(labels.get(service)!));
  return `${caller}.connectTo(${target})`;
}

function variableOf(label: string): string {
  const id = label.slice(label.lastIndexOf('/') + 1).replace(/\W/g, '');
  return id.charAt(0).toLowerCase() + id.slice(1);
}
