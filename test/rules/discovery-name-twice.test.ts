import { CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import type { CfnService } from 'aws-cdk-lib/aws-servicediscovery';
import { HttpNamespace, PrivateDnsNamespace, Service } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace } from '../../src';
import { Shop } from '../testing/shop';

const twice = (first: string, second: string) => `Validation failed with the following errors:
  [] [discovery-name-twice] ${first} and ${second} would have one name in one namespace.
  why: A name stands once in a namespace, and DNS does not tell capital letters from small ones: the second CreateService fails with ServiceAlreadyExists.
  fix: Give one of them another discoveryName, or another namespace.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html`;

/** A shop with a namespace of its own, which services of any kind can be put into. */
function shopWithNamespace() {
  const shop = new Shop();
  const namespace = new PrivateDnsNamespace(shop.stack, 'Names', { name: 'shop.internal', vpc: shop.vpc });
  return { shop, namespace, cloudMapNamespace: DiscoveryNamespace.existing(namespace) };
}

test('two services of one stack with one discovery name are refused at synth', () => {
  const shop = new Shop();
  shop.service('Backend');
  shop.service('Other', { discoveryName: 'backend' });

  expect(shop.synthesisError()).toBe(twice('Shop/Backend/CloudMapService ("backend")', 'Shop/Other/CloudMapService ("backend")'));
});

test('names that differ by case are refused, also across stacks', () => {
  const shop = new Shop();
  shop.service('Backend');
  shop.service('Other', { discoveryName: 'BACKEND' }, new Stack(shop.app, 'Second'));

  expect(shop.synthesisError()).toBe(twice('Shop/Backend/CloudMapService ("backend")', 'Second/Other/CloudMapService ("BACKEND")'));
});

test('a plain Cloud Map service of that name is seen', () => {
  const { shop, namespace, cloudMapNamespace } = shopWithNamespace();
  new Service(shop.stack, 'Plain', { namespace, name: 'Backend' });
  shop.service('Backend', { cloudMapNamespace });

  expect(shop.synthesisError()).toBe(twice('Shop/Plain/Resource ("Backend")', 'Shop/Backend/CloudMapService ("backend")'));
});

test('a service of that name in another stack, by cloudMapOptions of the cluster\'s namespace, is seen', () => {
  const shop = new Shop();
  const namespace = shop.cluster.addDefaultCloudMapNamespace({ name: 'ecs-internal' });
  shop.service('Backend');
  new Service(new Stack(shop.app, 'Second'), 'Plain', { namespace, name: 'backend' });

  expect(shop.synthesisError()).toBe(twice('Shop/Backend/CloudMapService ("backend")', 'Second/Plain/Resource ("backend")'));
});

/** Apps in which a name stands twice and it is no error. */
const WHOLE: Array<[string, () => Shop]> = [
  ['in two namespaces', () => {
    const { shop, cloudMapNamespace } = shopWithNamespace();
    shop.service('Backend', { cloudMapNamespace });
    shop.service('Other', { discoveryName: 'backend' });
    return shop;
  }],
  ['where one of the two is deployed under a condition', () => {
    const { shop, namespace, cloudMapNamespace } = shopWithNamespace();
    const plain = new Service(shop.stack, 'Plain', { namespace, name: 'backend' });
    const condition = new CfnCondition(shop.stack, 'InProduction', { expression: Fn.conditionEquals('a', 'b') });
    (plain.node.defaultChild as CfnService).cfnOptions.condition = condition;
    shop.service('Backend', { cloudMapNamespace });
    return shop;
  }],
  ['where names are parameters', () => {
    const shop = new Shop();
    const discoveryName = new CfnParameter(shop.stack, 'Name').valueAsString;
    shop.service('Backend', { discoveryName });
    shop.service('Other', { discoveryName });
    return shop;
  }],
  ['in an HTTP namespace, where case counts', () => {
    const shop = new Shop();
    const namespace = new HttpNamespace(shop.stack, 'Http', { name: 'shop' });
    ['backend', 'Backend'].forEach((name, index) => new Service(shop.stack, `Plain${index}`, { namespace, name }));
    shop.service('Backend');
    return shop;
  }],
];

test.each(WHOLE)('a name that stands twice %s is whole', (_what, make) => {
  expect(() => make().app.synth()).not.toThrow();
});
