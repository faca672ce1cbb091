import { ArnFormat, Fn, Lazy, Stack, Tags } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { CfnPrivateDnsNamespace, INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace, PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import type { NamespaceChoice } from './discovery-namespace';
import { NAMESPACES_ID, defaultNamespace, definedNamespace, namespaceKey, rememberDetails } from './vpc-namespaces';
import { ENDPOINT_WITHOUT_MEANING } from '../endpoint/endpoint-rules';
import { refuseOne } from '../shared/discovery-error';
import { findingOf } from '../shared/rule';

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
    case 'privateDns': return defaultNamespace(choice.name, cluster) ?? vpcNamespace(choice, cluster.vpc);
  }
}

/** AWS's own 300 seconds keep a client failing long after the first task is up. */
const NEGATIVE_CACHE_TTL_SECONDS = 15;

/**
 * The one namespace of this name for a VPC, beside the VPC: its id does not depend on which service comes first,
 * and every stack that uses the VPC can refer to it.
 */
function vpcNamespace(choice: PrivateDns, vpc: IVpc): INamespace {
  const cloudMapNamespace = definedNamespace(choice.name, vpc) ?? createPrivateDns(choice.name, vpc);
  const { negativeCacheTtlSeconds, description } = choice;
  const details = rememberDetails(cloudMapNamespace, withoutUndefined({ negativeCacheTtlSeconds, description }));
  const resource = cloudMapNamespace.node.defaultChild as CfnPrivateDnsNamespace;
  resource.description = details.description;
  // The L2 has no prop for the SOA record.
  resource.properties = { dnsProperties: { soa: { ttl: details.negativeCacheTtlSeconds ?? NEGATIVE_CACHE_TTL_SECONDS } } };
  return cloudMapNamespace;
}

function createPrivateDns(name: string, vpc: IVpc): INamespace {
  const scope = vpc.node.tryFindChild(NAMESPACES_ID) as Construct | undefined ?? new Construct(vpc, NAMESPACES_ID);
  const created = new PrivateDnsNamespace(scope, namespaceKey(name, vpc), { name, vpc });
  // A VPC tags all that is below it with its own name.
  Tags.of(created).remove('Name');
  return created;
}

function withoutUndefined<T extends object>(details: T): Partial<T> {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)) as Partial<T>;
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
      return refuseOne('DiscoveryNamespace.existingByAttributes()', findingOf(ENDPOINT_WITHOUT_MEANING, 'The name of the namespace is not known.', {
        fix: 'Give it a name.',
      }));
    },
  });
}
