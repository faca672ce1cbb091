import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { createRequire } from 'node:module';
import { DiscoverableService } from 'cdk-discoverable-service';
import * as library from 'cdk-discoverable-service';
import { DiscoverySimulator } from 'cdk-discoverable-service/simulator';

const required = Object.keys(createRequire(import.meta.url)('cdk-discoverable-service'));
const stack = new Stack(new App(), 'Shop');
new DiscoverableService(stack, 'Backend', {
  cluster: new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') }), port: 80, image: ContainerImage.fromRegistry('nginx'),
});

console.log(JSON.stringify({
  names: required.length,
  unreachableByName: required.filter((name) => library[name] === undefined),
  simulator: typeof DiscoverySimulator.start,
  cloudMapServices: Object.keys(Template.fromStack(stack).findResources('AWS::ServiceDiscovery::Service')).length,
}));
