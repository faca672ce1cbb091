import { arnIn, generatedName, regionOrDefault } from './identifiers';
import { mainFirst } from './main-container';
import type { SimulatedEcsService, SimulatedName, SimulatedPort, SimulatedRegistry } from './simulated-app';
import { isTaskCount } from './task-count';
import type { Resource } from '../../model/assembly';
import type { EcsServiceFacts, RegistryFacts } from '../../model/ecs-service-facts';
import { subnetsAt } from '../../model/network-facts';
import type { Property } from '../../model/property';
import { scalableTargets } from '../../model/scaling-facts';
import { serviceLabels } from '../../model/service-labels';
import type { ContainerFacts, PortMappingFacts, TaskDefinitionFacts } from '../../model/task-definition-facts';
import type { TemplateFacts } from '../../model/template-facts';

/** The ECS services of an app. */
export function readEcsServices(facts: TemplateFacts, names: ReadonlyMap<Resource, SimulatedName>): SimulatedEcsService[] {
  const labels = serviceLabels(facts.ecsServices.map(({ resource }) => resource));
  return facts.ecsServices.map((service) => readEcsService(facts, service, names, labels.get(service.resource)!));
}

function readEcsService(
  facts: TemplateFacts, service: EcsServiceFacts, names: ReadonlyMap<Resource, SimulatedName>, label: string,
): SimulatedEcsService {
  const { resource, properties, taskDefinition, launch = 'EC2' } = service;
  const cluster = readCluster(facts, resource.stack, properties.at('Cluster'));
  const serviceName = properties.at('ServiceName').text ?? generatedName(facts, resource);
  const containers = mainFirst(service);
  const registries = service.registries.flatMap((registry) => readRegistry(registry, taskDefinition, names));
  const isDaemon = properties.at('SchedulingStrategy').text === 'DAEMON';
  return {
    arn: arnIn(facts, resource.stack, 'ecs', `service/${cluster.name}/${serviceName}`),
    serviceName,
    cluster,
    taskDefinition: readTaskDefinition(facts, resource.stack, taskDefinition),
    launchType: launch,
    desiredCount: isDaemon ? 1 : desiredCountOf(facts, service),
    isDaemon,
    registries,
    addresses: addressesOf(facts, service, registries),
    ports: portsOf(containers, registries, taskDefinition),
    environment: new Map(containers.slice(0, 1).flatMap(({ property }) => readEnvironment(property))),
    hasContainerCheck: containers.some(({ isEssential, property }) => isEssential !== false && property.at('HealthCheck').isThere),
    region: regionOrDefault(facts, resource.stack),
    label,
    logicalId: resource.logicalId,
    path: resource.path,
  };
}

/** A template that gives none has one task, and so has one whose number is none; scaling does not leave fewer than its least. */
function desiredCountOf(facts: TemplateFacts, { resource, properties }: EcsServiceFacts): number {
  const given = properties.at('DesiredCount').number ?? 1;
  const least = (facts.once(scalableTargets).get(resource) ?? []).flatMap((target) => target.properties.at('MinCapacity').number ?? []);
  return Math.max(...[isTaskCount(given) ? given : 1, ...least].filter(isTaskCount));
}

/** Tasks in subnets of IPv6 alone have no other address; whether those in subnets of both have two, an account decides: AAAA records say that it is so. */
function addressesOf(facts: TemplateFacts, { network }: EcsServiceFacts, registries: readonly SimulatedRegistry[]): SimulatedEcsService['addresses'] {
  const subnets = subnetsAt(network.at('Subnets'), facts);
  const isIpv6Only = subnets.length > 0 && subnets.every(({ properties }) => properties.at('Ipv6Native').flag === true);
  const hasRecords = registries.some(({ name }) => name.records.some(({ type }) => type === 'AAAA'));
  return { isIpv4: !isIpv6Only, isIpv6: isIpv6Only || hasRecords };
}

function readCluster(facts: TemplateFacts, stack: string, cluster: Property): SimulatedEcsService['cluster'] {
  const { resource, text, isAbsent } = cluster;
  const given = resource ? facts.as(resource).properties.at('ClusterName').text ?? generatedName(facts, resource) : undefined;
  const name = given ?? text?.split('/').pop() ?? (isAbsent ? 'default' : 'cluster');
  return { name, arn: arnIn(facts, stack, 'ecs', `cluster/${name}`) };
}

function readTaskDefinition(facts: TemplateFacts, stack: string, task: TaskDefinitionFacts | undefined): SimulatedEcsService['taskDefinition'] {
  const family = task ? task.properties.at('Family').text ?? generatedName(facts, task.resource) : 'task';
  return { family, arn: arnIn(facts, stack, 'ecs', `task-definition/${family}:1`) };
}

function readRegistry(
  { property, cloudMapService }: RegistryFacts, task: TaskDefinitionFacts | undefined, names: ReadonlyMap<Resource, SimulatedName>,
): SimulatedRegistry[] {
  const name = cloudMapService && names.get(cloudMapService.resource);
  const containerPort = property.at('ContainerPort').number;
  const port = property.at('Port').number ?? containerPort;
  const containerName = property.at('ContainerName').text;
  const mapping = mappingsOf(task, containerName).find((candidate) => candidate.containerPort === containerPort);
  const [taken] = mapping ? readPort(mapping, task) : readPort({ property, containerPort: port }, undefined);
  return name ? [{ name, port: taken }] : [];
}

/** The registered port in front: that is where clients call. */
function portsOf(
  containers: readonly ContainerFacts[], registries: readonly SimulatedRegistry[], task: TaskDefinitionFacts | undefined,
): SimulatedPort[] {
  const registered = registries.flatMap(({ port }) => port ?? []);
  const mapped = containers.flatMap(({ portMappings }) => portMappings.flatMap((mapping) => readPort(mapping, task)));
  const all = [...registered, ...mapped];
  return all.filter(({ containerPort }, index) => all.findIndex((port) => port.containerPort === containerPort) === index);
}

function mappingsOf(task: TaskDefinitionFacts | undefined, containerName: string | undefined): readonly PortMappingFacts[] {
  const isMeant = ({ name }: ContainerFacts) => containerName === undefined || name === containerName;
  return (task?.containers ?? []).filter(isMeant).flatMap(({ portMappings }) => portMappings);
}

/** In awsvpc and host mode a port of the container is one of the task's address; in bridge mode the host has another one for it. */
function readPort({ containerPort, hostPort }: PortMappingFacts, task: TaskDefinitionFacts | undefined): SimulatedPort[] {
  const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65_535;
  const isBridge = task?.networkMode === 'bridge' || task?.networkMode === 'default';
  if (containerPort === undefined || !isPort(containerPort)) {
    return [];
  }
  return [isBridge ? { containerPort, hostPort: hostPort !== undefined && isPort(hostPort) ? hostPort : 0 } : { containerPort }];
}

function readEnvironment(container: Property): [string, string][] {
  return container.at('Environment').items.flatMap((entry): [string, string][] => {
    const [name, value] = [entry.at('Name').text, entry.at('Value').text];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}
