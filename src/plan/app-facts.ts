import { Stack, Stage, Token } from 'aws-cdk-lib';
import { CfnService as CfnEcsService } from 'aws-cdk-lib/aws-ecs';
import { CfnInstance, CfnPrivateDnsNamespace, CfnPublicDnsNamespace, CfnService } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import { identityOf } from './identity';
import type { ServiceConnectName } from './service-connect-names';
import { isNamespace, registriesOf, serviceConnectNames } from './service-connect-names';
import { known } from '../shared/known';

/** A Cloud Map service somewhere in the app, also one that this library did not define. */
export interface NamedService {
  readonly path: string;
  readonly name: string;
  /** Whether it is in a namespace that has DNS, which does not tell capital letters from small ones. */
  readonly ignoresCase: boolean;
  /** Of the namespace: equal for two services in one namespace. */
  readonly namespaceIdentity: unknown;
  /** Of the namespace, where it is one of this app. */
  readonly namespaceName?: string;
  /** Account and Region. */
  readonly environment?: string;
  /** Under which DNS answers with addresses of tasks, where there are some and the name is known. */
  readonly host?: string;
}

/** What one ECS service has in Service Connect. */
export interface PlacedServiceConnectName extends ServiceConnectName {
  /** Account and Region. */
  readonly environment: string;
  /** The paths of the Cloud Map services that are the ECS service's own. */
  readonly ownNames: readonly string[];
}

/** A private DNS namespace somewhere in the app. */
export interface NamedNamespace {
  readonly path: string;
  readonly name: string;
  readonly vpcIdentity: unknown;
}

/** A public DNS namespace somewhere in the app. */
export interface PublicNamespace {
  readonly path: string;
  readonly name: string;
  /** Account and Region. */
  readonly environment: string;
}

/** What can only be judged over the whole app. What is not known, or is deployed under a condition only, is left out. */
export interface AppFacts {
  readonly services: readonly NamedService[];
  readonly namespaces: readonly NamedNamespace[];
  readonly publicNamespaces: readonly PublicNamespace[];
  readonly serviceConnectNames: readonly PlacedServiceConnectName[];
}

export function appFacts(constructs: readonly IConstruct[]): AppFacts {
  const cloudMapServices = constructs.filter((construct) => construct instanceof CfnService);
  const byHand = new Set(constructs.flatMap((construct) => construct instanceof CfnInstance ? [identityOf(construct.serviceId)] : []));
  return {
    services: cloudMapServices.flatMap((service) => namedService(service, byHand)),
    namespaces: constructs.filter((construct) => construct instanceof CfnPrivateDnsNamespace).flatMap(namedNamespace),
    publicNamespaces: constructs.filter((construct) => construct instanceof CfnPublicDnsNamespace).flatMap(publicNamespace),
    serviceConnectNames: constructs.filter((construct) => construct instanceof CfnEcsService)
      .flatMap((service) => placedNames(service, cloudMapServices)),
  };
}

function placedNames(service: CfnEcsService, cloudMapServices: readonly CfnService[]): PlacedServiceConnectName[] {
  const names = serviceConnectNames(service);
  if (names.length === 0) {
    return [];
  }
  const registries = registriesOf(service);
  const isOwn = (name: CfnService) => registries.includes(name) || isBeside(name, service);
  const ownNames = cloudMapServices.filter(isOwn).map(({ node }) => node.path);
  return names.map((name) => ({ ...name, environment: environmentOf(service), ownNames }));
}

/** Whether they belong together, also where the tasks are taken out of the name. */
function isBeside({ node: { scope } }: CfnService, service: CfnEcsService): boolean {
  return scope !== undefined && !Stack.isStack(scope) && service.node.scopes.includes(scope);
}

/** @param byHand the services whose instances the app registers: what is behind them is no ECS service */
function namedService(service: CfnService, byHand: ReadonlySet<unknown>): NamedService[] {
  const dnsConfig = service.dnsConfig as CfnService.DnsConfigProperty | undefined;
  const namespaceId = service.namespaceId ?? (Token.isUnresolved(dnsConfig) ? undefined : dnsConfig?.namespaceId);
  if (!known(service.name) || namespaceId === undefined || service.cfnOptions.condition !== undefined) {
    return [];
  }
  const namespaceIdentity = identityIn(service, namespaceId);
  const namespaceName = isNamespace(namespaceIdentity) ? namespaceIdentity.name : undefined;
  const environment = environmentOf(service);
  const ignoresCase = dnsConfig !== undefined || service.type === 'HTTP';
  const host = hasAddresses(dnsConfig) && !byHand.has(service) && known(namespaceName) ? `${service.name}.${namespaceName}`.toLowerCase() : undefined;
  return [{ path: service.node.path, name: service.name, ignoresCase, namespaceIdentity, namespaceName, environment, host }];
}

/** Whoever asks for SRV records, or the API, is not led elsewhere by a host name. */
function hasAddresses(dnsConfig: CfnService.DnsConfigProperty | undefined): boolean {
  const records = Token.isUnresolved(dnsConfig) ? undefined : dnsConfig?.dnsRecords;
  return Array.isArray(records) && (records as CfnService.DnsRecordProperty[]).some(({ type }) => ['A', 'AAAA', 'CNAME'].includes(type));
}

/** What is taken out of a parameter is another token each time, and renders to one text in a stack. */
function identityIn(service: CfnService, namespaceId: string): unknown {
  const identity = identityOf(namespaceId);
  return identity === namespaceId && Token.isUnresolved(namespaceId)
    ? `${Stack.of(service).node.path} ${JSON.stringify(Stack.of(service).resolve(namespaceId))}` : identity;
}

function namedNamespace({ node, name, vpc, cfnOptions }: CfnPrivateDnsNamespace): NamedNamespace[] {
  return known(name) && vpc !== undefined && cfnOptions.condition === undefined ? [{ path: node.path, name, vpcIdentity: identityOf(vpc) }] : [];
}

function publicNamespace(namespace: CfnPublicDnsNamespace): PublicNamespace[] {
  const { node, name, cfnOptions } = namespace;
  return known(name) && cfnOptions.condition === undefined ? [{ path: node.path, name, environment: environmentOf(namespace) }] : [];
}

/** Whether the account and Region of a namespace of this app get another one of its name: the API then knows one of them by another name. */
export function hasNamesake(namespace: IConstruct, name: string): boolean {
  const { account, region } = Stack.of(namespace);
  return known(name) && namespace.node.root.node.findAll().some((other) => isNamespace(other)
    && other !== namespace.node.defaultChild && other.name === name && Stack.of(other).account === account && Stack.of(other).region === region);
}

/** Where something is deployed to, as far as two of an app can be told apart by it: stages without an environment may go to two accounts. */
function environmentOf(construct: IConstruct): string {
  const { account, region, environment } = Stack.of(construct);
  return known(account) && known(region) ? environment : `stage ${Stage.of(construct)?.node.path ?? ''}`;
}
