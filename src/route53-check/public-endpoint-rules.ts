import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

/** What decides whether the checkers of Route 53 can reach something. */
export interface PublicEndpointFacts {
  readonly domainName?: string;
  /** Of a load balancer, as far as it is known. */
  readonly scheme?: string;
  readonly ipAddressType?: string;
  readonly loadBalancer?: string;
}

const LABEL = '[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?';
/** A name of at least two labels under a domain that the internet can have. */
const PUBLIC_NAME = new RegExp(`^(?=.{1,255}$)(${LABEL}\\.)+([a-zA-Z]{2,63}|xn--[a-zA-Z0-9-]+)\\.?$`);

/** Domains that resolve in private networks only, or nowhere (RFC 6761, RFC 6762, RFC 8375, and ICANN's ".internal"). */
const NOT_PUBLIC = /\.(internal|local|localhost|test|invalid|example|home\.arpa)\.?$/i;

/** How AWS names the internal load balancers of all kinds but the Network Load Balancer. */
const INTERNAL_LOAD_BALANCER = /^(dualstack\.)?internal-.*\.elb\.amazonaws\.com(\.cn)?\.?$/i;

const LINK = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

export const publicEndpointRules: ReadonlyArray<Rule<PublicEndpointFacts>> = [
  {
    id: 'health-check-domain-name',
    severity: 'error',
    why: 'The checkers of Route 53 are on the internet, and look for an A record of the name there: of an address, and of a name that is not public, they find none.',
    fix: 'Give the public name of a load balancer. For tasks that only the VPC reaches use Route53Check.healthyTargets(), runningTasks() or reportingTasks(); for public '
      + 'addresses, RegisteredEndpoint with EndpointHealthCheck.',
    link: LINK,
    broken: ({ domainName: name }) => known(name) && (!PUBLIC_NAME.test(name) || NOT_PUBLIC.test(name) || INTERNAL_LOAD_BALANCER.test(name))
      ? [`The domain name is "${name}"${name.includes('/') ? ', which has a scheme or a path' : ''}.`] : [],
  },
  {
    id: 'health-check-load-balancer',
    severity: 'error',
    why: 'The checkers of Route 53 are on the internet and, where they are given a name, use IPv4: an internal load balancer, and one without public IPv4 addresses, they do '
      + 'not reach, so that it would be unhealthy for ever.',
    fix: 'Use Route53Check.healthyTargets(), which asks the load balancer itself, or give the load balancer public IPv4 addresses.',
    link: LINK,
    broken: ({ loadBalancer, scheme, ipAddressType }) => [
      ...known(scheme) && scheme === 'internal' ? [`${loadBalancer} is internal.`] : [],
      ...known(ipAddressType) && ipAddressType === 'dualstack-without-public-ipv4' ? [`${loadBalancer} has no public IPv4 addresses.`] : [],
    ],
  },
];
