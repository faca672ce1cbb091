import { ApiError } from './api-error';
import type { ApiInput } from './api-input';
import type { Operation } from './cloud-map-operations';
import type { SimulatedName } from '../app/simulated-app';
import type { Instance } from '../tasks/instance';
import { sample } from '../tasks/sample';
import type { World } from '../world';

/** How AWS calls the health of what nobody checks. */
const UNKNOWN = 'UNKNOWN';

/** What clients ask, at a host name of its own in AWS (`data-servicediscovery`). */
export const DISCOVER_OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['DiscoverInstances', discoverInstances],
  ['DiscoverInstancesRevision', ({ app, cloudMap }, input) => ({ InstancesRevision: revisionOf(cloudMap.revisionOf(nameAt(app.names, app.namespaces, input))) })],
]);

const STATUSES = ['HEALTHY', 'UNHEALTHY', 'ALL', 'HEALTHY_OR_ELSE_ALL'] as const;

/** The documentation does not say which is taken where none is given; emulators take all. */
const DEFAULT_STATUS = 'ALL';

/** https://docs.aws.amazon.com/cloud-map/latest/api/API_DiscoverInstances.html */
function discoverInstances({ app, cloudMap, random }: World, input: ApiInput): object {
  const status = input.choice('HealthStatus', STATUSES) ?? DEFAULT_STATUS;
  const most = input.number('MaxResults', 1, 1000) ?? 100;
  const [required, wished] = [input.texts('QueryParameters'), input.texts('OptionalParameters')];
  const name = nameAt(app.names, app.namespaces, input);
  const matching = cloudMap.instancesOf(name).filter((instance) => hasAll(instance, required));
  const preferred = matching.filter((instance) => hasAll(instance, wished));
  const found = sample(withStatus(preferred.length > 0 ? preferred : matching, status), most, random);
  return {
    Instances: found.map((instance) => ({
      InstanceId: instance.id,
      NamespaceName: name.namespace.httpName,
      ServiceName: name.name,
      HealthStatus: healthOf(instance),
      Attributes: Object.fromEntries(instance.attributes),
    })),
    InstancesRevision: revisionOf(cloudMap.revisionOf(name)),
  };
}

/** Revisions begin with 1, for what has never changed. */
function revisionOf(changes: number): number {
  return changes + 1;
}

function hasAll({ attributes }: Instance, wanted: ReadonlyMap<string, string>): boolean {
  return [...wanted].every(([key, value]) => attributes.get(key) === value);
}

function healthOf({ name, health }: Instance): string {
  return name.health === 'nobody' ? UNKNOWN : health;
}

function withStatus(instances: readonly Instance[], status: typeof STATUSES[number]): readonly Instance[] {
  const healthy = instances.filter((instance) => healthOf(instance) !== 'UNHEALTHY');
  if (instances.every(({ name }) => name.health === 'nobody')) {
    return instances; // The status is ignored where there is no health check.
  }
  switch (status) {
    case 'HEALTHY': return healthy;
    case 'UNHEALTHY': return instances.filter((instance) => healthOf(instance) === 'UNHEALTHY');
    case 'HEALTHY_OR_ELSE_ALL': return healthy.length > 0 ? healthy : instances;
    case 'ALL': return instances;
  }
}

/** By the HttpName of the namespace, or its ARN. Names in DNS do not tell capital letters from small ones, here they do. */
function nameAt(names: readonly SimulatedName[], namespaces: World['app']['namespaces'], input: ApiInput): SimulatedName {
  const [askedNamespace, askedName] = [input.requiredText('NamespaceName'), input.requiredText('ServiceName')];
  const namespace = namespaces.find(({ httpName, arn }) => httpName === askedNamespace || arn === askedNamespace);
  if (!namespace) {
    throw new ApiError('NamespaceNotFound', `There is no namespace ${askedNamespace}. There are: ${namespaces.map(({ httpName }) => httpName).join(', ') || 'none'}.`);
  }
  const inside = names.filter((name) => name.namespace === namespace);
  const found = inside.find(({ name }) => name === askedName);
  if (!found) {
    throw new ApiError('ServiceNotFound', `There is no service ${askedName} in the namespace ${askedNamespace}. There are: ${inside.map(({ name }) => name).join(', ') || 'none'}.`);
  }
  return found;
}
