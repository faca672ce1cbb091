import { describeCall, eachCall, isWholeApp } from './address-rules';
import { hasAddresses, isCalled, mayBeCalled } from './address-scope';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { Call } from '../model/calls';
import { callsIn } from '../model/calls';
import type { EcsServiceFacts } from '../model/ecs-service-facts';
import { areOtherVpcs, isDiscovered, mayJoinVpcs, nameOfVpc, subnetsAt, vpcAt, vpcOfTasks } from '../model/network-facts';
import type { ClosedWay, Peer } from '../model/reachability';
import { closedWay, knownGroups, leavingIn, letsInNobody } from '../model/reachability';
import type { TemplateFacts } from '../model/template-facts';

const GROUP_RULES = 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html';

type Ports = Array<readonly [port: number, protocol: 'tcp' | 'udp']>;

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([['http', 80], ['ws', 80], ['https', 443], ['wss', 443]]);

/** A service that a call leads to, and on which ports, where these are known. */
interface Target {
  readonly service: EcsServiceFacts;
  readonly ports: Ports;
}

/** The ports of the containers of a service; undefined where not all are known. */
function portsOf({ taskDefinition }: EcsServiceFacts): Ports | undefined {
  const mappings = taskDefinition?.containers.flatMap(({ portMappings }) => portMappings) ?? [];
  const isWhole = taskDefinition?.hasAllContainers && taskDefinition.containers.every(({ hasAllPortMappings }) => hasAllPortMappings);
  const ports = mappings.flatMap(({ containerPort, protocol }) => containerPort === undefined ? []
    : [[containerPort, protocol === 'udp' ? 'udp' : 'tcp'] as const]);
  return isWhole && ports.length > 0 && ports.length === mappings.length ? ports : undefined;
}

/** The services that a call may lead to; undefined where not all are known. */
function targetsOf({ aliases, names, address: { port } }: Call, facts: TemplateFacts): Target[] | undefined {
  const registrants = names.filter((name) => hasAddresses(name)).flatMap((name) => facts.registrantsOf(name));
  const byName = registrants.map((service) => ({ service, ports: port === undefined ? portsOf(service) : askedPort(service, port) }));
  const byProxy = aliases.map(({ service, mapping, ingressPort }) => {
    const proxyPort = ingressPort ?? mapping?.containerPort;
    return { service, ports: proxyPort === undefined ? undefined : [[proxyPort, 'tcp'] as const] };
  });
  const targets = [...aliases.length > 0 ? byProxy : byName].flatMap(({ service, ports }) => ports ? [{ service, ports }] : []);
  const isWhole = aliases.length > 0 ? targets.length === aliases.length
    : targets.length === registrants.length && !facts.of('AWS::ServiceDiscovery::Instance').some(({ properties }) => {
      const { resource } = properties.at('ServiceId');
      return resource === undefined || names.some((name) => name.resource === resource);
    });
  return isWhole && targets.length > 0 ? targets : undefined;
}

/** Where a container maps the port for UDP only, it is asked by that. */
function askedPort(service: EcsServiceFacts, port: number): Ports {
  const isUdp = portsOf(service)?.some(([mapped, protocol]) => mapped === port && protocol === 'udp');
  return isUdp ? [[port, 'udp'], [port, 'tcp']] : [[port, 'tcp']];
}

function peerOf({ network, networkMode }: EcsServiceFacts, facts: TemplateFacts): Peer | undefined {
  const groups = networkMode === 'awsvpc' ? knownGroups(network.at('SecurityGroups'), facts) : undefined;
  return groups && { groups, subnets: subnetsAt(network.at('Subnets'), facts) };
}

function isOpenToOthers(peer: Peer, facts: TemplateFacts): boolean {
  const leaving = facts.once(leavingIn);
  return peer.groups.some(({ resource }) => leaving.has(resource));
}

function withTasks({ resource, taskDefinition }: EcsServiceFacts): Resource[] {
  return [resource, ...taskDefinition ? [taskDefinition.resource] : []];
}

function wayTo(call: Call, { service, ports }: Target, facts: TemplateFacts): ClosedWay | undefined {
  const [from, to] = [call.caller, service].map((end) => peerOf(end, facts));
  const isKnown = from && to && call.caller !== service && !isOpenToOthers(to, facts) && !isOpenToOthers(from, facts);
  return isKnown ? closedWay(from, to, ports, facts) : undefined;
}

/** The call, with the way to each of its targets, where all of them are closed. */
function closedTargets(call: Call, facts: TemplateFacts): Array<{ readonly target: Target; readonly way: ClosedWay }> {
  const targets = facts.once(isWholeApp) && mayBeCalled(call) ? targetsOf(call, facts) ?? [] : [];
  const closed = targets.flatMap((target) => {
    const way = wayTo(call, target, facts);
    return way ? [{ target, way }] : [];
  });
  return closed.length === targets.length ? closed : [];
}

function closedCalls(facts: TemplateFacts): Broken[] {
  return eachCall(facts, (call) => {
    const [closed] = closedTargets(call, facts);
    if (closed === undefined) {
      return undefined;
    }
    const { target: { service, ports }, way: { side, groups: [group, ...groups], rules } } = closed;
    const numbers = ports.map(([port]) => port).join(', ');
    return {
      at: group.resource,
      property: group.properties.at(side === 'in' ? 'SecurityGroupIngress' : 'SecurityGroupEgress'),
      got: `${describeCall(call)}, and ${group.resource.logicalId} lets it ${side === 'in' ? `into ${service.resource.logicalId}` : 'out'} on none of these ports: ${numbers}.`,
      beside: [...[call.caller, service].flatMap(withTasks), ...groups.map(({ resource }) => resource), ...rules],
    };
  });
}

/** Ports that no container of the target maps. In awsvpc mode a container may listen on others, so this is no error. */
function unmappedPorts(facts: TemplateFacts): Broken[] {
  return eachCall(facts, (call) => {
    const { address, container, names, aliases } = call;
    const port = address.port ?? DEFAULT_PORTS.get(address.scheme ?? '');
    const registrants = aliases.length > 0 || !isCalled(call) ? []
      : names.filter((name) => hasAddresses(name)).flatMap((name) => facts.registrantsOf(name));
    const mapped = registrants.flatMap((service) => portsOf(service) ?? []).map(([number]) => String(number));
    // The port may come from another variable.
    const isGiven = address.port !== undefined
      || !container.property.at('Environment').items.some((entry) => mapped.includes(entry.at('Value').text ?? ''));
    const isElsewhere = (service: EcsServiceFacts) => portsOf(service)?.every(([number]) => number !== port);
    const isWrong = port !== undefined && registrants.length > 0 && registrants.every(isElsewhere);
    return isWrong && isGiven && closedTargets(call, facts).length === 0 ? {
      got: `${describeCall(call)}, which is port ${port}, and the containers of ${registrants[0].resource.logicalId} map ${mapped.join(', ')}.`,
      beside: [call.caller.resource, ...registrants.flatMap(withTasks)],
    } : undefined;
  });
}

function fromOtherVpc(facts: TemplateFacts): Broken[] {
  return facts.once(mayJoinVpcs) ? [] : eachCall(facts, (call) => {
    const [name] = call.aliases.length > 0 || !mayBeCalled(call) ? [] : call.names;
    const vpc = name?.namespace?.kind === 'private DNS' ? vpcAt(name.namespace.properties.at('Vpc')) : undefined;
    const own = vpcOfTasks(call.caller, facts);
    // Where the tasks behind the name are in another VPC than the namespace, that is the fault.
    const isOdd = name && facts.registrantsOf(name).some((service) => areOtherVpcs(vpcOfTasks(service, facts), vpc));
    return own && vpc && areOtherVpcs(own, vpc) && !isOdd ? {
      at: call.caller.resource,
      property: call.caller.network.at('Subnets'),
      got: `${describeCall(call)} and runs in ${nameOfVpc(own)}, and ${name!.namespace!.resource.logicalId} answers in ${nameOfVpc(vpc)}.`,
      beside: [name!.namespace!.resource, name!.resource, ...withTasks(call.caller).slice(1)],
    } : undefined;
  });
}

/** The services that somebody in the assembly calls. */
function calledServices(facts: TemplateFacts): ReadonlySet<Resource> {
  return new Set(facts.once(callsIn).flatMap(({ names, aliases }) => [
    ...names.flatMap((name) => facts.registrantsOf(name)), ...aliases.map(({ service }) => service),
  ]).map(({ resource }) => resource));
}

function closedToAll(facts: TemplateFacts): Broken[] {
  return facts.ecsServices.filter((service) => isDiscovered(service) && portsOf(service) && facts.once(isWholeApp)).flatMap((service) => {
    const peer = facts.once(calledServices).has(service.resource) ? undefined : peerOf(service, facts);
    const isClosed = peer && !isOpenToOthers(peer, facts) && peer.groups.every(({ resource }) => letsInNobody(resource, facts));
    const [group, ...groups] = isClosed ? peer.groups : [];
    return group === undefined ? [] : [{
      got: `${service.resource.logicalId} is registered to be called, and ${group.resource.logicalId} lets nobody in.`,
      at: group.resource,
      property: group.properties.at('SecurityGroupIngress'),
      beside: [service.resource, ...groups.map(({ resource }) => resource)],
    }];
  });
}

export const reachabilityRules: readonly TemplateRule[] = [
  {
    id: 'address-closed',
    severity: 'error',
    why: 'The name resolves, and connections run into a time-out: a security group lets in, and out, only what its rules say. Without rules it lets nobody in.',
    fix: 'Add an AWS::EC2::SecurityGroupIngress to the group of the target, with the port of its container and the group of the caller as SourceSecurityGroupId; where the group of the caller has '
      + 'egress rules, one of these too.',
    link: GROUP_RULES,
    broken: closedCalls,
  },
  {
    id: 'address-port',
    severity: 'warning',
    why: 'DNS leads to the task itself: a client calls the port of the container, and no other port is translated to it. No container maps this one.',
    fix: 'Let the URL have the ContainerPort of the target.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: unmappedPorts,
  },
  {
    id: 'connect-other-vpc',
    severity: 'error',
    why: 'A private name resolves in the VPC of its namespace only, and a security group cannot be named in a rule of another VPC.',
    fix: 'Put both services into one VPC.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: fromOtherVpc,
  },
  {
    id: 'service-closed',
    severity: 'warning',
    why: 'The service is found by its name, and its security groups let nobody in: whoever calls it runs into a time-out.',
    fix: 'Add an AWS::EC2::SecurityGroupIngress with the port of the container and the group of the callers.',
    link: GROUP_RULES,
    broken: closedToAll,
  },
];
