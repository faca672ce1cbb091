/**
 * A number of tasks that follows CPU and memory, with more of them in the day.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, HealthProbe, TaskCount } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image,
  port: 80,
  healthProbe: HealthProbe.http(),
  taskCount: TaskCount.autoScaled({
    max: 20,
    cpuUtilizationPercent: 60,
    memoryUtilizationPercent: 80,
    schedules: [
      { schedule: Schedule.cron({ hour: '7', minute: '0' }), min: 6 },
      { schedule: Schedule.cron({ hour: '20', minute: '0' }), min: 2 },
    ],
  }),
});
const frontend = new DiscoverableService(stack, 'Frontend', {
  cluster, image, port: 80, healthProbe: HealthProbe.http(), taskCount: TaskCount.autoScaled({ max: 10 }),
});
frontend.connectTo(backend);

app.synth();
