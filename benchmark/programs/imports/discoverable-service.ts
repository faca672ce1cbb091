import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { tellUsage } from './usage';
import { DiscoverableService } from 'cdk-discoverable-service';

const stack = new Stack(new App(), 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
new DiscoverableService(stack, 'Service', { cluster, image: ContainerImage.fromRegistry('nginx'), port: 80 });
tellUsage();
