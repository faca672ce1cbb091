import { answersOtherwise, hasAddresses, hasUnknownNames, isBelowName, isCalled, mayBeCalled, namespaceOf, servicesOf } from './address-scope';
import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { Call } from '../model/calls';
import { callsIn } from '../model/calls';
import type { NamespaceFacts } from '../model/namespace-facts';
import { leavingIn } from '../model/reachability';
import { hasUnknownAliases } from '../model/service-connect-aliases';
import type { TemplateFacts } from '../model/template-facts';

const CONNECT = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html';
const REGISTER = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html';
const CREATE_SERVICE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html';

/** How many of the names that are there are told of beside one that is not. */
const MOST_BESIDE = 20;

const NONE: readonly never[] = [];

/** One finding for each host that a service is given, however often. */
export function eachCall(facts: TemplateFacts, judge: (call: Call) => Omit<Broken, 'at' | 'property'> & Partial<Broken> | undefined): Broken[] {
  const told = new Set<string>();
  return brokenIn(facts.once(callsIn), (call) => {
    const broken = told.size > 0 && told.has(placeOf(call)) ? undefined : judge(call);
    if (broken === undefined) {
      return NONE;
    }
    const { caller, property } = call;
    told.add(placeOf(call));
    return [{ at: caller.taskDefinition?.resource ?? caller.resource, property, ...broken }];
  });
}

function placeOf({ caller: { resource: { stack, logicalId } }, address: { host } }: Call): string {
  return JSON.stringify([stack, logicalId, host]);
}

/** How a call is told of: `HOST of Web: "backend.shop.local"`. */
export function describeCall({ caller, variable, address: { scheme, host, port } }: Call): string {
  const written = `${scheme === undefined ? '' : `${scheme}://`}${host}${port === undefined ? '' : `:${port}`}`;
  return `${caller.resource.logicalId} is given "${written}"${variable === undefined ? '' : ` as ${variable}`}`;
}

/** The namespace in which nothing surely has the host of a call. */
function namespaceWithout(call: Call, facts: TemplateFacts): NamespaceFacts | undefined {
  const { address: { host }, aliases, foreignAliases, names } = call;
  const namespace = aliases.length + foreignAliases.length + names.length === 0 && mayBeCalled(call) ? namespaceOf(host, facts) : undefined;
  const isUnsure = !namespace || isBelowName(host, facts) || hasUnknownNames(facts, namespace, host) || facts.once(hasUnknownAliases)
    || answersOtherwise(call, facts) || !facts.once(isWholeApp);
  return isUnsure ? undefined : namespace;
}

export function isWholeApp({ assembly: { stacks } }: TemplateFacts): boolean {
  return [...stacks.values()].every(({ isWhole }) => isWhole);
}

/** The security groups for which a group is opened that is none of the assembly's: who has them calls something elsewhere. */
function callersElsewhere(facts: TemplateFacts): ReadonlySet<Resource | undefined> {
  return new Set(facts.of('AWS::EC2::SecurityGroupIngress').filter(({ properties }) => properties.at('GroupId').resource === undefined)
    .map(({ properties }) => properties.at('SourceSecurityGroupId').resource));
}

/** Whether others than the assembly may put names into a namespace. */
function isOpenToOthers({ resource, kind }: NamespaceFacts, { caller: { interfaces } }: Call, facts: TemplateFacts): boolean {
  const callsElsewhere = interfaces?.groups.items.some((group) => group.resource && facts.once(callersElsewhere).has(group.resource));
  // Where the condition does not hold, a namespace of that name is somebody else's.
  return kind === 'HTTP' || resource.condition !== undefined || callsElsewhere || facts.once(leavingIn).has(resource) || facts.of('Custom::AWS', 'AWS::CloudFormation::CustomResource').length > 0;
}

/** Whether a construct of the caller's stack has imported the name, or the caller has connected to an import: others register it, whoever owns the namespace. */
function isImported({ address: { host }, caller: { resource } }: Call, { assembly: { stacks } }: TemplateFacts): boolean {
  return stacks.get(resource.stack)!.notes().imported.some((name) => name.toLowerCase() === host);
}

function missing(facts: TemplateFacts, others: boolean): Broken[] {
  return eachCall(facts, (call) => {
    const namespace = namespaceWithout(call, facts);
    const isMissing = namespace && isOpenToOthers(namespace, call, facts) === others && !isImported(call, facts);
    return isMissing ? {
      got: `${describeCall(call)}, and nothing in ${namespace.resource.logicalId} ("${namespace.name}") has this name.`,
      beside: [call.caller.resource, namespace.resource,
        ...servicesOf(namespace, facts).slice(0, MOST_BESIDE).map(({ resource }) => resource)],
    } : undefined;
  });
}

/** Names without addresses that are called by address. */
function withoutAddresses(facts: TemplateFacts): Broken[] {
  return eachCall(facts, (call) => {
    const { names, aliases, foreignAliases } = call;
    const isOfNames = names.length > 0 && aliases.length + foreignAliases.length === 0 && names.every((name) => hasAddresses(name) === false);
    return isOfNames && isCalled(call) && !answersOtherwise(call, facts) ? {
      got: `${describeCall(call)}, and ${names[0].resource.logicalId} has ${names[0].isApiOnly ? 'no records' : 'SRV records only'}.`,
      beside: [call.caller.resource, ...names.flatMap(({ resource, namespace }) => [resource, ...namespace ? [namespace.resource] : []])],
    } : undefined;
  });
}

/** Names of Service Connect that are given to a service that does not take part. */
function outsideOfConnect(facts: TemplateFacts): Broken[] {
  return eachCall(facts, (call) => {
    const { aliases, foreignAliases, names, caller } = call;
    // Another name of several labels may be answered by whoever answers it outside of Service Connect.
    const isOurs = !call.address.host.includes('.') || namespaceOf(call.address.host, facts) !== undefined;
    const isMeant = isOurs && foreignAliases.length > 0 && aliases.length === 0 && isCalled(call)
      && names.every((name) => hasAddresses(name) === false);
    const target = foreignAliases[0]?.service;
    const place = caller.isInServiceConnect === false ? 'does not take part in it' : 'takes part in another namespace';
    return isMeant && target.resource !== caller.resource && !answersOtherwise(call, facts) ? {
      at: caller.resource,
      property: caller.serviceConnect,
      got: `${describeCall(call)}, which ${target.resource.logicalId} is called in Service Connect, and ${place}.`,
      beside: [target.resource, ...caller.taskDefinition ? [caller.taskDefinition.resource] : []],
    } : undefined;
  });
}

/** Ports on which a name of Service Connect leads nowhere. */
function wrongConnectPort(facts: TemplateFacts): Broken[] {
  return eachCall(facts, (call) => {
    const { aliases, names, address: { port } } = call;
    const ports = aliases.map((alias) => alias.port);
    const isMeant = aliases.length > 0 && call.caller.isInServiceConnect === true && isCalled(call);
    const isWrong = port !== undefined && !ports.includes(port) && !ports.includes(undefined);
    const isOnlyThere = names.every((name) => hasAddresses(name) === false) && !facts.once(hasUnknownAliases) && !answersOtherwise(call, facts);
    return isMeant && isWrong && isOnlyThere ? {
      got: `${describeCall(call)}, and in Service Connect this name leads to ${aliases[0].service.resource.logicalId} on port ${ports.join(', ')} only.`,
      beside: [call.caller.resource, ...aliases.map(({ service }) => service.resource)],
    } : undefined;
  });
}

export const addressRules: readonly TemplateRule[] = [
  {
    id: 'address-unknown',
    severity: 'error',
    why: 'A name in a namespace is there where a Cloud Map service has it, or a service in Service Connect. DNS answers any other with NXDOMAIN.',
    fix: 'Give the variable the Name of an AWS::ServiceDiscovery::Service of the namespace, or give a service that name.',
    link: CREATE_SERVICE,
    broken: (facts) => missing(facts, false),
  },
  {
    id: 'address-of-others',
    severity: 'warning',
    why: 'Nothing in this app has the name. Unless somebody else puts it into the namespace, DNS answers NXDOMAIN.',
    fix: 'Give the variable the Name of an AWS::ServiceDiscovery::Service of the namespace, unless the name is one of another app.',
    link: CREATE_SERVICE,
    broken: (facts) => missing(facts, true),
  },
  {
    id: 'address-without-records',
    severity: 'error',
    why: 'A client that is given a host looks for its addresses in DNS. A name with SRV records only has none (the hosts in the SRV records have), and one without records, as in an HTTP '
      + 'namespace, is known to the API of Cloud Map only.',
    fix: 'Give the Cloud Map service an A record in a DNS namespace, or use Service Connect; or let the client look up SRV records or ask DiscoverInstances.',
    link: REGISTER,
    broken: withoutAddresses,
  },
  {
    id: 'address-outside-service-connect',
    severity: 'error',
    why: 'Names of Service Connect stand in the /etc/hosts of tasks of services that take part in it, in the same namespace. Others find nothing under them.',
    fix: 'Give the calling service a ServiceConnectConfiguration with Enabled: true and the same Namespace, or give the target a name in DNS (ServiceRegistries) too.',
    link: CONNECT,
    broken: outsideOfConnect,
  },
  {
    id: 'address-service-connect-port',
    severity: 'error',
    why: 'The proxy of Service Connect listens for a name on the port of its client alias only: a connection to any other port of it is refused.',
    fix: 'Let the URL have the Port of the client alias, or change that.',
    link: CONNECT,
    broken: wrongConnectPort,
  },
];
