import { refuseWrongValues } from './wrong-value';

/** What a place takes. */
export interface Kind {
  /** For messages. */
  readonly takes: string;
  readonly isRight: (value: unknown) => boolean;
  /** What to do, where a whole call would not show it. */
  readonly fix?: (name: string) => string;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * By what it can do, and not by its class: an app may have two copies of a library, and rules that are listed for the command line load nothing of the CDK.
 */
export const has = (value: unknown, ...members: readonly string[]) => isObject(value) && members.some((member) => member in value);

/** What constructs, tokens, durations, ports, peers and choices of this library have, and no options: as options, each of their members would be ignored. */
const OF_OTHERS = ['node', 'resolve', 'toSeconds', 'toRuleJson', 'toIngressRuleConfig', '_choice', '_probe', '_domainName'];

/** Options, as an object of any class. */
export const OPTIONS: Kind = { takes: 'an object with options', isRight: (value) => isObject(value) && !Array.isArray(value) && !has(value, ...OF_OTHERS) };
/** An object whose names are up to who gives it. */
export const MAP: Kind = { takes: 'an object', isRight: (value) => isObject(value) && !Array.isArray(value) };
export const TEXT: Kind = { takes: 'a text', isRight: (value) => typeof value === 'string' };
export const NUMBER: Kind = { takes: 'a number', isRight: (value) => typeof value === 'number' };
/** Of a text in its place, each letter would be an item. */
export const LIST: Kind = { takes: 'a list', isRight: (value) => Array.isArray(value) };
/** JavaScript takes every text that is not empty for true, 'false' too. */
export const FLAG: Kind = {
  takes: 'true or false',
  isRight: (value) => typeof value === 'boolean',
  fix: (name) => `Write \`${name}: true\` or \`${name}: false\`.`,
};
/** What a factory of this library has made. */
export const ENDPOINT: Kind = { takes: 'a PublicEndpoint', isRight: (value) => has(value, '_domainName') };

/** A construct, by what is asked of it. */
export const resource = (takes: string, member: string): Kind => ({ takes, isRight: (value) => has(value, 'node') && has(value, member) });

export const LOAD_BALANCER = resource('a load balancer', 'loadBalancerDnsName');
export const LISTENER = resource('a listener of an ALB', 'listenerArn');
export const TARGET_GROUP = resource('a target group', 'targetGroupArn');
export const HOSTED_ZONE = resource('a hosted zone', 'hostedZoneId');
export const NAMESPACE = resource('a Cloud Map namespace', 'namespaceArn');
export const ALARM = resource('a CloudWatch alarm', 'alarmArn');
export const CAPACITY_PROVIDER = resource('a capacity provider for managed instances', 'capacityProviderName');

/** What may be left out. */
export function optional(kind: Kind): Kind {
  return { ...kind, isRight: (value) => value === undefined || kind.isRight(value) };
}

/**
 * Refuses arguments of another type, all at once. It is asked before anything is read of them: what is no object would be options of which each is left out.
 *
 * @param right a call that is right, for messages
 * @param given each argument, and those options of which a wrong type would be taken for something
 */
export function requireArguments(right: string, given: Readonly<Record<string, readonly [unknown, Kind]>>): void {
  const wrong = Object.entries(given).filter(([, [value, { isRight }]]) => !isRight(value));
  refuseWrongValues(`${right.slice(0, right.indexOf('('))}()`, wrong.map(([name, [value, { takes, fix }]]) =>
    ({ name, got: textOf(value), takes, fix: fix?.(name) ?? `Write \`${right}\`, with values of yours.` })));
}

/** What was given, for messages. */
export function textOf(value: unknown): string {
  if (value === undefined) {
    return 'missing';
  }
  if (typeof value === 'string') {
    return value.includes('${Token[') ? 'a token' : `"${value}"`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(textOf).join(', ')}]`;
  }
  return isObject(value) ? textOfObject(value) : typeof value === 'function' ? 'a function' : String(value);
}

function textOfObject(value: object): string {
  const path = (value as { readonly node?: { readonly path?: unknown } }).node?.path;
  if (typeof path === 'string') {
    return path === '' ? 'the app' : path;
  }
  return has(value, 'toSeconds') ? 'a duration' : has(value, 'toRuleJson') ? 'a port' : 'an object';
}
