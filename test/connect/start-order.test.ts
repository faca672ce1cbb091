import { Stack } from 'aws-cdk-lib';
import { Port } from 'aws-cdk-lib/aws-ec2';
import { FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { circlesInAssembly } from './circular-dependencies';
import { rulesOf, templateOf, waitsOf } from './reading';
import type { ConnectOptions } from '../../src';
import { ServiceRegistration } from '../../src';
import { IMAGE, Shop } from '../testing/shop';

function pair(options?: ConnectOptions) {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend'), options);
  return templateOf(shop);
}

test('a caller is deployed after its target, and after the rule that lets it through', () => {
  expect(waitsOf(pair(), 'Frontend')).toEqual(['Backend', 'rule']);
});

test('a target waits for nobody', () => {
  expect(waitsOf(pair(), 'Backend')).toEqual([]);
});

test('startOrder: false takes the wait away and leaves the rule', () => {
  const template = pair({ startOrder: false });
  expect(waitsOf(template, 'Frontend')).toEqual([]);
  expect(rulesOf(template)).toHaveLength(1);
});

test('a caller of two targets waits for both', () => {
  const shop = new Shop();
  const frontend = shop.service('Frontend');
  frontend.connectTo(shop.service('A'));
  frontend.connectTo(shop.service('B'));
  expect(waitsOf(templateOf(shop), 'Frontend')).toEqual(['A', 'B', 'rule', 'rule']);
});

test('a caller whose connections differ waits as the one says that wants it', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend', { additionalPorts: [9090] })];
  frontend.connectTo(backend, { startOrder: false });
  frontend.connectTo(backend, { port: 9090, prefix: 'METRICS' });
  expect(waitsOf(templateOf(shop), 'Frontend')).toEqual(['Backend', 'rule']);
});

test('a caller waits for its target also where the user has opened the port', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
  backend.connections.allowFrom(frontend, Port.tcp(80));
  frontend.connectTo(backend);
  expect(waitsOf(templateOf(shop), 'Frontend')).toContain('Backend');
});

test('a worker waits for what it calls', () => {
  const shop = new Shop();
  shop.service('Worker', { port: undefined }).connectTo(shop.service('Backend'));
  expect(waitsOf(templateOf(shop), 'Worker')).toEqual(['Backend', 'rule']);
});

test('a caller in another stack makes its stack wait, and waits for the rule in its own', () => {
  const shop = new Shop();
  const front = new Stack(shop.app, 'Front');
  shop.service('Frontend', {}, front).connectTo(shop.service('Backend', {}, new Stack(shop.app, 'Back')));
  const assembly = shop.app.synth();
  expect(assembly.getStackArtifact('Front').dependencies.map(({ id }) => id)).toContain('Back');
  expect(assembly.getStackArtifact('Back').dependencies.map(({ id }) => id)).not.toContain('Front');
  expect(waitsOf(templateOf({ app: shop.app, stack: front }), 'Frontend')).toEqual(['rule']);
});

test('across stacks, startOrder: false leaves the dependency that the rule is', () => {
  const shop = new Shop();
  shop.service('Frontend', {}, new Stack(shop.app, 'Front')).connectTo(shop.service('Backend', {}, new Stack(shop.app, 'Back')), { startOrder: false });
  expect(shop.app.synth().getStackArtifact('Front').dependencies.map(({ id }) => id)).toContain('Back');
});

test('a registered service of the user takes part on both sides', () => {
  const shop = new Shop();
  const taskDefinition = new FargateTaskDefinition(shop.stack, 'OldTaskDefinition');
  taskDefinition.addContainer('app', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
  const old = new ServiceRegistration(shop.stack, 'Old', { service: new FargateService(shop.stack, 'Old-', { cluster: shop.cluster, taskDefinition }) });
  shop.service('Frontend').connectTo(old);
  old.connectTo(shop.service('Backend'));
  const template = templateOf(shop);
  expect([waitsOf(template, 'Frontend'), waitsOf(template, 'Old')]).toEqual([['Old', 'rule'], ['Backend', 'rule']]);
  expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
});

test('the same line twice is one connection', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
  frontend.connectTo(backend);
  frontend.connectTo(backend, { startOrder: true, prefix: 'BACKEND', port: 80, scheme: 'http' });
  expect(templateOf(shop)).toEqual(pair());
});
