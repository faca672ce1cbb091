/**
 * Services that keep out of DNS: the API of Cloud Map answers with all tasks. A Lambda function finds and calls them too.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DiscoverableService, DnsRecords, HealthProbe, TaskCount } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
const cluster = new Cluster(stack, 'Cluster', { vpc });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const cache = new DiscoverableService(stack, 'Cache', {
  cluster,
  image,
  port: 80,
  healthProbe: HealthProbe.http(),
  dnsRecords: DnsRecords.none(),
  serviceAttributes: { protocol: 'v2' },
  taskCount: TaskCount.exactly(12),
});
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
frontend.connectTo(cache);

const { httpName, serviceName } = cache.endpoint;
const warmer = new LambdaFunction(stack, 'Warmer', {
  vpc,
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: Code.fromInline([
    "const { ServiceDiscoveryClient, DiscoverInstancesCommand } = require('@aws-sdk/client-servicediscovery');",
    'const { NAMESPACE: NamespaceName, SERVICE: ServiceName } = process.env;',
    "const HealthStatus = 'HEALTHY_OR_ELSE_ALL';",
    'exports.handler = async () => {',
    '  const { Instances } = await new ServiceDiscoveryClient().send(new DiscoverInstancesCommand({ NamespaceName, ServiceName, HealthStatus }));',
    '  return Promise.all(Instances.map(({ Attributes: a }) => fetch(`http://${a.AWS_INSTANCE_IPV4}:${a.AWS_INSTANCE_PORT}/`).then(({ status }) => status)));',
    '};',
  ].join('\n')),
  environment: { NAMESPACE: httpName, SERVICE: serviceName },
});
cache.grants.discover(warmer);
cache.allowFrom(warmer);

app.synth();
