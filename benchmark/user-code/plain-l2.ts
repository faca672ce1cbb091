import { App, Duration, Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition, LogDrivers } from 'aws-cdk-lib/aws-ecs';

const stack = new Stack(new App(), 'Shop');
const vpc = new Vpc(stack, 'Vpc');
const cluster = new Cluster(stack, 'Cluster', { vpc, defaultCloudMapNamespace: { name: 'ecs-internal' } });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

function service(id: string, name: string, environment?: Record<string, string>): FargateService {
  const taskDefinition = new FargateTaskDefinition(stack, id + 'Task');
  taskDefinition.addContainer('app', {
    image,
    environment,
    portMappings: [{ containerPort: 80 }],
    logging: LogDrivers.awsLogs({ streamPrefix: name }),
    healthCheck: {
      command: ['CMD-SHELL', 'wget -q -O /dev/null http://127.0.0.1/ || exit 1'], interval: Duration.seconds(10),
    },
  });
  return new FargateService(stack, id, {
    cluster,
    taskDefinition,
    desiredCount: 2,
    minHealthyPercent: 100,
    circuitBreaker: { rollback: true },
    cloudMapOptions: { name, dnsTtl: Duration.seconds(10), failureThreshold: 1 },
  });
}

const backend = service('Backend', 'backend');
const frontend = service('Frontend', 'frontend', {
  BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '80', BACKEND_URL: 'http://backend.ecs-internal:80',
});
frontend.connections.allowTo(backend, Port.tcp(80));
frontend.node.addDependency(backend);
