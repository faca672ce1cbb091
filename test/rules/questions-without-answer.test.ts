import { FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IDiscoverable } from '../../src';
import { IMAGE, Shop, messageOf } from '../testing/shop';

const WORKER = `Shop/Worker: 1 problem

[worker-without-name] It has no port.
  why: Nothing can call a service that listens on no port, so it is not registered and has no name.
  fix: Set \`port\` on Shop/Worker to the port that its process listens on; or, for a worker, drop what asks for its name.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`;

test.each(['endpoint', 'cloudMapService'] as const)('a worker has no %s', (getter) => {
  const worker = new Shop().service('Worker', { port: undefined });

  expect(messageOf(() => worker[getter])).toBe(WORKER);
});

test('nothing connects to a service that this library does not know', () => {
  const shop = new Shop();
  const taskDefinition = new FargateTaskDefinition(shop.stack, 'Task');
  taskDefinition.addContainer('app', { image: IMAGE });
  const plain: unknown = new FargateService(shop.stack, 'Plain', { cluster: shop.cluster, taskDefinition });

  expect(messageOf(() => shop.service('Frontend').connectTo(plain as IDiscoverable))).toBe(`Shop/Frontend.connectTo(Shop/Plain): 1 problem

[connect-to-stranger] The target was not made by this library.
  why: How the target is found, and what opens it, is not known.
  fix: Register the ECS service with ServiceRegistration, or name its attributes with DiscoverableService.fromAttributes().
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`);
});
