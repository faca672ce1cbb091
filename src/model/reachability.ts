import type { Resource } from './assembly';
import type { Declared } from './declared';
import type { GroupRule, GroupRules } from './group-rules-facts';
import { groupRulesIn, meansOneOf } from './group-rules-facts';
import { objectOf } from './json';
import { groupsAt } from './network-facts';
import type { Property } from './property';
import { referencesIn } from './references-in';
import type { TemplateFacts } from './template-facts';

/** One end of a connection: the security groups of its network interfaces, and the subnets that these are in. */
export interface Peer {
  readonly groups: readonly Declared[];
  readonly subnets: readonly Declared[];
}

type Ports = ReadonlyArray<readonly [port: number, protocol: 'tcp' | 'udp']>;

/** A way that security groups close. */
export interface ClosedWay {
  readonly side: 'in' | 'out';
  /** The groups that would have to be opened. */
  readonly groups: readonly Declared[];
  /** The rules that are there and do not help, and that are resources of their own. */
  readonly rules: readonly Resource[];
}

/** The security groups of a list, where all of them are of the assembly; else undefined. */
export function knownGroups(list: Property, facts: TemplateFacts): readonly Declared[] | undefined {
  const groups = groupsAt(list, facts);
  return list.isWholeList && groups.length > 0 && groups.length === list.items.length ? groups : undefined;
}

/** What closes the way from one end to all of some ports of the other; undefined where one is open, or may be. */
export function closedWay(from: Peer, to: Peer, ports: Ports, facts: TemplateFacts): ClosedWay | undefined {
  if (ports.length === 0) {
    return undefined;
  }
  const rulesOf = facts.once(groupRulesIn);
  const ingress = to.groups.map(({ resource }) => rulesOf(resource).ingress);
  if (!areOpen(ingress, from, ports)) {
    return { side: 'in', groups: to.groups, rules: ownResources(ingress) };
  }
  const egress = from.groups.map(({ resource }) => rulesOf(resource).egress);
  return areOpen(egress, to, ports) ? undefined : { side: 'out', groups: from.groups, rules: ownResources(egress) };
}

/** Whether any rule of any of some groups lets the other end through on any of some ports. */
function areOpen(lists: ReadonlyArray<readonly GroupRule[]>, other: Peer, ports: Ports): boolean {
  return lists.some((rules) => rules.some((rule) => ports.some(([port, protocol]) => rule.allows(port, protocol)) && means(rule, other)));
}

function ownResources(lists: ReadonlyArray<readonly GroupRule[]>): Resource[] {
  return [...new Set(lists.flat().map(({ resource }) => resource))].filter(({ type }) => type !== 'AWS::EC2::SecurityGroup');
}

function means({ peer }: GroupRule, other: Peer): boolean {
  return peer === 'anybody' || (peer !== 'stranger' && ('range' in peer ? meansOneOf(peer.range, other.subnets) : other.groups.some(({ resource }) => resource === peer)));
}

/** The rules that let one end into the other, on whatever port; none where its own groups let it out to none of it. */
export function rulesInto(from: Peer, to: Peer, facts: TemplateFacts): readonly GroupRule[] {
  const rulesOf = facts.once(groupRulesIn);
  const isLetOut = from.groups.flatMap(({ resource }) => rulesOf(resource).egress).some((rule) => means(rule, to));
  return isLetOut ? to.groups.flatMap(({ resource }) => rulesOf(resource).ingress).filter((rule) => means(rule, from)) : [];
}

/** Whether a group lets in nobody at all. */
export function letsInNobody(group: Resource, facts: TemplateFacts): boolean {
  const rules: GroupRules = facts.once(groupRulesIn)(group);
  return rules.ingress.length === 0;
}

/** Resources by which others may come to know what they are given: registrars, parameters, shares, what is not AWS's own. */
const TELLS = /^(?!AWS::)|^AWS::(SSM::Parameter|RAM::|SecretsManager::|AppConfig::|CloudFormation::(Stack|CustomResource)$)|::MODULE$/;

/** Of others only a part: what a program is given, not the groups of its network interfaces. */
function programOf({ type, properties }: Resource): unknown {
  return TELLS.test(type) ? properties : type === 'AWS::Lambda::Function' ? properties.Environment
    : type === 'AWS::EC2::Instance' ? properties.UserData : type === 'AWS::EC2::LaunchTemplate' ? objectOf(properties.LaunchTemplateData).UserData : undefined;
}

/** What leaves an app, in whatever form: other apps may open it, or put names into it. Exports between the stacks of a CDK app stay inside. */
export function leavingIn({ assembly: { stacks } }: TemplateFacts): ReadonlySet<Resource> {
  const leaving = new Set<Resource>();
  for (const { outputs, resources, nestedIn, nested, name: stackName } of stacks.values()) {
    const isInside = (name: string) => nestedIn !== undefined || (stackName !== undefined && name.startsWith('ExportsOutput'));
    const told = [...outputs].filter(([name]) => !isInside(name)).map(([, { value }]) => value);
    const given = [...resources.values()].map((resource) => nested.has(resource.logicalId) ? undefined : programOf(resource));
    // Most resources are given nothing.
    for (const { logicalId } of [...told, ...given].filter((part) => part !== undefined).flatMap((part) => referencesIn(part))) {
      const resource = resources.get(logicalId);
      if (resource) {
        leaving.add(resource);
      }
    }
  }
  return leaving;
}
