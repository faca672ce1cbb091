import type { Combination, DnsType, EndpointPart, InstancesPart, Span } from './combination';
import { named } from './combination';

export type Mode = 'awsvpc' | 'bridge' | 'host';
export type DnsRecordType = 'A' | 'AAAA' | 'SRV' | 'CNAME';

/** What the documentation of the public API says that a combination asks for, with the defaults filled in. */

export const ACCOUNT = '111111111111';
export const REGION = { agnostic: undefined, known: 'eu-west-1', govCloud: 'us-gov-west-1' } as const;

export function modeOf({ capacity }: Combination): Mode {
  return capacity.kind === 'ec2Bridge' ? 'bridge' : capacity.kind === 'ec2Host' ? 'host' : 'awsvpc';
}

export function isWorker({ port }: Combination): boolean {
  return port === undefined;
}

export function onFargate({ capacity }: Combination): boolean {
  return capacity.kind === 'default' || capacity.kind === 'fargate';
}

/** The part of the capacity that is instances of one's own. */
export function instancesOf({ capacity }: Combination): InstancesPart | undefined {
  return capacity.kind === 'ec2' || capacity.kind === 'ec2Bridge' || capacity.kind === 'ec2Host' ? capacity : undefined;
}

export function isDaemon(combination: Combination): boolean {
  return instancesOf(combination)?.daemon ?? false;
}

export function namespaceTypeOf({ namespace }: Combination): DnsType {
  return 'type' in namespace ? namespace.type : 'private';
}

/** The name of the namespace as far as it is known at synth. */
export function namespaceNameOf({ namespace, index }: Combination): string | undefined {
  if (namespace.kind === 'default') {
    return 'ecs-internal';
  }
  // A cluster's default namespace is used where the service asks for its name; one that asks for none gets ecs-internal.
  if (namespace.kind === 'clusterDefault' && !namespace.asked) {
    return 'ecs-internal';
  }
  return 'name' in namespace && namespace.name !== undefined ? named(namespace.name, index) : undefined;
}

/** Construct ids are words without digits, so that their kebab-case is beyond doubt. */
export function lettersOf(index: number): string {
  return [676, 26, 1].map((place) => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(index / place) % 26]).join('');
}

export function serviceNameOf({ discoveryName, index }: Combination): string {
  return discoveryName === undefined ? `order-x${lettersOf(index)}` : named(discoveryName, index);
}

/** The whole name of a service: that of the namespace for the name ".". */
export function wholeName(serviceName: string, namespaceName: string): string {
  return serviceName === '.' ? namespaceName : `${serviceName}.${namespaceName}`;
}

const TYPES: Readonly<Record<Exclude<Combination['records']['kind'], 'default'>, readonly DnsRecordType[]>> = {
  a: ['A'], aaaa: ['AAAA'], dualStack: ['A', 'AAAA'], srv: ['SRV'], aAndSrv: ['A', 'SRV'], none: [],
};

export function recordTypesOf(combination: Combination): readonly DnsRecordType[] {
  const { kind } = combination.records;
  if (kind !== 'default') {
    return TYPES[kind];
  }
  return namespaceTypeOf(combination) === 'http' ? [] : modeOf(combination) === 'awsvpc' ? ['A'] : ['SRV'];
}

export function endpointTypesOf({ target }: EndpointPart): readonly DnsRecordType[] {
  switch (target.kind) {
    case 'addresses': return target.addresses.some((address) => address.includes(':')) ? ['AAAA'] : ['A'];
    case 'cname': return ['CNAME'];
    case 'loadBalancer': return target.dualStack ? ['A', 'AAAA'] : ['A'];
    case 'attributes': return [];
  }
}

export function secondsOf(span: Span): number {
  return 'seconds' in span ? span.seconds : span.millis / 1000;
}

export function ttlOf({ records }: Combination): number {
  return records.ttl ? secondsOf(records.ttl) : 10;
}

export function isRegistered(combination: Combination): boolean {
  return !isWorker(combination) && (combination.registered ?? true);
}

/** Docker takes a free port of the instance for each task. */
export function hasDynamicPorts(combination: Combination): boolean {
  return modeOf(combination) === 'bridge' && instancesOf(combination)?.hostPort === undefined;
}

/** The ports that callers use: in bridge mode one of the instance, else those of the container. */
export function clientPortsOf(combination: Combination): readonly number[] {
  const { port, additionalPorts = [] } = combination;
  if (port === undefined || hasDynamicPorts(combination)) {
    return [];
  }
  return modeOf(combination) === 'bridge' ? [instancesOf(combination)!.hostPort!] : [port, ...additionalPorts];
}

/** How callers find a target: a host, an SRV name, or a question to the API. */
export function wayTo(types: readonly DnsRecordType[]): 'host' | 'srv' | 'api' {
  return types.length === 0 ? 'api' : types.every((type) => type === 'SRV') ? 'srv' : 'host';
}

export const DOCKER_PORTS = { from: 32768, to: 65535 } as const;

/** API: what variables start with where no prefix was given: the words of the discovery name in capital letters. */
export function prefixOf(discoveryName: string): string {
  return discoveryName.toUpperCase().split(/[^A-Z0-9]+/).filter((word) => word !== '').join('_');
}
