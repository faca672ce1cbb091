import type { CfnSubnet, CfnVPC, ISubnet, IVpc, SelectedSubnets, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';

/** What is known of the VPC that tasks run in. */
export interface VpcFacts {
  readonly path: string;
  readonly dnsSupport?: boolean;
  readonly dnsHostnames?: boolean;
  /** Why the asked subnets are not there, in the CDK's words. */
  readonly subnetsProblem?: string;
  /** Of the asked subnets; those of an imported VPC are not known and left out. */
  readonly subnetFamilies?: readonly SubnetFamily[];
  /** Whether any of the asked subnets has a way to the internet and back. */
  readonly hasPublicSubnets?: boolean;
}

/** Which addresses a task gets in a subnet. */
export interface SubnetFamily {
  readonly path: string;
  readonly family: 'IPv4' | 'dual-stack' | 'IPv6';
}

/** The cluster's VPC, or nothing where the cluster was imported without it. */
export function vpcOf(cluster: ICluster): IVpc | undefined {
  try {
    return cluster.vpc;
  } catch {
    // An import by ARN has a getter that throws.
    return undefined;
  }
}

export function vpcFacts(vpc: IVpc, subnets?: SubnetSelection): VpcFacts {
  const resource = vpc.node.defaultChild as CfnVPC | undefined;
  return {
    path: vpc.node.path,
    dnsSupport: literal(resource?.enableDnsSupport),
    dnsHostnames: literal(resource?.enableDnsHostnames),
    ...subnets ? subnetFacts(vpc, subnets) : { subnetFamilies: [] },
  };
}

function literal(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function subnetFacts(vpc: IVpc, asked: SubnetSelection): Pick<VpcFacts, 'subnetsProblem' | 'subnetFamilies' | 'hasPublicSubnets'> {
  const selected = select(vpc, asked);
  return typeof selected === 'string' ? { subnetsProblem: selected, subnetFamilies: [] }
    : { subnetFamilies: selected.subnets.flatMap(subnetFamily), hasPublicSubnets: selected.hasPublic };
}

/** The asked subnets, or why they are not there. */
function select(vpc: IVpc, asked: SubnetSelection): SelectedSubnets | string {
  try {
    const selected = vpc.selectSubnets(asked);
    return selected.subnetIds.length === 0 && !selected.isPendingLookup ? 'The selection is empty.' : selected;
  } catch (error) {
    return (error as Error).message;
  }
}

function subnetFamily({ node }: ISubnet): SubnetFamily[] {
  const resource = node.defaultChild as CfnSubnet | undefined;
  if (resource?.cfnResourceType !== 'AWS::EC2::Subnet') {
    return [];
  }
  const hasIpv6 = [resource.ipv6CidrBlock, resource.ipv6IpamPoolId, resource.ipv6NetmaskLength].some((value) => value !== undefined);
  return [{ path: node.path, family: resource.ipv6Native === true ? 'IPv6' : hasIpv6 ? 'dual-stack' : 'IPv4' }];
}
