import { isIP } from 'node:net';
import type { Fault } from './health-check-fault';
import { judgeChecks } from './health-check-fault';
import type { TemplateRule } from './template-rule';
import type { Declared } from '../model/declared';
import type { HealthCheckFacts } from '../model/health-check-facts';
import { insideNamesIn, loadBalancerAsked } from '../model/health-check-facts';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';
import { isPublicAddress } from '../shared/addresses';
import { isInZone, plainName } from '../shared/dns-name';

const CONFIG = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

const LABEL = '[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?';
/** A name of at least two labels under a domain that the internet can have. */
const PUBLIC_NAME = new RegExp(`^(?=.{1,255}$)(${LABEL}\\.)+([a-zA-Z]{2,63}|xn--[a-zA-Z0-9-]+)\\.?$`);
/** Domains that resolve in private networks only, or nowhere (RFC 6761, RFC 6762, RFC 8375, and ICANN's ".internal"). */
const NOT_PUBLIC = /\.(internal|local|localhost|test|invalid|home\.arpa)\.?$/i;
/** How AWS names the internal load balancers of all kinds but the Network Load Balancer. */
const INTERNAL_LOAD_BALANCER = /^(dualstack\.)?internal-.*\.elb\.amazonaws\.com(\.cn)?\.?$/i;
/** Attributes with a private address. */
const PRIVATE_ATTRIBUTE = /^(PrivateIp|PrivateIpAddress|PrimaryPrivateIpAddress|PrivateDnsName)$/;

function addressFaults({ config }: HealthCheckFacts): Fault[] {
  const { text, reference, resource } = config.at('IPAddress');
  return text !== undefined && isIP(text) === 0 ? [`IPAddress is "${text}", which is no address.`]
    : text !== undefined && !isPublicAddress(text) ? [`The check asks the address ${text}, which is not one of the internet.`]
      : reference && resource && PRIVATE_ATTRIBUTE.test(reference.attribute)
        ? [[`The check asks the private address of ${resource.logicalId}.`, resource]] : [];
}

/** The namespace, or the Cloud Map service, that makes a name one that the internet does not reach. */
function insideOf({ host }: HealthCheckFacts, facts: TemplateFacts): Declared | undefined {
  const { hosts, zones } = facts.once(insideNamesIn);
  const name = host?.text;
  return name === undefined ? undefined : zones.find(([zone]) => isInZone(name, zone))?.[1] ?? hosts.get(plainName(name));
}

function hostFaults(check: HealthCheckFacts, facts: TemplateFacts): Fault[] {
  const loadBalancer = loadBalancerAsked(check, facts);
  if (loadBalancer?.properties.at('Scheme').text === 'internal') {
    return [[`The check asks the internal load balancer ${loadBalancer.resource.logicalId}.`, loadBalancer.resource]];
  }
  if (loadBalancer?.properties.at('IpAddressType').text === 'dualstack-without-public-ipv4') {
    return [[`The check asks the load balancer ${loadBalancer.resource.logicalId}, which has no public IPv4 addresses.`, loadBalancer.resource]];
  }
  const inside = insideOf(check, facts);
  return inside ? [[`The check asks "${check.host!.text}", which is known inside the VPC only.`, inside.resource]] : [];
}

const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTP', 'TCP', 'TCP_UDP'], HTTPS: ['HTTPS', 'TLS', 'SSL', 'TCP', 'TCP_UDP'], TCP: ['HTTP', 'HTTPS', 'TCP', 'TLS', 'SSL', 'TCP_UDP'],
};

/** The listeners of each load balancer of the assembly. */
function listenersIn(facts: TemplateFacts): ReadonlyMap<string, readonly Declared[]> {
  const byLoadBalancer = new Map<string, Declared[]>();
  for (const listener of facts.of('AWS::ElasticLoadBalancingV2::Listener')) {
    const { resource } = listener.properties.at('LoadBalancerArn');
    const key = resource ? JSON.stringify([resource.stack, resource.logicalId]) : '';
    byLoadBalancer.set(key, [...byLoadBalancer.get(key) ?? [], listener]);
  }
  return byLoadBalancer;
}

function portAsked({ config, asks }: HealthCheckFacts): number | undefined {
  const port: Property = config.at('Port');
  return port.isAbsent ? asks === 'HTTPS' ? 443 : 80 : port.number;
}

function listenerFaults(check: HealthCheckFacts, facts: TemplateFacts): Fault[] {
  const loadBalancer = loadBalancerAsked(check, facts)?.resource;
  const byLoadBalancer = facts.once(listenersIn);
  const listeners = loadBalancer && byLoadBalancer.get(JSON.stringify([loadBalancer.stack, loadBalancer.logicalId]));
  const port = portAsked(check);
  const ports = listeners?.flatMap(({ properties }) => properties.at('Port').number ?? []);
  if (!loadBalancer || !listeners || !ports || port === undefined || ports.length < listeners.length || byLoadBalancer.has('')) {
    return []; // a listener of an unknown load balancer may be one of this
  }
  const listener = listeners[ports.indexOf(port)];
  const protocol = listener?.properties.at('Protocol').text;
  return listener === undefined
    ? [[`${loadBalancer.logicalId} listens on ${ports.join(', ')}, and the check asks port ${port}.`, loadBalancer, ...listeners.map(({ resource }) => resource)]]
    : protocol !== undefined && !SPOKEN[check.asks!].includes(protocol)
      ? [[`${listener.resource.logicalId} listens for ${protocol}, and the check asks by ${check.asks}.`, loadBalancer, listener.resource]] : [];
}

function nameFaults(check: HealthCheckFacts, facts: TemplateFacts): string[] {
  const name = check.host?.text;
  const isDelegated = name !== undefined && facts.once(insideNamesIn).isPublic(name);
  const isOdd = name !== undefined && (!PUBLIC_NAME.test(name) || (NOT_PUBLIC.test(name) && !isDelegated) || INTERNAL_LOAD_BALANCER.test(name));
  return isOdd && !insideOf(check, facts)
    ? [`The name is "${name}"${name.includes('/') ? ', which has a scheme or a path' : ''}.`] : [];
}

export const healthCheckTargetRules: readonly TemplateRule[] = [
  {
    id: 'health-check-unreachable',
    severity: 'error',
    why: 'The checkers of Route 53 are on the internet. They reach no private address (the API refuses those), no internal load balancer, no name in a private namespace, and no task: ECS registers '
      + 'private addresses, in a public namespace too. Such a check is unhealthy for good.',
    fix: 'Ask an internet-facing load balancer before the service (FullyQualifiedDomainName: its DNSName). Without one use the Type CLOUDWATCH_METRIC with an alarm on healthy targets or tasks.',
    link: CONFIG,
    broken: (facts) => [
      ...judgeChecks('IPAddress', addressFaults)(facts),
      ...judgeChecks('FullyQualifiedDomainName', hostFaults)(facts),
    ],
  },
  {
    id: 'health-check-domain-name',
    severity: 'error',
    why: 'The checkers of Route 53 are on the internet, and look for an A record of the name there: of an address, a URL, and a name that is not public, they find none.',
    fix: 'Give FullyQualifiedDomainName a public name, without a scheme, a port or a path. For what only the VPC reaches use the Type CLOUDWATCH_METRIC.',
    link: CONFIG,
    broken: judgeChecks('FullyQualifiedDomainName', nameFaults),
  },
  {
    id: 'health-check-listener',
    severity: 'error',
    why: 'A check of a load balancer is healthy where a listener answers on the port, in its protocol.',
    fix: 'Give HealthCheckConfig the Port of a listener, and the Type of its protocol.',
    link: CONFIG,
    broken: judgeChecks('Port', (check, facts) => check.asks ? listenerFaults(check, facts) : []),
  },
];
