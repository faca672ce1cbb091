import { rulesOf, templateOf, variablesOf, waitsOf } from './reading';
import type { IDiscoverable } from '../../src';
import { EndpointTarget, Exposure, RegisteredEndpoint } from '../../src';
import { undeployable } from '../capacity/instances';
import { Shop, messageOf } from '../testing/shop';

test('an exposed service is no target, and the message says how its load balancer becomes one', () => {
  const shop = new Shop();
  const exposed = shop.service('Api').exposeVia(Exposure.internalAlb());
  expect(messageOf(() => shop.service('Frontend').connectTo(exposed as unknown as IDiscoverable))).toBe(`Shop/Frontend.connectTo(Shop/Api/InternalAlb): 1 problem

[connect-to-stranger] The target is an exposed service.
  why: It has no name in the namespace: the name of the service leads to its tasks, and not to what exposes them.
  fix: Connect to the service, call exposed.url, or give the load balancer a name of its own and connect to that: new RegisteredEndpoint(this, 'Api', { cluster, \
target: EndpointTarget.loadBalancer(exposed.loadBalancer), port: 80, connectable: exposed }).
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`);
});

test('the name of the load balancer is called like every other one: the caller is told it, and let in to the load balancer', () => {
  const shop = new Shop();
  const api = shop.service('Api', { port: 8080 });
  const exposed = api.exposeVia(Exposure.internalAlb());
  const endpoint = new RegisteredEndpoint(shop.stack, 'PublicApi', {
    cluster: shop.cluster, target: EndpointTarget.loadBalancer(exposed.loadBalancer), port: 80, connectable: exposed,
  });
  const frontend = shop.service('Frontend');
  frontend.connectTo(endpoint);
  frontend.service.node.addDependency(api.service);
  const template = templateOf(shop);
  expect(variablesOf(template, 'Frontend')).toMatchObject({ PUBLIC_API_URL: 'http://public-api.ecs-internal:80' });
  expect(rulesOf(template)).toContain('in: ApiInternalAlbSecurityGroup < FrontendSecurityGroup tcp 80-80');
  expect(waitsOf(template, 'Frontend')).toContain('Api');
  expect(undeployable(shop.app)).toEqual([]);
});
