import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { circlesInAssembly } from './circular-dependencies';
import { rulesOf, shopWith, templateOf, waitsOf } from './reading';
import type { Shop } from '../testing/shop';

/** What the user makes wait for what, by hand or by a reference, in one stack with connections. */
describe.each([true, false])('with aspectStabilization %s', (stabilization) => {
  function shopWithPair() {
    const shop = shopWith(stabilization);
    return { shop, frontend: shop.service('Frontend'), backend: shop.service('Backend') };
  }

  function expectNoCircle(shop: Shop, rules: number) {
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(rulesOf(templateOf(shop))).toHaveLength(rules);
  }

  test('a service that refers to its caller does not make it wait: the caller starts without its target', () => {
    const { shop, frontend, backend } = shopWithPair();
    frontend.connectTo(backend);
    backend.container.addEnvironment('CALLER', frontend.service.serviceName);
    expectNoCircle(shop, 1);
    expect(waitsOf(templateOf(shop), 'Frontend')).toEqual([]);
  });

  test('the same by way of a third service', () => {
    const { shop, frontend, backend } = shopWithPair();
    const third = shop.service('Third');
    frontend.connectTo(backend);
    backend.connectTo(third);
    third.container.addEnvironment('FIRST', frontend.service.serviceArn);
    expectNoCircle(shop, 2);
  });

  test('services that wait for each other\'s resources only are not in the way', () => {
    const { shop, frontend, backend } = shopWithPair();
    frontend.connectTo(backend);
    backend.service.node.addDependency(frontend.logGroup);
    expectNoCircle(shop, 1);
    expect(waitsOf(templateOf(shop), 'Frontend')).toEqual(['Backend', 'rule']);
  });

  test('an ECS service that is to wait for its caller has the caller not wait for it', () => {
    const { shop, frontend, backend } = shopWithPair();
    frontend.connectTo(backend);
    backend.service.node.addDependency(frontend.service);
    expectNoCircle(shop, 1);
    expect([waitsOf(templateOf(shop), 'Frontend'), waitsOf(templateOf(shop), 'Backend')]).toEqual([[], ['Frontend']]);
  });

  test('a construct beside them that waits for one, and is waited for by the other', () => {
    const { shop, frontend, backend } = shopWithPair();
    const between = new Construct(shop.stack, 'Between');
    new Queue(between, 'Queue');
    between.node.addDependency(frontend.service);
    backend.service.node.addDependency(between);
    frontend.connectTo(backend);
    expectNoCircle(shop, 1);
    expect(waitsOf(templateOf(shop), 'Frontend')).toEqual([]);
  });
});
