import { Duration, Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { ENVIRONMENT as env, HEALTH_COMMAND, IMAGE, NAMESPACE, PORT, addressOf, forEachService } from '../system';
import type { System } from '../system';

/** The CDK's patterns, which give each service a load balancer of its own. */
export function build(system: System): void {
  const base = new Stack(system.app, 'Base', { env });
  const vpc = new Vpc(base, 'Vpc', { maxAzs: 2 });
  const cluster = new Cluster(base, 'Cluster', { vpc });
  const cloudMapNamespace = new PrivateDnsNamespace(base, 'Namespace', { name: NAMESPACE, vpc });
  let previous: { readonly pattern: ApplicationLoadBalancedFargateService; readonly name: string } | undefined;
  forEachService(system, (index) => new Stack(system.app, `Services${index}`, { env }), (stack, name) => {
    const pattern = new ApplicationLoadBalancedFargateService(stack, name, {
      cluster,
      publicLoadBalancer: false,
      desiredCount: 2,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
      taskImageOptions: { image: ContainerImage.fromRegistry(IMAGE), containerPort: PORT },
      healthCheck: { command: ['CMD-SHELL', HEALTH_COMMAND], interval: Duration.seconds(10) },
      cloudMapOptions: { cloudMapNamespace, name, dnsTtl: Duration.seconds(10), failureThreshold: 1 },
    });
    if (previous) {
      const container = pattern.taskDefinition.defaultContainer!;
      Object.entries(addressOf(previous.name)).forEach((variable) => container.addEnvironment(...variable));
      pattern.service.connections.allowTo(previous.pattern.service, Port.tcp(PORT));
    }
    previous = { pattern, name };
  });
}
