import { Stack } from 'aws-cdk-lib';
import { RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { defineInstances } from './endpoint/define-instances';
import { EndpointTarget } from './endpoint/endpoint-target';
import type { ExposureParts } from './exposure/exposure-settings';
import { letsIpv6In } from './plan/lets-ipv6-in';
import type { PublishedKind } from './plan/publish-facts';
import { isInternal, namespaceElsewhere } from './plan/publish-facts';
import { idOf } from './published-name/domain-name';
import type { NamespaceName } from './published-name/published-name';
import { CloudMapService } from './records/define-cloud-map-service';
import { endpointTargetRules } from './rules/endpoint-target-rules';
import { nameRules } from './rules/name-rules';
import { namespacePublishRules } from './rules/publish-rules';
import { unacknowledged } from './shared/acknowledged';
import type { Finding } from './shared/discovery-error';
import { refuse } from './shared/discovery-error';
import { orUndo } from './shared/or-undo';
import { findingsOf } from './shared/rule';
import { Synthesis } from './shared/synthesis';
import { warn } from './shared/warn';
import { PUBLISHED_FOR_VPC_ONLY } from './shared/warnings';

/** What is to be published. */
type Published = { readonly kind: PublishedKind } & Partial<Pick<ExposureParts, 'loadBalancer' | 'hasIpv6' | 'connections'>>;

/** What Cloud Map asks for beside an alias, which has the TTL of its load balancer. */
const TTL_SECONDS = 60;

/** Gives a load balancer a name in a namespace: an alias in a Cloud Map service of its own, because tasks and an alias cannot share one. */
export function publishInNamespace(scope: Construct, name: NamespaceName, published: Published): string {
  const { cloudMapNamespace, discoveryName } = name;
  const { namespaceName } = cloudMapNamespace;
  const host = discoveryName === '.' ? namespaceName : `${discoveryName}.${namespaceName}`;
  const { loadBalancer, connections, hasIpv6 } = published;
  const recordTypes = hasIpv6 && letsIpv6In(connections!) ? ['A', 'AAAA'] : ['A'];
  refuse(`${scope.node.path}.publishTo()`, unacknowledged(scope, findings(scope, name, published, { host, recordTypes })));
  const records = new Construct(scope, idOf(scope, host, cloudMapNamespace));
  orUndo(records, () => {
    const target = recordTypes.length > 1 ? EndpointTarget.dualStackLoadBalancer(loadBalancer!) : EndpointTarget.loadBalancer(loadBalancer!);
    const cloudMapService = new CloudMapService(records, {
      discoveryName, cloudMapNamespace, records: { types: recordTypes, ttlSeconds: TTL_SECONDS, routingPolicy: RoutingPolicy.WEIGHTED }, health: 'alias',
    });
    defineInstances(records, { target: target._choice, serviceId: cloudMapService.serviceId, attributes: {} });
  });
  if (isInternal(loadBalancer)) {
    warn(records, PUBLISHED_FOR_VPC_ONLY);
  }
  return host;
}

function findings(
  scope: Construct, { cloudMapNamespace, discoveryName }: NamespaceName, { kind, loadBalancer }: Published,
  { host, recordTypes }: { readonly host: string; readonly recordTypes: readonly string[] },
): Finding[] {
  const { type: namespaceType, namespaceName } = cloudMapNamespace;
  return [
    ...findingsOf(namespacePublishRules, {
      domainName: host,
      kind,
      namespaceType,
      elsewhere: namespaceElsewhere(cloudMapNamespace.namespaceArn, Stack.of(scope)),
      withoutLoadBalancer: kind === 'load balancer' && loadBalancer === undefined,
      tooLate: Synthesis.of(scope).hasBegun,
    }),
    ...findingsOf(nameRules, { discoveryName, recordTypes, cloudMapNamespace: { name: namespaceName } }),
    ...findingsOf(endpointTargetRules, {
      kind: 'loadBalancer',
      discoveryName,
      namespaceType,
      region: Stack.of(scope).region,
      addresses: [],
      hasHealthCheck: false,
      hasOtherAttributes: false,
      hasTtl: false,
      recordTypes,
    }),
  ];
}
