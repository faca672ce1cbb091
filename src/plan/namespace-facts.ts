import { Arn, ArnFormat } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { CfnPrivateDnsNamespace, INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { areDifferent } from './identity';
import type { DefinedNamespace, NamespaceChoice } from '../namespace/namespace-choice';
import { namespaceTypeOf } from '../namespace/namespace-choice';
import { contradictingDetails, defaultNamespace } from '../namespace/vpc-namespaces';
import { known } from '../shared/known';

/** What is known of the namespace that a name is registered in. */
export interface NamespaceFacts {
  readonly type: string;
  readonly name?: string;
  /** Whether the CDK CLI is to look it up, which needs an account and a Region. */
  readonly lookedUp?: boolean;
  /** From its ARN, where that is known. */
  readonly account?: string;
  readonly region?: string;
  /** Whether its names resolve in another VPC than the service's. */
  readonly madeForOtherVpc: boolean;
  /** The options that would change nothing, because the namespace is there with other ones. */
  readonly contradictingOptions: readonly string[];
}

export function namespaceFacts(choice: NamespaceChoice, cluster: ICluster, vpc: IVpc | undefined): NamespaceFacts {
  const facts = { type: namespaceTypeOf(choice), madeForOtherVpc: false, contradictingOptions: [] };
  switch (choice.kind) {
    case 'defined': return { ...facts, name: choice.name, ...vpc && relationToVpc(choice, cluster, vpc) };
    case 'lookup': return { ...facts, name: choice.name, lookedUp: true };
    case 'parameter': return facts;
    case 'attributes': return { ...facts, name: choice.name, ...ownerOf(choice.arn) };
    case 'existing': return {
      ...facts,
      name: choice.namespace.namespaceName,
      ...ownerOf(choice.namespace.namespaceArn),
      madeForOtherVpc: vpc !== undefined && isMadeForOtherVpc(choice.namespace, vpc),
    };
  }
}

function relationToVpc(choice: DefinedNamespace, cluster: ICluster, vpc: IVpc): Pick<NamespaceFacts, 'madeForOtherVpc' | 'contradictingOptions'> {
  // A cluster's default namespace can be made for any VPC.
  const found = defaultNamespace(choice, cluster);
  return {
    madeForOtherVpc: found !== undefined && isMadeForOtherVpc(found, vpc),
    contradictingOptions: contradictingDetails(choice, cluster, vpc),
  };
}

function ownerOf(arn: string | undefined): { account?: string; region?: string } {
  if (!known(arn) || !arn.startsWith('arn:')) {
    return {};
  }
  const { account, region } = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME);
  return { account, region };
}

/** Seen only for namespaces of this app: AWS tells the VPC of an imported one to nobody. */
function isMadeForOtherVpc(cloudMapNamespace: INamespace, vpc: IVpc): boolean {
  const resource = cloudMapNamespace.node.defaultChild as CfnPrivateDnsNamespace | undefined;
  return typeof resource?.vpc === 'string' && areDifferent(resource.vpc, vpc.vpcId);
}

/** The name of a namespace, where it is known: an import by id or ARN has a name that nobody may render. */
export function namespaceNameOf(choice: NamespaceChoice, cloudMapNamespace: INamespace): string | undefined {
  return choice.kind === 'attributes' ? choice.name : cloudMapNamespace.namespaceName;
}
