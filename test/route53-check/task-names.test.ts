import { Annotations, CfnParameter, Stack } from 'aws-cdk-lib';
import { DiscoveryNamespace, EndpointTarget, PublicEndpoint, RegisteredEndpoint, Route53Check } from '../../src';
import { Shop } from '../testing/shop';

const cloudMapNamespace = DiscoveryNamespace.publicDns('public-service.com');

/** A service in a public namespace, in a stack of its own, and a check that asks a name. */
function asking(name: (shop: Shop) => string): Shop {
  const shop = new Shop();
  const backend = shop.service('Backend', { cloudMapNamespace }, new Stack(shop.app, 'Back'));
  const { namespace } = backend.cloudMapService;
  new RegisteredEndpoint(shop.stack, 'Www', {
    cluster: shop.cluster, cloudMapNamespace: DiscoveryNamespace.existing(namespace), target: EndpointTarget.addresses(['198.51.100.7']), port: 443,
  });
  Annotations.of(shop.app).acknowledgeWarning('cdk-discoverable-service:private-addresses', 'For the VPC.');
  shop.service('Other').addRoute53HealthCheck(Route53Check.https(PublicEndpoint.domainName(name(shop))));
  return shop;
}

test.each(['backend.public-service.com', 'Backend.Public-Service.com.'])('a name that leads to private addresses of tasks is refused, in a public namespace too (%s)', (name) => {
  expect(asking(() => name).synthesisError()).toContain(`[Shop/Other/Service/HttpsCheck/HealthCheck] [health-check-task-name] "${name}" is a name that tasks are registered under.
  why: ECS registers the private addresses of tasks, also in a public namespace. The checkers of Route 53 are on the internet and never reach them: the check would be unhealthy for good.
  fix: Ask a public load balancer before the service: PublicEndpoint.loadBalancer(exposed.loadBalancer). Without one use Route53Check.reportingTasks() or runningTasks().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`);
});

test.each<[string, (shop: Shop) => string]>([
  ['another name', () => 'api.public-service.com'], ['what is registered under a public address', () => 'www.public-service.com'],
  ['a name that is known at deployment only', ({ stack }) => new CfnParameter(stack, 'Name').valueAsString],
])('%s stands', (_what, name) => {
  expect(() => asking(name).app.synth()).not.toThrow();
});
