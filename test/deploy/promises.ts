import type { Promises } from './promise';
import { backendFrom, ref } from './promise';

const simple = { calls: [backendFrom()] };
const SERVICE = 'AWS::ECS::Service';

const STOPS_ON_ERRORS = { Enable: true, AlarmNames: [ref('Errors')] };
const SHIFTS = { AlternateTargetGroupArn: ref('StoreInternalAlbAlternate'), ProductionListenerRule: ref('StoreInternalAlbRule') };
const ENCRYPTS = { IssuerCertificateAuthority: { AwsPcaAuthorityArn: ref('Root') }, RoleArn: ref('Backend') };
const READS_THE_ALARM = { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Name: ref('BackendServiceReportingTasksCheckAlarm') } };
const TELLS = { AlarmActions: [ref('Alarms')] };
const PROBE = ref('DiscoveryProbeFunction');

export const CAPACITY: Promises = {
  'capacity-ec2': simple,
  'capacity-ec2-bridge': { calls: [backendFrom({ by: 'SRV', variable: ['BACKEND_SRV', 'backend.ecs-internal'] })] },
  'capacity-ec2-daemon': { calls: [backendFrom({ by: 'SRV', onePerInstance: true, variable: ['BACKEND_SRV', 'backend.ecs-internal'] })] },
  'capacity-ec2-host': { calls: [backendFrom({ by: 'SRV', onePerInstance: true, variable: ['BACKEND_SRV', 'backend.ecs-internal'] })] },
  'capacity-fargate-spot': {
    calls: [backendFrom({ tasks: 6 })],
    recorded: [{
      type: SERVICE,
      of: 'Backend',
      having: { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Base: 2, Weight: 0 }, { CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] },
    }],
  },
  'capacity-managed-instances': simple,
  'task-scaling': {
    ...simple,
    recorded: [
      { type: 'AWS::ApplicationAutoScaling::ScalableTarget', of: 'Backend', having: { MinCapacity: 2, MaxCapacity: 20 } },
      { type: 'AWS::ApplicationAutoScaling::ScalableTarget', of: 'Frontend', having: { MinCapacity: 2, MaxCapacity: 10 } },
      { type: 'AWS::ApplicationAutoScaling::ScalingPolicy', count: 3, having: { PolicyType: 'TargetTrackingScaling' } },
    ],
  },
};

export const NAMESPACES: Promises = {
  'namespace-existing': { calls: [backendFrom({ at: 'backend.shop.internal', variable: ['BACKEND_URL', 'http://backend.shop.internal:80'] })] },
  'namespace-from-parameter': { calls: [backendFrom()], names: [{ at: 'catalog.ecs-internal', type: 'A', answers: 2 }] },
  'namespace-http': { calls: [backendFrom({ at: 'backend@shop', by: 'api', variable: ['BACKEND_SERVICE', 'backend'] })] },
  'namespace-public': { calls: [{ from: 'Client', to: 'Api', at: 'api.svc.public-service.com', port: 80, variable: ['API_URL', 'http://api.svc.public-service.com:80'] }] },
  'namespaces-several': {
    calls: [
      { from: 'Console', to: 'ShopApi', at: 'api.shop.internal', port: 80, variable: ['SHOP_API_URL', 'http://api.shop.internal:80'] },
      { from: 'Console', to: 'AdminApi', at: 'api.admin.internal', port: 80, variable: ['ADMIN_API_URL', 'http://api.admin.internal:80'] },
    ],
  },
  'two-stacks': {
    calls: [
      { from: 'Orders', to: 'Billing', at: 'billing.ecs-internal', port: 80, unordered: true, variable: ['BILLING_URL', 'http://billing.ecs-internal:80'] },
      { from: 'Billing', to: 'Orders', at: 'orders.ecs-internal', port: 80, unordered: true, variable: ['ORDERS_URL', 'http://orders.ecs-internal:80'] },
    ],
  },
};

export const RECORDS: Promises = {
  'api-discovery': {
    calls: [{ from: 'Frontend', to: 'Cache', at: 'cache@ecs-internal', by: 'api', port: 80, tasks: 12, variable: ['CACHE_SERVICE', 'cache'] }],
    mayDiscover: { Warmer: 'cache@ecs-internal' },
  },
  'draining': {
    calls: [backendFrom({ ttl: 15 })],
    recorded: [{
      type: 'AWS::ECS::TaskDefinition',
      of: 'Backend',
      having: { ContainerDefinitions: [{ Name: 'app', StopTimeout: 20 }, { Name: 'drain', StopTimeout: 22, Command: [/sleep 20/] }] },
    }],
  },
  'frontend-backend': simple,
  'records-a-and-srv': { calls: [backendFrom(), backendFrom({ by: 'SRV' })] },
  'records-dual-stack': {
    calls: [
      backendFrom(), backendFrom({ by: 'AAAA' }),
      { from: 'Frontend', to: 'Modern', at: 'modern.ecs-internal', by: 'AAAA', port: 80, variable: ['MODERN_URL', 'http://modern.ecs-internal:80'] },
    ],
  },
  'records-srv': { calls: [backendFrom({ by: 'SRV', variable: ['BACKEND_SRV', 'backend.ecs-internal'] })] },
  'records-weighted': { calls: [backendFrom({ ttl: 5, weighted: true })] },
  'short-names': { calls: [{ from: 'Client', to: 'Backend', at: 'backend.ecs-internal', port: 80, variable: ['BACKEND_URL', 'http://backend.ecs-internal:80'] }] },
};

export const BESIDE_DNS: Promises = {
  'blue-green': {
    calls: [{ from: 'Client', to: 'Store', at: 'store.ecs-internal', by: 'service-connect', port: 80, variable: ['STORE_URL', 'http://store.ecs-internal:80'] }],
    names: [{ at: 'store.ecs-internal', type: 'A', answers: 2 }],
    balanced: ['Store'],
    recorded: [
      { type: SERVICE, of: 'Store', having: { DeploymentConfiguration: { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 5, Alarms: STOPS_ON_ERRORS } } },
      { type: SERVICE, of: 'Store', having: { LoadBalancers: [{ AdvancedConfiguration: SHIFTS }] } },
    ],
  },
  'dns-to-service-connect-1': simple,
  'dns-to-service-connect-2': simple,
  'dns-to-service-connect-3': { calls: [backendFrom({ by: 'service-connect' })], names: [{ at: 'backend.ecs-internal', type: 'A', answers: 2 }] },
  'service-connect-tls': {
    calls: [backendFrom({ by: 'service-connect' })],
    recorded: [
      { type: SERVICE, of: 'Backend', having: { ServiceConnectConfiguration: { Services: [{ Tls: ENCRYPTS }] } } },
      { type: 'AWS::ACMPCA::CertificateAuthority', having: { Tags: [{ Key: 'AmazonECSManaged', Value: 'true' }] } },
    ],
  },
  'side-by-side': { calls: [backendFrom({ by: 'service-connect' })], names: [{ at: 'backend.ecs-internal', type: 'A', answers: 2 }] },
};

export const EXPOSED: Promises = {
  'http-api': {
    calls: [{ from: 'Worker', to: 'Backend', at: 'backend.ecs-internal', port: 80, variable: ['BACKEND_URL', 'http://backend.ecs-internal:80'] }],
    recorded: [{ type: 'AWS::ApiGatewayV2::Integration', having: { IntegrationUri: ref('BackendCloudMapService'), ConnectionId: ref('BackendHttpApiVpcLink') } }],
  },
  'internal-nlb': {
    calls: [{ from: 'Client', to: 'Resolver', at: 'resolver.ecs-internal', port: 53, variable: ['RESOLVER_HOST', 'resolver.ecs-internal'] }],
    balanced: ['Resolver'],
  },
  'public-alb': { ...simple, balanced: ['Frontend'], aliases: { 'www.shop.example.org': 'Frontend' }, keeps: ['AWS::S3::Bucket'] },
  'public-name-namespace': { aliases: { 'api.public-service.com': 'Api' }, balanced: ['Api'] },
  'public-name-zone': {
    names: [
      { at: 'stock.corp.public-service.com', type: 'CNAME', answers: ['stock.ecs-internal'] },
      { at: 'stock.ecs-internal', type: 'A', answers: 2 },
      { at: 'gateways.public-service.com', type: 'A', answers: 2 },
    ],
    aliases: { 'api.public-service.com': 'Api' },
    balanced: ['Api'],
  },
  'shared-alb': {
    names: ['website', 'api', 'partners'].map((name) => ({ at: `${name}.ecs-internal`, type: 'A', answers: 2 })),
    balanced: ['Website', 'Api', 'Partners'],
    requests: [
      { to: 'Website', path: '/' },
      { to: 'Api', path: '/api/stock' },
      { to: 'Partners', path: '/', host: 'partners.shop.internal', headers: { 'X-Partner': 'yes' } },
      { to: 'Website', path: '/', host: 'partners.shop.internal' },
    ],
  },
  'health-public-failover': { failover: [{ at: 'api.public-service.com', from: 'Api', to: 'SorryPage', checked: true }], balanced: ['Api', 'SorryPage'] },
  'health-two-regions': { failover: [{ at: 'api.public-service.com', from: 'Api', to: 'Api' }], balanced: ['Api'], regions: ['eu-west-1', 'us-east-1'] },
};

export const OTHERS: Promises = {
  'alarms': {
    ...simple,
    recorded: [
      { type: 'AWS::CloudWatch::Alarm', of: 'Backend', count: 4, having: TELLS },
      { type: 'AWS::CloudWatch::Alarm', of: 'Frontend', count: 4, having: TELLS },
      { type: 'AWS::CloudWatch::Alarm', of: 'DiscoveryProbe', having: { ...TELLS, InsufficientDataActions: [ref('Alarms')] } },
      { type: 'AWS::Events::Rule', having: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Arn: PROBE, Input: ref('BackendCloudMapService') }] } },
      { type: 'AWS::Events::Rule', having: { EventPattern: { resources: [ref('BackendService'), ref('FrontendService')] }, Targets: [{ Arn: PROBE }] } },
      { type: 'AWS::Lambda::Permission', count: 2, having: { FunctionName: PROBE, Principal: 'events.amazonaws.com' } },
      { type: 'AWS::CloudWatch::Dashboard', having: { DashboardBody: ref('BackendServiceDiscoveryMonitoringNoHealthyTask') } },
    ],
  },
  'existing-service': {
    calls: [
      { from: 'Frontend', to: 'CatalogService', at: 'catalog.shop.internal', port: 80, tasks: 1, variable: ['CATALOG_URL', 'http://catalog.shop.internal:80'] },
      { from: 'Frontend', to: 'OrdersService', at: 'orders.shop.internal', port: 80, ttl: 60, tasks: 1, variable: ['ORDERS_URL', 'http://orders.shop.internal:80'] },
    ],
  },
  'health-private-service': {
    ...simple,
    recorded: [{
      type: 'AWS::Route53::HealthCheck',
      having: { HealthCheckConfig: { ...READS_THE_ALARM, InsufficientDataHealthStatus: 'Unhealthy' } },
    }],
  },
  'registered-endpoints': {
    names: [
      { at: 'printer.ecs-internal', type: 'A', answers: ['10.20.0.7'] },
      { at: 'gateway.ecs-internal', type: 'A', answers: 1 },
      { at: 'database.ecs-internal', type: 'CNAME', answers: 1 },
      { at: 'backend.ecs-internal', type: 'A', answers: 2 },
    ],
  },
  // The first of two deployments that take discovery away: no task is in the name any more.
  'remove-discovery': { names: [{ at: 'catalog.ecs-internal', type: 'A', answers: 0 }] },
};

export const ALL: Promises = { ...CAPACITY, ...NAMESPACES, ...RECORDS, ...BESIDE_DNS, ...EXPOSED, ...OTHERS };
