import { Arn, ArnFormat } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { CfnPrivateDnsNamespace, INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { areDifferent } from './identity';
import type { NamespaceChoice, PrivateDnsDetails } from '../namespace/discovery-namespace';
import { contradictingDetails, defaultNamespace } from '../namespace/vpc-namespaces';
import { known } from '../shared/known';

/** What is known of the namespace that a name is registered in. */
export interface NamespaceFacts {
  readonly type: string;
  readonly name?: string;
  /** From its ARN, where that is known. */
  readonly account?: string;
  readonly region?: string;
  /** Whether its names resolve in another VPC than the service's. */
  readonly madeForOtherVpc: boolean;
  /** The options that would change nothing, because the namespace is there with other ones. */
  readonly contradictingOptions: readonly string[];
}

export function namespaceFacts(choice: NamespaceChoice, cluster: ICluster, vpc: IVpc | undefined): NamespaceFacts {
  switch (choice.kind) {
    case 'privateDns': return {
      type: 'DNS_PRIVATE',
      name: choice.name,
      madeForOtherVpc: vpc !== undefined && isDefaultMadeForOtherVpc(choice.name, cluster, vpc),
      contradictingOptions: vpc === undefined ? [] : contradictingDetails(choice.name, detailsIn(choice), cluster, vpc),
    };
    case 'attributes': return {
      type: choice.type, name: choice.name, ...ownerOf(choice.arn), madeForOtherVpc: false, contradictingOptions: [],
    };
    case 'existing': return {
      type: choice.namespace.type,
      name: choice.namespace.namespaceName,
      ...ownerOf(choice.namespace.namespaceArn),
      madeForOtherVpc: vpc !== undefined && isMadeForOtherVpc(choice.namespace, vpc),
      contradictingOptions: [],
    };
  }
}

function detailsIn({ negativeCacheTtlSeconds, description }: PrivateDnsDetails): PrivateDnsDetails {
  return { negativeCacheTtlSeconds, description };
}

function ownerOf(arn: string | undefined): { account?: string; region?: string } {
  if (!known(arn) || !arn.startsWith('arn:')) {
    return {};
  }
  const { account, region } = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME);
  return { account, region };
}

/** A cluster's default namespace can be made for any VPC. */
function isDefaultMadeForOtherVpc(name: string, cluster: ICluster, vpc: IVpc): boolean {
  const found = defaultNamespace(name, cluster);
  return found !== undefined && isMadeForOtherVpc(found, vpc);
}

/** Seen only for namespaces of this app: AWS tells the VPC of an imported one to nobody. */
function isMadeForOtherVpc(cloudMapNamespace: INamespace, vpc: IVpc): boolean {
  const resource = cloudMapNamespace.node.defaultChild as CfnPrivateDnsNamespace | undefined;
  return typeof resource?.vpc === 'string' && areDifferent(resource.vpc, vpc.vpcId);
}

/** The name of the namespace that a choice leads to, where it is known. */
export function namespaceNameOf(choice: NamespaceChoice): string | undefined {
  return choice.kind === 'existing' ? choice.namespace.namespaceName : choice.name;
}
