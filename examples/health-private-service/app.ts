/**
 * A service that only the VPC reaches, and a Route 53 health check of it: the checkers never reach a task, so the check reads what ECS publishes of the service.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, HealthProbe, Route53Check } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const backend = new DiscoverableService(stack, 'Backend', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
frontend.connectTo(backend);

// For failover, weighted and latency records of a hosted zone of your own.
const healthCheck = backend.addRoute53HealthCheck(Route53Check.reportingTasks());
new CfnOutput(stack, 'HealthCheckId', { value: healthCheck.healthCheckId });

app.synth();
