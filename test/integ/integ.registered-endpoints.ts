/**
 * Registered endpoints: addresses, a host name, a load balancer, and attributes for API clients.
 *
 * Only AWS can tell that Cloud Map takes each kind of instance with the routing policy that it was given, that an alias for a load balancer answers in a private
 * zone, and that the stack can be deleted with its instances.
 *
 * Costs: a load balancer and 2 tasks of Fargate for about 15 minutes, 0.03 USD.
 */
import { saying, Testbed } from './testbed';
import { DiscoveryNamespace, EndpointTarget, Exposure, RegisteredEndpoint } from 'cdk-discoverable-service';

const bed = new Testbed('registered-endpoints');
const { cluster, cloudMapNamespace } = bed;
const backend = bed.service('Backend', { command: saying('backend') });
const exposed = backend.exposeVia(Exposure.internalNlb());

const printer = new RegisteredEndpoint(bed.stack, 'Printer', {
  cluster, cloudMapNamespace, target: EndpointTarget.addresses(['10.0.0.251', '10.0.0.252']), port: 631,
});
const alsoBackend = new RegisteredEndpoint(bed.stack, 'AlsoBackend', { cluster, cloudMapNamespace, target: EndpointTarget.cname(backend.endpoint.host), port: 80 });
const gateway = new RegisteredEndpoint(bed.stack, 'Gateway', { cluster, cloudMapNamespace, target: EndpointTarget.loadBalancer(exposed.loadBalancer), port: 80 });
const queue = new RegisteredEndpoint(bed.stack, 'Queue', {
  cluster, cloudMapNamespace: DiscoveryNamespace.http('integ-endpoints'), target: EndpointTarget.attributes({ QUEUE_URL: 'https://queue.integ.internal/' }),
});

bed.expectInVpc({ ask: 'count', name: printer.endpoint.host }, { addresses: 2 });
bed.expectInVpc({ ask: 'count', name: alsoBackend.endpoint.host }, { addresses: 2 });
bed.expectInVpc({ ask: 'get', url: gateway.endpoint.url }, { status: 200, body: 'backend' });
bed.expectAt('servicediscovery', 'DiscoverInstances', {
  NamespaceName: queue.endpoint.httpName, ServiceName: queue.endpoint.serviceName,
}, 'Instances.0.Attributes.QUEUE_URL', 'https://queue.integ.internal/');

bed.synth();
