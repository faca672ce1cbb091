import { Stack } from 'aws-cdk-lib';
import type { Participant } from './participant';
import type { EndpointFacts } from '../endpoint/discovery-endpoint';
import { namespaceNameInParameter } from '../namespace/namespace-text';

/**
 * Where a caller finds its target.
 *
 * A namespace that stands in a parameter is read by each stack for itself: a name that another stack has read would be an export of the whole parameter,
 * and two stacks that call each other a circle.
 */
export function endpointSeenBy(caller: Participant, { construct, endpoint }: Participant): EndpointFacts | undefined {
  const stack = Stack.of(caller.construct);
  return endpoint?.namespaceParameter === undefined || stack === Stack.of(construct)
    ? endpoint : { ...endpoint, namespaceName: namespaceNameInParameter(stack, endpoint.namespaceParameter) };
}
