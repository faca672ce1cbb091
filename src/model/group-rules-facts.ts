import { isIP } from 'node:net';
import type { Resource } from './assembly';
import type { Declared } from './declared';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';

/** Whom a rule of a security group lets in or out, on which ports. What is not known lets everybody through. */
export interface GroupRule {
  /** The resource that it stands in. */
  readonly resource: Resource;
  /** Another security group of the assembly, a range of addresses, somebody who is none of the assembly's, or anybody. */
  readonly peer: Resource | { readonly range: string } | 'stranger' | 'anybody';
  readonly allows: (port: number, protocol: 'tcp' | 'udp') => boolean;
  /** What it allows; undefined where that is not known, and of a protocol without ports. */
  readonly ports?: PortRange;
}

export interface PortRange {
  readonly protocol: 'tcp' | 'udp' | 'all';
  readonly lowest: number;
  readonly highest: number;
}

/** What a security group lets through. */
export interface GroupRules {
  readonly ingress: readonly GroupRule[];
  readonly egress: readonly GroupRule[];
}

const PROTOCOLS: ReadonlyMap<string, 'tcp' | 'udp' | 'all'> = new Map([['tcp', 'tcp'], ['6', 'tcp'], ['udp', 'udp'], ['17', 'udp'], ['-1', 'all'], ['all', 'all']]);
const EVERY_ADDRESS = '0.0.0.0/0';
const ANYBODY: Omit<GroupRule, 'resource'> = { peer: 'anybody', allows: () => true };

/** The rules of each security group of the assembly; those of groups that are not known count for all. */
export function groupRulesIn(facts: TemplateFacts): (group: Resource) => GroupRules {
  const ingress = ownRules(facts, 'Ingress');
  const egress = ownRules(facts, 'Egress');
  const known = new Map<Resource, GroupRules>();
  return (group) => {
    const rules = known.get(group) ?? rulesOf(facts.as(group), ingress, egress);
    known.set(group, rules);
    return rules;
  };
}

/** Rules that are resources of their own, by their group. */
type OwnRules = ReadonlyMap<Resource | undefined, readonly GroupRule[]>;

function rulesOf(group: Declared, ingress: OwnRules, egress: OwnRules): GroupRules {
  const inside = insideRules(group);
  return {
    ingress: [...inside.ingress, ...ingress.get(group.resource) ?? [], ...ingress.get(undefined) ?? []],
    egress: [...inside.egress, ...egress.get(group.resource) ?? [], ...egress.get(undefined) ?? []],
  };
}

function ownRules(facts: TemplateFacts, direction: 'Ingress' | 'Egress'): OwnRules {
  const byGroup = new Map<Resource | undefined, GroupRule[]>();
  for (const { resource, properties } of facts.of(`AWS::EC2::SecurityGroup${direction}`)) {
    const group = properties.at('GroupId');
    // A group that is written down by its id is none of the assembly's.
    if (group.text === undefined) {
      const key = group.resource?.type === 'AWS::EC2::SecurityGroup' ? group.resource : undefined;
      const isForeign = key === undefined && group.resource !== undefined;
      if (!isForeign) {
        const rules = byGroup.get(key) ?? [];
        rules.push(readRule(resource, properties, direction));
        byGroup.set(key, rules);
      }
    }
  }
  return byGroup;
}

function insideRules({ resource, properties }: Declared): GroupRules {
  const ingress = rulesIn(resource, properties.at('SecurityGroupIngress'), 'Ingress');
  const egress = rulesIn(resource, properties.at('SecurityGroupEgress'), 'Egress');
  // EC2 lets everything out of a group to which nothing else is said. An empty list says nothing.
  return { ingress, egress: egress.length === 0 ? [{ resource, ...ANYBODY }] : egress };
}

function rulesIn(resource: Resource, list: Property, direction: 'Ingress' | 'Egress'): readonly GroupRule[] {
  const rules = list.items.map((rule) => readRule(resource, rule, direction));
  return list.isWholeList ? rules : [...rules, { resource, ...ANYBODY }];
}

function readRule(resource: Resource, rule: Property, direction: 'Ingress' | 'Egress'): GroupRule {
  const written = rule.at('IpProtocol').text;
  const protocol = PROTOCOLS.get(written?.toLowerCase() ?? '');
  const from = rule.at('FromPort').number;
  const to = rule.at('ToPort').number;
  const isOther = protocol === undefined && written !== undefined;
  return {
    resource,
    peer: peerOf(rule, direction === 'Ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId'),
    ports: rangeOf(protocol, from, to),
    allows: (port, asked) => !isOther && (protocol === undefined || protocol === 'all' || (protocol === asked && (from ?? port) <= port && (to ?? port) >= port)),
  };
}

function rangeOf(protocol: PortRange['protocol'] | undefined, from: number | undefined, to: number | undefined): PortRange | undefined {
  const [lowest, highest] = protocol === 'all' ? [0, 65_535] : [from, to];
  return protocol === undefined || lowest === undefined || highest === undefined ? undefined : { protocol, lowest, highest };
}

function peerOf(rule: Property, groupKey: string): GroupRule['peer'] {
  const group = rule.at(groupKey);
  const { resource } = group;
  if (resource) {
    return resource.type === 'AWS::EC2::SecurityGroup' ? resource : 'stranger';
  }
  const [range, range6] = [rule.at('CidrIp'), rule.at('CidrIpv6')];
  return group.text !== undefined ? 'stranger' : !group.isAbsent ? 'anybody'
    : range.text === EVERY_ADDRESS ? 'anybody' : range.text !== undefined ? { range: range.text } : range6.text !== undefined && range.isAbsent ? { range: range6.text } : 'anybody';
}

/** Ranges that nobody has: rules for them are written to take the place of the one that lets everything out. */
const NOBODY = /^(127\.|255\.255\.255\.255\/32$|::1\/128$)/;

/** Whether a rule for a range of addresses may mean one of some subnets: where their ranges are not known, it may. */
export function meansOneOf(range: string, subnets: readonly Declared[]): boolean {
  const ranges = subnets.map(({ properties }) => properties.at('CidrBlock').text);
  return !NOBODY.test(range) && mayBeIn(range, ranges);
}

function mayBeIn(range: string, ranges: ReadonlyArray<string | undefined>): boolean {
  const prefix = range.includes(':') ? undefined : bitsOf(range);
  // What is no range of IPv4 may be any, and one of /0 is all.
  return prefix === undefined || prefix === '' || ranges.length === 0 || ranges.some((subnet) => subnet === undefined || overlap(prefix, bitsOf(subnet)));
}

/** Two ranges overlap where they share the shorter of the two prefixes. */
function overlap(one: string, other: string | undefined): boolean {
  return other === undefined || one.startsWith(other) || other.startsWith(one);
}

/** The prefix of a range of IPv4, in bits. */
function bitsOf(range: string): string | undefined {
  const [address, prefix = '32'] = range.split('/');
  return isIP(address) === 4 && /^\d{1,2}$/.test(prefix)
    ? address.split('.').map((part) => Number(part).toString(2).padStart(8, '0')).join('').slice(0, Number(prefix)) : undefined;
}
