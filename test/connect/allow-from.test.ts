import { Stack } from 'aws-cdk-lib';
import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { BastionHostLinux, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { circlesInAssembly } from './circular-dependencies';
import { resourcesOf, rulesOf, templateOf, templatesOf, variablesOf } from './reading';
import { ServiceRegistration } from '../../src';
import { IMAGE, Shop } from '../testing/shop';

/** A function in the VPC; its security group is `PollerSecurityGroup`. */
function pollerIn(shop: Shop, stack = shop.stack, environment: Record<string, string> = {}): LambdaFunction {
  return new LambdaFunction(stack, 'Poller', {
    runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}'), vpc: shop.vpc, environment,
  });
}

const IN = 'in: BackendSecurityGroup < PollerSecurityGroup tcp 80-80';

test.each<[string, (shop: Shop) => IConnectable, string]>([
  ['a Lambda function', (shop) => pollerIn(shop), 'PollerSecurityGroup'],
  ['a bastion host', ({ stack, vpc }) => new BastionHostLinux(stack, 'Bastion', { vpc }), 'BastionInstanceSecurityGroup'],
  ['a security group', ({ stack, vpc }) => new SecurityGroup(stack, 'Clients', { vpc }), 'Clients'],
  ['an imported security group', ({ stack }) => SecurityGroup.fromSecurityGroupId(stack, 'There', 'sg-0123'), 'sg-0123'],
  ['a worker of this library', (shop) => shop.service('Worker', { port: undefined }), 'WorkerSecurityGroup'],
])('%s is let in on the port of the service, by one rule', (_who, client, group) => {
  const shop = new Shop();
  shop.service('Backend').allowFrom(client(shop));

  expect(rulesOf(templateOf(shop))).toEqual([`in: BackendSecurityGroup < ${group} tcp 80-80`]);
});

test('options.port opens one of the additional ports and not the main one', () => {
  const shop = new Shop();
  shop.service('Backend', { additionalPorts: [9090] }).allowFrom(pollerIn(shop), { port: 9090 });

  expect(rulesOf(templateOf(shop))).toEqual(['in: BackendSecurityGroup < PollerSecurityGroup tcp 9090-9090']);
});

test('the same line twice is one rule, and two ports are two', () => {
  const shop = new Shop();
  const [backend, poller] = [shop.service('Backend', { additionalPorts: [9090] }), pollerIn(shop)];
  backend.allowFrom(poller);
  backend.allowFrom(poller, { port: 80 });
  backend.allowFrom(poller, { port: 9090 });

  expect(rulesOf(templateOf(shop))).toEqual([IN, 'in: BackendSecurityGroup < PollerSecurityGroup tcp 9090-9090']);
});

test.each(['before', 'after'])('allowFrom %s connectTo of the same pair is one rule, and the variables are written', (order) => {
  const shop = new Shop();
  const [backend, frontend] = [shop.service('Backend'), shop.service('Frontend')];
  const lines = [() => backend.allowFrom(frontend), () => frontend.connectTo(backend)];
  (order === 'before' ? lines : lines.reverse()).forEach((line) => line());
  const template = templateOf(shop);

  expect(rulesOf(template)).toEqual(['in: BackendSecurityGroup < FrontendSecurityGroup tcp 80-80']);
  expect(Object.keys(variablesOf(template, 'Frontend'))).toEqual(['BACKEND_HOST', 'BACKEND_PORT', 'BACKEND_URL']);
});

test('a client whose group is closed gets its way out too', () => {
  const shop = new Shop();
  shop.service('Backend').allowFrom(new SecurityGroup(shop.stack, 'Closed', { vpc: shop.vpc, allowAllOutbound: false }));

  expect(rulesOf(templateOf(shop))).toEqual(['in: BackendSecurityGroup < Closed tcp 80-80', 'out: Closed > BackendSecurityGroup tcp 80-80']);
});

test('every group of the client is let in', () => {
  const shop = new Shop();
  const poller = pollerIn(shop);
  poller.connections.addSecurityGroup(new SecurityGroup(shop.stack, 'Second', { vpc: shop.vpc }));
  shop.service('Backend').allowFrom(poller);

  expect(rulesOf(templateOf(shop))).toEqual([IN, 'in: BackendSecurityGroup < Second tcp 80-80']);
});

test('it opens the port and no more: nothing is granted, written or waited for', () => {
  const typesOf = (allowed: boolean) => {
    const shop = new Shop();
    const [backend, poller] = [shop.service('Backend'), pollerIn(shop)];
    if (allowed) {
      backend.allowFrom(poller);
    }
    const { Resources: resources } = templateOf(shop);
    return Object.entries(resources).filter(([, { Type: type }]) => type !== 'AWS::EC2::SecurityGroupIngress');
  };

  expect(typesOf(true)).toEqual(typesOf(false));
});

test('a rule says who calls whom', () => {
  const shop = new Shop();
  shop.service('Backend').allowFrom(pollerIn(shop));

  expect(resourcesOf(templateOf(shop), 'AWS::EC2::SecurityGroupIngress').map(([, { Properties }]) => Properties?.Description))
    .toEqual(['Poller calls Backend']);
});

/** A function and a service in two stacks, of which one refers to the other already. */
function acrossStacks(dependency: 'the client\'s' | 'the service\'s' | 'neither') {
  const shop = new Shop();
  const [clients, services] = ['Clients', 'Services'].map((id) => new Stack(shop.app, id));
  const backend = shop.service('Backend', {}, services);
  const poller = pollerIn(shop, clients, dependency === 'the client\'s' ? { SERVICE: backend.endpoint.serviceArn } : {});
  if (dependency === 'the service\'s') {
    backend.container.addEnvironment('POLLER', poller.functionArn);
  }
  backend.allowFrom(poller);
  return shop;
}

test.each(['the client\'s', 'the service\'s', 'neither'] as const)('across stacks, where %s stack refers to the other one, the rule closes no circle', (dependency) => {
  const { app } = acrossStacks(dependency);
  const templates = Object.entries(templatesOf(app)).map(([file, template]) => [file.replace('.template.json', ''), rulesOf(template).length]);

  expect(circlesInAssembly(app.synth().directory)).toEqual([]);
  expect(Object.fromEntries(templates)).toEqual({
    Shop: 0, Clients: dependency === 'the service\'s' ? 0 : 1, Services: dependency === 'the service\'s' ? 1 : 0,
  });
});

test('clients of one stack and services of another that let each other in close no circle', () => {
  const shop = new Shop();
  const [one, two] = ['One', 'Two'].map((id) => new Stack(shop.app, id));
  const [a, b] = [shop.service('A', {}, one), shop.service('B', {}, two)];
  a.allowFrom(pollerIn(shop, two));
  b.allowFrom(pollerIn(shop, one));
  a.connectTo(b);

  expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
});

test('a registered service of the user lets clients in as well', () => {
  const shop = new Shop();
  const taskDefinition = new FargateTaskDefinition(shop.stack, 'Task');
  taskDefinition.addContainer('app', { image: IMAGE, portMappings: [{ containerPort: 8080 }] });
  const service = new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition });
  new ServiceRegistration(shop.stack, 'Legacy', { service }).allowFrom(pollerIn(shop));

  expect(rulesOf(templateOf(shop))).toEqual(['in: OldSecurityGroup < PollerSecurityGroup tcp 8080-8080']);
});
