import { isWholeApp } from './address-rules';
import { hasAddresses, mayBeCalled } from './address-scope';
import type { Call, Interfaces } from '../model/calls';
import { interfacesOf } from '../model/calls';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { EcsServiceFacts } from '../model/ecs-service-facts';
import { instancesIn } from '../model/instance-facts';
import { subnetsAt } from '../model/network-facts';
import type { Property } from '../model/property';
import type { ClosedWay, Peer } from '../model/reachability';
import { closedWay, knownGroups, leavingIn } from '../model/reachability';
import type { TemplateFacts } from '../model/template-facts';

/** Ports, each with its protocol. */
type Ports = Array<readonly [port: number, protocol: 'tcp' | 'udp']>;

/** A service that a call leads to, and on which ports, where these are known. */
interface Target {
  readonly service: EcsServiceFacts;
  readonly ports: Ports;
}

/** The ports of the containers of a service; undefined where not all are known. */
export function portsOf({ taskDefinition }: EcsServiceFacts): Ports | undefined {
  if (!taskDefinition?.hasAllContainers) {
    return undefined;
  }
  const ports: Ports = [];
  for (const { portMappings, hasAllPortMappings } of taskDefinition.containers) {
    for (const { containerPort, protocol } of portMappings) {
      if (containerPort === undefined) {
        return undefined;
      }
      ports.push([containerPort, protocol === 'udp' ? 'udp' : 'tcp']);
    }
    if (!hasAllPortMappings) {
      return undefined;
    }
  }
  return ports.length > 0 ? ports : undefined;
}

/** The services that a call may lead to; undefined where not all are known. */
function targetsOf(call: Call, facts: TemplateFacts): readonly Target[] | undefined {
  return call.aliases.length > 0 ? targetsByProxy(call) : targetsByName(call, facts);
}

function targetsByProxy({ aliases }: Call): readonly Target[] | undefined {
  const targets: Target[] = [];
  for (const { service, mapping, ingressPort } of aliases) {
    const proxyPort = ingressPort ?? mapping?.containerPort;
    if (proxyPort === undefined) {
      return undefined;
    }
    targets.push({ service, ports: [[proxyPort, 'tcp']] });
  }
  return targets;
}

/** The services behind some names that DNS answers with addresses. */
export function registrantsOfAny(names: readonly CloudMapServiceFacts[], facts: TemplateFacts): readonly EcsServiceFacts[] {
  const answered = names.filter((name) => hasAddresses(name));
  return answered.length === 1 ? facts.registrantsOf(answered[0]) : answered.flatMap((name) => facts.registrantsOf(name));
}

function targetsByName({ names, address: { port } }: Call, facts: TemplateFacts): readonly Target[] | undefined {
  const targets: Target[] = [];
  for (const service of registrantsOfAny(names, facts)) {
    const ports = port === undefined ? portsOf(service) : askedPort(service, port);
    if (!ports) {
      return undefined;
    }
    targets.push({ service, ports });
  }
  // An instance that is registered by hand may be anybody.
  const hasOthers = facts.once(instancesIn).some(({ serviceId: { resource } }) =>
    resource === undefined || names.some((name) => name.resource === resource));
  return hasOthers ? undefined : targets;
}

/** Where no port is written beside the host, it may stand in another variable. */
function withPortsIn(values: readonly string[], ports: Ports): Ports {
  const written = values.flatMap((value) => [...value.matchAll(/(?<![\w.])\d{1,5}(?![\w.])/g)]).map(([number]) => [Number(number), 'tcp'] as const);
  const isNew = ([port]: Ports[number], index: number, all: Ports) => all.findIndex(([other]) => other === port) === index;
  return [...ports, ...written].filter(isNew);
}

/** A port that the target does not map for TCP may be asked by UDP. */
function askedPort(service: EcsServiceFacts, port: number): Ports {
  const isTcp = portsOf(service)?.some(([mapped, protocol]) => mapped === port && protocol === 'tcp');
  return isTcp ? [[port, 'tcp']] : [[port, 'tcp'], [port, 'udp']];
}

/** Whether the port may stand in a variable that is known at deployment only. */
function mayBeToldLater({ body, caller: { isFunction }, address: { port } }: Call): boolean {
  if (port !== undefined) {
    return false;
  }
  const environment = body.at('Environment');
  const values = isFunction ? environment.at('Variables').keys.map((key) => environment.at('Variables', key)) : environment.items.map((entry) => entry.at('Value'));
  return !environment.isWholeList || !body.at('EnvironmentFiles').isAbsent || values.some((value) => value.isUnknown);
}

export function peerOf(interfaces: Interfaces | undefined, facts: TemplateFacts): Peer | undefined {
  if (!interfaces) {
    return undefined;
  }
  const known = facts.once(peersByGroups);
  if (!known.has(interfaces.groups)) {
    known.set(interfaces.groups, findPeer(interfaces, facts));
  }
  return known.get(interfaces.groups);
}

/** By the list of security groups, which stands in one place with the list of subnets. Filled as rules ask. */
function peersByGroups(): Map<Property, Peer | undefined> {
  return new Map();
}

function findPeer(interfaces: Interfaces, facts: TemplateFacts): Peer | undefined {
  const groups = knownGroups(interfaces.groups, facts);
  const subnets = subnetsAt(interfaces.subnets, facts);
  // A subnet that is not known may be in any range, and so may the interface.
  const areAllKnown = interfaces.subnets.isWholeList && subnets.length === interfaces.subnets.items.length;
  return groups && { groups, subnets: areAllKnown ? subnets : [] };
}

export function isOpenToOthers(peer: Peer, facts: TemplateFacts): boolean {
  const leaving = facts.once(leavingIn);
  return peer.groups.some(({ resource }) => leaving.has(resource));
}

function wayTo(call: Call, { service, ports }: Target, facts: TemplateFacts): ClosedWay | undefined {
  const from = peerOf(call.caller.interfaces, facts);
  const to = from && peerOf(interfacesOf(service), facts);
  const isKnown = from && to && call.caller.resource !== service.resource && !isOpenToOthers(to, facts) && !isOpenToOthers(from, facts);
  return isKnown ? closedWay(from, to, ports, facts) : undefined;
}

/** A target, and what closes the way to it. */
interface ClosedTarget {
  readonly target: Target;
  readonly way: ClosedWay;
}

/** Ports that a target does not map are looked for only where all that it maps are closed. */
function findClosed(call: Call, mapped: Target, facts: TemplateFacts): ClosedTarget | undefined {
  const wayToMapped = wayTo(call, mapped, facts);
  if (wayToMapped === undefined) {
    return undefined;
  }
  const isPortKnown = call.address.port !== undefined || call.aliases.length > 0;
  const target = isPortKnown ? mapped : { ...mapped, ports: withPortsIn(call.values, mapped.ports) };
  const way = isPortKnown ? wayToMapped : wayTo(call, target, facts);
  return way && { target, way };
}

/** The call, with the way to each of its targets, where all of them are closed. */
export function closedTargets(call: Call, facts: TemplateFacts): readonly ClosedTarget[] {
  const known = facts.once(closedTargetsOfCalls);
  const closed = known.get(call) ?? findClosedTargets(call, facts);
  known.set(call, closed);
  return closed;
}

/** Filled as rules ask. */
function closedTargetsOfCalls(): Map<Call, readonly ClosedTarget[]> {
  return new Map();
}

const NONE: readonly never[] = [];

/** Most ways are open, so the texts around the address are read for the others only. */
function findClosedTargets(call: Call, facts: TemplateFacts): readonly ClosedTarget[] {
  const closed: ClosedTarget[] = [];
  for (const target of (facts.once(isWholeApp) ? targetsOf(call, facts) : undefined) ?? NONE) {
    const closedTarget = findClosed(call, target, facts);
    if (closedTarget === undefined) {
      return NONE;
    }
    closed.push(closedTarget);
  }
  return closed.length > 0 && mayBeCalled(call) && !mayBeToldLater(call) ? closed : NONE;
}
