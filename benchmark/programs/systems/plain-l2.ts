import { Duration, Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition, LogDrivers } from 'aws-cdk-lib/aws-ecs';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { ENVIRONMENT as env, HEALTH_COMMAND, IMAGE, NAMESPACE, PORT, addressOf, forEachService } from '../system';
import type { System } from '../system';

/** The L2 constructs of the CDK, as its documentation shows them. */
export function build(system: System): void {
  const base = new Stack(system.app, 'Base', { env });
  const vpc = new Vpc(base, 'Vpc', { maxAzs: 2 });
  const cluster = new Cluster(base, 'Cluster', { vpc });
  const cloudMapNamespace = new PrivateDnsNamespace(base, 'Namespace', { name: NAMESPACE, vpc });
  let previous: { readonly service: FargateService; readonly name: string } | undefined;
  forEachService(system, (index) => new Stack(system.app, `Services${index}`, { env }), (stack, name) => {
    const taskDefinition = new FargateTaskDefinition(stack, `${name}TaskDefinition`);
    const container = taskDefinition.addContainer('app', {
      image: ContainerImage.fromRegistry(IMAGE),
      portMappings: [{ containerPort: PORT }],
      logging: LogDrivers.awsLogs({ streamPrefix: name }),
      healthCheck: { command: ['CMD-SHELL', HEALTH_COMMAND], interval: Duration.seconds(10) },
    });
    const service = new FargateService(stack, name, {
      cluster,
      taskDefinition,
      desiredCount: 2,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
      cloudMapOptions: { cloudMapNamespace, name, dnsTtl: Duration.seconds(10), failureThreshold: 1 },
    });
    if (previous) {
      Object.entries(addressOf(previous.name)).forEach((variable) => container.addEnvironment(...variable));
      service.connections.allowTo(previous.service, Port.tcp(PORT));
    }
    previous = { service, name };
  });
}
