import { App } from 'aws-cdk-lib';
import { build } from './build';
import type { Combination } from './combination';
import { Networks } from './network';
import { faultsOf } from './template-check';
import type { Tree } from './template-facts';
import { assemblyOf } from './template-facts';

const PLAIN: Combination = {
  index: 7,
  world: 'agnostic',
  network: 'ipv4',
  namespace: { kind: 'default' },
  discoveryName: 'svc-#',
  records: { kind: 'default' },
  capacity: { kind: 'default' },
  port: 80,
  relation: { kind: 'caller', mode: 'awsvpc', place: 'sameStack', group: 'closed' },
};
const SRV: Combination = { ...PLAIN, records: { kind: 'srv', ttl: { seconds: 5 }, routingPolicy: 'WEIGHTED' } };
const BRIDGE: Combination = { ...PLAIN, capacity: { kind: 'ec2Bridge', hostPort: 8080 } };
const API: Combination = { ...PLAIN, records: { kind: 'none' } };
const HTTP: Combination = { ...PLAIN, namespace: { kind: 'defined', type: 'http', name: 'shop' } };
const SCALED: Combination = { ...PLAIN, taskCount: { kind: 'autoScaled', max: 10 } };
const UNREGISTERED: Combination = { ...PLAIN, registered: false, relation: { kind: 'none' } };
const endpoint = (target: (Combination['relation'] & { kind: 'endpoint' })['target']): Combination => ({
  ...PLAIN, relation: { kind: 'endpoint', target, discoveryName: 'db-#', port: 443, connectable: true, connect: {} },
});
const ALIAS = endpoint({ kind: 'loadBalancer', dualStack: false });
const CNAME = endpoint({ kind: 'cname', host: 'db.partner.net' });
const ADDRESS = endpoint({ kind: 'addresses', addresses: ['10.0.0.1', '10.0.0.2'] });

/** A template as it is written, open to mistakes. */
type Draft = any;

const DRAFTS = new Map<Combination, string>();

function templatesOf(combination: Combination): Record<string, Draft> {
  if (!DRAFTS.has(combination)) {
    const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } });
    build(app, new Networks(app), combination);
    const stacks = app.synth().stacks.map(({ stackName, template }) => [stackName, template as Tree]);
    DRAFTS.set(combination, JSON.stringify(Object.fromEntries(stacks)));
  }
  return JSON.parse(DRAFTS.get(combination)!) as Record<string, Draft>;
}

function found(templates: Record<string, Draft>, combination: Combination): string[] {
  return faultsOf(assemblyOf(new Map(Object.entries(templates))), [combination]).map(({ what }) => what);
}

/** The properties of the resource of a type whose logical id starts so. */
function props(templates: Record<string, Draft>, type: string, start = ''): Draft {
  const resources = Object.values(templates).flatMap(({ Resources }) => Object.entries<Draft>(Resources));
  return resources.find(([id, resource]) => resource.Type === `AWS::${type}` && id.startsWith(start))![1].Properties;
}

const cloudMap = (templates: Record<string, Draft>) => props(templates, 'ServiceDiscovery::Service', 'OrderX');
const ecs = (templates: Record<string, Draft>) => props(templates, 'ECS::Service', 'OrderX');
const registry = (templates: Record<string, Draft>) => ecs(templates).ServiceRegistries[0];
const container = (templates: Record<string, Draft>, start = 'OrderX') => props(templates, 'ECS::TaskDefinition', start).ContainerDefinitions[0];
const endpointService = (templates: Record<string, Draft>) => props(templates, 'ServiceDiscovery::Service', 'Endpoint');
const instance = (templates: Record<string, Draft>) => props(templates, 'ServiceDiscovery::Instance', 'Endpoint');
const ingress = (templates: Record<string, Draft>) => props(templates, 'EC2::SecurityGroupIngress');

type Plant = [mistake: string, combination: Combination, plant: (templates: Record<string, Draft>) => void, report: RegExp];

const IN_CLOUD_MAP: Plant[] = [
  ['a TTL that is not whole', PLAIN, (all) => { cloudMap(all).DnsConfig.DnsRecords[0].TTL = 1.5; }, /TTL absent or not whole/],
  ['no TTL', PLAIN, (all) => { delete cloudMap(all).DnsConfig.DnsRecords[0].TTL; }, /TTL absent/],
  ['another TTL', SRV, (all) => { cloudMap(all).DnsConfig.DnsRecords[0].TTL = 60; }, /TTL is not 5/],
  ['another routing policy', SRV, (all) => { cloudMap(all).DnsConfig.RoutingPolicy = 'MULTIVALUE'; }, /routing policy is not WEIGHTED/],
  ['records that do not go together', PLAIN, (all) => { cloudMap(all).DnsConfig.DnsRecords.push({ Type: 'CNAME', TTL: 10 }); }, /records A CNAME/],
  ['another record type', PLAIN, (all) => { cloudMap(all).DnsConfig.DnsRecords[0].Type = 'AAAA'; }, /AAAA in subnets without IPv6/],
  ['a check of Route 53 in a private namespace', PLAIN, (all) => { cloudMap(all).HealthCheckConfig = { Type: 'HTTP' }; }, /in a private namespace/],
  ['both checks', PLAIN, (all) => { cloudMap(all).HealthCheckConfig = { Type: 'HTTP' }; }, /both health checks/],
  ['a custom threshold', PLAIN, (all) => { cloudMap(all).HealthCheckCustomConfig.FailureThreshold = 3; }, /custom threshold/],
  ['no custom check for tasks', PLAIN, (all) => { delete cloudMap(all).HealthCheckCustomConfig; }, /check of Route 53 for tasks/],
  ['records in an HTTP namespace', HTTP, (all) => { cloudMap(all).DnsConfig = { DnsRecords: [{ Type: 'A', TTL: 1 }] }; }, /in an HTTP namespace/],
  ['no records, and no Type', API, (all) => { delete cloudMap(all).Type; }, /not Type HTTP/],
  ['a name out of the pattern', PLAIN, (all) => { cloudMap(all).Name = '-svc'; }, /name "-svc"/],
  ['a namespace name with a space', PLAIN, (all) => { props(all, 'ServiceDiscovery::PrivateDnsNamespace').Name = 'ecs internal'; }, /name "ecs internal"/],
  ['two names that differ by case', ADDRESS, (all) => { endpointService(all).Name = 'SVC-0007'; }, /twice in its namespace/],
  ['an alias without WEIGHTED', ALIAS, (all) => { endpointService(all).DnsConfig.RoutingPolicy = 'MULTIVALUE'; }, /alias needs WEIGHTED/],
  ['an alias with a port', ALIAS, (all) => { instance(all).InstanceAttributes.AWS_INSTANCE_PORT = '443'; }, /beside an alias/],
  ['a CNAME without WEIGHTED', CNAME, (all) => { endpointService(all).DnsConfig.RoutingPolicy = 'MULTIVALUE'; }, /CNAME needs WEIGHTED/],
  ['an instance without an address', ADDRESS, (all) => { delete instance(all).InstanceAttributes.AWS_INSTANCE_IPV4; }, /record without its attribute/],
  ['an instance id out of the pattern', ADDRESS, (all) => { instance(all).InstanceId = 'a b'; }, /instance id/],
];

const IN_ECS: Plant[] = [
  ['SRV without container and port', SRV, (all) => { delete registry(all).ContainerPort; delete registry(all).ContainerName; }, /SRV needs container and port/],
  ['SRV with port and container', SRV, (all) => { registry(all).Port = 80; }, /SRV needs container and port/],
  ['a port that is not mapped', SRV, (all) => { registry(all).ContainerPort = 81; }, /not in the task definition/],
  ['a container that is not there', BRIDGE, (all) => { registry(all).ContainerName = 'other'; }, /not in the task definition/],
  ['A records in bridge mode', BRIDGE, (all) => { cloudMap(all).DnsConfig.DnsRecords[0].Type = 'A'; }, /A in mode bridge/],
  ['the API without a port', API, (all) => { ecs(all).ServiceRegistries = [{ RegistryArn: registry(all).RegistryArn }]; }, /API only, without container/],
  ['two registries', PLAIN, (all) => { ecs(all).ServiceRegistries.push(registry(all)); }, /more than one registry/],
  ['no registry', PLAIN, (all) => { delete ecs(all).ServiceRegistries; }, /not one registry/],
  ['a registry that is a namespace', PLAIN, (all) => { registry(all).RegistryArn = { 'Fn::ImportValue': 'x' }; }, /not the ARN of a Cloud Map service/],
  ['registries left out where there are none', UNREGISTERED, (all) => { delete ecs(all).ServiceRegistries; }, /registries of what is not registered/],
  ['a desired count beside scaling', SCALED, (all) => { ecs(all).DesiredCount = 2; }, /desired count of a daemon or a scaled/],
  ['more than 1,000 tasks', PLAIN, (all) => { ecs(all).DesiredCount = 1001; }, /more than 1,000/],
  ['another deployment controller', PLAIN, (all) => { ecs(all).DeploymentController = { Type: 'EXTERNAL' }; }, /controller EXTERNAL/],
  ['an interval of one second', PLAIN, (all) => { container(all).HealthCheck = { Command: ['CMD', 'x'], Interval: 1 }; }, /§2.5/],
];

const IN_CALLS: Plant[] = [
  ['no rule', PLAIN, (all) => { ingress(all).FromPort = 81; }, /port 80 is not open/],
  ['a rule for more ports', PLAIN, (all) => { ingress(all).ToPort = 90; }, /more is open/],
  ['a rule for another group', PLAIN, (all) => { ingress(all).SourceSecurityGroupId = 'sg-1'; }, /is not open to the caller/],
  ['no way out', PLAIN, (all) => { props(all, 'EC2::SecurityGroupEgress').ToPort = 79; }, /no way out/],
  ['a host that does not exist', PLAIN, (all) => {
    container(all, 'Caller').Environment.find(({ Name }: Draft) => Name === 'SVC_0007_HOST').Value = 'svc.ecs-internal';
  }, /SVC_0007_HOST is "svc.ecs-internal"/],
  ['no permission', API, (all) => { props(all, 'IAM::Policy', 'Caller').PolicyDocument.Statement = []; }, /no permission to ask/],
  ['a permission on one ARN', API, (all) => {
    props(all, 'IAM::Policy', 'Caller').PolicyDocument.Statement.forEach((statement: Draft) => { statement.Resource = 'arn:x'; });
  }, /permission on another resource/],
  ['a permission without conditions', API, (all) => {
    props(all, 'IAM::Policy', 'Caller').PolicyDocument.Statement.forEach((statement: Draft) => { delete statement.Condition; });
  }, /permission for another name/],
];

describe('a check that cannot fail is worth nothing', () => {
  test.each([PLAIN, SRV, BRIDGE, API, HTTP, SCALED, UNREGISTERED, ALIAS, CNAME, ADDRESS])('a good template has no fault: %j', (combination) => {
    expect(found(templatesOf(combination), combination)).toEqual([]);
  });

  test.each([...IN_CLOUD_MAP, ...IN_ECS, ...IN_CALLS])('%s is found', (_, combination, plant, report) => {
    const templates = templatesOf(combination);
    plant(templates);
    expect(found(templates, combination).join('\n')).toMatch(report);
  });
});
