import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import { mappingsOf } from '../model/mapped-ports';
import type { Property } from '../model/property';
import type { PortMappingFacts, TaskDefinitionFacts } from '../model/task-definition-facts';
import type { TaskRunner } from '../model/task-runner-facts';
import { discoveredTasks } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

function each(judge: (task: TaskDefinitionFacts, user: TaskRunner) => readonly Broken[]): (facts: TemplateFacts) => readonly Broken[] {
  return (facts) => brokenIn(facts.once(discoveredTasks), ([task, user]) => judge(task, user));
}

/** A host port of 0 asks for none. */
function otherHostPorts(task: TaskDefinitionFacts): Broken[] {
  const { resource, networkMode } = task;
  return networkMode !== 'awsvpc' && networkMode !== 'host' ? [] : mappingsOf(task)
    .filter(({ hostPort, containerPort }) => hostPort !== undefined && hostPort !== 0 && containerPort !== undefined && hostPort !== containerPort)
    .map(({ property, hostPort, containerPort }) => ({
      got: `${resource.logicalId} maps container port ${containerPort} to host port ${hostPort} in ${networkMode} mode.`, at: resource, property: property.at('HostPort'),
    }));
}

function noPorts(task: TaskDefinitionFacts): Broken[] {
  const { resource } = task;
  const ports = mappingsOf(task).map(({ property }) => property.at('ContainerPort'));
  return ports.filter(({ text, number }) => text !== undefined && !(Number.isInteger(number) && Number(number) >= 1 && Number(number) <= 65535))
    .map((property) => ({ got: `${resource.logicalId} maps the container port ${property.text}.`, at: resource, property }));
}

const PROTOCOLS: ReadonlyArray<readonly [key: string, values: readonly string[]]> = [['Protocol', ['tcp', 'udp']], ['AppProtocol', ['http', 'http2', 'grpc']]];

function strangeProtocols(task: TaskDefinitionFacts): Broken[] {
  const { resource } = task;
  return brokenIn(PROTOCOLS, ([key, values]) => mappingsOf(task).map(({ property }) => property.at(key))
    .filter(({ text }) => text !== undefined && !values.includes(text.toLowerCase()))
    .map((property) => ({ got: `${resource.logicalId} has a port mapping with ${key} "${property.text}".`, at: resource, property })));
}

function withoutEssential({ resource, properties, containers, hasAllContainers }: TaskDefinitionFacts): Broken[] {
  return hasAllContainers && containers.every(({ isEssential }) => isEssential === false) ? [{
    got: containers.length === 0 ? `${resource.logicalId} has no container.` : `No container of ${resource.logicalId} is essential.`,
    at: resource,
    property: properties.at('ContainerDefinitions'),
  }] : [];
}

/** Most tasks have one, which nothing can be twice of. */
function severalMappings(task: TaskDefinitionFacts): readonly PortMappingFacts[] {
  const mappings = mappingsOf(task);
  return mappings.length > 1 ? mappings : [];
}

/** In one network namespace, two processes cannot listen on one port. */
function portsTwice(task: TaskDefinitionFacts): Broken[] {
  const { resource, networkMode } = task;
  const known = (networkMode === 'awsvpc' ? severalMappings(task) : []).flatMap(({ property, containerPort, protocol }) =>
    containerPort === undefined || protocol === undefined ? [] : [{ key: `${containerPort}/${protocol}`, property: property.at('ContainerPort') }]);
  return repeated(known).map(({ key, property }) => ({ got: `${resource.logicalId} maps port ${key} twice.`, at: resource, property }));
}

function namesTwice(task: TaskDefinitionFacts): Broken[] {
  const { resource } = task;
  const known = severalMappings(task).flatMap(({ property, name }) => name === undefined ? [] : [{ key: name, property: property.at('Name') }]);
  return repeated(known).map(({ key, property }) => ({ got: `Two port mappings of ${resource.logicalId} have the name "${key}".`, at: resource, property }));
}

function repeated<T extends { readonly key: string; readonly property: Property }>(entries: readonly T[]): T[] {
  const seen = new Set<string>();
  return entries.filter(({ key }) => seen.has(key) || !seen.add(key));
}

const REGISTER = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html';
const MAPPING = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html';

/** Task definitions of services with discovery. */
export const taskRules: readonly TemplateRule[] = [
  {
    id: 'host-port-for-network-mode',
    severity: 'error',
    why: 'In awsvpc and host mode a container has the ports that it listens on: the host port is left out, or the same as the container port. RegisterTaskDefinition '
      + 'refuses any other.',
    fix: 'Take HostPort out of the port mapping.',
    link: MAPPING,
    broken: each(otherHostPorts),
  },
  {
    id: 'port',
    severity: 'error',
    why: 'A container listens on whole port numbers from 1 to 65535; ECS refuses a port mapping of anything else.',
    fix: 'Set ContainerPort to the port that the process in the container listens on.',
    link: MAPPING,
    broken: each(noPorts),
  },
  {
    id: 'port-protocol',
    severity: 'error',
    why: 'A port mapping is for tcp or udp, and may say that its protocol is http, http2 or grpc: RegisterTaskDefinition refuses any other.',
    fix: 'Set Protocol to tcp or udp, and AppProtocol to http, http2 or grpc; leave AppProtocol out for what is none of these.',
    link: MAPPING,
    broken: each(strangeProtocols),
  },
  {
    id: 'service-without-container',
    severity: 'error',
    why: 'A task without an essential container does not start: RegisterTaskDefinition refuses it, and there is nothing to register.',
    fix: 'Give the task definition a container with Essential true.',
    link: REGISTER,
    broken: each(withoutEssential),
  },
  {
    id: 'container-port-twice',
    severity: 'warning',
    why: 'The containers of a task in awsvpc mode share one network interface: only one of them can listen on a port.',
    fix: 'Have one of the two listen on another port.',
    link: MAPPING,
    broken: each(portsTwice),
  },
  {
    id: 'port-name-twice',
    severity: 'warning',
    why: 'Service Connect and VPC Lattice find a port by the name of its mapping, which can mean one mapping only.',
    fix: 'Give one of the two another Name.',
    link: MAPPING,
    broken: each(namesTwice),
  },
];
