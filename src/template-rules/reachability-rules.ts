import { describeCall, eachCall, isWholeApp } from './address-rules';
import { isCalled, mayBeCalled } from './address-scope';
import { closedTargets, isOpenToOthers, peerOf, portsOf, registrantsOfAny } from './call-targets';
import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { callsIn, interfacesOf } from '../model/calls';
import type { EcsServiceFacts } from '../model/ecs-service-facts';
import { areOtherVpcs, isDiscovered, mayJoinVpcs, nameOfVpc, vpcAt, vpcOf, vpcOfTasks } from '../model/network-facts';
import { letsInNobody } from '../model/reachability';
import type { TemplateFacts } from '../model/template-facts';

const GROUP_RULES = 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html';

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([['http', 80], ['ws', 80], ['https', 443], ['wss', 443]]);

function withTasks({ resource, taskDefinition }: Pick<EcsServiceFacts, 'resource' | 'taskDefinition'>): Resource[] {
  return [resource, ...taskDefinition ? [taskDefinition.resource] : []];
}

function closedCalls(facts: TemplateFacts): Broken[] {
  return eachCall(facts, (call) => {
    const [closed] = closedTargets(call, facts);
    if (closed === undefined) {
      return undefined;
    }
    const { target: { service, ports }, way: { side, groups: [group, ...groups], rules } } = closed;
    // A port may be asked by TCP and by UDP.
    const numbers = [...new Set(ports.map(([port]) => port))].join(', ');
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
    const { address, values, names, aliases } = call;
    const port = address.port ?? DEFAULT_PORTS.get(address.scheme ?? '');
    const registrants = port === undefined || aliases.length > 0 ? [] : registrantsOfAny(names, facts);
    const isElsewhere = (service: EcsServiceFacts) => portsOf(service)?.every(([number]) => number !== port);
    if (registrants.length === 0 || !registrants.every(isElsewhere) || !isCalled(call)) {
      return undefined;
    }
    const mapped = registrants.flatMap((service) => portsOf(service) ?? []).map(([number]) => String(number));
    // The port may come from another variable.
    const isGiven = address.port !== undefined || !values.some((value) => mapped.includes(value));
    return isGiven && closedTargets(call, facts).length === 0 ? {
      got: `${describeCall(call)}, which is port ${port}, and the containers of ${registrants[0].resource.logicalId} map ${mapped.join(', ')}.`,
      beside: [call.caller.resource, ...registrants.flatMap(withTasks)],
    } : undefined;
  });
}

function fromOtherVpc(facts: TemplateFacts): Broken[] {
  return facts.once(mayJoinVpcs) ? [] : eachCall(facts, (call) => {
    const { caller: { interfaces } } = call;
    const names = call.aliases.length > 0 || !interfaces ? [] : call.names;
    const own = interfaces && vpcOf(interfaces.subnets, facts);
    const vpcs = names.map(({ namespace }) => namespace?.kind === 'private DNS' ? vpcAt(namespace.properties.at('Vpc')) : undefined);
    // One of several namespaces of the name may be that of the caller's VPC.
    const [name, vpc] = vpcs.every((other) => other && own && areOtherVpcs(own, other)) ? [names[0], vpcs[0]] : [];
    if (!name || !own || !vpc || !areOtherVpcs(own, vpc) || !mayBeCalled(call)) {
      return undefined;
    }
    // Where the tasks behind the name are in another VPC than the namespace, that is the fault.
    const isOdd = facts.registrantsOf(name).some((service) => areOtherVpcs(vpcOfTasks(service, facts), vpc));
    return isOdd ? undefined : {
      at: call.caller.resource,
      property: interfaces.subnets,
      got: `${describeCall(call)} and runs in ${nameOfVpc(own)}, and ${name.namespace!.resource.logicalId} answers in ${nameOfVpc(vpc)}.`,
      beside: [name.namespace!.resource, name.resource, ...withTasks(call.caller).slice(1)],
    };
  });
}

/** The services that somebody in the assembly calls. */
function calledServices(facts: TemplateFacts): ReadonlySet<Resource> {
  const called = new Set<Resource>();
  for (const { names, aliases } of facts.once(callsIn)) {
    for (const name of names) {
      facts.registrantsOf(name).forEach(({ resource }) => called.add(resource));
    }
    aliases.forEach(({ service }) => called.add(service.resource));
  }
  return called;
}

function closedToAll(facts: TemplateFacts): Broken[] {
  return brokenIn(facts.ecsServices.filter((service) => isDiscovered(service) && portsOf(service) && facts.once(isWholeApp)), (service) => {
    const peer = facts.once(calledServices).has(service.resource) ? undefined : peerOf(interfacesOf(service), facts);
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

/** Functions outside of the VPC in which the name that they are given is known. */
function outsideOfVpc(facts: TemplateFacts): Broken[] {
  return eachCall(facts, (call) => {
    const { caller, names, body } = call;
    const name = names.find(({ namespace }) => namespace?.kind === 'private DNS');
    return name && caller.isFunction && body.at('VpcConfig').isAbsent && mayBeCalled(call) ? {
      at: caller.resource,
      property: body.at('VpcConfig'),
      got: `${describeCall(call)} and has no VpcConfig, and ${name.namespace!.resource.logicalId} is private.`,
      beside: [name.resource, name.namespace!.resource],
    } : undefined;
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
    id: 'address-outside-vpc',
    severity: 'error',
    why: 'A Lambda function runs outside of your VPCs unless it is given subnets: it neither resolves names of a private namespace nor reaches private addresses.',
    fix: 'Give AWS::Lambda::Function a VpcConfig with subnets of the VPC, and a security group that the target lets in.',
    link: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    broken: outsideOfVpc,
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
