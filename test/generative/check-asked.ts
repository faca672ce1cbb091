import { fault, NAMESPACES, recordsOf, typesOf } from './check-cloud-map';
import type { Fault } from './check-cloud-map';
import { cloudMapServiceOf, scalingOf, taskOf } from './check-ecs';
import type { Combination, EndpointPart } from './combination';
import { named } from './combination';
import {
  endpointTypesOf, instancesOf, isDaemon, isRegistered, isWorker, lettersOf, modeOf, namespaceNameOf, namespaceTypeOf, recordTypesOf, secondsOf,
  serviceNameOf, ttlOf, wholeName,
} from './meaning';
import type { Assembly, Resource } from './template-facts';
import { identityOf, list, ofType, referenceOf, tree } from './template-facts';

export function stackNameFor({ index }: Combination): string {
  return `C${String(index).padStart(4, '0')}`;
}

/** The resources of a type below a construct of a combination's stack. */
export function below(assembly: Assembly, stack: string, construct: string, type: string): Resource[] {
  return ofType(assembly, type).filter((resource) => resource.stack === stack && resource.path.startsWith(`${stack}/${construct}/`));
}

export function ecsServiceOf(assembly: Assembly, combination: Combination): Resource | undefined {
  return below(assembly, stackNameFor(combination), `OrderX${lettersOf(combination.index)}`, 'AWS::ECS::Service')[0];
}

/** The Cloud Map service that was defined for a construct. */
export function cloudMapServiceBelow(assembly: Assembly, combination: Combination, construct: string): Resource | undefined {
  return below(assembly, stackNameFor(combination), construct, 'AWS::ServiceDiscovery::Service')[0];
}

export function mainCloudMapService(assembly: Assembly, combination: Combination): Resource | undefined {
  return cloudMapServiceBelow(assembly, combination, `OrderX${lettersOf(combination.index)}`);
}

interface Asked {
  readonly name: string;
  readonly types: readonly string[];
  readonly ttl: number;
  readonly policy: string;
}

/** Name, types, TTL and routing policy as they were asked for, in the namespace that was asked for. */
function recordFaults(assembly: Assembly, combination: Combination, service: Resource, asked: Asked): Fault[] {
  const types = [...asked.types].sort();
  const { Name, NamespaceId, DnsConfig } = service.props;
  const namespace = referenceOf(assembly, service.stack, NamespaceId)?.resource;
  const text = JSON.stringify(NamespaceId);
  const expectsText = combination.namespace.kind === 'attributes';
  return [
    ...fault(service, Name !== asked.name, `name ${JSON.stringify(Name)} instead of ${asked.name}`),
    ...fault(service, typesOf(service).join(' ') !== types.join(' '), `records ${typesOf(service).join(' ')} instead of ${types.join(' ')}`),
    ...fault(service, recordsOf(service).some(({ TTL }) => TTL !== asked.ttl), `TTL is not ${asked.ttl}`),
    ...fault(service, types.length > 0 && tree(DnsConfig).RoutingPolicy !== asked.policy, `routing policy is not ${asked.policy}`),
    ...fault(service, expectsText && !text.includes(`ns-c${String(combination.index).padStart(4, '0')}abcdefg`), 'not in the namespace that was named'),
    ...fault(service, namespace !== undefined && NAMESPACES[namespace.type] !== namespaceTypeOf(combination), 'namespace of another type'),
    ...fault(service, namespace !== undefined && namespaceNameOf(combination) !== undefined && namespace.props.Name !== namespaceNameOf(combination), 'namespace of another name'),
    // §1.2: the host of an SRV record has the id of the task before it.
    ...fault(service, types.includes('SRV') && wholeName(asked.name, namespaceNameOf(combination) ?? '').length > 218, 'whole name of a task'),
  ];
}

function registryFaults(assembly: Assembly, combination: Combination, service: Resource): Fault[] {
  const { ServiceRegistries } = service.props;
  const own = mainCloudMapService(assembly, combination);
  if (!isRegistered(combination)) {
    return [
      // §5: an empty list takes a registration away; leaving it out does not.
      ...fault(service, JSON.stringify(ServiceRegistries) !== '[]', 'registries of what is not registered'),
      ...fault(service, isWorker(combination) && own !== undefined, 'a Cloud Map service for a worker'),
    ];
  }
  const registered = cloudMapServiceOf(assembly, service);
  return [
    ...fault(service, list(ServiceRegistries).length !== 1, 'not one registry'),
    ...fault(service, own === undefined || registered !== own, 'registered in another Cloud Map service'),
  ];
}

function countFaults(assembly: Assembly, combination: Combination, service: Resource): Fault[] {
  const { taskCount } = combination;
  const target = scalingOf(assembly, service);
  const { DesiredCount, SchedulingStrategy } = service.props;
  if (isDaemon(combination)) {
    return fault(service, SchedulingStrategy !== 'DAEMON' || target !== undefined, 'no daemon');
  }
  if (taskCount?.kind === 'autoScaled') {
    return [
      ...fault(service, target === undefined, 'does not scale'),
      ...target ? fault(target, target.props.MaxCapacity !== taskCount.max || target.props.MinCapacity !== (taskCount.min ?? Math.min(2, taskCount.max)), 'bounds that were not asked for') : [],
    ];
  }
  return fault(service, DesiredCount !== (taskCount?.tasks ?? 2) || target !== undefined, `desired count ${String(DesiredCount)}`);
}

function taskFaults(assembly: Assembly, combination: Combination, service: Resource): Fault[] {
  const task = taskOf(assembly, service)!;
  const { port, additionalPorts = [], draining, environment = {}, stopTimeout } = combination;
  const containers = list(task.props.ContainerDefinitions).map(tree);
  const container = tree(containers.find(({ Name }) => Name === 'app'));
  const mappings = list(container.PortMappings).map(tree);
  const ports = [...port === undefined ? [] : [port], ...additionalPorts];
  const main = mappings.find(({ ContainerPort }) => ContainerPort === port);
  const hostPort = instancesOf(combination)?.hostPort;
  const variables = new Map(list(container.Environment).map(tree).map(({ Name, Value }) => [Name, Value]));
  const longest = Math.max(...containers.filter((each) => each !== container).map(({ StopTimeout = 0 }) => Number(StopTimeout)));
  return [
    ...fault(task, task.props.NetworkMode !== modeOf(combination), `mode ${String(task.props.NetworkMode)}`),
    ...fault(task, mappings.map(({ ContainerPort }) => ContainerPort).sort().join() !== [...ports].sort().join(), 'ports that were not asked for'),
    ...fault(task, hostPort !== undefined && main?.HostPort !== hostPort, 'port of the instance'),
    ...fault(task, Object.entries(environment).some(([name, value]) => variables.get(name) !== value), 'variable lost'),
    ...fault(task, (combination.probe !== undefined) !== (container.HealthCheck !== undefined), 'health check'),
    ...fault(task, stopTimeout !== undefined && container.StopTimeout !== secondsOf(stopTimeout), 'stop timeout that was not asked for'),
    ...fault(task, draining !== undefined && containers.length < 2, 'no companion'),
    // §2.6: the companion waits for as long as clients may hold the address.
    ...fault(task, draining !== undefined && longest < (recordTypesOf(combination).length > 0 ? ttlOf(combination) : 0) + (draining.margin ? secondsOf(draining.margin) : 5), 'companion is killed before the TTL is over'),
    ...fault(task, combination.shortNames === true && !variables.has('LOCALDOMAIN'), 'no LOCALDOMAIN'),
  ];
}

function endpointFaults(assembly: Assembly, combination: Combination, part: EndpointPart): Fault[] {
  const service = cloudMapServiceBelow(assembly, combination, 'Endpoint');
  if (service === undefined) {
    return [{ stack: stackNameFor(combination), what: 'no Cloud Map service for the endpoint' }];
  }
  const isAlias = part.target.kind === 'loadBalancer';
  const types = namespaceTypeOf(combination) === 'http' ? [] : endpointTypesOf(part);
  const policy = isAlias || types.includes('CNAME') ? 'WEIGHTED' : 'MULTIVALUE';
  const ttl = isAlias ? Number(recordsOf(service)[0]?.TTL) : part.ttl ? secondsOf(part.ttl) : 10;
  const own = `${service.stack}/${service.id}`;
  const instances = ofType(assembly, 'AWS::ServiceDiscovery::Instance').filter((each) => identityOf(assembly, each.stack, each.props.ServiceId) === own);
  return [
    ...recordFaults(assembly, combination, service, { name: named(part.discoveryName, combination.index), types, ttl, policy }),
    ...fault(service, instances.length !== (part.target.kind === 'addresses' ? part.target.addresses.length : 1), 'instances that were not asked for'),
    ...fault(service, (part.healthCheck !== undefined) !== (service.props.HealthCheckConfig !== undefined), 'health check that was not asked for'),
  ];
}

/** Whether the templates say what the combination asked for. */
export function askedFaults(assembly: Assembly, combination: Combination): Fault[] {
  const service = ecsServiceOf(assembly, combination);
  if (service === undefined) {
    return [{ stack: stackNameFor(combination), what: 'no ECS service' }];
  }
  const own = mainCloudMapService(assembly, combination);
  const asked = {
    name: serviceNameOf(combination), types: recordTypesOf(combination), ttl: ttlOf(combination), policy: combination.records.routingPolicy ?? 'MULTIVALUE',
  };
  return [
    ...registryFaults(assembly, combination, service),
    ...own && !isWorker(combination) ? recordFaults(assembly, combination, own, asked) : [],
    ...fault(service, !isWorker(combination) && own === undefined, 'no Cloud Map service'),
    ...countFaults(assembly, combination, service),
    ...taskFaults(assembly, combination, service),
    ...combination.relation.kind === 'endpoint' ? endpointFaults(assembly, combination, combination.relation) : [],
  ];
}
