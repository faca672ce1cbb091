/**
 * A service with a load balancer, a name in DNS, Service Connect, scaling and blue/green deployments that roll back on errors.
 */
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { AppProtocol, Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Deployment, DiscoverableService, Exposure, HealthProbe, ServiceConnectRole, TaskCount } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });

// user code begins
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');
const store = new DiscoverableService(stack, 'Store', {
  cluster,
  image,
  port: 80,
  healthProbe: HealthProbe.http(),
  taskCount: TaskCount.autoScaled({ max: 10 }),
  serviceConnect: ServiceConnectRole.clientAndServer({ appProtocol: AppProtocol.http }),
  deployment: Deployment.blueGreen(),
});
const exposed = store.exposeVia(Exposure.internalAlb({ testPort: 8080 }));
const errors = exposed.applicationLoadBalancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period: Duration.minutes(1) });
store.rollBackOn(errors.createAlarm(stack, 'Errors', { threshold: 10, evaluationPeriods: 1 }));
const client = new DiscoverableService(stack, 'Client', { cluster, image, serviceConnect: ServiceConnectRole.clientOnly() });
client.connectTo(store);
new CfnOutput(stack, 'Url', { value: exposed.url });
// user code ends

app.synth();
