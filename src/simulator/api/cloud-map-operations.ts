import { ApiError } from './api-error';
import type { ApiInput } from './api-input';
import type { Filter } from './filters';
import { filtered } from './filters';
import { pageOf } from './pages';
import type { SimulatedName, SimulatedNamespace } from '../app/simulated-app';
import type { Health } from '../tasks/instance';
import type { World } from '../world';

/** What an operation does with its input, and answers. */
export type Operation = (world: World, input: ApiInput) => object;

const PAGE = { size: 'MaxResults', token: 'NextToken' };

/** Templates do not say when they are deployed. */
const CREATED = 0;

/** The part of the API of Cloud Map that reads what is there, and that sets the health of an instance. */
export const CLOUD_MAP_OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['ListNamespaces', listNamespaces],
  ['ListServices', listServices],
  ['ListInstances', listInstances],
  ['UpdateInstanceCustomHealthStatus', updateInstanceCustomHealthStatus],
]);

/** https://docs.aws.amazon.com/cloud-map/latest/api/API_NamespaceFilter.html */
const NAMESPACE_FILTERS: Readonly<Record<string, Filter<SimulatedNamespace>>> = {
  TYPE: { of: ({ type }) => [type], conditions: ['EQ', 'IN', 'BEGINS_WITH'] },
  NAME: { of: ({ name }) => [name], conditions: ['EQ', 'BEGINS_WITH'] },
  HTTP_NAME: { of: ({ httpName }) => [httpName], conditions: ['EQ', 'BEGINS_WITH'] },
  RESOURCE_OWNER: { of: () => ['SELF'], conditions: ['EQ'] },
};

/** https://docs.aws.amazon.com/cloud-map/latest/api/API_ServiceFilter.html */
const SERVICE_FILTERS: Readonly<Record<string, Filter<SimulatedName>>> = {
  NAMESPACE_ID: { of: ({ namespace: { id, arn } }) => [id, arn], conditions: ['EQ'] },
  RESOURCE_OWNER: { of: () => ['SELF'], conditions: ['EQ'] },
};

function listNamespaces({ app }: World, input: ApiInput): object {
  const found = filtered(app.namespaces, input, NAMESPACE_FILTERS);
  const { items, next } = pageOf(found, input, PAGE);
  return { Namespaces: items.map((namespace) => describeNamespace(app.names, namespace)), NextToken: next };
}

function describeNamespace(names: readonly SimulatedName[], namespace: SimulatedNamespace): object {
  const { id, arn, name, httpName, type, description, negativeTtlSeconds } = namespace;
  return {
    Id: id,
    Arn: arn,
    Name: name,
    Type: type,
    Description: description,
    ServiceCount: names.filter((service) => service.namespace === namespace).length,
    Properties: {
      ...type === 'HTTP' ? {} : { DnsProperties: { HostedZoneId: `Z${id.slice(3).toUpperCase()}`, SOA: { TTL: negativeTtlSeconds } } },
      HttpProperties: { HttpName: httpName },
    },
    CreateDate: CREATED,
  };
}

function listServices({ app, cloudMap }: World, input: ApiInput): object {
  const found = filtered(app.names, input, SERVICE_FILTERS);
  const { items, next } = pageOf(found, input, PAGE);
  return { Services: items.map((name) => ({ ...describeService(name), InstanceCount: cloudMap.instancesOf(name).length })), NextToken: next };
}

function describeService({ id, arn, name, namespace, description, records, routingPolicy, health, healthCheck }: SimulatedName): object {
  const hasDns = records.length > 0;
  return {
    Id: id,
    Arn: arn,
    Name: name,
    Type: hasDns ? 'DNS_HTTP' : 'HTTP',
    Description: description,
    DnsConfig: hasDns ? {
      NamespaceId: namespace.id,
      RoutingPolicy: routingPolicy,
      DnsRecords: records.map(({ type, ttlSeconds }) => ({ Type: type, TTL: ttlSeconds })),
    } : undefined,
    HealthCheckConfig: healthCheck && { Type: healthCheck.type, ResourcePath: healthCheck.path, FailureThreshold: healthCheck.failureThreshold },
    HealthCheckCustomConfig: health === 'custom' ? { FailureThreshold: 1 } : undefined,
    CreateDate: CREATED,
  };
}

function listInstances({ cloudMap }: World, input: ApiInput): object {
  const name = serviceAt(cloudMap.names, input);
  const { items, next } = pageOf(cloudMap.instancesOf(name), input, PAGE);
  return { Instances: items.map(({ id, attributes }) => ({ Id: id, Attributes: Object.fromEntries(attributes) })), NextToken: next };
}

function updateInstanceCustomHealthStatus({ cloudMap }: World, input: ApiInput): object {
  const id = input.requiredText('InstanceId');
  const status = input.choice<Health>('Status', ['HEALTHY', 'UNHEALTHY']) ?? input.refuse('Status is required');
  const name = serviceAt(cloudMap.names, input);
  const instance = cloudMap.instance(name, id);
  if (name.health !== 'custom') {
    throw new ApiError('CustomHealthNotFound', `The service ${name.id} has no HealthCheckCustomConfig.`);
  }
  if (!instance) {
    throw new ApiError('InstanceNotFound', `There is no instance ${id} in the service ${name.id}.`);
  }
  cloudMap.setHealth(instance, status);
  return {};
}

/** By the id, or by the ARN. */
function serviceAt(names: readonly SimulatedName[], input: ApiInput): SimulatedName {
  const asked = input.requiredText('ServiceId');
  const found = names.find(({ id, arn }) => id === asked || arn === asked);
  if (!found) {
    throw new ApiError('ServiceNotFound', `There is no service ${asked}.`);
  }
  return found;
}
