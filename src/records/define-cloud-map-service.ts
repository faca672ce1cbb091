import { CfnService, DiscoveryType, DnsRecordType, RoutingPolicy, Service } from 'aws-cdk-lib/aws-servicediscovery';
import type { INamespace, IService } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import type { RecordChoice } from './dns-records';

/**
 * The Cloud Map service of a name, as AWS wants it from the first day on.
 *
 * L1, because the L2 leaves a routing policy out and knows no other record sets than its own. The custom health config is create-only, so
 * it is always there; its threshold is the only value that AWS does not ignore, and an empty object would get lost on the way.
 * The namespace's ID stands in one place only, as the API asks.
 */
export function defineCloudMapService(scope: Construct, discoveryName: string, records: RecordChoice, cloudMapNamespace: INamespace): IService {
  const resource = new CfnService(scope, 'CloudMapService', {
    name: discoveryName,
    namespaceId: cloudMapNamespace.namespaceId,
    dnsConfig: {
      dnsRecords: records.types.map((type) => ({ type, ttl: records.ttlSeconds })),
      routingPolicy: RoutingPolicy.MULTIVALUE,
    },
    healthCheckCustomConfig: { failureThreshold: 1 },
  });
  return Service.fromServiceAttributes(scope, 'DiscoveryService', {
    namespace: cloudMapNamespace,
    serviceName: discoveryName,
    serviceId: resource.attrId,
    serviceArn: resource.attrArn,
    // ECS asks this whether the registration needs a container and its port.
    dnsRecordType: records.types.includes('SRV') ? DnsRecordType.SRV : DnsRecordType.A,
    routingPolicy: RoutingPolicy.MULTIVALUE,
    discoveryType: DiscoveryType.DNS_AND_API,
  });
}

/** Takes a Cloud Map service out again, where what was to follow failed. */
export function undefineCloudMapService({ node }: Construct): void {
  ['CloudMapService', 'DiscoveryService'].forEach((id) => node.tryRemoveChild(id));
}
