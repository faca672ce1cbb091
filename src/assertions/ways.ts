import type { EcsServiceFacts } from '../model/ecs-service-facts';
import { subnetsAt } from '../model/network-facts';
import type { Peer } from '../model/reachability';
import { closedWay, knownGroups } from '../model/reachability';
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

/** Why one service has no way to a port of another, as far as security groups decide. */
export function missingWay(facts: TemplateFacts, from: EcsServiceFacts, to: EcsServiceFacts): string | undefined {
  const [caller, target] = [peerOf(from, facts), peerOf(to, facts)];
  const ports = portsOf(to);
  if (!caller || !target || !ports) {
    return `that cannot be told: ${!ports ? 'the ports of its containers' : `the security groups of ${!caller ? 'the caller' : 'the target'}`} are not all in the app`;
  }
  const closed = closedWay(caller, target, ports, facts);
  return closed && `${closed.side === 'in' ? 'nothing lets it in' : 'nothing lets it out'} on ${ports.map(([port]) => port).join(', ')} (${closed.groups.map(({ resource }) =>
    resource.path ?? resource.logicalId).join(', ')})`;
}

/** Who has a way to a service. */
export function callersOf(facts: TemplateFacts, to: EcsServiceFacts): string[] {
  const labels = facts.once(labelsIn);
  return facts.ecsServices.filter((from) => from !== to && missingWay(facts, from, to) === undefined).map((from) => labels.get(from)!);
}
