import type { ConnectOptions } from './connect-options';
import { ConnectVia } from './connect-options';
import { defaultPrefix } from './connection-variables';
import type { Participant } from './participant';
import { endpointSeenBy } from './seen-endpoint';
import { hasAddress } from '../endpoint/discovery-endpoint';
import { mayBeIn } from '../plan/client-ports';
import { numberText } from '../shared/number-text';

/** The way of a call through the proxies of Service Connect. */
export interface ProxyRoute {
  readonly host: string;
  /** On which the caller's proxy listens. */
  readonly clientPort: number;
  /** On which the target's proxy listens; nothing where that is another one in each task. */
  readonly ingressPort?: number;
}

/** Why calls cannot go through the proxies, as a sentence; nothing where they can. */
export function noProxyBecause(caller: Participant, target: Participant): string | undefined {
  if (caller.serviceConnect === undefined) {
    return `${caller.construct.node.path} takes no part in Service Connect.`;
  }
  if (target.serviceConnect === undefined || target.serviceConnect.ports.length === 0) {
    return `${target.construct.node.path} is no server in Service Connect.`;
  }
  return caller.serviceConnect.namespaceIdentity === target.serviceConnect.namespaceIdentity ? undefined
    : `${caller.construct.node.path} and ${target.construct.node.path} take part in Service Connect of two namespaces.`;
}

/**
 * Whether the caller finds its own proxy under the name that the target has in DNS: the name stands in the `/etc/hosts` of its tasks. Who asks for SRV records, or
 * the API, does not look there.
 */
export function isHiddenByProxy(caller: Participant, target: Participant): boolean {
  const { endpoint, serviceConnect } = target;
  const alias = serviceConnect?.dnsName ?? nameOf(endpoint);
  return noProxyBecause(caller, target) === undefined && endpoint !== undefined && hasAddress(endpoint) && alias === nameOf(endpoint);
}

/**
 * Whether a caller that has a proxy reaches the target past it too, by what SRV records or the API answer: so nothing that it used before is lost. Not where the
 * target encrypts: it is the proxy of the caller that speaks TLS.
 */
export function isFoundBesideProxy({ endpoint, registered, serviceConnect }: Participant): boolean {
  return endpoint?.namespaceName !== undefined && registered && !(serviceConnect?.hasTls ?? false);
}

function nameOf(endpoint: Participant['endpoint']): string | undefined {
  return endpoint?.namespaceName === undefined ? undefined : `${endpoint.discoveryName}.${endpoint.namespaceName}`;
}

/** Nothing where calls go by DNS or the API, or where no port of the target is the one that is asked for: that is a finding. */
export function proxyRoute(caller: Participant, target: Participant, { via, port }: ConnectOptions): ProxyRoute | undefined {
  if (via === ConnectVia.DNS || noProxyBecause(caller, target) !== undefined) {
    return undefined;
  }
  const { ports, dnsName, hasEphemeralPorts } = target.serviceConnect!;
  const asked = port === undefined ? ports[0] : ports.find(({ containerPort }) => mayBeIn(port, [containerPort]));
  const host = dnsName ?? nameOf(endpointSeenBy(caller, target));
  return asked && host !== undefined
    ? { host, clientPort: asked.clientPort, ingressPort: hasEphemeralPorts ? undefined : asked.containerPort } : undefined;
}

/** The variables that tell a caller where its proxy listens for the target; the same names as of a host in DNS. */
export function proxyVariables({ host, clientPort }: ProxyRoute, discoveryName: string, { prefix, scheme }: ConnectOptions): Map<string, string> {
  const start = prefix ?? defaultPrefix(discoveryName);
  const port = numberText(clientPort);
  return new Map([[`${start}_PORT`, port], [`${start}_HOST`, host], [`${start}_URL`, `${scheme ?? 'http'}://${host}:${port}`]]);
}
