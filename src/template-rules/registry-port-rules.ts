import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { RegistryFacts } from '../model/ecs-service-facts';
import { mappedPorts, portsOf } from '../model/mapped-ports';
import type { TaskRunner } from '../model/task-runner-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

/** A registry, with what says what it may hold. */
interface Registered {
  readonly runner: TaskRunner;
  readonly registry: RegistryFacts;
  readonly beside: readonly Resource[];
}

function registered(facts: TemplateFacts): readonly Registered[] {
  return facts.once(taskRunners).flatMap((runner) => runner.registries.map((registry) => {
    const parts = [runner.taskDefinition?.resource, registry.cloudMapService?.resource];
    return { runner, registry, beside: parts.filter((part) => part !== undefined) };
  }));
}

/** In these modes tasks have no address of their own. */
function sharesAddress({ networkMode }: TaskRunner): boolean {
  return networkMode === 'bridge' || networkMode === 'host';
}

function wrongRecords({ runner, registry, beside }: Registered): Broken[] {
  const { resource, networkMode } = runner;
  const wrong = registry.cloudMapService?.recordTypes.filter((type) => type !== 'SRV') ?? [];
  const got = networkMode === 'none' ? 'have no network (networkMode none), and it has a registry'
    : sharesAddress(runner) && wrong.length > 0 ? `run in ${networkMode} mode, and its registry has records of type ${wrong.join(' and ')}` : undefined;
  return got === undefined ? [] : [{ got: `The tasks of ${resource.logicalId} ${got}.`, at: resource, property: registry.property, beside }];
}

/** Why a registry needs a port that is not there. */
function missingPort({ runner, registry: { property, cloudMapService } }: Registered): string | undefined {
  const isHalf = property.at('ContainerName').isAbsent || property.at('ContainerPort').isAbsent;
  if (sharesAddress(runner)) {
    return isHalf ? `run in ${runner.networkMode} mode, and its registry does not have both ContainerName and ContainerPort` : undefined;
  }
  return runner.networkMode === 'awsvpc' && cloudMapService?.recordTypes.includes('SRV') && isHalf && property.at('Port').isAbsent
    ? 'are registered in SRV records, and its registry has neither ContainerName with ContainerPort nor Port' : undefined;
}

function withoutPort(facts: TemplateFacts, isApiOnly: boolean): Broken[] {
  return facts.once(registered)
    .filter((entry) => (entry.registry.cloudMapService?.isApiOnly === true) === isApiOnly && wrongRecords(entry).length === 0)
    .flatMap((entry) => {
      const missing = missingPort(entry);
      const { runner: { resource }, registry: { property }, beside } = entry;
      return missing === undefined ? [] : [{ got: `The tasks of ${resource.logicalId} ${missing}.`, at: resource, property, beside }];
    });
}

function portTwice({ runner: { resource }, registry: { property }, beside }: Registered): Broken[] {
  const others = ['ContainerName', 'ContainerPort'].filter((key) => property.at(key).isThere);
  return property.at('Port').isThere && others.length > 0
    ? [{ got: `The registry of ${resource.logicalId} has Port beside ${others.join(' and ')}.`, at: resource, property: property.at('Port'), beside }] : [];
}

/** Without SRV records none of the two is needed, so one of them is a slip. */
function halfOfPair({ runner: { resource, networkMode }, registry: { property, cloudMapService }, beside }: Registered): Broken[] {
  const [there, missing] = property.at('ContainerName').isAbsent ? ['ContainerPort', 'ContainerName'] : ['ContainerName', 'ContainerPort'];
  const isWithoutSrv = networkMode === 'awsvpc' && cloudMapService?.hasAllRecordTypes === true && !cloudMapService.recordTypes.includes('SRV');
  return isWithoutSrv && property.at(there).isThere && property.at(missing).isAbsent
    ? [{ got: `The registry of ${resource.logicalId} has ${there} without ${missing}.`, at: resource, property: property.at(there), beside }] : [];
}

function unknownContainer({ runner: { resource, taskDefinition }, registry: { property }, beside }: Registered): Broken[] {
  const name = property.at('ContainerName');
  const names = taskDefinition?.containers.map((container) => container.name) ?? [];
  return taskDefinition?.hasAllContainers && name.text !== undefined && !names.includes(undefined) && !names.includes(name.text)
    ? [{ got: `The registry of ${resource.logicalId} names container "${name.text}", and its task has ${listed(names)}.`, at: resource, property: name, beside }] : [];
}

function unmappedPort({ runner: { resource, taskDefinition }, registry: { property }, beside }: Registered): Broken[] {
  const [name, port] = [property.at('ContainerName').text, property.at('ContainerPort')];
  const container = taskDefinition?.containers.find((candidate) => candidate.name === name);
  const ports = container && mappedPorts(container);
  return name !== undefined && port.number !== undefined && ports && !ports.includes(port.number) ? [{
    got: `The registry of ${resource.logicalId} has port ${port.number} of container "${name}", which maps ${listed(ports)}.`, at: resource, property: port, beside,
  }] : [];
}

/** A process may listen on a port that nothing maps, where the task has an address of its own. */
function unmappedTaskPort({ runner: { resource, taskDefinition, networkMode }, registry: { property }, beside }: Registered): Broken[] {
  const port = property.at('Port');
  const ports = taskDefinition && portsOf(taskDefinition);
  return networkMode === 'awsvpc' && port.number !== undefined && ports && !ports.includes(port.number)
    ? [{ got: `The registry of ${resource.logicalId} has port ${port.number}, and its task maps ${listed(ports)}.`, at: resource, property: port, beside }] : [];
}

function listed(values: ReadonlyArray<string | number | undefined>): string {
  return values.length > 0 ? values.join(', ') : 'none';
}

const REGISTRY = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html';
const DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';

/** What a registry says of containers and ports. */
export const registryPortRules: readonly TemplateRule[] = [
  {
    id: 'records-for-network-mode',
    severity: 'error',
    why: 'In bridge and host mode tasks share the address of their instance, so ECS registers SRV records only; in mode none it registers nothing. Where a task definition '
      + 'has no NetworkMode, it is bridge.',
    fix: 'Set NetworkMode of the task definition to awsvpc, or give the Cloud Map service one record of type SRV.',
    link: DISCOVERY,
    broken: (facts) => brokenIn(facts.once(registered), wrongRecords),
  },
  {
    id: 'srv-without-port',
    severity: 'error',
    why: 'An SRV record holds a port, which ECS takes from the registry: ContainerName and ContainerPort, or Port in awsvpc mode. In bridge and host mode it needs '
      + 'the container, whose port of the instance it looks up. CreateService refuses a registry without them.',
    fix: 'Set ContainerName and ContainerPort of the registry to a port mapping of the task definition.',
    link: REGISTRY,
    broken: (facts) => withoutPort(facts, false),
  },
  {
    id: 'api-without-port',
    severity: 'error',
    why: 'In bridge and host mode ECS refuses a registry without a container and its port, for a name without records too.',
    fix: 'Set ContainerName and ContainerPort of the registry to a port mapping of the task definition.',
    link: REGISTRY,
    broken: (facts) => withoutPort(facts, true),
  },
  {
    id: 'registry-port-twice',
    severity: 'error',
    why: 'A registry tells the port in one way: by a container and its port, or, in awsvpc mode, by Port. ECS refuses both.',
    fix: 'Take Port out of the registry, or ContainerName and ContainerPort.',
    link: REGISTRY,
    broken: (facts) => brokenIn(facts.once(registered), portTwice),
  },
  {
    id: 'registry-half-of-port',
    severity: 'warning',
    why: 'ContainerName and ContainerPort of a registry belong together. A name without SRV records needs neither in awsvpc mode.',
    fix: 'Give both, or leave both out.',
    link: REGISTRY,
    broken: (facts) => brokenIn(facts.once(registered), halfOfPair),
  },
  {
    id: 'container-of-other-task',
    severity: 'error',
    why: 'ECS looks the container up by its name in the service\'s own task definition, and refuses a registry with another.',
    fix: 'Set ContainerName of the registry to the Name of a container of the task definition.',
    link: REGISTRY,
    broken: (facts) => brokenIn(facts.once(registered), unknownContainer),
  },
  {
    id: 'container-port',
    severity: 'error',
    why: 'ECS looks the port that it registers up in the port mappings of the container, and refuses a service whose container does not map it.',
    fix: 'Set ContainerPort of the registry to a ContainerPort that the container maps, or add the mapping to the container.',
    link: REGISTRY,
    broken: (facts) => brokenIn(facts.once(registered), unmappedPort),
  },
  {
    id: 'registry-port-unmapped',
    severity: 'warning',
    why: 'Clients are told a port that no container of the task says it listens on: most likely nobody answers there.',
    fix: 'Set Port of the registry to a port that a container maps, or add the mapping.',
    link: REGISTRY,
    broken: (facts) => brokenIn(facts.once(registered), unmappedTaskPort),
  },
];
