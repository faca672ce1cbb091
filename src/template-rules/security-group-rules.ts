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
  readonly group: Property | Resource;
  readonly rule: Property;
  readonly direction: Direction;
}

function rulesOf(facts: TemplateFacts, direction: Direction): WrittenRule[] {
  const alone = facts.of(`AWS::EC2::SecurityGroup${direction}`).map(({ resource, properties }): WrittenRule =>
    ({ resource, name: resource.logicalId, group: properties.at('GroupId'), rule: properties, direction }));
  const inside = facts.of('AWS::EC2::SecurityGroup').flatMap(({ resource, properties }) => {
    const list = `SecurityGroup${direction}`;
    return properties.at(list).items.map((rule, index): WrittenRule =>
      ({ resource, property: rule, name: `${list} ${index} of ${resource.logicalId}`, group: resource, rule, direction }));
  });
  // A condition may leave one of two out.
  return [...inside, ...alone].filter(({ resource: { condition } }) => condition === undefined);
}

const identityOf = ({ stack, logicalId }: Resource) => JSON.stringify([stack, logicalId]);

/** What a security group or a list of prefixes is known by: as a resource, or by its id. */
function known(property: Property): string | undefined {
  return property.resource ? identityOf(property.resource) : property.text;
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
function keyOf({ group, rule, direction }: WrittenRule): string | undefined {
  const ofGroup = 'logicalId' in group ? identityOf(group) : known(group);
  const [peer, ...more] = PEERS[direction].map((key) => rule.at(key)).filter(({ isAbsent }) => !isAbsent);
  const ofPeer = peer && more.length === 0 ? known(peer) : undefined;
  const ports = portsOf(rule);
  return ofGroup === undefined || ofPeer === undefined || ports === undefined ? undefined : JSON.stringify([ofGroup, ofPeer, ports]);
}

function twice(facts: TemplateFacts): Broken[] {
  return (['Ingress', 'Egress'] as const).flatMap((direction) => sharing(rulesOf(facts, direction), keyOf)).map((rules) => {
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
