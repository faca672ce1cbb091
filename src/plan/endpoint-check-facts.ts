import { isIP } from 'node:net';
import { Token } from 'aws-cdk-lib';
import { CfnListener, CfnListenerRule, CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import type { IConstruct } from 'constructs';
import { identityOf } from './identity';
import { ofType } from './of-type';
import { resolveToReferences } from './resolve-to-references';
import { privateNamesIn, taskNamesIn } from './task-names';
import { isPublicAddress } from '../shared/addresses';
import { isInZone, plainName } from '../shared/dns-name';
import { known } from '../shared/known';

/** A health check that Route 53's checkers make from the internet, whoever defined it. */
export interface EndpointCheckFacts {
  readonly path: string;
  /** Why they never reach what is asked, where they do not. */
  readonly unreachable?: string;
  /** Why the load balancer does not answer as meant, where it does not. */
  readonly wrongListener?: string;
}

type Config = CfnHealthCheck.HealthCheckConfigProperty;

export function endpointChecks(constructs: readonly IConstruct[]): EndpointCheckFacts[] {
  const checks = ofType<CfnHealthCheck>(constructs, 'AWS::Route53::HealthCheck', 'healthCheckConfig');
  if (checks.length === 0) {
    return [];
  }
  const names = { private: privateNamesIn(constructs), tasks: taskNamesIn(constructs) };
  return checks.flatMap(({ node, healthCheckConfig: config }) => Token.isUnresolved(config) || !/^(HTTP|TCP)/.test((config as Config).type) ? [] : [{
    path: node.path,
    unreachable: unreachable(config as Config, names),
    wrongListener: wrongListener(config as Config, constructs),
  }]);
}

function unreachable(
  { ipAddress, fullyQualifiedDomainName: name }: Config, names: { readonly private: readonly string[]; readonly tasks: readonly string[] },
): string | undefined {
  if (known(ipAddress) && isIP(ipAddress) !== 0 && !isPublicAddress(ipAddress)) {
    return `the address ${ipAddress}, which is not one of the internet`;
  }
  if (ipAddress !== undefined || name === undefined) {
    return undefined;
  }
  const loadBalancer = identityOf(name);
  const zone = names.private.find((candidate) => isInZone(name, candidate));
  return loadBalancer instanceof CfnLoadBalancer && loadBalancer.scheme === 'internal' ? `the internal load balancer ${loadBalancer.node.path}`
    : zone !== undefined ? `"${shown(name)}", which is in the private namespace "${shown(zone)}"`
      : names.tasks.some((task) => plainName(task) === plainName(name)) ? `"${shown(name)}", under which tasks are registered with private addresses` : undefined;
}

const shown = (name: string) => Token.isUnresolved(name) ? 'a name that is known at deployment' : name;

/** What a listener says to a check of a kind. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTP', 'TCP', 'TCP_UDP'], HTTPS: ['HTTPS', 'TLS', 'TCP', 'TCP_UDP'], TCP: ['HTTP', 'HTTPS', 'TCP', 'TLS', 'TCP_UDP'],
};

function wrongListener({ type, fullyQualifiedDomainName: name, port }: Config, constructs: readonly IConstruct[]): string | undefined {
  const loadBalancer = name === undefined ? undefined : identityOf(name);
  const listeners = constructs.filter((construct) => construct instanceof CfnListener)
    .filter(({ loadBalancerArn }) => identityOf(loadBalancerArn) === loadBalancer);
  const kind = type.replace('_STR_MATCH', '');
  const asked = port ?? (kind === 'HTTPS' ? 443 : 80);
  if (!(loadBalancer instanceof CfnLoadBalancer) || listeners.length === 0 || !known(asked) || listeners.some((listener) => !known(listener.port))) {
    return undefined;
  }
  const listener = listeners.find((candidate) => candidate.port === asked);
  if (listener === undefined) {
    return `${loadBalancer.node.path} listens on ${listeners.map((other) => other.port).join(', ')}, and not on ${asked}`;
  }
  const { protocol } = listener;
  return known(protocol) && !SPOKEN[kind].includes(protocol) ? `${listener.node.path} listens for ${protocol}, and is asked by ${kind}`
    : kind !== 'TCP' && redirectsOnly(listener, constructs) ? `${listener.node.path} redirects, which counts as healthy whether a task works or not` : undefined;
}

function redirectsOnly(listener: CfnListener, constructs: readonly IConstruct[]): boolean {
  const actions = resolveToReferences(listener, listener.defaultActions) as ReadonlyArray<{ readonly type?: string }>;
  const hasRules = constructs.some((construct) => construct instanceof CfnListenerRule && construct.listenerArn !== undefined
    && identityOf(construct.listenerArn) === listener);
  return !hasRules && actions.every(({ type }) => type === 'redirect');
}
