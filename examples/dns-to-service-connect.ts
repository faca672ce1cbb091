/**
 * A system that moves from DNS to Service Connect: the same in each step but for the parts of the two services.
 */
import type { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { DnsRecords, ServiceConnectRole } from 'cdk-discoverable-service';
import { DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

/** The parts of the services in Service Connect; nothing where one takes none. */
export interface Roles {
  readonly backend?: ServiceConnectRole;
  readonly frontend?: ServiceConnectRole;
}

/** @param dnsRecords of the backend, other than A records */
export function addSystem(stack: Stack, roles: Roles, dnsRecords?: DnsRecords): void {
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  // Given, because a service in Service Connect has 512 where nothing is said: so a step changes no more than it has to.
  const cpu = 512;
  const backend = new DiscoverableService(stack, 'Backend', {
    cluster,
    cpu,
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
    port: 80,
    healthProbe: HealthProbe.http(),
    dnsRecords,
    serviceConnect: roles.backend,
  });
  const frontend = new DiscoverableService(stack, 'Frontend', {
    cluster,
    cpu,
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
    port: 80,
    healthProbe: HealthProbe.http(),
    serviceConnect: roles.frontend,
  });
  frontend.connectTo(backend);
}
