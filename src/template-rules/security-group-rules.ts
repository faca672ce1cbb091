import { sharing } from './groups';
import { keyOf } from './name-rules';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { findResource } from '../model/assembly';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';
import { known } from '../shared/known';

type Direction = 'Ingress' | 'Egress';

/** One rule of one security group, wherever it stands. */
interface WrittenRule {
  readonly resource: Resource;
  /** Where it stands in its group; nothing where it is a resource of its own. */
  readonly inline?: Property;
  readonly name: string;
  /** What the group is known by; nothing where that is not known. */
  readonly group?: string;
  readonly rule: Property;
}

function rulesOf(facts: TemplateFacts, direction: Direction): WrittenRule[] {
  const list = `SecurityGroup${direction}`;
  const inline = facts.of('AWS::EC2::SecurityGroup').flatMap(({ resource, properties }) => properties.at(list).items.map((rule, index): WrittenRule =>
    ({ resource, inline: rule, name: `${list} ${index} of ${resource.logicalId}`, group: keyOf({ resource }), rule })));
  const alone = facts.of(`AWS::EC2::${list}`).map(({ resource, properties }): WrittenRule =>
    ({ resource, name: resource.logicalId, group: groupOf(properties.at('GroupId'), resource), rule: properties }));
  return [...inline, ...alone].filter(({ resource }) => !isInNestedStackOfCondition(resource, facts));
}

/** A condition above may leave one of two out. */
function isInNestedStackOfCondition({ stack }: Resource, facts: TemplateFacts): boolean {
  const { assembly } = facts;
  const place = assembly.stacks.get(stack)?.nestedIn;
  const holder = place && findResource(assembly, place);
  return holder !== undefined && (holder.condition !== undefined || isInNestedStackOfCondition(holder, facts));
}

/** What surely is one thing in two places: a group in whatever way it is referred to, else the same text, attribute or expression. */
function meaningOf(property: Property): string | undefined {
  const { resource, text, identity } = property;
  if (resource?.type === 'AWS::EC2::SecurityGroup') {
    return keyOf({ resource });
  }
  // Ranges of IPv6 are written in both cases.
  return text === undefined ? identity : known(text) ? text.toLowerCase() : undefined;
}

/** An id that is written down may be another group in the account of another stack. */
function groupOf(property: Property, { stack }: Resource): string | undefined {
  const meaning = meaningOf(property);
  return meaning !== undefined && property.text !== undefined ? JSON.stringify([stack, meaning]) : meaning;
}

const PROTOCOLS: ReadonlyMap<string, string> = new Map([['6', 'tcp'], ['17', 'udp'], ['1', 'icmp'], ['58', 'icmpv6'], ['all', '-1']]);

/** The ports of a rule as text; EC2 looks at none where all protocols are let through. */
function portsOf(rule: Property): string | undefined {
  const written = rule.at('IpProtocol').text?.toLowerCase();
  const protocol = written === undefined ? undefined : PROTOCOLS.get(written) ?? written;
  if (protocol === undefined || protocol === '-1') {
    return protocol && 'all';
  }
  const [from, to] = [rule.at('FromPort').number, rule.at('ToPort').number];
  return from === undefined || to === undefined ? undefined : `${protocol} ${from === to ? from : `${from} to ${to}`}`;
}

const PEERS: Readonly<Record<Direction, readonly string[]>> = {
  Ingress: ['SourceSecurityGroupId', 'SourcePrefixListId', 'CidrIp', 'CidrIpv6'],
  Egress: ['DestinationSecurityGroupId', 'DestinationPrefixListId', 'CidrIp', 'CidrIpv6'],
};

/** Nothing where it is not sure what EC2 gets. Rules under two conditions may exclude each other. */
function permissionOf({ resource: { stack, condition }, group, rule }: WrittenRule, direction: Direction): string | undefined {
  const [kind, ...more] = PEERS[direction].filter((key) => !rule.at(key).isAbsent);
  const peer = kind !== undefined && more.length === 0 ? meaningOf(rule.at(kind)) : undefined;
  const ports = portsOf(rule);
  return group === undefined || peer === undefined || ports === undefined ? undefined
    : JSON.stringify([group, kind, peer, ports, condition && [stack, condition]]);
}

function twice(facts: TemplateFacts): Broken[] {
  return (['Ingress', 'Egress'] as const)
    .flatMap((direction) => sharing(rulesOf(facts, direction), (written) => permissionOf(written, direction)))
    // What a group says twice of itself is a matter of its own list.
    .filter((rules) => rules.some(({ inline }) => inline === undefined))
    .map((rules) => {
      const { resource, inline, rule } = rules[rules.length - 1];
      const isOneName = new Set(rules.map(({ name }) => name)).size < rules.length;
      const names = rules.map(({ name, resource: { stack } }) => isOneName ? `${name} (${stack})` : name);
      return {
        got: `${names.join(' and ')} are one rule, for ${portsOf(rule)}.`,
        at: resource,
        property: inline,
        beside: rules.slice(0, -1).map((other) => other.resource),
      };
    });
}

export const securityGroupRules: readonly TemplateRule[] = [
  {
    id: 'security-group-rule-twice',
    severity: 'warning',
    why: 'In EC2 a group has a rule once, whatever its description. It refuses the second one ("the specified rule already exists"), or CloudFormation passes over that, as users '
      + 'say; then the rule is gone for both as soon as one of the two is taken out.',
    fix: 'Leave one of them out before they are deployed: the one that is written by hand, where connectTo() makes the other.',
    link: 'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/612',
    broken: twice,
  },
];
