import type { EndpointCheckFacts } from '../plan/endpoint-check-facts';
import type { Rule } from '../shared/rule';

const LINK = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

/** What is asked from the internet, by all health checks of the app. */
export const endpointCheckAppRules: ReadonlyArray<Rule<readonly EndpointCheckFacts[]>> = [
  {
    id: 'health-check-unreachable',
    severity: 'error',
    why: 'The checkers of Route 53 are on the internet. They reach no private address, no internal load balancer, no name in a private namespace, and no task: ECS registers private '
      + 'addresses, in a public namespace too. Such a check is unhealthy for good.',
    fix: 'Ask a public load balancer before the service: Route53Check.https(PublicEndpoint.loadBalancer(exposed.loadBalancer)). Without one use Route53Check.healthyTargets(), reportingTasks() '
      + 'or runningTasks(), which ask CloudWatch.',
    link: LINK,
    broken: (checks) => checks.flatMap(({ path, unreachable }) => unreachable === undefined ? [] : [`${path} asks ${unreachable}.`]),
  },
  {
    id: 'health-check-listener',
    severity: 'error',
    why: 'A check of a load balancer is healthy where a listener answers on the port, in its protocol, with a status of 2xx or 3xx.',
    fix: 'Use Route53Check.https() for a listener with a certificate and http() for one without, and give the port of the listener.',
    link: LINK,
    broken: (checks) => checks.flatMap(({ path, wrongListener }) => wrongListener === undefined ? [] : [`${path}: ${wrongListener}.`]),
  },
];
