import { brokenBy } from './broken-by';
import { healthCheckTargetRules } from '../../src/template-rules/health-check-target-rules';

interface Asked {
  readonly config: string;
  readonly loadBalancer?: string;
  readonly listener?: string;
  readonly namespace?: string;
  readonly more?: string;
}

const asked = ({ config, loadBalancer = 'Scheme: internet-facing', listener = 'Port: 443, Protocol: HTTPS', namespace = 'PrivateDnsNamespace', more = '' }: Asked) => `
Parameters: { Value: { Type: String, Default: x } }
Resources:
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { ${loadBalancer} } }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Alb, ${listener} } }
  Address: { Type: AWS::EC2::NetworkInterface, Properties: { SubnetId: subnet-1 } }
  Namespace: { Type: AWS::ServiceDiscovery::${namespace}, Properties: { Name: svc.shop.com } }
  Name: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: backend, NamespaceId: !Ref Namespace, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } } }
  Backend: { Type: AWS::ECS::Service, Properties: { ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }] } }
  Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { ${config} } } }
${more}
`;
const broken = (given: Asked) => brokenBy(healthCheckTargetRules, asked(given));
const ALB = 'FullyQualifiedDomainName: !GetAtt Alb.DNSName';
const CONFIG = 'Properties/HealthCheckConfig';

describe('health-check-unreachable', () => {
  test.each([
    ['10.0.0.1', 'The check asks the address 10.0.0.1, which is not one of the internet.'],
    ['127.0.0.1', 'The check asks the address 127.0.0.1, which is not one of the internet.'],
    ['169.254.170.2', 'The check asks the address 169.254.170.2, which is not one of the internet.'],
    ['224.0.0.1', 'The check asks the address 224.0.0.1, which is not one of the internet.'],
    ['172.31.255.255', 'The check asks the address 172.31.255.255, which is not one of the internet.'],
    ['"fd00::1"', 'The check asks the address fd00::1, which is not one of the internet.'],
    ['1.2.3', 'IPAddress is "1.2.3", which is no address.'],
  ])('refuses %s', (address, got) => {
    expect(broken({ config: `Type: TCP, Port: 80, IPAddress: ${address}` })).toEqual([`health-check-unreachable at Check, ${CONFIG}/IPAddress: ${got}`]);
  });

  test('refuses the private address of a resource', () => {
    expect(broken({ config: 'Type: TCP, Port: 80, IPAddress: !GetAtt Address.PrimaryPrivateIpAddress' })).toEqual([
      `health-check-unreachable at Check, ${CONFIG}/IPAddress, with Address: The check asks the private address of Address.`,
    ]);
  });

  test.each([
    ['Scheme: internal', 'The check asks the internal load balancer Alb.'],
    ['IpAddressType: dualstack-without-public-ipv4', 'The check asks the load balancer Alb, which has no public IPv4 addresses.'],
  ])('refuses a load balancer with %s', (loadBalancer, got) => {
    expect(broken({ config: `Type: HTTPS, ${ALB}`, loadBalancer })).toEqual([
      `health-check-unreachable at Check, ${CONFIG}/FullyQualifiedDomainName, with Alb: ${got}`,
    ]);
  });

  test.each([
    ['in a private namespace', 'PrivateDnsNamespace', 'web.svc.shop.com', 'Namespace'],
    ['of a private namespace', 'PrivateDnsNamespace', 'SVC.shop.com.', 'Namespace'],
    ['of tasks in a public namespace', 'PublicDnsNamespace', 'backend.svc.shop.com', 'Name'],
  ])('refuses the name %s', (_, namespace, host, beside) => {
    expect(broken({ config: `Type: HTTPS, FullyQualifiedDomainName: ${host}`, namespace })).toEqual([
      `health-check-unreachable at Check, ${CONFIG}/FullyQualifiedDomainName, with ${beside}: The check asks "${host}", which is known inside the VPC only.`,
    ]);
  });

  test.each<[string, Asked]>([
    ['a public address', { config: 'Type: TCP, Port: 80, IPAddress: 8.8.8.8' }],
    ['the public address of a resource', { config: 'Type: TCP, Port: 80, IPAddress: !Ref Address' }],
    ['an address that is not known', { config: 'Type: TCP, Port: 80, IPAddress: !Ref Value' }],
    ['a name that is only sent as a header', { config: 'Type: HTTP, IPAddress: 8.8.8.8, FullyQualifiedDomainName: web.svc.shop.com' }],
    ['a public name', { config: 'Type: HTTP, FullyQualifiedDomainName: www.shop.com' }],
    ['a name that is not known', { config: 'Type: HTTP, FullyQualifiedDomainName: !Ref Value' }],
    ['a load balancer of which it is not known', { config: `Type: HTTPS, ${ALB}`, loadBalancer: 'Scheme: !Ref Value' }],
    ['a name that the internet asks too', {
      config: 'Type: HTTP, FullyQualifiedDomainName: web.svc.shop.com', more: '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: shop.com } }',
    }],
    ['a name of no tasks in a public namespace', { config: 'Type: HTTP, FullyQualifiedDomainName: web.svc.shop.com', namespace: 'PublicDnsNamespace' }],
    ['a check of another kind', { config: 'Type: CALCULATED, FullyQualifiedDomainName: web.svc.shop.com' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('health-check-domain-name', () => {
  test.each([
    ['https://www.shop.com/', '"https://www.shop.com/", which has a scheme or a path'],
    ['www.shop.com/health', '"www.shop.com/health", which has a scheme or a path'],
    ['localhost', '"localhost"'],
    ['backend.shop.local', '"backend.shop.local"'],
    ['ip-10-0-0-1.ec2.internal', '"ip-10-0-0-1.ec2.internal"'],
    ['8.8.8.8', '"8.8.8.8"'],
    ['internal-alb-1.eu-west-1.elb.amazonaws.com', '"internal-alb-1.eu-west-1.elb.amazonaws.com"'],
  ])('refuses %s', (name, told) => {
    expect(broken({ config: `Type: HTTP, FullyQualifiedDomainName: "${name}"` })).toEqual([
      `health-check-domain-name at Check, ${CONFIG}/FullyQualifiedDomainName: The name is ${told}.`,
    ]);
  });

  test.each(['www.shop.com.', 'alb-1.eu-west-1.elb.amazonaws.com', 'xn--bcher-kva.example.com', 'a_b.shop.com'])('lets %s pass', (name) => {
    expect(broken({ config: `Type: HTTP, FullyQualifiedDomainName: ${name}` })).toEqual([]);
  });

  test('lets any name in a zone of the app pass that the internet asks', () => {
    const zone = (vpcs: string) => `  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: shop.test${vpcs} } }`;
    const config = 'Type: HTTP, FullyQualifiedDomainName: lb.shop.test';
    expect(broken({ config, more: zone('') })).toEqual([]);
    expect(broken({ config, more: zone(', VPCs: [{ VPCId: vpc-1, VPCRegion: eu-west-1 }]') })).toHaveLength(1);
  });
});

describe('health-check-listener', () => {
  test.each([
    ['Type: HTTP', 'Port: 443, Protocol: HTTPS', 'Alb listens on 443, and the check asks port 80.'],
    ['Type: HTTPS, Port: 8443', 'Port: 443, Protocol: HTTPS', 'Alb listens on 443, and the check asks port 8443.'],
    ['Type: HTTPS', 'Port: 443, Protocol: HTTP', 'Listener listens for HTTP, and the check asks by HTTPS.'],
    ['Type: HTTP_STR_MATCH, Port: 443', 'Port: 443, Protocol: TLS', 'Listener listens for TLS, and the check asks by HTTP.'],
    ['Type: TCP, Port: 53', 'Port: 53, Protocol: UDP', 'Listener listens for UDP, and the check asks by TCP.'],
  ])('refuses %s of a listener with %s', (type, listener, got) => {
    expect(broken({ config: `${type}, ${ALB}`, listener })).toEqual([`health-check-listener at Check, ${CONFIG}/Port, with Alb and Listener: ${got}`]);
  });

  test.each<[string, Asked]>([
    ['the port and the protocol of the listener', { config: `Type: HTTPS, ${ALB}` }],
    ['TCP to an HTTPS listener', { config: `Type: TCP, Port: 443, ${ALB}` }],
    ['a port that is not known', { config: `Type: HTTPS, Port: !Ref Value, ${ALB}` }],
    ['a listener whose port is not known', { config: `Type: HTTP, ${ALB}`, listener: 'Port: !Ref Value' }],
    ['a listener of a load balancer that is not known', {
      config: `Type: HTTP, ${ALB}`, more: '  Http: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Value, Port: 80 } }',
    }],
    ['a second listener', {
      config: `Type: HTTP, ${ALB}`, more: '  Http: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Alb, Port: 80, Protocol: HTTP } }',
    }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});
