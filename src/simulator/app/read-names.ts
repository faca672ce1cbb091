import type { NamespaceOf } from './existing-namespaces';
import { arnIn, digestOf } from './identifiers';
import type { HealthAuthority, RecordType, SimulatedName, SimulatedNamespace, SimulatedRecord } from './simulated-app';
import { isTtl } from './ttl';
import type { Resource } from '../../model/assembly';
import type { CloudMapServiceFacts } from '../../model/cloud-map-service-facts';
import type { Property } from '../../model/property';
import type { TemplateFacts } from '../../model/template-facts';

const RECORD_TYPES: ReadonlySet<string> = new Set<RecordType>(['A', 'AAAA', 'SRV', 'CNAME']);

/** Where the template's TTL is known at deployment only. */
const UNKNOWN_TTL = 60;

/** The Cloud Map services whose name and namespace are known. CloudFormation makes a name up where none is given. */
export function readNames(
  facts: TemplateFacts, namespaces: ReadonlyMap<Resource, SimulatedNamespace>, existing: NamespaceOf,
): ReadonlyMap<Resource, SimulatedName> {
  return new Map(facts.cloudMapServices.flatMap((service) => {
    const { resource, properties } = service;
    const namespace = service.namespace ? namespaces.get(service.namespace.resource) : existing(service);
    const name = properties.at('Name').isAbsent ? `${resource.logicalId}-${digestOf(resource, 12)}` : service.name;
    return namespace && name !== undefined ? [[resource, readName(facts, service, namespace, name)]] : [];
  }));
}

function readName(
  facts: TemplateFacts, { resource, properties, isApiOnly }: CloudMapServiceFacts, namespace: SimulatedNamespace, name: string,
): SimulatedName {
  const id = `srv-${digestOf(resource, 16)}`;
  const records = isApiOnly === false ? properties.at('DnsConfig', 'DnsRecords').items.flatMap((record) => readRecord(record)) : [];
  return {
    id,
    arn: arnIn(facts, resource.stack, 'servicediscovery', `service/${id}`),
    name,
    namespace,
    description: properties.at('Description').text,
    records,
    routingPolicy: properties.at('DnsConfig', 'RoutingPolicy').text === 'WEIGHTED' ? 'WEIGHTED' : 'MULTIVALUE',
    health: authorityOf(properties),
    healthCheck: healthCheckOf(properties.at('HealthCheckConfig')),
    host: records.length > 0 ? hostOf(name, namespace.name) : undefined,
  };
}

/** A service that is called `.` has the name of the namespace itself. */
function hostOf(name: string, namespace: string): string {
  return name === '.' ? namespace : `${name}.${namespace}`;
}

function readRecord(record: Property): SimulatedRecord[] {
  const type = record.at('Type').text ?? '';
  const ttlSeconds = record.at('TTL').number ?? UNKNOWN_TTL;
  return RECORD_TYPES.has(type) && isTtl(ttlSeconds) ? [{ type: type as RecordType, ttlSeconds }] : [];
}

/** With what Cloud Map takes where nothing is said: https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html */
function healthCheckOf(config: Property): SimulatedName['healthCheck'] {
  const type = config.at('Type').text ?? 'HTTP';
  const path = config.at('ResourcePath').text ?? (type === 'TCP' ? undefined : '/');
  return config.isThere ? { type, path, failureThreshold: config.at('FailureThreshold').number ?? 1 } : undefined;
}

function authorityOf(properties: Property): HealthAuthority {
  return properties.at('HealthCheckCustomConfig').isThere ? 'custom' : properties.at('HealthCheckConfig').isThere ? 'route53' : 'nobody';
}
