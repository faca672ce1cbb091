import type { Connection } from './connection';
import { endpointSeenBy } from './seen-endpoint';
import { isApiOnly } from '../endpoint/discovery-endpoint';
import { DiscoveryGrants } from '../endpoint/discovery-grants';

/** Callers of what is found through the API may call it: once for each caller and target, in the order of the connections. */
export function grantDiscovery(connections: readonly Connection[]): void {
  const granted = new Map<Connection['caller'], Set<Connection['target']>>();
  for (const { caller, target } of connections) {
    const targets = granted.get(caller) ?? new Set();
    granted.set(caller, targets);
    const endpoint = endpointSeenBy(caller, target);
    if (endpoint && isApiOnly(endpoint) && caller.grantee && !targets.has(target)) {
      targets.add(target);
      DiscoveryGrants._of(endpoint).discover(caller.grantee);
    }
  }
}
