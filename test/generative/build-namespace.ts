import type { Stack } from 'aws-cdk-lib';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace, PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { clusterFor, durationOf } from './build-task';
import type { Combination, DnsType, NamespacePart } from './combination';
import { named } from './combination';
import type { Network } from './network';
import { DiscoveryNamespace } from '../../src';

const TYPES: Readonly<Record<DnsType, NamespaceType>> = {
  private: NamespaceType.DNS_PRIVATE, public: NamespaceType.DNS_PUBLIC, http: NamespaceType.HTTP,
};

type Existing = Extract<NamespacePart, { kind: 'existing' }>;
type Defined = Extract<NamespacePart, { kind: 'defined' }>;

function existingNamespace(stack: Stack, { type, vpc }: Existing, name: string, network: Network): INamespace {
  switch (type) {
    case 'private': return new PrivateDnsNamespace(stack, 'Existing', { name, vpc: vpc === 'same' ? network.vpc : network.otherVpc });
    case 'public': return new PublicDnsNamespace(stack, 'Existing', { name });
    case 'http': return new HttpNamespace(stack, 'Existing', { name });
  }
}

function definedNamespace({ type, negativeCacheTtl, httpName }: Defined, name: string, index: number): DiscoveryNamespace {
  const options = { httpName: httpName && named(httpName, index), negativeCacheTtl: durationOf(negativeCacheTtl) };
  switch (type) {
    case 'private': return DiscoveryNamespace.privateDns(name, options);
    case 'public': return DiscoveryNamespace.publicDns(name, options);
    case 'http': return DiscoveryNamespace.http(name, { httpName: options.httpName });
  }
}

/** The namespace that the combination asks for, and nothing where it leaves the choice to the library. */
export function buildNamespace(stack: Stack, combination: Combination, network: Network): DiscoveryNamespace | undefined {
  const { namespace, index } = combination;
  const text = <T extends string | undefined>(value: T): T => value && named(value, index) as T;
  switch (namespace.kind) {
    case 'default': return undefined;
    case 'defined': return definedNamespace(namespace, text(namespace.name), index);
    case 'clusterDefault': return namespace.asked ? DiscoveryNamespace.privateDns(text(namespace.name)) : undefined;
    case 'existing': return DiscoveryNamespace.existing(existingNamespace(stack, namespace, text(namespace.name), network));
    case 'attributes': return DiscoveryNamespace.existingByAttributes({
      type: TYPES[namespace.type], name: text(namespace.name), id: text(namespace.id), arn: text(namespace.arn),
    });
    case 'parameter': return DiscoveryNamespace.existingFromParameter(text(namespace.parameterName), { type: TYPES[namespace.type] });
    case 'lookup': return DiscoveryNamespace.existingByName(text(namespace.name));
  }
}

/** A cluster of the combination's own where it has a default namespace, else the one that all share. */
export function buildCluster(stack: Stack, combination: Combination, network: Network): Cluster {
  const { namespace, index } = combination;
  if (namespace.kind !== 'clusterDefault') {
    return clusterFor(combination, network);
  }
  return new Cluster(stack, 'OwnCluster', { vpc: network.vpc, defaultCloudMapNamespace: { name: named(namespace.name, index) } });
}
