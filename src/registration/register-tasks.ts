import { Stack } from 'aws-cdk-lib';
import type { ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, CfnService, ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';

/** The registration of an ECS service's tasks under a name. */
export interface TaskRegistration {
  readonly cloudMapService: IService;
  readonly container: ContainerDefinition;
  /** The port of the container that an SRV record holds. */
  readonly port?: number;
}

/** The services about whose registration this library has decided. */
const decided = new WeakSet<BaseService>();

function resourceOf(service: BaseService): CfnService {
  return service.node.findChild('Service') as CfnService;
}

/** Whether this library has decided about the registration of a service. */
export function isDecided(service: BaseService): boolean {
  return decided.has(service);
}

/** Whether a service has a registration already, of whatever origin, or is one whose registration this library keeps. */
export function hasRegistration(service: BaseService): boolean {
  const registries = Stack.of(service).resolve(resourceOf(service).serviceRegistries) as unknown[] | undefined;
  return decided.has(service) || (registries ?? []).length > 0;
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
export function desiredCountOf(service: BaseService): number | undefined {
  return resourceOf(service).desiredCount;
}

/** Whether ECS tells when a deployment of a service fails: only with a circuit breaker. */
export function hasCircuitBreaker(service: BaseService): boolean {
  const { deploymentCircuitBreaker: breaker } = (Stack.of(service).resolve(resourceOf(service).deploymentConfiguration) ?? {}) as
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
export function registerTasks(service: BaseService, { cloudMapService, container, port }: TaskRegistration): void {
  service.associateCloudMapService({ service: cloudMapService, container, containerPort: port });
  decided.add(service);
}

/**
 * Says that there is no registration, instead of saying nothing.
 *
 * Where the property is left out, CloudFormation leaves a registration in place that was there before, and then cannot delete the
 * Cloud Map service, because it still has instances (aws/containers-roadmap#1746).
 */
export function registerNoTasks(service: BaseService): void {
  decided.add(service);
  resourceOf(service).addPropertyOverride('ServiceRegistries', []);
}
