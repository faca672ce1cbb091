/**
 * Connections: a frontend that calls its backend by the address in its environment, and a backend that nobody else reaches.
 *
 * Only AWS can tell that the name resolves in a task, that the rule between the security groups lets the call through, and that without a rule there is no way.
 *
 * Costs: 4 tasks of Fargate for about 15 minutes, 0.03 USD.
 */
import { passingOnTo, saying, Testbed } from './testbed';

const bed = new Testbed('connect');
const backend = bed.service('Backend', { command: saying('backend') });
// Each call of the frontend is one of its backend. nginx looks the name up when it starts: it must be there before.
const frontend = bed.service('Frontend', { command: passingOnTo('BACKEND_URL') });
frontend.connectTo(backend);
frontend.allowFrom(bed.lookup);

bed.expectInVpc({ ask: 'count', name: backend.endpoint.host }, { addresses: 2 });
bed.expectInVpc({ ask: 'get', url: frontend.endpoint.url }, { status: 200, body: 'backend' });
bed.expectInVpc({ ask: 'get', url: backend.endpoint.url }, { status: 0, body: '' });

bed.synth();
