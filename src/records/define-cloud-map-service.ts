import { CfnService, DiscoveryType, DnsRecordType, NamespaceType, Service } from 'aws-cdk-lib/aws-servicediscovery';
import type { CfnServiceProps, INamespace, IService, RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import type { EndpointHealthCheckChoice } from '../health/endpoint-health-check-rules';
import { standFor } from '../shared/stand-for';
import { Synthesis } from '../shared/synthesis';

/** The records of ECS tasks, or of what is registered by hand. */
export interface RecordSet {
  readonly types: readonly string[];
  readonly ttlSeconds: number;
  readonly routingPolicy: RoutingPolicy;
}

/** What a Cloud Map service is made of, decided. */
export interface CloudMapServiceSettings {
  readonly discoveryName: string;
  readonly records: RecordSet;
  readonly cloudMapNamespace: INamespace;
  readonly serviceAttributes?: { readonly [name: string]: string };
  /** Who says whether an instance is healthy, where it is not a client of Cloud Map: Route 53, or the load balancer behind an alias. */
  readonly health?: EndpointHealthCheckChoice | 'alias';
}

/**
 * The Cloud Map service of a name, as AWS wants it from the first day on: a resource, which becomes a construct of the CDK when somebody asks for one.
 *
 * L1, because the L2 leaves a routing policy out and knows no other record sets than its own. The custom health config is create-only, so
 * it is always there; its threshold is the only value that AWS does not ignore, and an empty object would get lost on the way.
 * The namespace's ID stands in one place only, as the API asks.
 */
export class CloudMapService {
  public readonly resource: CfnService;
  private made?: IService;

  public constructor(private readonly scope: Construct, private readonly settings: CloudMapServiceSettings) {
    const { discoveryName, records, cloudMapNamespace, serviceAttributes } = settings;
    this.resource = new CfnService(scope, 'CloudMapService', {
      name: discoveryName,
      namespaceId: cloudMapNamespace.namespaceId,
      ...renderRecords(records, cloudMapNamespace),
      ...renderHealth(settings),
      serviceAttributes,
    });
  }

  public get namespace(): INamespace {
    return this.settings.cloudMapNamespace;
  }

  public get serviceId(): string {
    return this.resource.attrId;
  }

  public get serviceArn(): string {
    return this.resource.attrArn;
  }

  /** As a construct of the CDK, with the resource as its default child: what is said of it is said of that. */
  public get construct(): IService {
    const { discoveryName, records, cloudMapNamespace } = this.settings;
    this.made ??= Synthesis.of(this.scope).makeReadable(() => standFor(Service.fromServiceAttributes(this.scope, 'DiscoveryService', {
      namespace: cloudMapNamespace,
      serviceName: discoveryName,
      serviceId: this.serviceId,
      serviceArn: this.serviceArn,
      dnsRecordType: dnsRecordType(records),
      routingPolicy: records.routingPolicy,
      discoveryType: records.types.length === 0 ? DiscoveryType.API : DiscoveryType.DNS_AND_API,
    }), this.resource));
    return this.made;
  }
}

/** In an HTTP namespace there is nothing to say; in a DNS namespace, a service without records has a type of its own. */
function renderRecords({ types, ttlSeconds, routingPolicy }: RecordSet, { type }: INamespace): Pick<CfnServiceProps, 'dnsConfig' | 'type'> {
  if (types.length > 0) {
    return { dnsConfig: { dnsRecords: types.map((recordType) => ({ type: recordType, ttl: ttlSeconds })), routingPolicy } };
  }
  return type === NamespaceType.HTTP ? {} : { type: 'HTTP' };
}

function renderHealth({ health }: CloudMapServiceSettings): Pick<CfnServiceProps, 'healthCheckConfig' | 'healthCheckCustomConfig'> {
  switch (health) {
    case undefined: return { healthCheckCustomConfig: { failureThreshold: 1 } };
    case 'alias': return {};
    default: return { healthCheckConfig: health };
  }
}

/** Whether a registration holds a port: for SRV records, and for the API, which has nowhere else to take it from. */
export function registersPort({ types }: Pick<RecordSet, 'types'>): boolean {
  return types.length === 0 || types.includes('SRV');
}

/** `SRV` is how the CDK's ECS service knows that a registration holds a container and its port. */
function dnsRecordType(records: RecordSet): DnsRecordType {
  return registersPort(records) ? DnsRecordType.SRV : records.types.join(', ') as DnsRecordType;
}

/** Takes a Cloud Map service out again, where what was to follow failed. */
export function undefineCloudMapService({ node }: Construct): void {
  ['CloudMapService', 'DiscoveryService'].forEach((id) => node.tryRemoveChild(id));
}
