const { App, Stack } = require('aws-cdk-lib');
const { Template } = require('aws-cdk-lib/assertions');
const { Vpc } = require('aws-cdk-lib/aws-ec2');
const { Cluster, ContainerImage } = require('aws-cdk-lib/aws-ecs');
const { DiscoverableService } = require('cdk-discoverable-service');
const { DiscoverySimulator } = require('cdk-discoverable-service/simulator');

const stack = new Stack(new App(), 'Shop');
new DiscoverableService(stack, 'Backend', {
  cluster: new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') }), port: 80, image: ContainerImage.fromRegistry('nginx'),
});

console.log(JSON.stringify({
  simulator: typeof DiscoverySimulator.start,
  unused: Object.keys(require.cache).filter((file) => /aws-(route53|apigateway|certificatemanager)[^/]*[/\\]lib[/\\](?!index)/.test(file)),
  cloudMapServices: Object.keys(Template.fromStack(stack).findResources('AWS::ServiceDiscovery::Service')).length,
}));
