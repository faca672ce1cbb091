/**
 * Service Connect beside DNS: a client in Service Connect calls through proxies, and a function in the VPC by DNS, under one host name.
 *
 * Only AWS can tell that ECS takes both registrations in one namespace, and that the proxy listens under the name that is in DNS too.
 *
 * Costs: 4 tasks of Fargate with 0.5 vCPU for about 15 minutes, 0.05 USD.
 */
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import { passingOnTo, saying, Testbed } from './testbed';
import { ServiceConnectRole } from 'cdk-discoverable-service';

const bed = new Testbed('service-connect');
const backend = bed.service('Backend', {
  command: saying('backend'), serviceConnect: ServiceConnectRole.clientAndServer({ appProtocol: AppProtocol.http }),
});
const frontend = bed.service('Frontend', { command: passingOnTo('BACKEND_URL'), serviceConnect: ServiceConnectRole.clientOnly() });
frontend.connectTo(backend);
frontend.allowFrom(bed.lookup);
backend.allowFrom(bed.lookup);

bed.expectInVpc({ ask: 'get', url: frontend.endpoint.url }, { status: 200, body: 'backend' });
bed.expectInVpc({ ask: 'count', name: backend.endpoint.host }, { addresses: 2 });
bed.expectInVpc({ ask: 'get', url: backend.endpoint.url }, { status: 200, body: 'backend' });
bed.expectHealthy('backend', 2);
// The registration of Service Connect is a service of its own. What Cloud Map tells of its health, the proxies do not ask.
bed.expectCall('servicediscovery', 'DiscoverInstances', { NamespaceName: bed.namespaceName, ServiceName: 'backend-sc', HealthStatus: 'ALL' }, {
  Instances: [{ ServiceName: 'backend-sc' }, { ServiceName: 'backend-sc' }],
});

bed.synth();
