import './shared/peer-versions';
import './shared/cdk-tokens';
export * from './discoverable';
export * from './discoverable-service';
export * from './discoverable-service-attributes';
export * from './discoverable-service-props';
export * from './discovery-checks';
export * from './exposed-service';
export * from './namespace-parameter';
export * from './registered-endpoint';
export * from './registered-endpoint-props';
export * from './service-registration';
export * from './service-registration-props';
export { DiscoveryAssertions } from './assertions/discovery-assertions';
export { Capacity } from './capacity/capacity';
export type { Ec2AwsvpcCapacityOptions, Ec2BridgeCapacityOptions, Ec2CapacityOptions, Ec2CapacityProviderOptions } from './capacity/ec2-capacity';
export type { FargateCapacityOptions, FargateSpotOptions } from './capacity/fargate-capacity';
export type { ManagedInstancesCapacityOptions } from './capacity/managed-instances-capacity';
export { ConnectVia, ConnectionSide } from './connect/connect-options';
export type { AllowFromOptions, ConnectOptions } from './connect/connect-options';
export { Deployment } from './deployment/deployment';
export type {
  CanaryDeploymentOptions, LinearDeploymentOptions, RollingDeploymentOptions, ShiftingDeploymentOptions,
} from './deployment/deployment-options';
export { Draining } from './draining/draining';
export type { DrainingOptions } from './draining/draining';
export { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
export { DiscoveryGrants } from './endpoint/discovery-grants';
export { EndpointTarget } from './endpoint/endpoint-target';
export { EndpointHealthCheck } from './health/endpoint-health-check';
export type { EndpointHealthCheckOptions, HttpEndpointHealthCheckOptions } from './health/endpoint-health-check';
export { Exposure } from './exposure/exposure';
export type {
  AlbExposureOptions, ExistingListenerExposureOptions, ExistingNlbExposureOptions, ExposureOptions, HttpApiExposureOptions,
  LoadBalancerExposureOptions, NlbExposureOptions, TargetExposureOptions,
} from './exposure/exposure-options';
export { HealthProbe } from './health/health-probe';
export type { HealthProbeOptions, HttpHealthProbeOptions, TcpHealthProbeOptions } from './health/health-probe';
export { DiscoveryMonitoring } from './monitoring/discovery-monitoring';
export type { MonitoringOptions } from './monitoring/monitoring-options';
export { DiscoveryNamespace } from './namespace/discovery-namespace';
export { NamespaceDelegation } from './namespace/namespace-delegation';
export type {
  ExistingNamespaceAttributes, ExistingNamespaceOptions, NamespaceFromParameterOptions, NamespaceOptions, PrivateDnsNamespaceOptions,
  PublicDnsNamespaceOptions,
} from './namespace/namespace-options';
export { PublishedName } from './published-name/published-name';
export type { HostedZoneNameOptions, NamespaceNameOptions } from './published-name/published-name';
export { RecordRouting } from './published-name/record-routing';
export type { LatencyRecordOptions, MultivalueRecordOptions, RoutedRecordOptions } from './published-name/record-routing';
export { DnsRecords } from './records/dns-records';
export type { DnsRecordOptions } from './records/dns-records';
export { PublicEndpoint } from './route53-check/public-endpoint';
export { Route53Check } from './route53-check/route53-check';
export type {
  AddRoute53HealthCheckOptions, AlarmCheckOptions, CalculatedCheckOptions, EndpointCheckOptions, HttpCheckOptions, Route53CheckOptions,
  TaskCheckOptions,
} from './route53-check/route53-check-options';
export type { AutoScaledTaskCountOptions, ScheduledTaskCountOptions } from './scaling/scaling-options';
export { TaskCount } from './scaling/task-count';
export type { ServiceConnectOptions, ServiceConnectServerOptions, ServiceConnectTlsOptions } from './service-connect/service-connect-options';
export { ServiceConnectRole } from './service-connect/service-connect-role';
