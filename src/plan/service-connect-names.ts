import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import { CfnHttpNamespace, CfnPrivateDnsNamespace, CfnPublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { identityOf } from './identity';
import { resolveToReferences } from './resolve-to-references';
import { known } from '../shared/known';

/** A name that Service Connect makes in a namespace. */
export interface ServiceConnectName {
  readonly path: string;
  readonly name: string;
  /** Of the namespace, where it is given by its ARN: equal for two names in one namespace. */
  readonly namespaceIdentity?: unknown;
  /** Of the namespace, where it is known. */
  readonly namespaceName?: string;
  /** Host name by which clients call it, where it is known. */
  readonly dnsName?: string;
  /** Host name and port by which clients call it, where they are known. */
  readonly endpoint?: string;
}

/** All names that an ECS service has in Service Connect, as it will be rendered. */
export function serviceConnectNames(service: CfnService): ServiceConnectName[] {
  const rendered = resolveToReferences(service, service.serviceConnectConfiguration);
  const { namespace, services } = rendered as { readonly namespace?: unknown; readonly services?: unknown } | undefined ?? {};
  const place = namespaceOf(namespace);
  return !Array.isArray(services) || place === undefined ? [] : (services as CfnService.ServiceConnectServiceProperty[])
    .map(({ discoveryName, portName, clientAliases }) =>
      ({ path: service.node.path, name: discoveryName ?? portName, ...place, ...aliasOf(clientAliases) }))
    .filter(({ name }) => typeof name === 'string');
}

/** The Cloud Map services in which the tasks of an ECS service are registered, where they are of this app. */
export function registriesOf(service: CfnService): readonly unknown[] {
  const registries = resolveToReferences(service, service.serviceRegistries);
  return Array.isArray(registries) ? (registries as CfnService.ServiceRegistryProperty[])
    .flatMap(({ registryArn }) => typeof registryArn === 'string' ? [identityOf(registryArn)] : []) : [];
}

function namespaceOf(namespace: unknown): Pick<ServiceConnectName, 'namespaceIdentity' | 'namespaceName'> | undefined {
  if (typeof namespace !== 'string') {
    return undefined;
  }
  if (namespace.startsWith('arn:')) {
    return { namespaceIdentity: namespace.split('/').pop() };
  }
  const resource = identityOf(namespace);
  return isNamespace(resource) ? { namespaceIdentity: resource, namespaceName: known(resource.name) ? resource.name : undefined }
    : known(namespace) ? { namespaceName: namespace } : undefined;
}

export function isNamespace(value: unknown): value is CfnPrivateDnsNamespace | CfnPublicDnsNamespace | CfnHttpNamespace {
  return value instanceof CfnPrivateDnsNamespace || value instanceof CfnPublicDnsNamespace || value instanceof CfnHttpNamespace;
}

function aliasOf(aliases: CfnService.ServiceConnectServiceProperty['clientAliases']): Pick<ServiceConnectName, 'dnsName' | 'endpoint'> {
  const [{ dnsName, port }] = (Array.isArray(aliases) && aliases.length === 1 ? aliases : [{}]) as Array<{ dnsName?: unknown; port?: unknown }>;
  return typeof dnsName !== 'string' ? {} : { dnsName, endpoint: typeof port === 'number' ? `${dnsName}:${port}` : undefined };
}
