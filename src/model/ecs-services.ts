import { findResource, resourcesOfType } from './assembly';
import type { Assembly, Resource, ResourceId } from './assembly';
import { containersOf } from './containers';
import type { Container } from './containers';
import { listOf, objectOf } from './json';
import { numberIn, resolveValue, textIn } from './resolve-value';
import { securityGroupIn } from './security-groups';
import { serviceLabels } from './service-labels';

/** An ECS service, as far as other facts need to point at it. */
export interface ServiceRef extends ResourceId {
  readonly path?: string;
  /** What a person calls it; unique in the assembly. */
  readonly label: string;
}

/** An entry of `ServiceRegistries`: where the tasks of a service are registered. */
export interface Registry {
  /** The Cloud Map service, where the assembly defines it. */
  readonly cloudMapService?: ResourceId;
  readonly containerName?: string;
  readonly port?: number;
}

export interface EcsService {
  readonly ref: ServiceRef;
  readonly desiredCount?: number;
  /** Undefined where the task definition is not in the assembly. */
  readonly containers?: readonly Container[];
  readonly registries: readonly Registry[];
  /** Keys, see `securityGroupIn`. */
  readonly securityGroups: readonly string[];
}

export function ecsServicesIn(assembly: Assembly): EcsService[] {
  const resources = resourcesOfType(assembly, 'AWS::ECS::Service');
  const labels = serviceLabels(resources);
  return resources.map((resource) => readService(assembly, resource, labels.get(resource) ?? resource.logicalId));
}

function readService(assembly: Assembly, { stack, logicalId, path, properties }: Resource, label: string): EcsService {
  const network = objectOf(objectOf(properties.NetworkConfiguration).AwsvpcConfiguration);
  return {
    ref: { stack, logicalId, path, label },
    desiredCount: numberIn(assembly, stack, properties.DesiredCount),
    containers: containersOf(assembly, stack, properties.TaskDefinition),
    registries: listOf(properties.ServiceRegistries).map((entry) => readRegistry(assembly, stack, entry)),
    securityGroups: listOf(network.SecurityGroups).flatMap((group) => securityGroupIn(assembly, stack, group) ?? []),
  };
}

function readRegistry(assembly: Assembly, stack: string, entry: unknown): Registry {
  const { RegistryArn, ContainerName, ContainerPort, Port } = objectOf(entry);
  const arn = resolveValue(assembly, stack, RegistryArn);
  const target = arn.kind === 'reference' ? findResource(assembly, arn) : undefined;
  return {
    cloudMapService: target && { stack: target.stack, logicalId: target.logicalId },
    containerName: textIn(assembly, stack, ContainerName),
    port: numberIn(assembly, stack, ContainerPort ?? Port),
  };
}
