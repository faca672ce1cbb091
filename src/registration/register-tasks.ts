import { Stack } from 'aws-cdk-lib';
import type { ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, CfnService, ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import { EcsService } from '../ecs-service/ecs-service';

/** The registration of an ECS service's tasks under a name. */
export interface TaskRegistration {
  /** Its construct is made for a construct only. */
  readonly cloudMapService: { readonly serviceArn: string; readonly construct: IService };
  readonly container: ContainerDefinition;
  /** The port of the container that is registered; nothing where addresses alone are. */
  readonly port?: number;
}

/** The services about whose registration this library has decided. */
const decided = new WeakSet<EcsService>();

function resourceOf(service: BaseService): CfnService {
  return service.node.findChild('Service') as CfnService;
}

/** Whether this library has decided about the registration of a service. */
export function isDecided(service: BaseService): boolean {
  return decided.has(EcsService.of(service));
}

/** Whether a service has a registration already, of whatever origin, or is one whose registration this library keeps. */
export function hasRegistration(service: BaseService): boolean {
  const registries = Stack.of(service).resolve(resourceOf(service).serviceRegistries) as unknown[] | undefined;
  return isDecided(service) || (registries ?? []).length > 0;
}

/** The container port that a registration of the CDK's own holds. */
export function registeredPort(service: BaseService): number | undefined {
  const [registry] = Stack.of(service).resolve(resourceOf(service).serviceRegistries) as CfnService.ServiceRegistryProperty[];
  return registry.containerPort;
}

/** Who deploys a service, where that is known. */
export function deploymentControllerOf(service: BaseService): string | undefined {
  const controller = Stack.of(service).resolve(resourceOf(service).deploymentController) as { readonly type?: unknown } | undefined;
  return typeof controller?.type === 'string' ? controller.type : undefined;
}

/** The capacity providers that a service names. */
export function providersOf(service: BaseService): readonly string[] {
  const strategy = resourceOf(service).capacityProviderStrategy;
  return Array.isArray(strategy)
    ? (strategy as CfnService.CapacityProviderStrategyItemProperty[]).flatMap(({ capacityProvider }) => capacityProvider ?? []) : [];
}

/** How many tasks a service asks for, where it says so. */
export function desiredCountOf({ resource }: EcsService): number | undefined {
  return resource.desiredCount;
}

/** Whether ECS tells when a deployment of a service fails: only with a circuit breaker. */
export function hasCircuitBreaker({ resource }: EcsService): boolean {
  const { deploymentCircuitBreaker: breaker } = (Stack.of(resource).resolve(resource.deploymentConfiguration) ?? {}) as
    { readonly deploymentCircuitBreaker?: { readonly enable?: unknown } };
  return breaker !== undefined && breaker.enable !== false;
}

/** The subnets that tasks run in, where they are constructs of the VPC. */
export function subnetsOf(service: BaseService, { publicSubnets, privateSubnets, isolatedSubnets }: IVpc): ISubnet[] {
  const stack = Stack.of(service);
  const { awsvpcConfiguration } = (stack.resolve(resourceOf(service).networkConfiguration) ?? {}) as CfnService.NetworkConfigurationProperty;
  const ids = (awsvpcConfiguration as CfnService.AwsVpcConfigurationProperty | undefined)?.subnets ?? [];
  const listed = new Set(ids.map((id) => JSON.stringify(id)));
  return [...publicSubnets, ...privateSubnets, ...isolatedSubnets].filter(({ subnetId }) => listed.has(JSON.stringify(stack.resolve(subnetId))));
}

/** Has ECS register the tasks of a service as they start, and take them out as they stop. */
export function registerTasks(service: EcsService, { cloudMapService, container, port }: TaskRegistration): void {
  decided.add(service);
  const ofPort = port === undefined ? {} : { containerName: container.containerName, containerPort: port };
  service.say({
    properties: { serviceRegistries: [{ registryArn: cloudMapService.serviceArn, ...ofPort }] },
    toConstruct: (construct) => construct.associateCloudMapService({ service: cloudMapService.construct, container, containerPort: port }),
  });
}

/**
 * Says that there is no registration, instead of saying nothing.
 *
 * Where the property is left out, CloudFormation leaves a registration in place that was there before, and then cannot delete the
 * Cloud Map service, because it still has instances (aws/containers-roadmap#1746).
 */
export function registerNoTasks(service: EcsService): void {
  decided.add(service);
  service.resource.addPropertyOverride('ServiceRegistries', []);
}
