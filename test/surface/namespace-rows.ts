import { Duration } from 'aws-cdk-lib';
import { NamespaceType, RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import type { System } from './systems';
import {
  ARN, attributes, checked, clusterElsewhere, inNamespace, namespaceOf, otherGroup, plain, published, registered, service, throughApi,
  zoneOf,
} from './systems';
import { DiscoveryNamespace, DnsRecords, EndpointHealthCheck, EndpointTarget, NamespaceDelegation } from '../../src';

/** Of names, namespaces and what is no ECS service: a system without a prop, and the same system with it. */
export const namespaceRows: Readonly<Record<string, readonly [System, System]>> = {
  'NamespaceOptions.description': [inNamespace(DiscoveryNamespace.http('shop')), inNamespace(DiscoveryNamespace.http('shop', { description: 'of the shop' }))],
  'NamespaceOptions.httpName': [throughApi(() => DiscoveryNamespace.http('shop')), throughApi(() => DiscoveryNamespace.http('shop', { httpName: 'shop-1' }))],
  'ExistingNamespaceOptions.httpName': [
    throughApi((shop) => DiscoveryNamespace.existing(namespaceOf(shop))),
    throughApi((shop) => DiscoveryNamespace.existing(namespaceOf(shop), { httpName: 'shop-1' })),
  ],
  'NamespaceFromParameterOptions.type': [
    inNamespace(DiscoveryNamespace.existingFromParameter('/shop', { type: NamespaceType.DNS_PRIVATE })),
    inNamespace(DiscoveryNamespace.existingFromParameter('/shop', { type: NamespaceType.HTTP })),
  ],
  'PublicDnsNamespaceOptions.negativeCacheTtl': [
    inNamespace(DiscoveryNamespace.publicDns('svc.public-service.com')),
    inNamespace(DiscoveryNamespace.publicDns('svc.public-service.com', { negativeCacheTtl: Duration.seconds(5) })),
  ],
  'PublicDnsNamespaceOptions.delegation': [
    inNamespace(DiscoveryNamespace.publicDns('svc.public-service.com')),
    service((shop) => ({ cloudMapNamespace: DiscoveryNamespace.publicDns('svc.public-service.com', { delegation: NamespaceDelegation.inZone(zoneOf(shop)) }) })),
  ],
  'NamespaceParameterProps.cloudMapNamespace': [published('/shop'), published('/shop', 'other.internal')],
  'NamespaceParameterProps.parameterName': [published('/shop'), published('/other')],
  'DnsRecordOptions.routingPolicy': [plain, service(() => ({ dnsRecords: DnsRecords.a({ routingPolicy: RoutingPolicy.WEIGHTED }) }))],
  'RegisteredEndpointProps.cluster': [registered(() => ({})), registered((shop) => ({ cluster: clusterElsewhere(shop) }))],
  'RegisteredEndpointProps.target': [registered(() => ({})), registered(() => ({ target: EndpointTarget.addresses(['10.0.0.2']) }))],
  'RegisteredEndpointProps.port': [registered(() => ({})), registered(() => ({ port: 631 }))],
  'RegisteredEndpointProps.cloudMapNamespace': [registered(() => ({})), registered(() => ({ cloudMapNamespace: DiscoveryNamespace.privateDns('office') }))],
  'RegisteredEndpointProps.discoveryName': [registered(() => ({})), registered(() => ({ discoveryName: 'paper' }))],
  'RegisteredEndpointProps.ttl': [registered(() => ({})), registered(() => ({ ttl: Duration.seconds(60) }))],
  'RegisteredEndpointProps.attributes': [registered(() => ({})), registered(() => ({ attributes: { color: 'yes' } }))],
  'RegisteredEndpointProps.connectable': [registered(() => ({ port: 631 })), registered((shop) => ({ port: 631, connectable: otherGroup(shop) }))],
  'RegisteredEndpointProps.healthCheck': [checked(), checked(EndpointHealthCheck.tcp())],
  'EndpointHealthCheckOptions.failureThreshold': [checked(EndpointHealthCheck.tcp()), checked(EndpointHealthCheck.tcp({ failureThreshold: 3 }))],
  'HttpEndpointHealthCheckOptions.path': [checked(EndpointHealthCheck.http()), checked(EndpointHealthCheck.http({ path: '/health' }))],
  'PrivateDnsNamespaceOptions.negativeCacheTtl': [
    plain, service(() => ({ cloudMapNamespace: DiscoveryNamespace.privateDns('ecs-internal', { negativeCacheTtl: Duration.seconds(5) }) })),
  ],
  'ExistingNamespaceAttributes.type': [attributes({}), attributes({ type: NamespaceType.HTTP })],
  'ExistingNamespaceAttributes.name': [attributes({}), attributes({ name: 'shop.internal' })],
  'ExistingNamespaceAttributes.id': [attributes({}), attributes({ id: 'ns-2' })],
  'ExistingNamespaceAttributes.arn': [attributes({}), attributes({ arn: ARN })],
  'DnsRecordOptions.ttl': [plain, service(() => ({ dnsRecords: DnsRecords.a({ ttl: Duration.seconds(5) }) }))],
};
