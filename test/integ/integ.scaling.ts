/**
 * Task counts: the name follows the number of tasks, up and down, and Application Auto Scaling knows the service.
 *
 * Only AWS can tell that DNS answers with new tasks and forgets those that stop, and that the scalable target is bound to the service.
 *
 * Costs: 2 to 4 tasks of Fargate for about 15 minutes, 0.02 USD.
 */
import { Testbed } from './testbed';
import { TaskCount } from 'cdk-discoverable-service';

const bed = new Testbed('scaling');
const backend = bed.service('Backend', { taskCount: TaskCount.autoScaled({ min: 2, max: 4 }) });
const { service, endpoint: { host: name } } = backend;

bed.expectInVpc({ ask: 'count', name }, { addresses: 2 });
bed.updateService(service, { desiredCount: 4 });
bed.expectInVpc({ ask: 'count', name }, { addresses: 4 });
bed.expectHealthy('backend', 4);
bed.updateService(service, { desiredCount: 2 });
bed.expectInVpc({ ask: 'count', name }, { addresses: 2 });
bed.expectAt('application-auto-scaling', 'DescribeScalableTargets', {
  ServiceNamespace: 'ecs', ResourceIds: [`service/${bed.cluster.clusterName}/${service.serviceName}`],
}, 'ScalableTargets.0.MaxCapacity', 4);

bed.synth();
