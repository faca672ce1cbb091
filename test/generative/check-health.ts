import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Fault } from './check-cloud-map';
import { fault } from './check-cloud-map';
import type { Assembly, Json, Resource } from './template-facts';
import { ofType, referenceOf, tree } from './template-facts';

/** What Route 53's checkers cannot reach (§3): https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
const PRIVATE = new BlockList();
[['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16]]
  .forEach(([network, prefix]) => PRIVATE.addSubnet(network as string, prefix as number));
[['fc00::', 7], ['fe80::', 10], ['::1', 128]].forEach(([network, prefix]) => PRIVATE.addSubnet(network as string, prefix as number, 'ipv6'));

const isPrivate = (address: string) => isIP(address) !== 0 && PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

function privateNames(assembly: Assembly): string[] {
  return ofType(assembly, 'AWS::ServiceDiscovery::PrivateDnsNamespace').map(({ props }) => String(props.Name).toLowerCase());
}

function nameFaults(assembly: Assembly, check: Resource, name: Json): Fault[] {
  const target = referenceOf(assembly, check.stack, name)?.resource;
  const text = typeof name === 'string' ? name.toLowerCase().replace(/\.$/, '') : undefined;
  return [
    ...fault(check, target !== undefined && target.type !== 'AWS::ElasticLoadBalancingV2::LoadBalancer', `endpoint ${target?.type}`),
    ...fault(check, target !== undefined && target.props.Scheme !== 'internet-facing', 'endpoint of an internal load balancer'),
    ...fault(check, target === undefined && text === undefined, 'endpoint that is not known'),
    ...fault(check, text !== undefined && privateNames(assembly).some((zone) => text === zone || text.endsWith(`.${zone}`)), 'name in a private namespace'),
    ...fault(check, text !== undefined && /\.(internal|local|localhost|home\.arpa)$/.test(text), 'name that is not of the internet'),
  ];
}

/** §3, of every health check: what is asked from outside is on the internet, and what is not asked from outside names no endpoint. */
export function healthCheckFaults(assembly: Assembly): Fault[] {
  return ofType(assembly, 'AWS::Route53::HealthCheck').flatMap((check) => {
    const { Type, IPAddress, FullyQualifiedDomainName: name, Port, ResourcePath } = tree(check.props.HealthCheckConfig);
    return /^(HTTP|HTTPS|TCP)/.test(String(Type)) ? [
      ...fault(check, typeof IPAddress === 'string' && isPrivate(IPAddress), 'private address'),
      ...fault(check, typeof name === 'string' && isPrivate(name), 'private address as a name'),
      ...fault(check, IPAddress === undefined && name === undefined, 'no endpoint'),
      ...name === undefined ? [] : nameFaults(assembly, check, name),
    ] : fault(check, [IPAddress, name, Port, ResourcePath].some((value) => value !== undefined), `endpoint in a check of the type ${String(Type)}`);
  });
}
