import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import * as cdk from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

export class AppStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const cluster = new Cluster(this, 'Cluster', { vpc: new Vpc(this, 'Vpc') });
    const backend = new DiscoverableService(this, 'Backend', {
      cluster,
      port: 80,
      healthProbe: HealthProbe.http(),
      image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
    });
    const frontend = new DiscoverableService(this, 'Frontend', {
      cluster,
      port: 80,
      healthProbe: HealthProbe.http(),
      image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
    });
    frontend.connectTo(backend);
  }
}
