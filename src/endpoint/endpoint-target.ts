import { isIPv6 } from 'node:net';
import type { ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { addressRules, attributeRules, hostRules, loadBalancerRules } from './endpoint-target-rules';
import { LIST, LOAD_BALANCER, MAP, TEXT, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { known } from '../shared/known';
import { findingsOf } from '../shared/rule';

/** A choice of what a name leads to, as data for facts, plan and builder. */
export type EndpointTargetChoice =
  | { readonly kind: 'addresses'; readonly recordTypes: readonly ['A'] | readonly ['AAAA']; readonly addresses: readonly string[] }
  | { readonly kind: 'cname'; readonly recordTypes: readonly ['CNAME']; readonly host: string }
  | { readonly kind: 'loadBalancer'; readonly recordTypes: readonly ['A'] | readonly ['A', 'AAAA']; readonly dnsName: string }
  | { readonly kind: 'attributes'; readonly recordTypes: readonly []; readonly attributes: { readonly [name: string]: string } };

/**
 * What the name of a `RegisteredEndpoint` leads to.
 *
 * @example
 * declare const cluster: ecs.Cluster;
 * declare const database: rds.DatabaseInstance;
 *
 * new RegisteredEndpoint(this, 'Database', {
 *   cluster,
 *   target: EndpointTarget.cname(database.dbInstanceEndpointAddress),
 *   port: 5432,
 *   connectable: database,
 * });
 */
export class EndpointTarget {
  /**
   * Fixed addresses, all of IPv4 or all of IPv6: an appliance, a server in another network. One A or AAAA record each.
   *
   * @param addresses one to 1000 of them; one that is known at deployment only is taken for an IPv4 one
   * @throws rule `endpoint-addresses`
   */
  public static addresses(addresses: string[]): EndpointTarget {
    requireArguments('EndpointTarget.addresses([\'10.0.0.9\'])', { addresses: [addresses, LIST] });
    refuse('EndpointTarget.addresses()', findingsOf(addressRules, { addresses }));
    const isVersion6 = addresses.some((address) => known(address) && isIPv6(address));
    return new EndpointTarget({ kind: 'addresses', recordTypes: isVersion6 ? ['AAAA'] : ['A'], addresses: Object.freeze([...addresses]) });
  }

  /**
   * Another host name, by a CNAME record: a database of Amazon RDS, a cache, a host of somebody else. TLS clients check the certificate against the name
   * that they ask for, which is not the one that the certificate has.
   *
   * @param host such as `shop.abc123.eu-west-1.rds.amazonaws.com`
   * @throws rule `endpoint-host`
   */
  public static cname(host: string): EndpointTarget {
    requireArguments('EndpointTarget.cname(\'db.example.org\')', { host: [host, TEXT] });
    refuse('EndpointTarget.cname()', findingsOf(hostRules, { host }));
    return new EndpointTarget({ kind: 'cname', recordTypes: ['CNAME'], host });
  }

  /**
   * A load balancer (ALB or NLB), by an alias record, which answers with its IPv4 addresses and costs no queries. In a DNS namespace only.
   *
   * @throws rule `endpoint-load-balancer`
   */
  public static loadBalancer(loadBalancer: ILoadBalancerV2): EndpointTarget {
    requireArguments('EndpointTarget.loadBalancer(loadBalancer)', { loadBalancer: [loadBalancer, LOAD_BALANCER] });
    return new EndpointTarget({ kind: 'loadBalancer', recordTypes: ['A'], dnsName: dnsNameOf('EndpointTarget.loadBalancer()', loadBalancer) });
  }

  /**
   * A dual-stack load balancer, by alias records that answer with its IPv4 and IPv6 addresses. In a DNS namespace only.
   *
   * @throws rule `endpoint-load-balancer`
   */
  public static dualStackLoadBalancer(loadBalancer: ILoadBalancerV2): EndpointTarget {
    requireArguments('EndpointTarget.dualStackLoadBalancer(loadBalancer)', { loadBalancer: [loadBalancer, LOAD_BALANCER] });
    const dnsName = dnsNameOf('EndpointTarget.dualStackLoadBalancer()', loadBalancer);
    return new EndpointTarget({ kind: 'loadBalancer', recordTypes: ['A', 'AAAA'], dnsName });
  }

  /**
   * Whatever clients read through the API of Cloud Map: the URL of a queue, the ARN of a function, a path. No DNS records.
   *
   * @param attributes at most 30, name to value
   * @throws rule `endpoint-attributes`
   */
  public static attributes(attributes: { [name: string]: string }): EndpointTarget {
    requireArguments('EndpointTarget.attributes({ queue: \'https://example.org/queue\' })', { attributes: [attributes, MAP] });
    refuse('EndpointTarget.attributes()', findingsOf(attributeRules, { attributes, isAlone: true }));
    return new EndpointTarget({ kind: 'attributes', recordTypes: [], attributes: Object.freeze({ ...attributes }) });
  }

  /** @internal */
  public readonly _choice: EndpointTargetChoice;

  private constructor(choice: EndpointTargetChoice) {
    this._choice = Object.freeze(choice);
  }
}

/** An import without its DNS name has a getter that throws. */
function dnsNameOf(call: string, loadBalancer: ILoadBalancerV2): string {
  try {
    return loadBalancer.loadBalancerDnsName;
  } catch (error) {
    refuse(call, findingsOf(loadBalancerRules, { problem: (error as Error).message }));
    throw error;
  }
}
