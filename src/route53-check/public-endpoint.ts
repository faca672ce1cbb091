import type { CfnLoadBalancer, ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { publicEndpointRules } from './public-endpoint-rules';
import { LOAD_BALANCER, TEXT, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';

/**
 * What the checkers of Route 53 ask, over the internet and by IPv4.
 *
 * The security groups must let them in. A public load balancer of `exposeVia()` lets everybody in; where it has `allowedPeers`, give it the prefix list
 * `com.amazonaws.<region>.route53-healthchecks` as one of them.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-router-firewall-rules.html
 * @example
 * declare const frontend: DiscoverableService;
 * declare const exposed: ExposedService;
 *
 * frontend.addRoute53HealthCheck(Route53Check.https(PublicEndpoint.loadBalancer(exposed.loadBalancer), { path: '/health' }));
 */
export class PublicEndpoint {
  /**
   * A load balancer, under the name that AWS gave to it. The `Host` header is that name too.
   *
   * Of one that was imported it is not known whether it is public.
   *
   * @throws rule `health-check-load-balancer`
   */
  public static loadBalancer(loadBalancer: ILoadBalancerV2): PublicEndpoint {
    requireArguments('PublicEndpoint.loadBalancer(loadBalancer)', { loadBalancer: [loadBalancer, LOAD_BALANCER] });
    const domainName = loadBalancer.loadBalancerDnsName;
    const resource = loadBalancer.node.defaultChild as CfnLoadBalancer | undefined;
    const { scheme, ipAddressType } = resource ?? {};
    refuse('PublicEndpoint.loadBalancer()', findingsOf(publicEndpointRules, { domainName, scheme, ipAddressType, loadBalancer: loadBalancer.node.path }));
    return new PublicEndpoint(domainName);
  }

  /**
   * A name that has an A record in public DNS, of at most 255 characters.
   *
   * Not the name of the records that the check decides about: AWS calls the results unpredictable. Ask what the records lead to.
   *
   * @throws rule `health-check-domain-name`
   */
  public static domainName(domainName: string): PublicEndpoint {
    requireArguments('PublicEndpoint.domainName(\'api.shop.net\')', { domainName: [domainName, TEXT] });
    refuse('PublicEndpoint.domainName()', findingsOf(publicEndpointRules, { domainName }));
    return new PublicEndpoint(domainName);
  }

  private constructor(/** @internal */ public readonly _domainName: string) {}
}
