import { sharing } from './groups';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';

type Direction = 'Ingress' | 'Egress';

/** One rule of one security group, wherever it stands. */
interface WrittenRule {
  readonly resource: Resource;
  /** Where it stands, and what it is called. */
  readonly property?: Property;
  readonly name: string;
  /** What the group is known by; nothing where that is not known. */
  readonly group?: string;
  readonly rule: Property;
}

function rulesOf(facts: TemplateFacts, direction: Direction): WrittenRule[] {
  const list = `SecurityGroup${direction}`;
  const inside = facts.of('AWS::EC2::SecurityGroup').flatMap(({ resource, properties }) => properties.at(list).items.map((rule, index): WrittenRule =>
    ({ resource, property: rule, name: `${list} ${index} of ${resource.logicalId}`, group: identityOf(resource), rule })));
  const alone = facts.of(`AWS::EC2::${list}`).map(({ resource, properties }): WrittenRule =>
    ({ resource, name: resource.logicalId, group: groupOf(properties.at('GroupId'), resource), rule: properties }));
  // A condition may leave one of two out.
  return [...inside, ...alone].filter(({ resource: { condition } }) => condition === undefined);
}

const identityOf = ({ stack, logicalId }: Resource) => JSON.stringify([stack, logicalId]);

/** An id that is written down may be another group in the account of another stack. */
function groupOf({ resource, text }: Property, { stack }: Resource): string | undefined {
  return resource ? identityOf(resource) : text && JSON.stringify([stack, text]);
}

/** A group of the assembly, or an id or a range that is written down. */
function peerOf({ resource, text }: Property): string | undefined {
  return resource ? identityOf(resource) : text;
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
  return from === undefined || to === undefined ? undefined : `${protocol} ${from === to ? from : `${from}-${to}`}`;
}

const PEERS: Readonly<Record<Direction, readonly string[]>> = {
  Ingress: ['SourceSecurityGroupId', 'SourcePrefixListId', 'CidrIp', 'CidrIpv6'],
  Egress: ['DestinationSecurityGroupId', 'DestinationPrefixListId', 'CidrIp', 'CidrIpv6'],
};

/** Nothing where it is not sure what EC2 gets. */
function permissionOf({ group, rule }: WrittenRule, direction: Direction): string | undefined {
  const [peer, ...more] = PEERS[direction].map((key) => rule.at(key)).filter(({ isAbsent }) => !isAbsent);
  const ofPeer = peer && more.length === 0 ? peerOf(peer) : undefined;
  const ports = portsOf(rule);
  return group === undefined || ofPeer === undefined || ports === undefined ? undefined : JSON.stringify([group, ofPeer, ports]);
}

function twice(facts: TemplateFacts): Broken[] {
  return (['Ingress', 'Egress'] as const).flatMap((direction) => sharing(rulesOf(facts, direction), (written) => permissionOf(written, direction))).map((rules) => {
    const { resource, property, rule } = rules[rules.length - 1];
    return {
      got: `${rules.map(({ name }) => name).join(' and ')} are one rule, for ${portsOf(rule)}.`,
      at: resource,
      property,
      beside: rules.slice(0, -1).map((other) => other.resource),
    };
  });
}

export const securityGroupRules: readonly TemplateRule[] = [
  {
    id: 'security-group-rule-twice',
    severity: 'error',
    why: 'EC2 refuses a rule that the group has already, whatever its description: "the specified rule already exists".',
    fix: 'Keep one of them. Where connectTo() makes one, leave the one out that is written by hand: a rule that is there is found where connections.allowFrom() or addIngressRule() '
      + 'of a security group made it for another security group.',
    link: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html',
    broken: twice,
  },
];
