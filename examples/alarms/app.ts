/**
 * Names that are watched: alarms that go to a topic, and a dashboard.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const backend = new DiscoverableService(stack, 'Backend', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
frontend.connectTo(backend);

const alarmActions = [new SnsAction(new Topic(stack, 'Alarms'))];
const watched = [backend.monitor({ alarmActions }), frontend.monitor({ alarmActions, minHealthyTasks: 2 })];

new Dashboard(stack, 'Discovery', {
  widgets: watched.map((monitoring) => [...monitoring.summaryWidgets(), ...monitoring.alarmWidgets()]),
});

app.synth();
