/**
 * Draining: a task that stops serves until the name is answered without it.
 *
 * Only AWS can tell how long ECS and DNS take to forget a task, against the time that the companion container holds it back: the promise of
 * `Draining.afterTtl()` is about nothing else.
 *
 * Costs: 2 tasks of Fargate for about 10 minutes, 0.01 USD.
 */
import { saying, Testbed } from './testbed';
import { Draining } from 'cdk-discoverable-service';

const bed = new Testbed('draining');
const backend = bed.service('Backend', { command: saying('backend'), draining: Draining.afterTtl() });
backend.allowFrom(bed.lookup);
const name = backend.endpoint.host;

bed.expectInVpc({ ask: 'count', name }, { addresses: 2 });
const addresses = bed.askInVpc({ ask: 'list', name }).getAttString('Payload.addresses');
bed.updateService(backend.service, { desiredCount: 1 });
bed.expectOnceInVpc({ ask: 'drain', name, addresses }, { left: 1, servedOn: true });

bed.synth();
