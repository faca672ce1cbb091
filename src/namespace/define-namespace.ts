import { ArnFormat, Fn, Lazy, Stack, Tags } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { CfnPrivateDnsNamespace, INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace, PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import type { NamespaceChoice } from './discovery-namespace';
import { known } from '../shared/known';

type PrivateDns = Extract<NamespaceChoice, { kind: 'privateDns' }>;
type ByAttributes = Extract<NamespaceChoice, { kind: 'attributes' }>;

/**
 * The namespace of a choice, found or defined.
 *
 * @param scope the service, below which an import may be made
 */
export function defineNamespace(scope: Construct, choice: NamespaceChoice, cluster: ICluster): INamespace {
  switch (choice.kind) {
    case 'existing': return choice.namespace;
    case 'attributes': return importNamespace(scope, choice);
    case 'privateDns': return defaultNamespace(choice, cluster) ?? vpcNamespace(choice, cluster.vpc);
  }
}

/** The cluster's default namespace, where it is what the choice asks for. */
function defaultNamespace(choice: PrivateDns, cluster: ICluster): INamespace | undefined {
  const found = cluster.defaultCloudMapNamespace;
  return found?.type === NamespaceType.DNS_PRIVATE && found.namespaceName === choice.name ? found : undefined;
}

/**
 * The one namespace of this name for a VPC, beside the VPC: its id does not depend on which service comes first,
 * and every stack that uses the VPC can refer to it.
 */
function vpcNamespace(choice: PrivateDns, vpc: IVpc): INamespace {
  const scope = vpc.node.tryFindChild('DiscoveryNamespaces') as Construct | undefined ?? new Construct(vpc, 'DiscoveryNamespaces');
  const id = namespaceKey(choice.name, vpc);
  return scope.node.tryFindChild(id) as PrivateDnsNamespace | undefined ?? definePrivateDns(scope, id, choice, vpc);
}

/** The one construct id that holds input: a VPC has as many namespaces as it has names. */
function namespaceKey(name: string, vpc: IVpc): string {
  return known(name) ? name : JSON.stringify(Stack.of(vpc).resolve(name));
}

function definePrivateDns(scope: Construct, id: string, choice: PrivateDns, vpc: IVpc): INamespace {
  const created = new PrivateDnsNamespace(scope, id, { name: choice.name, description: choice.description, vpc });
  // The L2 has no prop for the SOA record.
  const resource = created.node.defaultChild as CfnPrivateDnsNamespace;
  resource.properties = { dnsProperties: { soa: { ttl: choice.negativeCacheTtlSeconds } } };
  // A VPC tags all that is below it with its own name.
  Tags.of(created).remove('Name');
  return created;
}

/** The settings with which the library has already defined the namespace that a choice names, if it has. */
export function definedNegativeCacheTtl(choice: PrivateDns, vpc: IVpc): number | undefined {
  const created = vpc.node.tryFindChild('DiscoveryNamespaces')?.node.tryFindChild(namespaceKey(choice.name, vpc));
  const properties = (created?.node.defaultChild as CfnPrivateDnsNamespace | undefined)?.properties;
  return (properties as CfnPrivateDnsNamespace.PropertiesProperty | undefined)
    && ((properties as { dnsProperties: { soa: { ttl: number } } }).dnsProperties.soa.ttl);
}

function importNamespace(scope: Construct, choice: ByAttributes): INamespace {
  const attributes = {
    namespaceId: choice.id ?? Fn.select(1, Fn.split('/', choice.arn!)),
    namespaceArn: choice.arn ?? Stack.of(scope).formatArn({
      service: 'servicediscovery', resource: 'namespace', resourceName: choice.id, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }),
    namespaceName: choice.name ?? nameThatIsNotKnown(),
  };
  switch (choice.type) {
    case NamespaceType.DNS_PRIVATE: return PrivateDnsNamespace.fromPrivateDnsNamespaceAttributes(scope, 'CloudMapNamespace', attributes);
    case NamespaceType.DNS_PUBLIC: return PublicDnsNamespace.fromPublicDnsNamespaceAttributes(scope, 'CloudMapNamespace', attributes);
    case NamespaceType.HTTP: return HttpNamespace.fromHttpNamespaceAttributes(scope, 'CloudMapNamespace', attributes);
  }
}

/** `INamespace` must have a name; whoever renders one that nobody gave gets told so. */
function nameThatIsNotKnown(): string {
  return Lazy.string({
    produce: () => {
      throw new Error('The name of this namespace is not known: give name to DiscoveryNamespace.existingByAttributes().');
    },
  });
}
