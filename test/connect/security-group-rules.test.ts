import { CfnParameter, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Resource } from './reading';
import { resourcesOf, rulesOf, templateOf, templatesOf, withoutHash } from './reading';
import { DiscoverableService } from '../../src';
import { IMAGE, Shop } from '../testing/shop';

const IN = 'in: BackendSecurityGroup < FrontendSecurityGroup tcp 80-80';

function closedGroup(shop: Shop, id: string, stack = shop.stack): SecurityGroup {
  return new SecurityGroup(stack, id, { vpc: shop.vpc, allowAllOutbound: false });
}

test('a connection opens the target\'s port to the caller, and nothing else', () => {
  const shop = new Shop();
  shop.service('Other').connectTo(shop.service('Bystander'), { port: 80 });
  shop.service('Frontend', { port: 8080 }).connectTo(shop.service('Backend', { additionalPorts: [9090] }));
  expect(rulesOf(templateOf(shop))).toEqual([IN, 'in: BystanderSecurityGroup < OtherSecurityGroup tcp 80-80']);
});

test('without a connection nothing is let in', () => {
  const shop = new Shop();
  shop.service('Backend');
  const template = templateOf(shop);
  expect(rulesOf(template)).toEqual([]);
  expect(resourcesOf(template, 'AWS::EC2::SecurityGroup').map(([, { Properties }]) => Properties?.SecurityGroupIngress)).toEqual([undefined]);
});

test('options.port opens one of the additional ports and not the main one', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend', { additionalPorts: [9090, 9091] }), { port: 9091 });
  expect(rulesOf(templateOf(shop))).toEqual(['in: BackendSecurityGroup < FrontendSecurityGroup tcp 9091-9091']);
});

test('two ports of one target are two rules', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend', { additionalPorts: [9090] })];
  frontend.connectTo(backend);
  frontend.connectTo(backend, { port: 9090, prefix: 'METRICS' });
  expect(rulesOf(templateOf(shop))).toEqual([IN, 'in: BackendSecurityGroup < FrontendSecurityGroup tcp 9090-9090']);
});

test('a rule says in EC2\'s characters who calls whom', () => {
  const shop = new Shop();
  shop.service('Front’end').connectTo(shop.service('Backend', { discoveryName: 'backend' }));
  const [[, { Properties: rule }]] = resourcesOf(templateOf(shop), 'AWS::EC2::SecurityGroupIngress');
  expect(rule?.Description).toBe('Front_end calls Backend');
});

test('the description of a rule is no longer than EC2 takes', () => {
  const shop = new Shop();
  const long = 'L'.repeat(200);
  shop.service(`A${long}`, { discoveryName: 'a' }).connectTo(shop.service(`B${long}`, { discoveryName: 'b' }));
  const [[, { Properties: rule }]] = resourcesOf(templateOf(shop), 'AWS::EC2::SecurityGroupIngress');
  expect(String(rule?.Description)).toHaveLength(255);
});

test('a caller whose own group is closed gets a way out to this target on this port', () => {
  const shop = new Shop();
  shop.service('Frontend', { securityGroups: [closedGroup(shop, 'Closed')] }).connectTo(shop.service('Backend'));
  expect(rulesOf(templateOf(shop))).toEqual(['in: BackendSecurityGroup < Closed tcp 80-80', 'out: Closed > BackendSecurityGroup tcp 80-80']);
});

test('a target whose group is closed outwards gets no way out', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend', { securityGroups: [closedGroup(shop, 'Closed')] }));
  expect(rulesOf(templateOf(shop))).toEqual(['in: Closed < FrontendSecurityGroup tcp 80-80']);
});

test('each group of the caller may reach each group of the target', () => {
  const shop = new Shop();
  const groups = (...ids: string[]) => ids.map((id) => new SecurityGroup(shop.stack, id, { vpc: shop.vpc }));
  shop.service('Frontend', { securityGroups: groups('A', 'B') }).connectTo(shop.service('Backend', { securityGroups: groups('X', 'Y') }));
  expect(rulesOf(templateOf(shop))).toEqual(['A', 'B'].flatMap((from) => ['X', 'Y'].map((to) => `in: ${to} < ${from} tcp 80-80`)).sort());
});

test('two services that share a group can call each other', () => {
  const shop = new Shop();
  const securityGroups = [new SecurityGroup(shop.stack, 'Shared', { vpc: shop.vpc })];
  shop.service('Frontend', { securityGroups }).connectTo(shop.service('Backend', { securityGroups }));
  expect(rulesOf(templateOf(shop))).toEqual(['in: Shared < Shared tcp 80-80']);
});

test('two connections of one pair of groups need one rule, whatever their prefixes', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
  frontend.connectTo(backend, { prefix: 'READ' });
  frontend.connectTo(backend, { prefix: 'WRITE' });
  expect(rulesOf(templateOf(shop))).toEqual([IN]);
});

test.each(['before', 'after'])('a target opened by hand %s the connection gets no second rule', (when) => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
  if (when === 'before') {
    backend.connections.allowFrom(frontend, Port.tcp(80));
  }
  frontend.connectTo(backend);
  if (when === 'after') {
    frontend.connections.allowToDefaultPort(backend);
  }
  expect(rulesOf(templateOf(shop))).toEqual([IN]);
});

test('opened by hand with a closed caller, nothing is opened a second time', () => {
  const shop = new Shop();
  const frontend = shop.service('Frontend', { securityGroups: [closedGroup(shop, 'Closed')] });
  const backend = shop.service('Backend');
  backend.connections.allowDefaultPortFrom(frontend);
  frontend.connectTo(backend);
  expect(rulesOf(templateOf(shop))).toHaveLength(2);
});

test('opened by hand on another port, the connection still opens its own', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
  backend.connections.allowFrom(frontend, Port.tcp(81));
  frontend.connectTo(backend);
  expect(rulesOf(templateOf(shop))).toEqual([IN, 'in: BackendSecurityGroup < FrontendSecurityGroup tcp 81-81']);
});

test('opened by hand across two stacks, there is one rule in all', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend', {}, new Stack(shop.app, 'Back'))];
  backend.connections.allowFrom(frontend, Port.tcp(80));
  frontend.connectTo(backend);
  expect(Object.values(templatesOf(shop.app)).flatMap(rulesOf)).toHaveLength(1);
});

test('a connection adds to a template nothing but its rule', () => {
  const typesOf = (connected: boolean) => {
    const shop = new Shop();
    const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
    if (connected) {
      frontend.connectTo(backend);
    }
    return Object.entries<Resource>(templateOf(shop).Resources).map(([id, { Type }]) => `${withoutHash(id)} ${Type}`);
  };
  const before = typesOf(false);
  expect(typesOf(true).filter((text) => !before.includes(text)).map((text) => text.split(' ')[1])).toEqual(['AWS::EC2::SecurityGroupIngress']);
});

test('two ports that are known at deployment only are two rules', () => {
  const shop = new Shop();
  const [port, metrics] = ['Port', 'Metrics'].map((id) => new CfnParameter(shop.stack, id, { type: 'Number' }).valueAsNumber);
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend', { port, additionalPorts: [metrics] })];
  frontend.connectTo(backend);
  frontend.connectTo(backend, { port: metrics, prefix: 'METRICS' });
  const ports = resourcesOf(templateOf(shop), 'AWS::EC2::SecurityGroupIngress').map(([, { Properties }]) => Properties!.FromPort);
  expect(ports).toEqual([{ Ref: 'Metrics' }, { Ref: 'Port' }]);
});

test('two targets whose paths read alike from the stack of the rules have a rule each', () => {
  const shop = new Shop();
  const [front, back] = ['Front', 'Backend'].map((id) => new Stack(shop.app, id));
  const web = shop.service('Web', {}, front);
  const near = new DiscoverableService(new Construct(front, 'Backend'), 'Api', { cluster: shop.cluster, image: IMAGE, port: 80, discoveryName: 'near' });
  [near, shop.service('Api', {}, back)].forEach((target, index) => web.connectTo(target, { prefix: `API${index}` }));
  const templates = templatesOf(shop.app);
  expect(Object.values(templates).flatMap((template) => resourcesOf(template, 'AWS::EC2::SecurityGroupIngress'))).toHaveLength(2);
});

test('a group, the one below it, and those at the top of a stack have a rule each', () => {
  const shop = new Shop();
  const outer = closedGroup(shop, 'Shop');
  const below = new SecurityGroup(outer, 'SecurityGroup', { vpc: shop.vpc, allowAllOutbound: false });
  const atTop = closedGroup(shop, 'SecurityGroup');
  shop.service('Frontend', { securityGroups: [outer, below, atTop] }).connectTo(shop.service('Backend'));
  expect(resourcesOf(templateOf(shop), 'AWS::EC2::SecurityGroupIngress')).toHaveLength(3);
});

test('the text of a rule outwards that an app has instead of the one for all stays', () => {
  const shop = new Shop();
  PropertyInjectors.of(shop.app).add({
    constructUniqueId: SecurityGroup.PROPERTY_INJECTION_ID, inject: (props) => ({ ...props, allowAllOutbound: false }),
  });
  shop.service('Backend').connections.allowTo(Peer.ipv4('10.0.0.0/8'), Port.tcp(443), 'to the cache');
  shop.template().hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupEgress: [{ Description: 'to the cache' }] });
});
