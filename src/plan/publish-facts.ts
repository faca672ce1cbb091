import type { Stack } from 'aws-cdk-lib';
import { Token } from 'aws-cdk-lib';
import type { ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import type { IHealthCheck } from 'aws-cdk-lib/aws-route53';
import { placeOfArn } from './elsewhere';
import { identityOf } from './identity';
import type { RoutingChoice } from '../published-name/record-routing';
import { plainName } from '../shared/dns-name';
import { known } from '../shared/known';

/** What a name leads to. */
export type PublishedKind = 'load balancer' | 'host name' | 'addresses';

/** What decides whether a name can be published. */
export interface PublishFacts {
  readonly domainName: string;
  readonly kind: PublishedKind;
  /** Whether there is no load balancer that an alias could lead to. */
  readonly withoutLoadBalancer?: boolean;
  /** Why a name has no addresses that a CNAME could lead to, where it has none. */
  readonly hostProblem?: string;
  /** What an endpoint leads to that has no records to publish. */
  readonly targetProblem?: string;
  readonly isApex: boolean;
  readonly hasTtl: boolean;
  readonly routing: RoutingChoice;
  /** Health checks of the name that ask for the name, by their paths. */
  readonly selfChecks: readonly string[];
  /** How many addresses there are. */
  readonly addresses: number;
  readonly tooLate: boolean;
}

/** What decides whether a name can be published in a namespace. */
export interface NamespacePublishFacts extends Pick<PublishFacts, 'domainName' | 'kind' | 'withoutLoadBalancer' | 'tooLate'> {
  readonly namespaceType: string;
  /** Where the namespace is, if that is known to be elsewhere. */
  readonly elsewhere: readonly string[];
}

/** All health checks of a record, or of the records of several addresses. */
export function healthChecksOf(routing: RoutingChoice): readonly IHealthCheck[] {
  switch (routing.kind) {
    case 'simple': return [];
    case 'multivalue': return routing.healthChecks;
    default: return routing.healthCheck ? [routing.healthCheck] : [];
  }
}

/** Whether a load balancer is known to be for the VPC. */
export function isInternal(loadBalancer: ILoadBalancerV2 | undefined): boolean {
  const resource = loadBalancer?.node.defaultChild;
  return resource instanceof CfnLoadBalancer && resource.scheme === 'internal';
}

/** Whether a health check of this app asks a host of that name. */
export function checksName({ healthCheckId }: IHealthCheck, domainName: string): boolean {
  const resource = identityOf(healthCheckId);
  const config: unknown = resource instanceof CfnHealthCheck ? resource.healthCheckConfig : undefined;
  const { fullyQualifiedDomainName: asked } = (Token.isUnresolved(config) ? {} : config ?? {}) as CfnHealthCheck.HealthCheckConfigProperty;
  return known(asked) && known(domainName) && plainName(asked) === plainName(domainName);
}

/** Where a namespace is, if it is known to be another place than that of a stack. */
export function namespaceElsewhere(namespaceArn: string, { account, region }: Stack): string[] {
  const there = placeOfArn(namespaceArn);
  return [
    ...known(there.account) && known(account) && there.account !== account ? [`in the account ${there.account}`] : [],
    ...known(there.region) && known(region) && there.region !== region ? [`in ${there.region}`] : [],
  ];
}
