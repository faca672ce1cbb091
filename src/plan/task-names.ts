import { CfnService } from 'aws-cdk-lib/aws-ecs';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { CfnService as CfnCloudMapService, NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import { identityOf } from './identity';
import { registriesOf } from './service-connect-names';

/** The namespaces of an app, imported ones too. */
export function namespacesIn(constructs: readonly IConstruct[]): INamespace[] {
  return constructs.filter((construct): construct is INamespace => 'namespaceArn' in construct && 'namespaceName' in construct && 'namespaceId' in construct);
}

export function privateNamesIn(constructs: readonly IConstruct[]): string[] {
  return namespacesIn(constructs).filter(({ type }) => type === NamespaceType.DNS_PRIVATE).map(({ namespaceName }) => namespaceName);
}

/** The names in DNS under which ECS registers tasks of the app: they lead to private addresses, in a public namespace too. What has no DNS is no name there. */
export function taskNamesIn(constructs: readonly IConstruct[]): string[] {
  const namespaces = namespacesIn(constructs).filter(({ type }) => type !== NamespaceType.HTTP);
  return constructs
    .flatMap((construct) => construct instanceof CfnService ? registriesOf(construct) : [])
    .flatMap((target) => target instanceof CfnCloudMapService ? hostsOf(target, namespaces) : []);
}

function hostsOf({ name, namespaceId }: CfnCloudMapService, namespaces: readonly INamespace[]): string[] {
  const identity = namespaceId === undefined ? undefined : identityOf(namespaceId);
  return identity === undefined || name === undefined ? []
    : namespaces.filter((namespace) => identityOf(namespace.namespaceId) === identity).map(({ namespaceName }) => `${name}.${namespaceName}`);
}
