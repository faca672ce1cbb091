import type { Member } from './members';
import type { MapEdge, MapFinding, MapNode, ServiceMap } from './service-map';
import type { TemplateFinding } from '../checks/template-finding';
import { messageOf } from '../checks/template-finding';
import type { Resource } from '../model/assembly';
import { scalableTargets } from '../model/scaling-facts';
import { forwardingIn, loadBalancerOf } from '../model/target-group-facts';
import type { TemplateFacts } from '../model/template-facts';

/** Each finding stands at the edge or the node that it is about; none is lost. */
export function placed(map: ServiceMap, findings: readonly TemplateFinding[], facts: TemplateFacts, shown: ReadonlySet<Member>): ServiceMap {
  const owners = ownersOf(facts, shown);
  const byEdge = new Map<MapEdge, MapFinding[]>();
  const byNode = new Map<string, MapFinding[]>();
  const rest: MapFinding[] = [];
  for (const finding of findings) {
    const own = owners.get(finding.at) ?? [];
    const others = new Set(finding.beside.flatMap((resource) => owners.get(resource) ?? []).filter((id) => !own.includes(id)));
    const edge = others.size === 1 ? edgeBetween(map.edges, own, [...others]) : undefined;
    const [node] = own;
    const list = edge ? listIn(byEdge, edge) : node === undefined ? rest : listIn(byNode, node);
    list.push({ ruleId: finding.ruleId, severity: finding.severity, message: messageOf(finding) });
  }
  return {
    nodes: map.nodes.map((node): MapNode => ({ ...node, findings: byNode.get(node.id) ?? [] })),
    edges: map.edges.map((edge) => ({ ...edge, findings: byEdge.get(edge) ?? [] })),
    findings: rest,
  };
}

function listIn<K>(lists: Map<K, MapFinding[]>, key: K): MapFinding[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** What is about two nodes, and no more, is about the edge between them: the call rather than the rule that lets it through. */
function edgeBetween(edges: readonly MapEdge[], own: readonly string[], others: readonly string[]): MapEdge | undefined {
  const isBetween = ({ from, to }: MapEdge) => (own.includes(from) && others.includes(to)) || (others.includes(from) && own.includes(to));
  const found = edges.filter((edge) => edge.from !== edge.to && isBetween(edge));
  return found.find(({ kind }) => kind === 'environment' || kind === 'service-connect') ?? found[0];
}

/** The nodes that a resource belongs to. */
function ownersOf(facts: TemplateFacts, shown: ReadonlySet<Member>): ReadonlyMap<Resource, readonly string[]> {
  const owners = new Map<Resource, string[]>();
  const own = (id: string, resources: ReadonlyArray<Resource | undefined>) => resources.forEach((resource) => {
    if (resource) {
      owners.set(resource, [...owners.get(resource) ?? [], id]);
    }
  });
  const targets = facts.once(scalableTargets);
  for (const { id, resource, service, name, groups } of shown) {
    own(id, [resource, name?.resource, service?.taskDefinition?.resource, ...groups.map((group) => group.resource)]);
    own(id, (service?.registries ?? []).map(({ cloudMapService }) => cloudMapService?.resource));
    own(id, (targets.get(resource) ?? []).map((target) => target.resource));
  }
  ownedByBalancers(facts, shown, own);
  ownedByRules(facts, owners, own);
  return owners;
}

type Own = (id: string, resources: ReadonlyArray<Resource | undefined>) => void;

function ownedByBalancers(facts: TemplateFacts, shown: ReadonlySet<Member>, own: Own): void {
  const ids = new Map([...shown].filter(({ kind }) => kind === 'load-balancer').map(({ resource, id }) => [resource, id]));
  for (const [group, senders] of facts.once(forwardingIn).senders) {
    for (const sender of senders) {
      const balancer = loadBalancerOf(sender, facts);
      const id = balancer && ids.get(balancer.resource);
      if (id !== undefined) {
        own(id, [group, sender.resource]);
      }
    }
  }
}

/** A rule of a security group is of those who have the group, and an instance of Cloud Map is of its name. */
function ownedByRules(facts: TemplateFacts, owners: ReadonlyMap<Resource, readonly string[]>, own: Own): void {
  const links: ReadonlyArray<readonly [type: string, property: string]> = [
    ['AWS::EC2::SecurityGroupIngress', 'GroupId'], ['AWS::EC2::SecurityGroupEgress', 'GroupId'], ['AWS::ServiceDiscovery::Instance', 'ServiceId'],
  ];
  for (const [type, property] of links) {
    for (const { resource, properties } of facts.of(type)) {
      const target = properties.at(property).resource;
      (target ? owners.get(target) ?? [] : []).forEach((id) => own(id, [resource]));
    }
  }
}
