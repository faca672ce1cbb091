import type { Connection } from './connection';
import { isFoundBesideProxy } from './proxy-route';
import { endpointSeenBy } from './seen-endpoint';
import { isApiOnly } from '../endpoint/discovery-endpoint';
import { DiscoveryGrants } from '../endpoint/discovery-grants';

/** Callers of what is found through the API may call it, in the order of the connections. The CDK keeps equal statements of a policy once. */
export function grantDiscovery(connections: readonly Connection[]): void {
  for (const { caller, target, proxied } of connections) {
    const endpoint = endpointSeenBy(caller, target);
    if (endpoint && (!proxied || isFoundBesideProxy(target)) && isApiOnly(endpoint) && caller.grantee) {
      DiscoveryGrants._of(endpoint).discover(caller.grantee);
    }
  }
}
