import { Stack } from 'aws-cdk-lib';
import type { Connection } from './connection';
import type { Participant } from './participant';

/** Whether a service that is registered takes part in Service Connect by the CDK's own means: what it calls under a name of the proxies goes through them. */
export function takesPartByItself({ service, serviceConnect }: Participant): boolean {
  const resource = service?.resource;
  const rendered = resource && Stack.of(resource).resolve(resource.serviceConnectConfiguration) as { readonly enabled?: unknown } | undefined;
  return serviceConnect === undefined && rendered?.enabled === true;
}

/** Whether calls come in past the proxies of Service Connect, as far as that is known. */
export function isPastProxies({ proxied, caller }: Connection): boolean {
  return !proxied && !takesPartByItself(caller);
}

/** Whether it is a client that was let in: it is told nothing by this library, and what it speaks is not known. */
export function isLetIn({ variables }: Connection): boolean {
  return variables.size === 0;
}
