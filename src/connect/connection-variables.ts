import type { EndpointFacts } from '../endpoint/discovery-endpoint';
import { DiscoveryEndpoint, hasAddress } from '../endpoint/discovery-endpoint';
import { screamingSnakeCase } from '../shared/names';
import { numberText } from '../shared/number-text';

export interface VariableOptions {
  readonly port: number;
  readonly prefix?: string;
  readonly scheme?: string;
}

/** What the variables of a target start with, unless the user says otherwise. */
export function defaultPrefix(discoveryName: string): string {
  return screamingSnakeCase(discoveryName);
}

/**
 * The environment variables that tell a caller where its target is.
 *
 * A name with SRV records only has no address, so it gets no `_HOST` and no `_URL`: they would hold a name that does not resolve.
 */
export function connectionVariables(target: EndpointFacts, { port, prefix, scheme }: VariableOptions): Map<string, string> {
  const endpoint = DiscoveryEndpoint._of(target);
  const start = prefix ?? defaultPrefix(target.discoveryName);
  const portText = numberText(port);
  const variables = new Map([[`${start}_PORT`, portText]]);
  if (hasAddress(target)) {
    variables.set(`${start}_HOST`, endpoint.host);
    variables.set(`${start}_URL`, `${scheme ?? 'http'}://${endpoint.host}:${portText}`);
  }
  if (target.recordTypes.includes('SRV')) {
    variables.set(`${start}_SRV`, endpoint.srvName);
  }
  return variables;
}
