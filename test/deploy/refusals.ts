import type { Template } from './assembly-copy';
import type { Mutant } from './mutant';
import { change, HEALTH_CHECK, NAME, SERVICE } from './mutant';

const add = (Type: string, Properties: (template: Template) => Record<string, unknown>) => (template: Template): void => {
  template.Resources.Added = { Type, Properties: Properties(template) };
};

/** The logical id of what an example has one of. */
function idOf({ Resources }: Template, type: string): string {
  return Object.keys(Resources).find((id) => Resources[id].Type === type)!;
}

const inNamespace = (properties: Record<string, unknown>) => add(NAME, (template) => ({
  NamespaceId: { 'Fn::GetAtt': [idOf(template, 'AWS::ServiceDiscovery::PrivateDnsNamespace'), 'Id'] }, ...properties,
}));

const withCheck = (HealthCheckConfig: Record<string, unknown>) => (template: Template): void => {
  template.Resources.Others = { Type: 'AWS::ServiceDiscovery::HttpNamespace', Properties: { Name: 'others' } };
  add(NAME, () => ({ Name: 'checked', NamespaceId: { 'Fn::GetAtt': ['Others', 'Id'] }, HealthCheckConfig }))(template);
};

/** What AWS documents as refused, in an example where it has a place. */
export const REFUSALS: readonly Mutant[] = [
  ['a record is written to the zone of a namespace', 'frontend-backend', add('AWS::Route53::RecordSet', (template) => ({
    HostedZoneId: { 'Fn::GetAtt': [idOf(template, 'AWS::ServiceDiscovery::PrivateDnsNamespace'), 'HostedZoneId'] },
    Name: 'own.ecs-internal.',
    Type: 'A',
    TTL: '60',
    ResourceRecords: ['10.0.0.1'],
  })), /The resource hostedzone\/\w+ can only be managed through AWS Cloud Map \(arn:aws:servicediscovery:/],
  ['a name has what no name may have', 'frontend-backend', inNamespace({ Name: '*.bad name..x' }), /\*\.bad name\.\.x is not a name that a service can have/],
  ['a TTL is less than nothing', 'frontend-backend', inNamespace({ Name: 'other', DnsConfig: { DnsRecords: [{ Type: 'A', TTL: -5 }] } }),
    /The TTL of a record must be from 0 to 2147483647, and not -5/],
  ['a public namespace has a reserved domain', 'frontend-backend', add('AWS::ServiceDiscovery::PublicDnsNamespace', () => ({ Name: 'shop.example.com' })),
    /shop\.example\.com is reserved by AWS/],
  ['a TCP check has a path', 'frontend-backend', withCheck({ Type: 'TCP', ResourcePath: '/health' }), /ResourcePath is not supported for health checks of type TCP/],
  ['a check waits for 99 failures', 'frontend-backend', withCheck({ Type: 'HTTP', FailureThreshold: 99 }), /FailureThreshold must be from 1 to 10, and not 99/],
  ['a check is in a private namespace', 'frontend-backend', inNamespace({ Name: 'other', HealthCheckConfig: { Type: 'HTTP' } }),
    /HealthCheckConfig is supported in public DNS and HTTP namespaces only/],
  ['tasks without an IPv6 address are to be registered by one', 'frontend-backend', change(NAME, 'Backend', (p) => {
    p.DnsConfig.DnsRecords[0].Type = 'AAAA';
  }), /The attribute AWS_INSTANCE_IPV6 is required by the records of the service/],
  ['a registry has a port twice', 'http-api', change(SERVICE, 'Backend', (p) => {
    p.ServiceRegistries[0].Port = 80;
  }), /A service registry has a port, or a container name and a container port, and not both/],
  ['a proxy is in the network of its instance', 'capacity-ec2-host', change(SERVICE, 'Backend', (p) => {
    p.ServiceConnectConfiguration = { Enabled: true, Namespace: 'ecs-internal' };
  }), /Service Connect does not support the host network mode/],
  ['a target group is for instances, and the tasks have addresses of their own', 'internal-nlb', change('AWS::ElasticLoadBalancingV2::TargetGroup', '', (p) => {
    p.TargetType = 'instance';
  }), /has target type instance, which is incompatible with the awsvpc network mode/],
  ['two rules of a listener have one priority', 'shared-alb', change('AWS::ElasticLoadBalancingV2::ListenerRule', '', (p) => {
    p.Priority = 10;
  }), /Priority '10' is currently in use/],
  ['a health check asks its own machine', 'public-name-zone', change(HEALTH_CHECK, '', (p) => {
    p.HealthCheckConfig.IPAddress = '127.0.0.1';
  }), /Route 53 cannot check 127\.0\.0\.1: it is not on the internet/],
  ['a health check asks each 20 seconds', 'health-public-failover', change(HEALTH_CHECK, '', (p) => {
    p.HealthCheckConfig.RequestInterval = 20;
  }), /RequestInterval must be 10 or 30, and not 20/],
  ['a health check asks from one Region', 'health-public-failover', change(HEALTH_CHECK, '', (p) => {
    p.HealthCheckConfig.Regions = ['eu-west-1'];
  }), /A health check needs 3 Regions at least, and has 1/],
  ['nobody makes a type', 'frontend-backend', add('AWS::Glue::Job', () => ({})), /Neither the emulator nor its start-up file makes AWS::Glue::Job/],
];
