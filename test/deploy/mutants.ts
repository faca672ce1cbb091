import type { Mutant } from './mutant';
import { change, EGRESS, INGRESS, NAME, of, remove, SERVICE, TASK } from './mutant';

/** Mistakes in what most examples have: the name, the rules, the tasks, what the client is told. */
export const MUTANTS: readonly Mutant[] = [
  ['the registry is removed', 'frontend-backend', change(SERVICE, 'Backend', (p) => {
    p.ServiceRegistries = [];
  }), /the name does not exist/],
  ['the name is another one', 'frontend-backend', change(NAME, 'Backend', (p) => {
    p.Name = 'backend2';
  }), /the name does not exist/],
  ['the namespace is another one', 'frontend-backend', change('AWS::ServiceDiscovery::PrivateDnsNamespace', '', (p) => {
    p.Name = 'ecs.internal';
  }), /the name does not exist/],
  ['the rule of the security group is removed', 'frontend-backend', (t) => remove(t, INGRESS), /port 80 of [\d.]+ is closed to it/],
  ['the rule is for another port', 'frontend-backend', change(INGRESS, '', (p) => {
    Object.assign(p, { FromPort: 8080, ToPort: 8080 });
  }), /port 80 of [\d.]+ is closed to it/],
  ['the client may call nobody', 'frontend-backend', change('AWS::EC2::SecurityGroup', 'Frontend', (p) => {
    p.SecurityGroupEgress = [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }];
  }), /port 80 of [\d.]+ is closed to it/],
  ['answers are kept for an hour', 'frontend-backend', change(NAME, 'Backend', (p) => {
    p.DnsConfig.DnsRecords[0].TTL = 3600;
  }), /the answer is kept for 3600 s, and not for 10 s/],
  ['the record is of another type', 'frontend-backend', change(NAME, 'Backend', (p) => {
    p.DnsConfig.DnsRecords[0].Type = 'SRV';
  }), /SRV records need a port/],
  ['the name has an A record for tasks without an address of their own', 'capacity-ec2-bridge',
    change(NAME, 'Backend', (p) => {
      p.DnsConfig.DnsRecords[0].Type = 'A';
    }), /Host and bridge network modes support SRV records only/],
  ['the registry names a port that the container has not', 'capacity-ec2-bridge',
    change(SERVICE, 'Backend', (p) => {
      p.ServiceRegistries[0].ContainerPort = 81;
    }), /did not have a container port 81 defined/],
  ['nothing says that the caller waits', 'frontend-backend', (t) => of(t, SERVICE, 'Frontend').forEach((service) => {
    delete service.DependsOn;
  }), /it is deployed before what it calls/],
  ['the variable tells another address', 'frontend-backend', change(TASK, 'Frontend', (p) => {
    p.ContainerDefinitions[0].Environment.forEach((variable: { Value: string }) => {
      variable.Value = variable.Value.replace('backend.', 'backend2.');
    });
  }), /BACKEND_URL is http:\/\/backend2\.ecs-internal:80/],
  ['the container listens at another port', 'frontend-backend', change(TASK, 'Backend', (p) => {
    p.ContainerDefinitions[0].PortMappings[0].ContainerPort = 8080;
  }), /nothing listens at [\d.]+:80/],
  ['one task runs in place of two', 'frontend-backend', change(SERVICE, 'Backend', (p) => {
    p.DesiredCount = 1;
  }), /1 tasks run, and not 2/],
  ['the VPC does not answer names', 'frontend-backend', change('AWS::EC2::VPC', '', (p) => {
    p.EnableDnsSupport = false;
  }), /the name does not exist/],
  ['the VPC gives no host names', 'frontend-backend', change('AWS::EC2::VPC', '', (p) => {
    p.EnableDnsHostnames = false;
  }), /the name does not exist/],
  ['the rule is for an address that nobody has', 'frontend-backend', change(INGRESS, '', (p) => {
    delete p.SourceSecurityGroupId;
    p.CidrIp = '10.250.250.250/32';
  }), /port 80 of [\d.]+ is closed to it/],
  ['no listener sends to the target group', 'internal-nlb', (t) => remove(t, 'AWS::ElasticLoadBalancingV2::Listener'),
    /does not have an associated load balancer/],
  ['the load balancer may call nobody', 'shared-alb', (t) => remove(t, EGRESS), /its port is closed to the load balancer by tcp/],
  ['the client has no proxy', 'side-by-side', change(SERVICE, 'Frontend', (p) => {
    delete p.ServiceConnectConfiguration;
  }), /the client has no proxy in the namespace of the server/],
];
