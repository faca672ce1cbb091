import { Tags } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { CfnHttpNamespace, CfnPrivateDnsNamespace, CfnPublicDnsNamespace, INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace, PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { defineDelegation } from './define-delegation';
import { importByAttributes, importFromParameter, lookUp } from './define-imported-namespace';
import type { DefinedNamespace, NamespaceChoice, NamespaceDetails } from './namespace-choice';
import { NAMESPACES_ID, defaultNamespace, definedNamespace, namespaceKey, rememberDetails, rememberedDetails } from './vpc-namespaces';
import { Synthesis } from '../shared/synthesis';
import { warn } from '../shared/warn';
import { UNDELEGATED_NAMESPACE } from '../shared/warnings';

/**
 * The namespace of a choice, found or defined.
 *
 * @param scope the service, below which an import may be made
 */
export function defineNamespace(scope: Construct, choice: NamespaceChoice, cluster: ICluster): INamespace {
  switch (choice.kind) {
    case 'existing': return choice.namespace;
    case 'attributes': return importByAttributes(scope, choice);
    case 'parameter': return importFromParameter(scope, choice);
    case 'lookup': return lookUp(scope, choice);
    case 'defined': return defaultNamespace(choice, cluster) ?? vpcNamespace(choice, cluster.vpc);
  }
}

/** AWS's own 300 seconds (900 of a public zone) keep a client failing long after the first task is up. */
const NEGATIVE_CACHE_TTL_SECONDS = 15;

/**
 * The one namespace of this type and name for a VPC, beside the VPC: its id does not depend on which service comes first,
 * and every stack that uses the VPC can refer to it.
 */
function vpcNamespace(choice: DefinedNamespace, vpc: IVpc): INamespace {
  const cloudMapNamespace = definedNamespace(choice, vpc) ?? createNamespace(choice, vpc);
  const isDelegated = rememberedDetails(cloudMapNamespace).delegation !== undefined;
  const details = rememberDetails(cloudMapNamespace, choice);
  describe(cloudMapNamespace, details);
  if (details.delegation && !isDelegated) {
    defineDelegation(cloudMapNamespace as PublicDnsNamespace, details.delegation);
  }
  return cloudMapNamespace;
}

function createNamespace(choice: DefinedNamespace, vpc: IVpc): INamespace {
  const scope = vpc.node.tryFindChild(NAMESPACES_ID) as Construct | undefined ?? new Construct(vpc, NAMESPACES_ID);
  const created = create(scope, namespaceKey(choice, vpc), choice, vpc);
  // A VPC tags all that is below it with its own name.
  Tags.of(created).remove('Name');
  if (choice.type === NamespaceType.DNS_PUBLIC) {
    Synthesis.of(created).atBegin(() => warnIfUndelegated(created));
  }
  return created;
}

function create(scope: Construct, id: string, { type, name }: DefinedNamespace, vpc: IVpc): INamespace {
  switch (type) {
    case NamespaceType.DNS_PRIVATE: return new PrivateDnsNamespace(scope, id, { name, vpc });
    case NamespaceType.DNS_PUBLIC: return new PublicDnsNamespace(scope, id, { name });
    case NamespaceType.HTTP: return new HttpNamespace(scope, id, { name });
  }
}

/** The L2 has no prop for the SOA record, and a description may come with a later service. */
function describe({ node, type }: INamespace, { description, negativeCacheTtlSeconds }: NamespaceDetails): void {
  const resource = node.defaultChild as CfnPrivateDnsNamespace | CfnPublicDnsNamespace | CfnHttpNamespace;
  resource.description = description;
  if (type !== NamespaceType.HTTP) {
    (resource as CfnPrivateDnsNamespace).properties = { dnsProperties: { soa: { ttl: negativeCacheTtlSeconds ?? NEGATIVE_CACHE_TTL_SECONDS } } };
  }
}

/** When all services have been made: any of them can give the delegation. */
function warnIfUndelegated(cloudMapNamespace: INamespace): void {
  if (rememberedDetails(cloudMapNamespace).delegation === undefined) {
    // Of its resource: at synth, the CDK asks only what is above a construct whether a warning was acknowledged.
    warn(cloudMapNamespace.node.defaultChild!, UNDELEGATED_NAMESPACE);
  }
}
