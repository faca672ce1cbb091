import { Stack, Token } from 'aws-cdk-lib';
import { CfnService as CfnEcsService } from 'aws-cdk-lib/aws-ecs';
import { CfnPrivateDnsNamespace, CfnService } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import { identityOf } from './identity';
import { known } from '../shared/known';

/** A Cloud Map service somewhere in the app, also one that this library did not define. */
export interface NamedService {
  readonly path: string;
  readonly name: string;
  /** Whether it has DNS records, which do not tell capital letters from small ones. */
  readonly hasRecords: boolean;
  /** Of the namespace: equal for two services in one namespace. */
  readonly namespaceIdentity: unknown;
  /** Of the namespace, where it is one of this app. */
  readonly namespaceName?: string;
}

/** A name that Service Connect makes in a namespace. */
export interface ServiceConnectName {
  readonly path: string;
  readonly name: string;
  readonly namespaceName: string;
}

/** A private DNS namespace somewhere in the app. */
export interface NamedNamespace {
  readonly path: string;
  readonly name: string;
  readonly vpcIdentity: unknown;
}

/** What can only be judged over the whole app. What is not known, or is deployed under a condition only, is left out. */
export interface AppFacts {
  readonly services: readonly NamedService[];
  readonly namespaces: readonly NamedNamespace[];
  readonly serviceConnectNames: readonly ServiceConnectName[];
}

export function appFacts(root: IConstruct): AppFacts {
  const constructs = root.node.findAll();
  return {
    services: constructs.filter((construct) => construct instanceof CfnService).flatMap(namedService),
    namespaces: constructs.filter((construct) => construct instanceof CfnPrivateDnsNamespace).flatMap(namedNamespace),
    serviceConnectNames: constructs.filter((construct) => construct instanceof CfnEcsService).flatMap(serviceConnectNames),
  };
}

function namedService(service: CfnService): NamedService[] {
  const dnsConfig = service.dnsConfig as CfnService.DnsConfigProperty | undefined;
  const namespaceId = service.namespaceId ?? (Token.isUnresolved(dnsConfig) ? undefined : dnsConfig?.namespaceId);
  if (!known(service.name) || namespaceId === undefined || service.cfnOptions.condition !== undefined) {
    return [];
  }
  const namespaceIdentity = identityOf(namespaceId);
  const namespaceName = namespaceIdentity instanceof CfnPrivateDnsNamespace ? namespaceIdentity.name : undefined;
  return [{ path: service.node.path, name: service.name, hasRecords: dnsConfig !== undefined, namespaceIdentity, namespaceName }];
}

/** Seen where the namespace is given by its name, as the CDK renders it. */
function serviceConnectNames(service: CfnEcsService): ServiceConnectName[] {
  const config = Stack.of(service).resolve(service.serviceConnectConfiguration) as CfnEcsService.ServiceConnectConfigurationProperty | undefined;
  const { namespace: namespaceName, services = [] } = config ?? {};
  return typeof namespaceName !== 'string' ? [] : (services as CfnEcsService.ServiceConnectServiceProperty[])
    .map(({ discoveryName, portName }) => ({ path: service.node.path, name: discoveryName ?? portName, namespaceName }))
    .filter(({ name }) => typeof name === 'string');
}

function namedNamespace({ node, name, vpc, cfnOptions }: CfnPrivateDnsNamespace): NamedNamespace[] {
  return known(name) && vpc !== undefined && cfnOptions.condition === undefined ? [{ path: node.path, name, vpcIdentity: identityOf(vpc) }] : [];
}
