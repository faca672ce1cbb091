import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { ENVIRONMENT as env, HEALTH_COMMAND, IMAGE, PORT, forEachService } from '../system';
import type { System } from '../system';
import { DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

/** This library, with its defaults. */
export function build(system: System): void {
  const base = new Stack(system.app, 'Base', { env });
  const cluster = new Cluster(base, 'Cluster', { vpc: new Vpc(base, 'Vpc', { maxAzs: 2 }) });
  let previous: DiscoverableService | undefined;
  forEachService(system, (index) => new Stack(system.app, `Services${index}`, { env }), (stack, name) => {
    const service = new DiscoverableService(stack, name, {
      cluster,
      image: ContainerImage.fromRegistry(IMAGE),
      port: PORT,
      healthProbe: HealthProbe.command(['CMD-SHELL', HEALTH_COMMAND]),
    });
    if (previous) {
      service.connectTo(previous);
    }
    previous = service;
  });
}
