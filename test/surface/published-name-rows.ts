import { Duration } from 'aws-cdk-lib';
import { HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import { PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { System } from './systems';
import { zoneOf } from './systems';
import { EndpointTarget, Exposure, PublishedName, RecordRouting, RegisteredEndpoint } from '../../src';
import type { HostedZoneNameOptions, MultivalueRecordOptions } from '../../src';
import type { Shop } from '../testing/shop';

const published = (options: (shop: Shop) => HostedZoneNameOptions) => (shop: Shop) =>
  void shop.service('Backend').exposeVia(Exposure.publicAlb()).publishTo(PublishedName.inHostedZone(zoneOf(shop), options(shop)));
const routed = (routing: (shop: Shop) => RecordRouting) => published((shop) => ({ routing: routing(shop) }));
const named = (name: string) => (shop: Shop) => void shop.service('Backend').exposeVia(Exposure.publicAlb())
  .publishTo(PublishedName.inNamespace(new PublicDnsNamespace(shop.stack, 'Namespace', { name: 'public-service.com' }), { name }));
const cname = (ttl?: Duration) => (shop: Shop) =>
  void shop.service('Backend').publishTo(PublishedName.inHostedZone(zoneOf(shop), { recordName: 'api', ttl }));
const addresses = (options: (shop: Shop) => MultivalueRecordOptions) => (shop: Shop) =>
  void new RegisteredEndpoint(shop.stack, 'Gateway', { cluster: shop.cluster, target: EndpointTarget.addresses(['52.94.236.1', '52.94.236.2']) })
    .publishTo(PublishedName.inHostedZone(zoneOf(shop), { routing: RecordRouting.multivalue(options(shop)) }));
const check = (shop: Shop, id = 'Check') => new HealthCheck(shop.stack, id, { type: HealthCheckType.TCP, fqdn: 'gateway.example.com', port: 443 });

/** Of names in zones and namespaces: a system without an option, and the same system with it. */
export const publishedNameRows: Readonly<Record<string, readonly [System, System]>> = {
  'HostedZoneNameOptions.recordName': [published(() => ({})), published(() => ({ recordName: 'api' }))],
  'HostedZoneNameOptions.routing': [published(() => ({})), routed(() => RecordRouting.weighted(1))],
  'HostedZoneNameOptions.ttl': [cname(), cname(Duration.seconds(30))],
  'NamespaceNameOptions.name': [named('api'), named('www')],
  'RoutedRecordOptions.healthCheck': [routed((shop) => (check(shop), RecordRouting.weighted(1))), routed((shop) => RecordRouting.weighted(1, { healthCheck: check(shop) }))],
  'RoutedRecordOptions.setIdentifier': [routed(() => RecordRouting.weighted(1)), routed(() => RecordRouting.weighted(1, { setIdentifier: 'blue' }))],
  'LatencyRecordOptions.region': [routed(() => RecordRouting.latency()), routed(() => RecordRouting.latency({ region: 'eu-west-1' }))],
  'MultivalueRecordOptions.healthChecks': [
    addresses((shop) => (['A', 'B'].forEach((id) => check(shop, id)), {})), addresses((shop) => ({ healthChecks: ['A', 'B'].map((id) => check(shop, id)) })),
  ],
};
