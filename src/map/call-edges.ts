import type { EdgeFact } from './edge-facts';
import type { Member, Members } from './members';
import type { Call } from '../model/calls';
import { callsIn } from '../model/calls';
import { listOf, objectOf } from '../model/json';
import { referencesIn } from '../model/references-in';
import type { Registration } from '../model/registrations';
import { registrationsIn } from '../model/registrations';
import type { TemplateFacts } from '../model/template-facts';
import { closedTargets } from '../template-rules/call-targets';

/** What says whom not to call by way of somebody else. */
const NOT_FOR_CALLS = /^no_?proxy$/i;

/** What services and functions are given to call: addresses in their environment and commands, by names of Cloud Map and of Service Connect. */
export function callEdges(facts: TemplateFacts, members: Members): EdgeFact[] {
  return facts.once(callsIn).filter(({ variable = '' }) => !NOT_FOR_CALLS.test(variable)).flatMap((call) => {
    const from = members.get(call.caller.resource);
    return from ? [...byName(facts, members, from, call), ...byAlias(facts, members, from, call)] : [];
  });
}

function byName(facts: TemplateFacts, members: Members, from: Member, call: Call): EdgeFact[] {
  const { names, aliases, address, variable } = call;
  // A proxy of Service Connect takes what has a name there: DNS is not asked.
  const asked = aliases.length > 0 ? [] : names;
  const registrations = asked.flatMap((name) => facts.once(registrationsIn).filter((registration) => registration.name === name));
  return registrations.flatMap((registration): EdgeFact[] => {
    const to = members.get((registration.service ?? registration.name).resource);
    const port = address.port ?? portOf(registration);
    return to && to !== from ? [{ from, to, port: port ?? null, kind: 'environment', by: variable, isClosed: isClosed(facts, call, to) }] : [];
  });
}

/** Where the address has no port, the one of the target is meant; which of several it is, another variable may say. In bridge mode ECS may choose another one for each task. */
function portOf({ port, service }: Registration): number | undefined {
  const mappings = service?.taskDefinition?.containers.flatMap(({ portMappings }) => portMappings) ?? [];
  return service?.networkMode === 'bridge' || mappings.length > 1 ? undefined : port;
}

function byAlias(facts: TemplateFacts, members: Members, from: Member, call: Call): EdgeFact[] {
  const { aliases, address, variable } = call;
  return aliases.flatMap((alias): EdgeFact[] => {
    const to = members.get(alias.service.resource);
    return to && to !== from
      ? [{ from, to, port: address.port ?? alias.port ?? null, kind: 'service-connect', by: variable ?? alias.host, isClosed: isClosed(facts, call, to) }] : [];
  });
}

/** Whether security groups surely close the way, as the checks judge it: not where a part of it is not known, or others may open it. */
function isClosed(facts: TemplateFacts, call: Call, to: Member): boolean {
  return closedTargets(call, facts).some(({ target }) => target.service.resource === to.resource);
}

/** Load balancers whose name a service or a function is given. */
export function balancerCalls(facts: TemplateFacts, members: Members): EdgeFact[] {
  const balancersIn = ({ stack, value }: Variable) => referencesIn(value).flatMap(({ logicalId }) => {
    const { resource } = facts.expression(stack, { Ref: logicalId }, '');
    const to = resource && members.get(resource);
    return to?.kind === 'load-balancer' ? [to] : [];
  });
  return [...members.values()].flatMap((from) => environmentOf(from).flatMap((variable) =>
    balancersIn(variable).map((to): EdgeFact => ({ from, to, port: null, kind: 'environment', by: variable.name }))));
}

interface Variable {
  readonly stack: string;
  readonly name: string;
  readonly value: unknown;
}

function environmentOf({ kind, resource, service }: Member): Variable[] {
  if (kind === 'function') {
    const variables = objectOf(objectOf(resource.properties.Environment).Variables);
    return Object.entries(variables).map(([name, value]) => ({ stack: resource.stack, name, value }));
  }
  const task = service?.taskDefinition?.resource;
  return task ? listOf(task.properties.ContainerDefinitions).map(objectOf).flatMap(({ Environment }) => listOf(Environment).map(objectOf))
    .map(({ Name, Value }) => ({ stack: task.stack, name: String(Name), value: Value })) : [];
}
