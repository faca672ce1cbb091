import { balancerEdges } from './balancer-edges';
import { balancerCalls, callEdges } from './call-edges';
import { connectEdges } from './connect-edges';
import type { EdgeFact } from './edge-facts';
import { groupEdges } from './group-edges';
import type { Member } from './members';
import { membersIn } from './members';
import { INTERNET, nodesOf } from './nodes';
import { placed } from './place-findings';
import type { MapEdge, ServiceMap } from './service-map';
import { judge } from '../checks/judge';
import type { Assembly } from '../model/assembly';
import { TemplateFacts } from '../model/template-facts';

/** The map of an app. Its order is that of names, so that the maps of two versions can be compared. */
export function readMap(assembly: Assembly): ServiceMap {
  const facts = new TemplateFacts(assembly);
  const members = membersIn(facts);
  const opened = groupEdges(facts, members);
  const all = [
    ...opened,
    ...callEdges(facts, members),
    ...balancerCalls(facts, members),
    ...connectEdges(facts, members, opened),
    ...balancerEdges(facts, members),
  ];
  const shown = shownMembers([...members.values()], all);
  const edges = joined(all.filter(({ from, to }) => shown.has(to) && (from === 'internet' || shown.has(from))));
  const hasInternet = edges.some(({ from }) => from === INTERNET.id);
  const nodes = [...nodesOf(facts, shown), ...hasInternet ? [INTERNET] : []].sort((a, b) => a.id < b.id ? -1 : 1);
  return placed({ nodes, edges, findings: [] }, judge(assembly).findings, facts, shown);
}

/** Services and names always are; a load balancer or a function that has to do with none of them is none of the map's. */
function shownMembers(members: readonly Member[], edges: readonly EdgeFact[]): ReadonlySet<Member> {
  const shown = new Set(members.filter(({ kind }) => kind === 'service' || kind === 'endpoint'));
  const ways = edges.flatMap(({ from, to }) => from === 'internet' ? [] : [[from, to] as const]);
  for (let size = 0; size < shown.size;) {
    size = shown.size;
    ways.filter(([from, to]) => shown.has(to) || (shown.has(from) && to.kind === 'load-balancer')).forEach((way) => way.forEach((member) => shown.add(member)));
  }
  return shown;
}

/** One edge for all facts that tell of the same one. */
function joined(facts: readonly EdgeFact[]): MapEdge[] {
  const edges = new Map<string, MapEdge>();
  for (const { from, to, port, kind, by, isClosed = false } of facts) {
    const [fromId, toId] = [from === 'internet' ? INTERNET.id : from.id, to.id];
    const key = JSON.stringify([fromId, toId, kind, port]);
    const known = edges.get(key);
    edges.set(key, {
      from: fromId,
      to: toId,
      port,
      kind,
      by: [...new Set([...known?.by ?? [], ...by === undefined ? [] : [by]])].sort(),
      isClosed: isClosed || (known?.isClosed ?? false),
      findings: [],
    });
  }
  const orderOf = ({ from, to, kind, port }: MapEdge) => JSON.stringify([from, to, kind, port]);
  return [...edges.values()].sort((a, b) => orderOf(a) < orderOf(b) ? -1 : 1);
}
