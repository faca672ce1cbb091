import type { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { NamespaceFacts } from './namespace-facts';
import { namespaceFacts } from './namespace-facts';
import type { VpcFacts } from './vpc-facts';
import { vpcFacts } from './vpc-facts';
import type { NamespaceChoice } from '../namespace/namespace-choice';

/** All that decides how a service is found: read from props and constructs, judged by the rules. */
export interface DiscoveryFacts {
  readonly discoveryName: string;
  readonly cloudMapNamespace: NamespaceFacts;
  readonly recordTypes: readonly string[];
  readonly networkMode: string;
  /** The main port first. */
  readonly ports: readonly number[];
  readonly serviceAttributes?: { readonly [name: string]: string };
  /** How many tasks run at most, where that is known. */
  readonly tasks?: number;
  /** The container that is registered, where it is known. */
  readonly container?: ContainerFacts;
  /** Nothing where the cluster was imported without its VPC. */
  readonly vpc?: VpcFacts;
  /** Where the service's stack is deployed to. */
  readonly account: string;
  readonly region: string;
}

export interface ContainerFacts {
  readonly name: string;
  readonly mappedPorts: readonly number[];
}

/** The same before it is read: choices and constructs. */
export interface DiscoveryInput extends Pick<DiscoveryFacts, 'discoveryName' | 'networkMode' | 'ports' | 'tasks' | 'container' | 'serviceAttributes' | 'account' | 'region'> {
  readonly cloudMapNamespace: NamespaceChoice;
  readonly records: { readonly types: readonly string[] };
  readonly cluster: ICluster;
  readonly vpc?: IVpc;
  readonly subnets?: SubnetSelection;
}

export function discoveryFacts({ cloudMapNamespace, records, cluster, vpc, subnets, ...facts }: DiscoveryInput): DiscoveryFacts {
  return {
    ...facts,
    cloudMapNamespace: namespaceFacts(cloudMapNamespace, cluster, vpc),
    recordTypes: records.types,
    vpc: vpc && vpcFacts(vpc, subnets),
  };
}
