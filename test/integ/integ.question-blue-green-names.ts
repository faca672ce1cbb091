/**
 * Open question: what does DNS answer while a native blue/green deployment runs?
 *
 * The library assumes that both sets of tasks are answered: nothing shifts DNS. On it rest the warning `names-not-shifted`, and what the documentation says of
 * `Deployment.blueGreen()` (docs/deployments.md).
 *
 * Costs: a load balancer and 2 to 4 tasks of Fargate for about 30 minutes, 0.05 USD.
 */
import { Duration } from 'aws-cdk-lib';
import { saying, Testbed } from './testbed';
import { Deployment, Exposure } from 'cdk-discoverable-service';

const bed = new Testbed('question-blue-green-names');
// In the bake time the traffic has moved, and the old tasks run on.
const backend = bed.service('Backend', { command: saying('backend'), deployment: Deployment.blueGreen({ bakeTime: Duration.minutes(10) }) });
const { url } = backend.exposeVia(Exposure.internalAlb());
const name = backend.endpoint.host;

bed.expectInVpc({ ask: 'count', name }, { addresses: 2 });
bed.updateService(backend.service, { forceNewDeployment: true });
bed.expectInVpc({ ask: 'count', name }, { addresses: 4 });
bed.expectInVpc({ ask: 'get', url }, { status: 200, body: 'backend' });
bed.pause(10);
bed.expectInVpc({ ask: 'count', name }, { addresses: 2 });

bed.synth();
