import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { tellUsage } from './usage';

const stack = new Stack(new App(), 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
const taskDefinition = new FargateTaskDefinition(stack, 'TaskDefinition');
taskDefinition.addContainer('app', { image: ContainerImage.fromRegistry('nginx') });
new FargateService(stack, 'Service', { cluster, taskDefinition });
tellUsage();
