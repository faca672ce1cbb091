import { Lazy, Stack } from 'aws-cdk-lib';
import type { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { circlesInAssembly } from './circular-dependencies';
import { rulesOf, shopWith, templateOf, templatesOf, waitsOf } from './reading';
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

  /** Ways by which a backend comes to wait for its caller. */
  test.each<[string, (backend: CfnService, frontend: CfnService, group: CfnSecurityGroup) => unknown]>([
    ['an override', (backend, frontend) => backend.addPropertyOverride('PropagateTags', frontend.ref)],
    ['a Lazy', (backend, frontend) => backend.platformVersion = Lazy.string({ produce: () => frontend.attrName })],
    ['a tag of its security group', (_backend, frontend, group) => group.tags.setTag('caller', frontend.ref)],
    ['a queue that it refers to', (backend, frontend) =>
      backend.addPropertyOverride('PropagateTags', new CfnQueue(backend.stack, 'Queue', { queueName: Lazy.string({ produce: () => frontend.attrName }) }).ref)],
  ])('a backend that waits for its caller by %s, in one stack', (_what, wait) => {
    const { shop, frontend, backend } = shopWithPair();
    frontend.connectTo(backend);
    const [from, to] = [frontend, backend].map(({ service }) => service.node.defaultChild as CfnService);
    wait(to, from, backend.service.connections.securityGroups[0].node.defaultChild as CfnSecurityGroup);
    expectNoCircle(shop, 1);
    expect(waitsOf(templateOf(shop), 'Frontend')).toEqual([]);
  });

  test.each([['in its stack', false], ['in a stack between', true]])('a backend that waits for its caller by what is %s, in two stacks', (_where, between) => {
    const shop = shopWith(stabilization);
    const [callers, targets, others] = ['Callers', 'Targets', 'Others'].map((id) => new Stack(shop.app, id));
    const [frontend, backend] = [shop.service('Frontend', {}, callers), shop.service('Backend', {}, targets)];
    frontend.connectTo(backend);
    const reader = new CfnQueue(between ? others : targets, 'Queue');
    reader.addPropertyOverride('QueueName', (frontend.service.node.defaultChild as CfnService).attrName);
    if (between) {
      new CfnQueue(targets, 'Last', { queueName: Lazy.string({ produce: () => reader.attrQueueName }) });
    }
    const { directory } = shop.app.synth();
    const templates = templatesOf(shop.app);
    expect(circlesInAssembly(directory)).toEqual([]);
    expect(['Callers', 'Targets'].map((id) => rulesOf(templates[`${id}.template.json`]).length)).toEqual([0, 1]);
  });
});
