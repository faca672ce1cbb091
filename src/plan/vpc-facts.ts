import type { CfnVPC, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';

/** What is known of the VPC that tasks run in. */
export interface VpcFacts {
  readonly path: string;
  readonly dnsSupport?: boolean;
  readonly dnsHostnames?: boolean;
  /** Why the asked subnets are not there, in the CDK's words. */
  readonly subnetsProblem?: string;
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
    subnetsProblem: subnets && subnetsProblem(vpc, subnets),
  };
}

function literal(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function subnetsProblem(vpc: IVpc, subnets: SubnetSelection): string | undefined {
  try {
    const { subnetIds, isPendingLookup } = vpc.selectSubnets(subnets);
    return subnetIds.length === 0 && !isPendingLookup ? 'The selection is empty.' : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
