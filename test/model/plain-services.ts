import { Duration, aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import type { Stack, aws_servicediscovery as cloudmap } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A cluster with the default namespace `ecs-internal`. */
export function plainCluster(stack: Stack): ecs.Cluster {
  const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2, subnetConfiguration: [{ name: 'p', subnetType: ec2.SubnetType.PUBLIC }] });
  return new ecs.Cluster(stack, 'Cluster', { vpc, defaultCloudMapNamespace: { name: 'ecs-internal' } });
}

export interface PlainServiceProps {
  readonly cluster: ecs.Cluster;
  readonly port: number;
  readonly discoveryName?: string;
  readonly environment?: Record<string, string>;
  readonly healthCheck?: ecs.HealthCheck;
}

/** A Fargate service of plain CDK constructs, as people have them without this library. */
export function plainService(scope: Construct, id: string, props: PlainServiceProps): ecs.FargateService {
  const taskDefinition = new ecs.FargateTaskDefinition(scope, `${id}Task`);
  taskDefinition.addContainer('app', {
    image: ecs.ContainerImage.fromRegistry('nginx'),
    portMappings: [{ containerPort: props.port }],
    environment: props.environment,
    healthCheck: props.healthCheck,
  });
  return new ecs.FargateService(scope, id, {
    cluster: props.cluster,
    taskDefinition,
    desiredCount: 2,
    cloudMapOptions: props.discoveryName === undefined ? undefined : { name: props.discoveryName, dnsTtl: Duration.seconds(10) },
  });
}

/** The host of a service as plain CDK code writes it: the name is an attribute, only known from the template. */
export function plainHost(service: ecs.FargateService, namespace: cloudmap.INamespace): string {
  return `${service.cloudMapService!.serviceName}.${namespace.namespaceName}`;
}
