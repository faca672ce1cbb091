import type { AttributesPart, CallerPart, CheckPart, Combination, ConnectPart, EndpointPart, LambdaPart, TargetPart } from './combination';
import { named } from './combination';
import { badTtl, because, isServiceName, isTooLong } from './legal-names';
import { badPort } from './legal-task';
import type { DnsRecordType } from './meaning';
import { clientPortsOf, endpointTypesOf, hasDynamicPorts, isRegistered, isWorker, modeOf, namespaceNameOf, namespaceTypeOf, prefixOf, recordTypesOf, serviceNameOf, wayTo } from './meaning';

interface Target {
  readonly name: string;
  readonly types: readonly DnsRecordType[];
  readonly ports: readonly number[];
  readonly dynamic: boolean;
  readonly namespaceKnown: boolean;
  /** Whether something has to be opened. */
  readonly guarded: boolean;
}

const isKnown = (combination: Combination) => namespaceNameOf(combination) !== undefined || combination.namespace.kind === 'parameter';

function connectReasons({ prefix, scheme, port }: ConnectPart, target: Target): string[] {
  const hasUrl = wayTo(target.types) === 'host' && target.ports.length > 0;
  const start = prefix ?? prefixOf(target.name);
  return [
    // API: variables of letters, digits and "_" that do not start with a digit; by default the discovery name in capital letters.
    ...because(!/^[A-Za-z_][A-Za-z0-9_]*$/.test(start), 'API: prefix of variables'),
    ...because(scheme !== undefined && !/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme), 'RFC 3986: scheme'),
    ...because(scheme !== undefined && !hasUrl, 'API: scheme without a URL'),
    ...because(!target.namespaceKnown, 'API: address without the name of the namespace'),
    ...because(port !== undefined && target.dynamic, 'API: port of a target whose tasks have ports of their own'),
    ...because(port !== undefined && !target.dynamic && !target.ports.includes(port), 'API: not a port of the target'),
    ...because(target.guarded && !target.dynamic && port === undefined && target.ports.length === 0, 'API: no port to open'),
  ];
}

function calledService(combination: Combination): Target {
  return {
    name: serviceNameOf(combination),
    types: recordTypesOf(combination),
    ports: clientPortsOf(combination),
    dynamic: hasDynamicPorts(combination),
    namespaceKnown: isKnown(combination),
    guarded: true,
  };
}

/** API: for a task in bridge or host mode, the rule is in the stack of the instances, which comes before the stacks of services with groups of their own. */
function isPinnedToInstances({ ruleIn, mode }: CallerPart, combination: Combination): boolean {
  const [pinned, other] = ruleIn === 'TARGET' ? [modeOf(combination), mode] : [mode, modeOf(combination)];
  return ruleIn !== undefined && pinned !== 'awsvpc' && other === 'awsvpc';
}

function callerReasons(part: CallerPart, combination: Combination): string[] {
  const known = ['HOST', 'PORT', 'URL', 'SRV', 'NAMESPACE', 'SERVICE'].map((end) => `${part.prefix ?? ''}_${end}`);
  return [
    ...because(isWorker(combination), 'API: connecting to a worker'),
    ...because(!isWorker(combination) && !isRegistered(combination), '§1.8 API: connecting to what is not registered'),
    ...because(part.itself === true, 'API: connecting to itself'),
    ...because(isPinnedToInstances(part, combination), 'API: pin that closes a circle with the stack of the instances'),
    ...because(part.again === 'other', 'API: two connections that differ'),
    ...because(part.mode === 'bridge' && part.group !== undefined && !part.itself, 'BM-ECS: security groups in awsvpc mode only'),
    ...because(part.variable !== undefined && known.includes(part.variable.name), 'API: variable that is there with another value'),
    ...isWorker(combination) ? [] : connectReasons(part, calledService(combination)),
  ];
}

function lambdaReasons({ inVpc, port, grant }: LambdaPart, combination: Combination): string[] {
  const ports = clientPortsOf(combination);
  const dynamic = hasDynamicPorts(combination);
  return [
    ...because(isWorker(combination), 'API: nothing listens'),
    ...because(!isWorker(combination) && !isRegistered(combination), 'API: letting in to what is not registered'),
    ...because(!inVpc, 'API: client without security group'),
    ...because(!isWorker(combination) && port !== undefined && (dynamic || !ports.includes(port)), 'API: not a port of the target'),
    // §6: the grant is scoped by the name of the namespace.
    ...because(grant && !isWorker(combination) && !isKnown(combination), 'API: grant without the name of the namespace'),
  ];
}

/** §1.5: at most 30 of its own, keys of 255, values of 1024, 5,000 characters together, AWS_ is Cloud Map's. */
function attributesReasons(part: AttributesPart | undefined): string[] {
  if (part === undefined) {
    return [];
  }
  const { count, nameLength, valueLength, firstName = 'n'.repeat(nameLength) } = part;
  const total = firstName.length + valueLength + (count - 1) * 'name1value'.length;
  return [
    ...because(count > 30, '§1.5: more than 30 attributes'),
    ...because(count > 0 && !/^[!-~]{1,255}$/.test(firstName), '§1.5: name of an attribute'),
    ...because(valueLength > 1024, '§1.5: value of an attribute'),
    ...because(total > 5000, '§1.5: more than 5,000 characters'),
    ...because(firstName.startsWith('AWS_'), '§1.5: attribute of Cloud Map'),
  ];
}

function targetReasons(target: TargetPart): string[] {
  switch (target.kind) {
    case 'addresses': return [
      ...because(target.addresses.length === 0, 'API: no address'),
      ...because(target.addresses.some((address) => !isAddress(address)), '§1.5: AWS_INSTANCE_IPV4 or _IPV6 is an address'),
      ...because(new Set(target.addresses.map((address) => address.includes(':'))).size > 1, 'API: addresses of one IP version'),
    ];
    case 'cname': return because(!/^[\w-]{1,63}(\.[\w-]{1,63})*$/.test(target.host) || isAddress(target.host), 'R53: CNAME names a host');
    case 'loadBalancer': return [];
    case 'attributes': return [...because(target.attributes.count === 0, 'API: no attributes'), ...attributesReasons(target.attributes)];
  }
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^[0-9a-f:]+$/.test(text) && text.includes(':');
}

/** BM-R53: checkers are on the internet and refuse addresses that are not routed there. */
const isRouted = (address: string) => !/^(10\.|127\.|192\.168\.|203\.0\.113\.|fd|fe80)/.test(address);

/** §1.4. */
function checkReasons({ type, path, failureThreshold = 1 }: CheckPart, part: EndpointPart, combination: Combination): string[] {
  const { target } = part;
  return [
    ...because(namespaceTypeOf(combination) === 'private', '§1.4: HealthCheckConfig in a private namespace'),
    ...because(target.kind !== 'addresses', '§1.4: HealthCheckConfig of what is no address'),
    ...because(target.kind === 'addresses' && !target.addresses.every(isRouted), '§3: check of a private address'),
    ...because(part.port === undefined, '§1.4: check without AWS_INSTANCE_PORT'),
    ...because(failureThreshold < 1 || failureThreshold > 10, '§1.4: failure threshold'),
    ...because(type !== 'tcp' && path !== undefined && (!path.startsWith('/') || path.length > 255), '§1.4: resource path'),
  ];
}

function placeReasons(part: EndpointPart, combination: Combination): string[] {
  const { target } = part;
  const name = named(part.discoveryName, combination.index);
  const isDns = target.kind === 'cname' || target.kind === 'loadBalancer';
  const isHttp = namespaceTypeOf(combination) === 'http';
  return [
    ...because(!isServiceName(name), '§1.2: service name'),
    ...because(isTooLong(name, namespaceNameOf(combination), isHttp ? [] : endpointTypesOf(part), false), '§1.2: whole name'),
    ...because(isDns && isHttp, '§1.3: DNS record in an HTTP namespace'),
    ...because(target.kind === 'loadBalancer' && combination.world === 'govCloud', '§1.1: no aliases in GovCloud'),
    ...because(target.kind === 'cname' && name === '.', 'DNS: no CNAME beside other records'),
  ];
}

/** §1.2: unique in the namespace, in DNS without regard to case. */
function twinReasons(name: string, combination: Combination): string[] {
  const other = serviceNameOf(combination);
  const isSame = namespaceTypeOf(combination) === 'http' ? name === other : name.toLowerCase() === other.toLowerCase();
  return because(!isWorker(combination) && isSame, '§1.2 §8.17: name twice in a namespace');
}

function endpointReasons(part: EndpointPart, combination: Combination): string[] {
  const { target, port, ttl, attributes, healthCheck, connect } = part;
  const name = named(part.discoveryName, combination.index);
  const types = endpointTypesOf(part);
  return [
    ...targetReasons(target),
    ...placeReasons(part, combination),
    ...twinReasons(name, combination),
    ...because(badPort(port), 'API: port'),
    ...because(badTtl(ttl), '§1.3: TTL'),
    ...because(ttl !== undefined && (target.kind === 'loadBalancer' || target.kind === 'attributes' || namespaceTypeOf(combination) === 'http'), '§1.3 API: TTL without records'),
    ...attributesReasons(attributes),
    ...because(attributes !== undefined && (target.kind === 'loadBalancer' || target.kind === 'attributes'), '§1.5 API: attributes beside an alias or attributes'),
    ...healthCheck ? checkReasons(healthCheck, part, combination) : [],
    // API: the rule would be in the stack of the instances, and name the group of the endpoint, whose stack comes after it.
    ...because(connect?.ruleIn === 'CALLER' && part.connectable === true && modeOf(combination) !== 'awsvpc', 'API: pin that closes a circle'),
    ...connect ? connectReasons(connect, {
      name,
      types: namespaceTypeOf(combination) === 'http' ? [] : types,
      ports: port === undefined ? [] : [port],
      dynamic: false,
      namespaceKnown: isKnown(combination),
      guarded: part.connectable,
    }) : [],
  ];
}

/** Why nobody can call, or be called, in this way. */
export function relationReasons(combination: Combination): string[] {
  const { relation } = combination;
  switch (relation.kind) {
    case 'none': return [];
    case 'caller': return callerReasons(relation, combination);
    case 'lambda': return lambdaReasons(relation, combination);
    case 'endpoint': return endpointReasons(relation, combination);
  }
}
