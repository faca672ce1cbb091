import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { SecurityGroupImportOptions } from 'aws-cdk-lib/aws-ec2';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { rulesOf, templateOf, templatesOf, variablesOf, waitsOf } from './reading';
import type { DiscoverableServiceAttributes } from '../../src';
import { DiscoverableService, DnsRecords } from '../../src';
import { Shop, messageOf } from '../testing/shop';

function imported(shop: Shop, attributes: Partial<DiscoverableServiceAttributes> = {}, options?: SecurityGroupImportOptions) {
  return DiscoverableService.fromAttributes(shop.stack, 'Imported', {
    discoveryName: 'legacy',
    namespaceName: 'corp.local',
    port: 8080,
    securityGroup: SecurityGroup.fromSecurityGroupId(shop.stack, 'ImportedGroup', 'sg-0123', options),
    ...attributes,
  });
}

test('an imported target is opened to the caller, its address is written, and nobody waits for it', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(imported(shop));
  const template = templateOf(shop);
  expect(rulesOf(template)).toEqual(['in: sg-0123 < FrontendSecurityGroup tcp 8080-8080']);
  expect(variablesOf(template, 'Frontend')).toEqual({ LEGACY_HOST: 'legacy.corp.local', LEGACY_PORT: '8080', LEGACY_URL: 'http://legacy.corp.local:8080' });
  expect(waitsOf(template, 'Frontend')).not.toContain('Imported');
});

test('an additional port of an imported target can be named', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(imported(shop, { additionalPorts: [9090] }), { port: 9090 });
  expect(rulesOf(templateOf(shop))).toEqual(['in: sg-0123 < FrontendSecurityGroup tcp 9090-9090']);
});

test('an imported name with SRV records only has no host', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(imported(shop, { dnsRecords: DnsRecords.srv() }));
  expect(variablesOf(templateOf(shop), 'Frontend')).toEqual({ LEGACY_PORT: '8080', LEGACY_SRV: 'legacy.corp.local' });
});

test.each([
  ['', 'The namespace name is "".'],
  ['corp local', 'The namespace name is "corp local".'],
  ['corp.local.', 'The namespace name "corp.local." ends with a dot.'],
  ['corp..local', 'The namespace name "corp..local" has a label of 0 characters.'],
])('a namespace that no target can be in is refused: "%s"', (namespaceName, got) => {
  expect(messageOf(() => imported(new Shop(), { namespaceName }))).toContain(`Shop/Imported: 1 problem\n\n[namespace-name] ${got}`);
});

test('a namespace without records may have any name of an HTTP namespace, and one that is known at deployment only any', () => {
  expect(messageOf(() => imported(new Shop(), { namespaceName: 'a b', dnsRecords: DnsRecords.none() }))).toContain('[http-namespace-name] The namespace name is "a b".');
  expect(() => imported(new Shop(), { namespaceName: 'corp..local', dnsRecords: DnsRecords.none() })).not.toThrow();
  const shop = new Shop();
  expect(() => imported(shop, { namespaceName: new CfnParameter(shop.stack, 'Namespace').valueAsString })).not.toThrow();
});

test('a group whose rules are kept elsewhere gets none', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(imported(shop, {}, { mutable: false }));
  expect(rulesOf(templateOf(shop))).toEqual([]);
});

test('a closed caller still gets its way out to a target whose rules are kept elsewhere', () => {
  const shop = new Shop();
  const securityGroups = [new SecurityGroup(shop.stack, 'Closed', { vpc: shop.vpc, allowAllOutbound: false })];
  shop.service('Frontend', { securityGroups }).connectTo(imported(shop, {}, { mutable: false }));
  expect(rulesOf(templateOf(shop))).toEqual(['out: Closed > sg-0123 tcp 8080-8080']);
});

test.each<[string, SecurityGroupImportOptions, string[]]>([
  ['open outwards gets no way out', {}, []],
  ['closed outwards gets a way out', { allowAllOutbound: false }, ['out: sg-0456 > BackendSecurityGroup tcp 80-80']],
  ['kept elsewhere gets none', { allowAllOutbound: false, mutable: false }, []],
])('an imported group of a caller that is %s', (_what, options, out) => {
  const shop = new Shop();
  const securityGroups = [SecurityGroup.fromSecurityGroupId(shop.stack, 'Imported', 'sg-0456', options)];
  shop.service('Frontend', { securityGroups }).connectTo(shop.service('Backend'));
  expect(rulesOf(templateOf(shop))).toEqual(['in: BackendSecurityGroup < sg-0456 tcp 80-80', ...out]);
});

test('a group that is known at deployment only is opened as well', () => {
  const shop = new Shop();
  const id = new CfnParameter(shop.stack, 'GroupId').valueAsString;
  shop.service('Frontend').connectTo(imported(shop, { securityGroup: SecurityGroup.fromSecurityGroupId(shop.stack, 'ById', id) }));
  expect(rulesOf(templateOf(shop))).toEqual(['in: GroupId < FrontendSecurityGroup tcp 8080-8080']);
});

test('two stacks that import one target each open it by a rule of their own', () => {
  const shop = new Shop();
  const [one, two] = ['One', 'Two'].map((id) => new Stack(shop.app, id));
  for (const stack of [one, two]) {
    shop.service(`Of${stack.node.id}`, {}, stack).connectTo(DiscoverableService.fromAttributes(stack, 'Imported', {
      discoveryName: 'legacy', namespaceName: 'corp.local', port: 8080, securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123'),
    }));
  }
  const templates = templatesOf(shop.app);
  expect([rulesOf(templates['One.template.json']), rulesOf(templates['Two.template.json'])])
    .toEqual([['in: sg-0123 < OfOneSecurityGroup tcp 8080-8080'], ['in: sg-0123 < OfTwoSecurityGroup tcp 8080-8080']]);
});
