import { CfnService } from 'aws-cdk-lib/aws-ecs';
import { CfnPrivateDnsNamespace, CfnPublicDnsNamespace, CfnService as CfnCloudMapService } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import { referencesIn } from '../dependencies/references';
import { known } from '../shared/known';

/** The names in DNS, as far as they are known, under which ECS registers tasks of the app: they lead to private addresses, in a public namespace too. */
export function taskNames({ node: { root } }: IConstruct): string[] {
  return root.node.findAll()
    .flatMap((construct) => construct instanceof CfnService ? [...referencesIn(construct.serviceRegistries, construct)] : [])
    .flatMap((target) => target instanceof CfnCloudMapService ? hostsOf(target) : []);
}

function hostsOf(service: CfnCloudMapService): string[] {
  const namespaces = [...referencesIn(service.namespaceId ?? service.dnsConfig, service)]
    .filter((target) => target instanceof CfnPrivateDnsNamespace || target instanceof CfnPublicDnsNamespace);
  const { name } = service;
  return namespaces.flatMap((namespace) => known(name) && known(namespace.name) ? [`${name}.${namespace.name}`] : []);
}
