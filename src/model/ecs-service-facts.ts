import type { Assembly, Resource } from './assembly';
import type { CloudMapServiceFacts } from './cloud-map-service-facts';
import type { Declared } from './declared';
import { declaredOf } from './declared';
import type { Property } from './property';
import type { NetworkMode, TaskDefinitionFacts } from './task-definition-facts';

/** An entry of `ServiceRegistries`: where the tasks of a service are registered. */
export interface RegistryFacts {
  readonly property: Property;
  /** Undefined where the assembly does not define it. */
  readonly cloudMapService?: CloudMapServiceFacts;
}

export type Launch = 'FARGATE' | 'EC2' | 'EXTERNAL' | 'MANAGED_INSTANCES';

/** An ECS service. */
export interface EcsServiceFacts extends Declared {
  /** Undefined where the assembly does not define it. */
  readonly taskDefinition?: TaskDefinitionFacts;
  readonly networkMode?: NetworkMode;
  /** Where its tasks run; undefined where the cluster or the deployer decides. */
  readonly launch?: Launch;
  readonly registries: readonly RegistryFacts[];
  /** `ECS` where none is given: deployments roll. */
  readonly controller?: string;
  /** Where its tasks have their network; meaningful in awsvpc mode. */
  readonly network: Property;
  readonly serviceConnect: Property;
  /** Whether it surely takes part in Service Connect; undefined where that is not known. */
  readonly isInServiceConnect?: boolean;
}

export function ecsServicesIn(
  assembly: Assembly, taskDefinitions: readonly TaskDefinitionFacts[], cloudMapServices: readonly CloudMapServiceFacts[],
): EcsServiceFacts[] {
  const tasks = byResource(taskDefinitions);
  const names = byResource(cloudMapServices);
  return declaredOf(assembly, 'AWS::ECS::Service').map(({ resource, properties }) => {
    const taskDefinition = tasks.get(properties.at('TaskDefinition').resource);
    const serviceConnect = properties.at('ServiceConnectConfiguration');
    const controller = properties.at('DeploymentController', 'Type');
    return {
      resource,
      properties,
      taskDefinition,
      networkMode: taskDefinition?.networkMode,
      launch: launchOf(properties),
      registries: properties.at('ServiceRegistries').items
        .map((property) => ({ property, cloudMapService: names.get(registered(property.at('RegistryArn'))) })),
      controller: controller.isAbsent ? 'ECS' : controller.text,
      network: properties.at('NetworkConfiguration', 'AwsvpcConfiguration'),
      serviceConnect,
      isInServiceConnect: serviceConnect.isAbsent ? false : serviceConnect.at('Enabled').flag,
    };
  });
}

/** The Cloud Map service of an ARN, also where the ARN is put together of its id. */
function registered(arn: Property): Resource | undefined {
  return arn.resource ?? arn.mentioned('AWS::ServiceDiscovery::Service');
}

function byResource<T extends Declared>(facts: readonly T[]): ReadonlyMap<Resource | undefined, T> {
  return new Map(facts.map((fact) => [fact.resource, fact]));
}

/** Without a launch type or a strategy the default strategy of the cluster decides, and EC2 where it has none. */
function launchOf(properties: Property): Launch | undefined {
  const launchType = properties.at('LaunchType').text as Launch | undefined;
  const strategy = properties.at('CapacityProviderStrategy');
  if (launchType !== undefined) {
    return launchType;
  }
  const providers = strategy.items.map((item) => item.at('CapacityProvider').text);
  const isFargate = strategy.isWholeList && providers.length > 0 && providers.every((name) => name === 'FARGATE' || name === 'FARGATE_SPOT');
  return isFargate ? 'FARGATE' : undefined;
}
