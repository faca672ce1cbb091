import type { EndpointFacts } from '../endpoint/discovery-endpoint';
import { DiscoveryEndpoint, hasAddress, isApiOnly } from '../endpoint/discovery-endpoint';
import { screamingSnakeCase } from '../shared/names';
import { numberText } from '../shared/number-text';

export interface VariableOptions {
  /** Nothing where each task has a port of its own. */
  readonly port?: number;
  readonly prefix?: string;
  readonly scheme?: string;
}

/** What the variables of a target start with, unless the user says otherwise. */
export function defaultPrefix(discoveryName: string): string {
  return screamingSnakeCase(discoveryName);
}

/** Whether callers get a URL: a host that resolves, and one port for all tasks. */
export function hasUrl(target: EndpointFacts, port: number | undefined): boolean {
  return hasAddress(target) && port !== undefined;
}

/**
 * The environment variables that tell a caller where its target is.
 *
 * Only what is true: a name with SRV records only has no address, so it gets no `_HOST` and no `_URL`; what is found through the API gets the two names that
 * `DiscoverInstances` takes; and where each task has a port of its own there is no `_PORT`.
 */
export function connectionVariables(target: EndpointFacts, { port, prefix, scheme }: VariableOptions): Map<string, string> {
  const endpoint = DiscoveryEndpoint._of(target);
  const start = prefix ?? defaultPrefix(target.discoveryName);
  const variables = new Map<string, string>();
  if (port !== undefined) {
    variables.set(`${start}_PORT`, numberText(port));
  }
  if (hasAddress(target)) {
    variables.set(`${start}_HOST`, endpoint.host);
  }
  if (hasUrl(target, port)) {
    variables.set(`${start}_URL`, `${scheme ?? 'http'}://${endpoint.host}:${numberText(port!)}`);
  }
  if (target.recordTypes.includes('SRV')) {
    variables.set(`${start}_SRV`, endpoint.srvName);
  }
  if (isApiOnly(target)) {
    variables.set(`${start}_NAMESPACE`, endpoint.httpName);
    variables.set(`${start}_SERVICE`, endpoint.serviceName);
  }
  return variables;
}
