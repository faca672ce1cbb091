import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { CfnInstance } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { endpointIn, renderedIn } from './endpoints';
import { EndpointTarget, RegisteredEndpoint } from '../../src';
import { Shop } from '../testing/shop';

const TARGET = EndpointTarget.addresses(['10.0.1.20', '10.0.1.21']);

/** All instance IDs of an app. */
const idsIn = (root: Construct) => root.node.findAll().filter((construct) => construct instanceof CfnInstance).map(({ instanceId }) => instanceId!);
const cluster = (stack: Stack, id = 'Cluster') => new Cluster(stack, id, { vpc: new Vpc(stack, `${id}Vpc`, { maxAzs: 1 }) });
const endpoint = (scope: Construct, id: string, inCluster: Cluster, discoveryName?: string) =>
  new RegisteredEndpoint(scope, id, { cluster: inCluster, target: TARGET, discoveryName });

function expectUnique(ids: string[], count: number) {
  expect(new Set(ids).size).toBe(count);
  ids.forEach((id) => expect(id).toMatch(/^[0-9a-zA-Z_/:.@-]{1,64}$/));
}

test('the instances of one name have IDs of their own', () => {
  const shop = new Shop();
  endpointIn(shop, { target: TARGET });

  expectUnique(renderedIn(shop).instances.map(({ InstanceId }) => InstanceId), 2);
});

test('an address that comes in front does not change the number of an ID: IDs go by place', () => {
  const idsOf = (addresses: string[]) => {
    const shop = new Shop();
    endpointIn(shop, { target: EndpointTarget.addresses(addresses) });
    return idsIn(shop.app);
  };

  expect(idsOf(['10.0.0.1', '10.0.0.2', '10.0.0.3']).slice(0, 2)).toEqual(idsOf(['10.0.0.1', '10.0.0.2']));
});

test('endpoints of one id in two scopes, two stacks, two nested stacks and two stages have other IDs: CloudFormation tells instances apart by the ID alone', () => {
  const app = new App();
  const [a, b] = ['A', 'B'].map((id) => new Stack(app, id));
  for (const stack of [a, b]) {
    const own = cluster(stack);
    endpoint(stack, 'Db', own, 'one');
    endpoint(new Construct(stack, 'Inner'), 'Db', own, 'two');
    endpoint(new NestedStack(stack, 'Nested'), 'Db', own, 'three');
  }
  for (const id of ['Dev', 'Prod']) {
    const stack = new Stack(new Stage(app, id), 'A');
    endpoint(stack, 'Db', cluster(stack));
  }

  expectUnique(idsIn(app), 16);
});

test.each([['long', 'L'.repeat(200)], ['with characters that an ID cannot have', 'Büro (Süd) / 2'.replace('/', '-')]])(
  'construct ids that are %s give IDs that Cloud Map takes', (_what, id) => {
    const shop = new Shop();
    endpoint(shop.stack, `${id}A`, shop.cluster, 'a');
    endpoint(shop.stack, `${id}B`, shop.cluster, 'b');

    expectUnique(idsIn(shop.app), 4);
  });

test('a thousand addresses have a thousand IDs of at most 64 characters', () => {
  const shop = new Shop();
  const addresses = Array.from({ length: 1000 }, (_none, index) => `10.0.${Math.floor(index / 250)}.${index % 250}`);
  endpointIn(shop, { discoveryName: 'fleet', target: EndpointTarget.addresses(addresses) }, 'L'.repeat(100));

  expectUnique(idsIn(shop.app), 1000);
});
