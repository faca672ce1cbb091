import type { Resource } from './assembly';
import { typesIn } from './assembly';
import type { Declared } from './declared';
import type { EcsServiceFacts } from './ecs-service-facts';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';

/** A VPC, by what surely tells it from others. */
export interface VpcKey {
  /** Undefined where the assembly does not define it. */
  readonly resource?: Resource;
  /** Its id, where it is written down. */
  readonly id?: string;
}

/** The VPC that a property names; undefined where it is not known, and where nothing stands there. */
export function vpcAt({ resource, text }: Property): VpcKey | undefined {
  return resource?.type === 'AWS::EC2::VPC' ? { resource } : text !== undefined && VPC_ID.test(text) ? { id: text } : undefined;
}

/** Without the one that the CDK writes before it has looked a VPC up. */
const VPC_ID = /^vpc-(?!12345$)/;

/** Whether two VPCs are surely not one. An id that is written down may be that of one which a template made before. */
export function areOtherVpcs(one: VpcKey | undefined, other: VpcKey | undefined): boolean {
  return (one?.resource !== undefined && other?.resource !== undefined && one.resource !== other.resource)
    || (one?.id !== undefined && other?.id !== undefined && one.id !== other.id);
}

export function isSameVpc(one: VpcKey | undefined, other: VpcKey | undefined): boolean {
  return one !== undefined && other !== undefined && one.resource === other.resource && one.id === other.id;
}

export function nameOfVpc({ resource, id }: VpcKey): string {
  return resource?.logicalId ?? id ?? 'a VPC';
}

/** The subnets of a list that the assembly defines. */
export function subnetsAt(list: Property, facts: TemplateFacts): Declared[] {
  return declaredAt(list, 'AWS::EC2::Subnet', facts);
}

/** The security groups of a list that the assembly defines. */
export function groupsAt(list: Property, facts: TemplateFacts): Declared[] {
  return declaredAt(list, 'AWS::EC2::SecurityGroup', facts);
}

function declaredAt(list: Property, type: string, facts: TemplateFacts): Declared[] {
  const found: Declared[] = [];
  for (const { resource } of list.items) {
    if (resource?.type === type) {
      found.push(facts.as(resource));
    }
  }
  return found;
}

/** The VPC of a list of subnets, by the first of them that is known. */
export function vpcOf(subnets: Property, facts: TemplateFacts): VpcKey | undefined {
  const known = facts.once(vpcsOfSubnets);
  if (!known.has(subnets)) {
    known.set(subnets, findVpc(subnets, facts));
  }
  return known.get(subnets);
}

/** Filled as rules ask. */
function vpcsOfSubnets(): Map<Property, VpcKey | undefined> {
  return new Map();
}

function findVpc(subnets: Property, facts: TemplateFacts): VpcKey | undefined {
  return subnetsAt(subnets, facts).map(({ properties }) => vpcAt(properties.at('VpcId'))).find((vpc) => vpc !== undefined);
}

/** The VPC that tasks in awsvpc mode run in. */
export function vpcOfTasks({ network }: EcsServiceFacts, facts: TemplateFacts): VpcKey | undefined {
  return vpcOf(network.at('Subnets'), facts);
}

/** Whether a service has to do with discovery. */
export function isDiscovered({ registries, isInServiceConnect }: EcsServiceFacts): boolean {
  return registries.length > 0 || isInServiceConnect === true;
}

/** Subnets that get IPv6 by a resource of their own. */
function subnetsWithAddedIpv6(facts: TemplateFacts): ReadonlySet<Resource | undefined> {
  return new Set(facts.of('AWS::EC2::SubnetCidrBlock').map(({ properties }) => properties.at('SubnetId').resource));
}

export type Families = 'IPv4' | 'IPv6' | 'dual-stack';

/** Which addresses a task gets in a subnet; undefined where it is not known. */
export function familiesOf({ resource, properties }: Declared, facts: TemplateFacts): Families | undefined {
  const ipv6 = ['Ipv6CidrBlock', 'Ipv6IpamPoolId', 'Ipv6NetmaskLength'].map((key) => properties.at(key));
  const native = properties.at('Ipv6Native');
  const added = facts.once(subnetsWithAddedIpv6);
  return native.flag === true ? 'IPv6' : !native.isAbsent && native.flag === undefined ? undefined
    : added.has(resource) || ipv6.some(({ isThere }) => isThere) ? 'dual-stack'
      : ipv6.every(({ isAbsent }) => isAbsent) && !added.has(undefined) ? 'IPv4' : undefined;
}

/** What may lead from one VPC to another, or have a zone answer in another: where such a thing is, nothing is said about two VPCs. */
const BRIDGES = /^(AWS::EC2::(VPCPeeringConnection|TransitGateway.*|.*Route53.*)|AWS::Route53Profiles::.*|AWS::Route53Resolver::.*|AWS::NetworkManager::.*|AWS::RAM::.*|AWS::CloudFormation::CustomResource|Custom::.*)$/;
/** Custom resources of the CDK that have nothing to do with it. */
const HARMLESS = /^Custom::(VpcRestrictDefaultSG|LogRetention|S3AutoDeleteObjects|S3BucketNotifications|CDKBucketDeployment|ECRAutoDeleteImages)$/;

/** Whether the assembly may join VPCs, or may do what cannot be read. */
export function mayJoinVpcs({ assembly }: TemplateFacts): boolean {
  return [...assembly.stacks.values()].some(({ isWhole }) => !isWhole)
    || typesIn(assembly).some((type) => BRIDGES.test(type) && !HARMLESS.test(type));
}
