/**
 * Deployments: a rolling one, during which the name always has two tasks, and a blue/green one that moves the traffic of a load balancer.
 *
 * Only AWS can tell in which order ECS registers new tasks and takes old ones out, that a blue/green deployment has all that it needs (roles, rules, target
 * groups), and that callers are answered all the while.
 *
 * Costs: a load balancer and 4 to 8 tasks of Fargate for about 25 minutes, 0.06 USD.
 */
import { Duration } from 'aws-cdk-lib';
import { saying, Testbed } from './testbed';
import { Deployment, Exposure } from 'cdk-discoverable-service';

const bed = new Testbed('deployment');
const rolling = bed.service('Rolling');
const blueGreen = bed.service('BlueGreen', { command: saying('shifted'), deployment: Deployment.blueGreen({ bakeTime: Duration.minutes(1) }) });
const { url } = blueGreen.exposeVia(Exposure.internalAlb());

const name = rolling.endpoint.host;
bed.expectInVpc({ ask: 'count', name }, { addresses: 2 });
const before = bed.askInVpc({ ask: 'callOne', name, path: '/' }).getAttString('Payload.address');
bed.updateService(rolling.service, { forceNewDeployment: true });
for (let round = 0; round < 3; round++) {
  bed.expectOnceInVpc({ ask: 'always', name, atLeast: 2 }, { always: true });
}
bed.expectInVpc({ ask: 'absent', name, address: before }, { absent: true });
bed.expectAt('ECS', 'DescribeServices', {
  cluster: bed.cluster.clusterName, services: [rolling.service.serviceName],
}, 'services.0.deployments.0.rolloutState', 'COMPLETED');

const deployments = { cluster: bed.cluster.clusterName, service: blueGreen.service.serviceName };
bed.expectInVpc({ ask: 'get', url }, { status: 200, body: 'shifted' });
bed.updateService(blueGreen.service, { forceNewDeployment: true });
// The newest one stands first; there are two of them once the update has begun.
bed.expectAt('ECS', 'ListServiceDeployments', deployments, 'serviceDeployments.1.status', 'SUCCESSFUL');
bed.expectAt('ECS', 'ListServiceDeployments', deployments, 'serviceDeployments.0.status', 'SUCCESSFUL');
bed.expectInVpc({ ask: 'get', url }, { status: 200, body: 'shifted' });
bed.expectInVpc({ ask: 'count', name: blueGreen.endpoint.host }, { addresses: 2 });

bed.synth();
