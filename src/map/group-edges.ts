import type { EdgeFact } from './edge-facts';
import type { Member, Members } from './members';
import type { MapPort } from './service-map';
import type { Resource } from '../model/assembly';
import type { PortRange } from '../model/group-rules-facts';
import { groupRulesIn } from '../model/group-rules-facts';
import type { TemplateFacts } from '../model/template-facts';

/** What rules from security group to security group open. Those for ranges of addresses open the way for everybody in them, which says nothing of who calls. */
export function groupEdges(facts: TemplateFacts, members: Members): EdgeFact[] {
  const byGroup = membersByGroup(members);
  return [...byGroup].flatMap(([group, targets]) => facts.once(groupRulesIn)(group).ingress.flatMap(({ peer, ports }) => {
    const sources = typeof peer === 'object' && 'logicalId' in peer && ports ? byGroup.get(peer) ?? [] : [];
    return sources.flatMap((from) => targets.filter((to) => isWay(from, to)).map((to) => ({ from, to, port: portOf(ports!), kind: 'security-group' as const })));
  }));
}

function isWay(from: Member, to: Member): boolean {
  return from !== to && to.kind !== 'function';
}

function membersByGroup(members: Members): ReadonlyMap<Resource, readonly Member[]> {
  const byGroup = new Map<Resource, Member[]>();
  for (const member of members.values()) {
    for (const group of new Set(member.groups.map(({ resource }) => resource))) {
      const list = byGroup.get(group);
      if (list) {
        list.push(member);
      } else {
        byGroup.set(group, [member]);
      }
    }
  }
  return byGroup;
}

function portOf({ protocol, lowest, highest }: PortRange): MapPort {
  const isAll = lowest === 0 && highest === 65_535;
  if (protocol === 'all' || isAll) {
    return protocol === 'udp' ? 'all/udp' : 'all';
  }
  const text = lowest === highest ? lowest : `${lowest}-${highest}`;
  return protocol === 'udp' ? `${text}/udp` : text;
}
