import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import type { ICertificateAuthority } from 'aws-cdk-lib/aws-acmpca';
import { CfnCertificateAuthority, CfnCertificateAuthorityActivation } from 'aws-cdk-lib/aws-acmpca';
import type { BaseService, CfnService, LogDriver, ServiceConnectTlsConfiguration } from 'aws-cdk-lib/aws-ecs';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { ServiceConnectTlsOptions } from './service-connect-options';
import type { ServiceConnectPlan } from '../plan/service-connect-plan';
import { known } from '../shared/known';
import { Synthesis } from '../shared/synthesis';

/** What a service needs to take part in Service Connect, decided. */
export interface ServiceConnectSettings extends ServiceConnectPlan {
  /** An ARN: by a name, ECS may make another namespace (aws/aws-cdk#25616), and CloudFormation sees no order. */
  readonly namespaceArn?: string;
  /** By which clients call the service; nothing for a client. */
  readonly dnsName?: string;
  /** Where a container writes, under a prefix of its own. */
  readonly logsTo: (streamPrefix: string) => LogDriver;
}

/** Has the tasks of a service take part in Service Connect. */
export function defineServiceConnect(service: BaseService, { choice, ports, namespaceArn, dnsName, logsTo }: ServiceConnectSettings): void {
  if (choice.kind === 'off') {
    (service.node.defaultChild as CfnService).serviceConnectConfiguration = { enabled: false };
    return;
  }
  const tls = choice.kind === 'server' && choice.tls ? defineTls(service, choice.tls) : undefined;
  service.enableServiceConnect({
    namespace: namespaceArn,
    services: ports.map(({ portName, discoveryName, clientPort, idleTimeoutSeconds, perRequestTimeoutSeconds }) => ({
      portMappingName: portName,
      discoveryName,
      dnsName,
      port: known(clientPort) ? clientPort : undefined,
      idleTimeout: durationOf(idleTimeoutSeconds),
      perRequestTimeout: durationOf(perRequestTimeoutSeconds),
      tls,
    })),
    logDriver: logsTo('service-connect'),
    accessLogConfiguration: choice.accessLogFormat && { format: choice.accessLogFormat, includeQueryParameters: choice.accessLogQueryParameters },
  });
  ports.forEach(({ clientPort }, index) => known(clientPort) || setClientPort(service, index, clientPort));
}

/** The CDK takes no port that is known at deployment only. */
function setClientPort(service: BaseService, index: number, clientPort: number): void {
  (service.node.defaultChild as CfnService).addPropertyOverride(`ServiceConnectConfiguration.Services.${index}.ClientAliases.0.Port`, clientPort);
}

function durationOf(seconds: number | undefined): Duration | undefined {
  return seconds === undefined ? undefined : Duration.seconds(seconds);
}

/** A service whose role, key or authority is deleted before it cannot stop its tasks, so it is deleted first. */
function defineTls(
  service: BaseService, { certificateAuthority, kmsKey, role = defineRole(service) }: ServiceConnectTlsOptions,
): ServiceConnectTlsConfiguration {
  kmsKey?.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyPair');
  // Of its resource: the role stands below the service, and must not wait for itself.
  const { node } = service.node.defaultChild!;
  node.addDependency(role, ...kmsKey ? [kmsKey] : []);
  // Later, because what activates the authority may be defined after the service.
  Synthesis.of(service).prepare(() => node.addDependency(...prepareAuthority(service, certificateAuthority)));
  return { awsPcaAuthorityArn: certificateAuthority.certificateAuthorityArn, kmsKey, role };
}

function defineRole(service: BaseService): IRole {
  return new Role(service, 'ServiceConnectTlsRole', {
    assumedBy: new ServicePrincipal('ecs.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity')],
  });
}

/**
 * The authority and what makes it ready to sign, where they are of this app.
 *
 * The managed policy of ECS holds for authorities with the tag only.
 */
function prepareAuthority(service: BaseService, { certificateAuthorityArn }: ICertificateAuthority): IConstruct[] {
  const resources = service.node.root.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
  const isOf = (arn: string) => JSON.stringify(Stack.of(service).resolve(arn)) === JSON.stringify(Stack.of(service).resolve(certificateAuthorityArn));
  const authorities = resources.filter(isAuthority).filter(({ attrArn }) => isOf(attrArn));
  authorities.forEach(({ tags }) => tags.setTag('AmazonECSManaged', 'true'));
  return [...authorities, ...resources.filter(isActivation).filter((activation) => isOf(activation.certificateAuthorityArn))];
}

function isAuthority(resource: CfnResource): resource is CfnCertificateAuthority {
  return resource.cfnResourceType === CfnCertificateAuthority.CFN_RESOURCE_TYPE_NAME;
}

function isActivation(resource: CfnResource): resource is CfnCertificateAuthorityActivation {
  return resource.cfnResourceType === CfnCertificateAuthorityActivation.CFN_RESOURCE_TYPE_NAME;
}
