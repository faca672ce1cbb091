import { isNameOfType, isServiceName } from './legal-names';
import { wholeName } from './meaning';
import type { Assembly, Json, Resource, Tree } from './template-facts';
import { identityOf, list, ofType, referenceOf, tree } from './template-facts';

/** A mistake in a resource of a stack. */
export interface Fault { readonly stack: string; readonly what: string }

export const NAMESPACES: Readonly<Record<string, 'private' | 'public' | 'http'>> = {
  'AWS::ServiceDiscovery::PrivateDnsNamespace': 'private',
  'AWS::ServiceDiscovery::PublicDnsNamespace': 'public',
  'AWS::ServiceDiscovery::HttpNamespace': 'http',
};
export const SERVICE = 'AWS::ServiceDiscovery::Service';

export function fault(resource: Resource, condition: boolean, what: string): Fault[] {
  return condition ? [{ stack: resource.stack, what: `${resource.type.split('::').slice(1).join(' ')}: ${what}` }] : [];
}

const isWhole = (value: Json, least: number, most: number) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
const isTtl = (value: Json) => isWhole(value, 0, 2147483647);

/** §1.1. */
function namespaceFaults(resource: Resource): Fault[] {
  const { Name, Vpc, Properties } = resource.props;
  const type = NAMESPACES[resource.type];
  const soa = tree(tree(Properties).DnsProperties).SOA;
  return [
    ...fault(resource, typeof Name !== 'string' || !isNameOfType(type, Name), `name ${JSON.stringify(Name)}`),
    ...fault(resource, type === 'private' && Vpc === undefined, 'private without a VPC'),
    ...fault(resource, soa !== undefined && !isTtl(tree(soa).TTL), 'SOA TTL'),
  ];
}

/** §1.3: the record sets of the API, and A with SRV, which the ECS guide allows. */
const RECORD_SETS = ['A', 'AAAA', 'A AAAA', 'SRV', 'A SRV', 'CNAME'];

export function recordsOf({ props }: Resource): readonly Tree[] {
  return list(tree(props.DnsConfig).DnsRecords).map(tree);
}

export function typesOf(resource: Resource): string[] {
  return recordsOf(resource).map(({ Type }) => String(Type)).sort();
}

function namespaceOf(assembly: Assembly, service: Resource): Resource | undefined {
  return referenceOf(assembly, service.stack, service.props.NamespaceId)?.resource;
}

function recordFaults(service: Resource, namespace: Resource | undefined): Fault[] {
  const { DnsConfig, Type } = service.props;
  const isHttp = namespace && NAMESPACES[namespace.type] === 'http';
  const types = typesOf(service);
  const policy = tree(DnsConfig).RoutingPolicy;
  return [
    ...fault(service, types.length > 0 && !RECORD_SETS.includes(types.join(' ')), `records ${types.join(' ')}`),
    ...fault(service, !recordsOf(service).every(({ TTL }) => isTtl(TTL)), 'TTL absent or not whole'),
    ...fault(service, DnsConfig !== undefined && types.length === 0, 'DnsConfig without records'),
    ...fault(service, DnsConfig !== undefined && policy !== 'MULTIVALUE' && policy !== 'WEIGHTED', 'no routing policy'),
    ...fault(service, types.includes('CNAME') && policy !== 'WEIGHTED', 'CNAME needs WEIGHTED'),
    ...fault(service, DnsConfig !== undefined && isHttp === true, 'DnsConfig in an HTTP namespace'),
    ...fault(service, DnsConfig !== undefined && Type === 'HTTP', 'DnsConfig with Type HTTP'),
    ...fault(service, DnsConfig === undefined && isHttp === false && Type !== 'HTTP', 'no records in a DNS namespace, and not Type HTTP'),
  ];
}

/** §1.4. */
function healthFaults(service: Resource, namespace: Resource | undefined): Fault[] {
  const { HealthCheckConfig, HealthCheckCustomConfig } = service.props;
  const { Type, ResourcePath, FailureThreshold } = tree(HealthCheckConfig);
  const isPrivate = namespace && NAMESPACES[namespace.type] === 'private';
  const custom = tree(HealthCheckCustomConfig).FailureThreshold;
  return [
    ...fault(service, HealthCheckConfig !== undefined && HealthCheckCustomConfig !== undefined, 'both health checks'),
    ...fault(service, HealthCheckConfig !== undefined && isPrivate === true, 'HealthCheckConfig in a private namespace'),
    ...fault(service, HealthCheckConfig !== undefined && typesOf(service).includes('CNAME'), 'HealthCheckConfig with CNAME'),
    ...fault(service, HealthCheckConfig !== undefined && !['HTTP', 'HTTPS', 'TCP'].includes(String(Type)), 'type of the check'),
    ...fault(service, Type === 'TCP' && ResourcePath !== undefined, 'TCP with a path'),
    ...fault(service, ResourcePath !== undefined && !/^\/.{0,254}$/.test(String(ResourcePath)), 'path of the check'),
    ...fault(service, FailureThreshold !== undefined && !isWhole(FailureThreshold, 1, 10), 'threshold of the check'),
    ...fault(service, custom !== undefined && custom !== 1, 'custom threshold is not 1'),
  ];
}

/** §1.2 and §1.5. */
function serviceFaults(assembly: Assembly, service: Resource): Fault[] {
  const { Name, NamespaceId, ServiceAttributes } = service.props;
  const namespace = namespaceOf(assembly, service);
  const parent = namespace?.props.Name;
  const attributes = Object.entries(tree(ServiceAttributes));
  const isRight = typeof Name === 'string' && isServiceName(Name);
  return [
    ...fault(service, !isRight, `name ${JSON.stringify(Name)}`),
    ...fault(service, NamespaceId === undefined, 'no namespace'),
    ...fault(service, isRight && typeof parent === 'string' && typesOf(service).length > 0 && wholeName(Name, parent).length > 255, 'whole name'),
    ...fault(service, attributes.length > 30 || attributes.some(([name, value]) => name.length > 255 || String(value).length > 1024), 'service attributes'),
    ...recordFaults(service, namespace),
    ...healthFaults(service, namespace),
  ];
}

/** §1.2: names are unique in a namespace; DNS does not tell capital letters. */
function nameTwiceFaults(assembly: Assembly): Fault[] {
  const seen = new Set<string>();
  return ofType(assembly, SERVICE).flatMap((service) => {
    const namespace = namespaceOf(assembly, service);
    const name = String(service.props.Name);
    const isDns = namespace !== undefined && NAMESPACES[namespace.type] !== 'http';
    const key = `${identityOf(assembly, service.stack, service.props.NamespaceId)} ${isDns ? name.toLowerCase() : name}`;
    const isSecond = seen.has(key);
    seen.add(key);
    return fault(service, isSecond, `name ${name} twice in its namespace`);
  });
}

/** §1.1: a VPC has one private zone of a name. */
function zoneTwiceFaults(assembly: Assembly): Fault[] {
  const seen = new Set<string>();
  return ofType(assembly, 'AWS::ServiceDiscovery::PrivateDnsNamespace').flatMap((namespace) => {
    const key = `${identityOf(assembly, namespace.stack, namespace.props.Vpc)} ${String(namespace.props.Name).toLowerCase()}`;
    const isSecond = seen.has(key);
    seen.add(key);
    return fault(namespace, isSecond, `zone ${String(namespace.props.Name)} twice in its VPC`);
  });
}

/** §1.5. */
function instanceFaults(assembly: Assembly, instance: Resource): Fault[] {
  const { InstanceId, InstanceAttributes, ServiceId } = instance.props;
  const service = referenceOf(assembly, instance.stack, ServiceId)?.resource;
  const attributes = Object.entries(tree(InstanceAttributes));
  const keys = attributes.map(([key]) => key);
  const types = service ? typesOf(service) : [];
  const isAlias = keys.includes('AWS_ALIAS_DNS_NAME');
  const own = keys.filter((key) => !key.startsWith('AWS_'));
  const total = attributes.reduce((sum, [key, value]) => sum + key.length + (typeof value === 'string' ? value.length : 0), 0);
  const needs = (type: string, key: string) => types.includes(type) && !isAlias && !keys.includes(key);
  return [
    ...fault(instance, InstanceId !== undefined && !(typeof InstanceId === 'string' && /^[0-9a-zA-Z_/:.@-]{1,64}$/.test(InstanceId)), 'instance id'),
    ...fault(instance, service?.type !== SERVICE, 'no Cloud Map service'),
    ...fault(instance, own.length > 30 || total > 5000, 'attributes'),
    ...fault(instance, needs('A', 'AWS_INSTANCE_IPV4') || needs('AAAA', 'AWS_INSTANCE_IPV6') || needs('CNAME', 'AWS_INSTANCE_CNAME'), 'record without its attribute'),
    ...fault(instance, isAlias && keys.length > 1, 'attributes beside an alias'),
    ...fault(instance, isAlias && (types.length === 0 || types.some((type) => type !== 'A' && type !== 'AAAA')), 'alias without A or AAAA'),
    ...fault(instance, isAlias && tree(service?.props.DnsConfig).RoutingPolicy !== 'WEIGHTED', 'alias needs WEIGHTED'),
    ...fault(instance, service?.props.HealthCheckConfig !== undefined && !keys.includes('AWS_INSTANCE_PORT'), 'check without AWS_INSTANCE_PORT'),
    ...fault(instance, keys.length === 0, 'no attributes'),
  ];
}

function idTwiceFaults(assembly: Assembly): Fault[] {
  const seen = new Set<string>();
  return ofType(assembly, 'AWS::ServiceDiscovery::Instance').flatMap((instance) => {
    const key = `${identityOf(assembly, instance.stack, instance.props.ServiceId)} ${JSON.stringify(instance.props.InstanceId)}`;
    const isSecond = seen.has(key) && instance.props.InstanceId !== undefined;
    seen.add(key);
    return fault(instance, isSecond, 'instance id twice');
  });
}

/** What section 1 of the facts says about every resource of Cloud Map. */
export function cloudMapFaults(assembly: Assembly): Fault[] {
  return [
    ...assembly.resources.filter(({ type }) => type in NAMESPACES).flatMap(namespaceFaults),
    ...ofType(assembly, SERVICE).flatMap((service) => serviceFaults(assembly, service)),
    ...ofType(assembly, 'AWS::ServiceDiscovery::Instance').flatMap((instance) => instanceFaults(assembly, instance)),
    ...nameTwiceFaults(assembly),
    ...zoneTwiceFaults(assembly),
    ...idTwiceFaults(assembly),
  ];
}
