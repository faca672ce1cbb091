import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { ClientPorts } from './client-ports';
import { namespaceNameOf } from './namespace-facts';
import type { EndpointFacts } from '../endpoint/discovery-endpoint';
import type { NamespaceChoice } from '../namespace/namespace-choice';

/** What decides where something is found. */
export interface FoundBy extends ClientPorts {
  readonly discoveryName: string;
  readonly cloudMapNamespace: NamespaceChoice;
  readonly records: { readonly types: readonly string[] };
}

/** The Cloud Map service behind a name. */
export interface BehindName {
  readonly namespace: INamespace;
  readonly serviceArn: string;
}

/** Where something is found that this library has given a name. */
export function endpointFacts(subject: string, found: FoundBy, cloudMapService: BehindName): EndpointFacts {
  const { discoveryName, cloudMapNamespace, records, ports, dynamicPorts } = found;
  const { namespace } = cloudMapService;
  return {
    subject,
    discoveryName,
    namespaceName: namespaceNameOf(cloudMapNamespace, namespace),
    namespaceParameter: cloudMapNamespace.kind === 'parameter' ? cloudMapNamespace.parameterName : undefined,
    httpName: cloudMapNamespace.httpName,
    ports,
    dynamicPorts,
    recordTypes: records.types,
    serviceArn: cloudMapService.serviceArn,
    namespaceArn: namespace.namespaceArn,
  };
}
