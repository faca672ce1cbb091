import type { Fault } from './check-cloud-map';
import { fault, SERVICE, typesOf } from './check-cloud-map';
import { isFargateSize } from './legal-task';
import type { Assembly, Json, Resource, Tree } from './template-facts';
import { identityOf, list, ofType, referenceOf, tree } from './template-facts';

export const ECS_SERVICE = 'AWS::ECS::Service';

const entries = (value: Json) => list(value).map(tree);

export function taskOf(assembly: Assembly, service: Resource): Resource | undefined {
  return referenceOf(assembly, service.stack, service.props.TaskDefinition)?.resource;
}

export function cloudMapServiceOf(assembly: Assembly, service: Resource): Resource | undefined {
  const [registry] = entries(service.props.ServiceRegistries);
  return registry && referenceOf(assembly, service.stack, registry.RegistryArn)?.resource;
}

/** §2.1: network mode x record type x fields of the registry. */
function registryFaults(service: Resource, cloudMapService: Resource, registry: Tree, task: Resource): Fault[] {
  const mode = String(task.props.NetworkMode);
  const types = typesOf(cloudMapService);
  const { ContainerName, ContainerPort, Port } = registry;
  const byContainer = ContainerName !== undefined && ContainerPort !== undefined;
  const container = entries(task.props.ContainerDefinitions).find(({ Name }) => Name === ContainerName);
  const isMapped = entries(container?.PortMappings).some((mapping) => mapping.ContainerPort === ContainerPort);
  return [
    ...fault(service, mode === 'none', 'mode none is not registered'),
    ...fault(service, mode !== 'awsvpc' && types.some((type) => type !== 'SRV'), `${types.join(' ')} in mode ${mode}`),
    ...fault(service, mode !== 'awsvpc' && !byContainer, `registry without container and port in mode ${mode}`),
    ...fault(service, types.includes('CNAME'), 'CNAME for tasks'),
    ...fault(service, types.includes('SRV') && byContainer === (Port !== undefined), 'SRV needs container and port, or port'),
    // The API tells the port that was registered: without one, clients that ask get none.
    ...fault(service, types.length === 0 && !byContainer, 'API only, without container and port'),
    ...fault(service, (ContainerName === undefined) !== (ContainerPort === undefined), 'half of container and port'),
    ...fault(service, byContainer && !isMapped, 'container or port not in the task definition'),
    ...fault(service, cloudMapService.props.HealthCheckCustomConfig === undefined, '§3: check of Route 53 for tasks'),
  ];
}

function familyFaults(assembly: Assembly, service: Resource, cloudMapService: Resource): Fault[] {
  const types = typesOf(cloudMapService);
  const subnets = list(tree(tree(service.props.NetworkConfiguration).AwsvpcConfiguration).Subnets)
    .map((subnet) => referenceOf(assembly, service.stack, subnet)?.resource).filter((resource) => resource !== undefined);
  return [
    ...fault(service, types.includes('AAAA') && subnets.some(({ props }) => props.Ipv6CidrBlock === undefined), 'AAAA in subnets without IPv6'),
    ...fault(service, types.includes('A') && subnets.some(({ props }) => props.Ipv6Native === true || props.CidrBlock === undefined), 'A in subnets without IPv4'),
  ];
}

function registrationFaults(assembly: Assembly, service: Resource, task: Resource): Fault[] {
  const registries = entries(service.props.ServiceRegistries);
  if (registries.length === 0) {
    return [];
  }
  const reference = referenceOf(assembly, service.stack, registries[0].RegistryArn);
  const isService = reference?.resource.type === SERVICE && reference.attribute === 'Arn';
  return [
    ...fault(service, registries.length > 1, 'more than one registry'),
    ...fault(service, !isService, 'registry is not the ARN of a Cloud Map service'),
    ...isService ? registryFaults(service, reference.resource, registries[0], task) : [],
    ...isService ? familyFaults(assembly, service, reference.resource) : [],
  ];
}

/** §1.6, §2.2 to §2.4. */
function runFaults(assembly: Assembly, service: Resource, task: Resource): Fault[] {
  const { DesiredCount, SchedulingStrategy, LaunchType, CapacityProviderStrategy, DeploymentController, NetworkConfiguration, Role } = service.props;
  const controller = tree(DeploymentController).Type;
  const shares = entries(CapacityProviderStrategy);
  const isRegistered = list(service.props.ServiceRegistries).length > 0;
  const isAwsvpc = task.props.NetworkMode === 'awsvpc';
  const network = tree(tree(NetworkConfiguration).AwsvpcConfiguration);
  const isScaled = scalingOf(assembly, service) !== undefined;
  return [
    ...fault(service, DesiredCount !== undefined && (isScaled || SchedulingStrategy === 'DAEMON'), 'desired count of a daemon or a scaled service'),
    ...fault(service, isRegistered && Number(DesiredCount ?? 0) > 1000, 'more than 1,000 tasks'),
    ...fault(service, LaunchType === 'EXTERNAL', 'EXTERNAL'),
    ...fault(service, LaunchType !== undefined && shares.length > 0, 'launch type and capacity providers'),
    ...fault(service, shares.filter(({ Base }) => Base !== undefined && Base !== 0).length > 1, 'more than one base'),
    ...fault(service, shares.length > 0 && shares.every(({ Weight }) => Weight === 0), 'no weight'),
    ...fault(service, controller === 'EXTERNAL' || controller === 'CODE_DEPLOY', `controller ${String(controller)}`),
    ...fault(service, Role !== undefined, 'role with service discovery'),
    ...fault(service, isAwsvpc && (list(network.Subnets).length === 0 || list(network.SecurityGroups).length === 0), 'awsvpc without subnets or security groups'),
    ...fault(service, !isAwsvpc && NetworkConfiguration !== undefined, 'network configuration outside of awsvpc'),
  ];
}

export function scalingOf(assembly: Assembly, service: Resource): Resource | undefined {
  const own = `${service.stack}/${service.id}`;
  const parts = (target: Resource) => list(list(tree(target.props.ResourceId)['Fn::Join'])[1]);
  return ofType(assembly, 'AWS::ApplicationAutoScaling::ScalableTarget')
    .find((target) => target.stack === service.stack && parts(target).some((part) => identityOf(assembly, target.stack, tree(part)['Fn::GetAtt'] ? part : null) === own));
}

function scalingFaults(target: Resource): Fault[] {
  const { MinCapacity, MaxCapacity, ScheduledActions } = target.props;
  const bounds = [target.props, ...entries(ScheduledActions).map(({ ScalableTargetAction }) => tree(ScalableTargetAction))];
  return [
    ...fault(target, !Number.isInteger(MinCapacity) || !Number.isInteger(MaxCapacity) || Number(MinCapacity) > Number(MaxCapacity), 'bounds'),
    ...fault(target, bounds.some((each) => each.MinCapacity === undefined && each.MaxCapacity === undefined), 'schedule without bounds'),
  ];
}

function containerFaults(task: Resource, container: Tree): Fault[] {
  const { Environment, Secrets, StopTimeout, HealthCheck, PortMappings } = container;
  const names = [...entries(Environment), ...entries(Secrets)].map(({ Name }) => String(Name));
  const { Interval = 30, Timeout = 5, Retries = 3, StartPeriod = 0 } = tree(HealthCheck);
  const isWhole = (value: Json, least: number, most: number) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  const isFargate = list(task.props.RequiresCompatibilities).includes('FARGATE');
  const mode = task.props.NetworkMode;
  const wrongPort = ({ ContainerPort, HostPort }: Tree) => !isWhole(ContainerPort, 1, 65535) || HostPort !== undefined && mode !== 'bridge' && HostPort !== ContainerPort;
  return [
    ...fault(task, new Set(names).size < names.length, 'variable twice'),
    ...fault(task, StopTimeout !== undefined && !isWhole(StopTimeout, 2, isFargate ? 120 : 2147483647), `stop timeout ${String(StopTimeout)}`),
    ...fault(task, !isWhole(Interval, 5, 300) || !isWhole(Timeout, 2, 60) || !isWhole(Retries, 1, 10) || !isWhole(StartPeriod, 0, 300), '§2.5: health check'),
    ...fault(task, entries(PortMappings).some(wrongPort), 'port mapping'),
  ];
}

function taskFaults(task: Resource): Fault[] {
  const containers = entries(task.props.ContainerDefinitions);
  const names = containers.map(({ Name }) => String(Name));
  const ports = containers.flatMap(({ PortMappings }) => entries(PortMappings).map(({ ContainerPort }) => ContainerPort));
  const isFargate = list(task.props.RequiresCompatibilities).includes('FARGATE');
  const memory = Number(task.props.Memory);
  const used = containers.reduce((sum, { Memory = 0 }) => sum + Number(Memory), 0);
  return [
    ...containers.flatMap((container) => containerFaults(task, container)),
    ...fault(task, new Set(names).size < names.length, 'container twice'),
    ...fault(task, new Set(ports).size < ports.length, 'port twice'),
    ...fault(task, containers.every(({ Essential }) => Essential === false), 'no essential container'),
    ...fault(task, isFargate && !isFargateSize(Number(task.props.Cpu), memory), 'Fargate size'),
    ...fault(task, used > memory, 'containers have more memory than the task'),
    ...fault(task, containers.some(({ Memory, MemoryReservation }) => [Memory, MemoryReservation].some((each) => each !== undefined && Number(each) < 6)), 'memory below 6 MiB'),
  ];
}

/** What section 2 of the facts says about every ECS service and its tasks. */
export function ecsFaults(assembly: Assembly): Fault[] {
  return [
    ...ofType(assembly, ECS_SERVICE).flatMap((service) => {
      const task = taskOf(assembly, service);
      return task ? [...registrationFaults(assembly, service, task), ...runFaults(assembly, service, task)] : fault(service, true, 'no task definition');
    }),
    ...ofType(assembly, 'AWS::ECS::TaskDefinition').flatMap(taskFaults),
    ...ofType(assembly, 'AWS::ApplicationAutoScaling::ScalableTarget').flatMap(scalingFaults),
  ];
}
