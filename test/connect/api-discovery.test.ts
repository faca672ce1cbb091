import { CfnParameter, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { TemplateJson } from './reading';
import { resourcesOf, rulesOf, templateOf, templatesOf, variablesOf, waitsOf, withoutHash } from './reading';
import type { ConnectOptions, DiscoverableServiceProps } from '../../src';
import { DiscoverableService, DiscoveryNamespace, DnsRecords, ServiceRegistration } from '../../src';
import { IMAGE, Shop, brokenRules, messageOf } from '../testing/shop';

const HTTP = DiscoveryNamespace.http('shop');
const HASHED = DiscoveryNamespace.http('shop', { httpName: 'shop-fm7n2lxfyexstqq5' });

const statement = (service: unknown, namespace: unknown = 'shop') => ({
  Action: ['servicediscovery:DiscoverInstances', 'servicediscovery:DiscoverInstancesRevision'],
  Effect: 'Allow',
  Resource: '*',
  Condition: { StringEquals: { 'servicediscovery:NamespaceName': namespace, 'servicediscovery:ServiceName': service } },
});

interface Policy { readonly PolicyDocument: { readonly Statement: readonly object[] }; readonly Roles: ReadonlyArray<{ readonly Ref: string }> }

/** All statements about Cloud Map, with the role that has them. */
function grantsIn(template: TemplateJson): Array<[string, object]> {
  return resourcesOf(template, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => {
    const { PolicyDocument: { Statement: statements }, Roles: [{ Ref: role }] } = Properties as unknown as Policy;
    return statements.filter((one) => JSON.stringify(one).includes('servicediscovery')).map((one): [string, object] => [withoutHash(role), one]);
  });
}

function connected(target: Partial<DiscoverableServiceProps>, options?: ConnectOptions) {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend', { cloudMapNamespace: HTTP, port: 8080, ...target }), options);
  return templateOf(shop);
}

test.each<[string, Partial<DiscoverableServiceProps>, ConnectOptions | undefined, object]>([
  ['in an HTTP namespace', {}, undefined, { BACKEND_NAMESPACE: 'shop', BACKEND_SERVICE: 'backend', BACKEND_PORT: '8080' }],
  ['in a private namespace without records', { cloudMapNamespace: undefined, dnsRecords: DnsRecords.none() }, undefined,
    { BACKEND_NAMESPACE: 'ecs-internal', BACKEND_SERVICE: 'backend', BACKEND_PORT: '8080' }],
  ['in a namespace with an HTTP name of its own', { cloudMapNamespace: HASHED }, undefined,
    { BACKEND_NAMESPACE: 'shop-fm7n2lxfyexstqq5', BACKEND_SERVICE: 'backend', BACKEND_PORT: '8080' }],
  ['with a prefix and an additional port', { additionalPorts: [9090] }, { prefix: 'API', port: 9090 },
    { API_NAMESPACE: 'shop', API_SERVICE: 'backend', API_PORT: '9090' }],
])('a caller of a service %s gets what DiscoverInstances takes, and no host that would not resolve', (_what, target, options, expected) => {
  expect(variablesOf(connected(target, options), 'Frontend')).toEqual(expected);
});

test('the caller may ask for this name and no other, by a role that its task has', () => {
  const template = connected({});
  const [[, { Properties }]] = resourcesOf(template, 'AWS::ECS::TaskDefinition').filter(([id]) => id.startsWith('Frontend'));

  expect(grantsIn(template)).toEqual([['FrontendTaskRole', statement('backend')]]);
  expect(Properties?.TaskRoleArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^FrontendTaskRole/), 'Arn'] });
});

test('both names of the namespace are allowed where it has two: AWS does not say which one it compares', () => {
  expect(grantsIn(connected({ cloudMapNamespace: HASHED }))).toEqual([['FrontendTaskRole', statement('backend', ['shop', 'shop-fm7n2lxfyexstqq5'])]]);
});

test('its port is opened, and the caller waits for it, as for any other target', () => {
  const template = connected({});

  expect(rulesOf(template)).toEqual(['in: BackendSecurityGroup < FrontendSecurityGroup tcp 8080-8080']);
  expect(waitsOf(template, 'Frontend')).toEqual(['Backend', 'rule']);
});

test('two ports of one target are one permission', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { cloudMapNamespace: HTTP, additionalPorts: [9090] });
  const frontend = shop.service('Frontend');
  frontend.connectTo(backend);
  frontend.connectTo(backend, { port: 9090, prefix: 'METRICS' });

  expect(grantsIn(templateOf(shop))).toHaveLength(1);
});

test('a target with DNS records needs no permission', () => {
  expect(grantsIn(connected({ cloudMapNamespace: undefined }))).toEqual([]);
});

test('callers of two targets each may ask for what they call, and nothing else', () => {
  const shop = new Shop();
  const [a, b] = ['A', 'B'].map((id) => shop.service(id, { cloudMapNamespace: HTTP }));
  shop.service('First').connectTo(a);
  shop.service('Second').connectTo(b);

  expect(grantsIn(templateOf(shop))).toEqual([['FirstTaskRole', statement('a')], ['SecondTaskRole', statement('b')]]);
});

const LINES = ['Frontend > A', 'Frontend > B', 'Frontend > C', 'A > B', 'B > A'];

test.each([
  ['from the last to the first', (lines: string[]) => [...lines].reverse()],
  ['from the middle on', (lines: string[]) => [...lines.slice(2), ...lines.slice(0, 2)]],
])('the lines may stand %s: variables, statements and rules stay where they are', (_order, ordered) => {
  const texts = [LINES, ordered(LINES)].map((lines) => {
    const shop = new Shop();
    const services = new Map(['Frontend', 'A', 'B', 'C'].map((id) => [id, shop.service(id, { cloudMapNamespace: HTTP })]));
    lines.map((line) => line.split(' > ')).forEach(([from, to]) => services.get(from)!.connectTo(services.get(to)!));
    return JSON.stringify(templatesOf(shop.app));
  });

  expect(texts[1]).toBe(texts[0]);
});

test('a service of the user asks by the role of its own task', () => {
  const shop = new Shop();
  const taskDefinition = new FargateTaskDefinition(shop.stack, 'OldTaskDefinition');
  taskDefinition.addContainer('app', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
  const old = new ServiceRegistration(shop.stack, 'Old', { service: new FargateService(shop.stack, 'Old-', { cluster: shop.cluster, taskDefinition }) });
  old.connectTo(shop.service('Backend', { cloudMapNamespace: HTTP }));

  expect(grantsIn(templateOf(shop))).toEqual([['OldTaskDefinitionTaskRole', statement('backend')]]);
});

test('across stacks, names are text: the caller\'s permission refers to nothing of the other stack', () => {
  const shop = new Shop();
  const front = new Stack(shop.app, 'Front');
  shop.service('Frontend', {}, front).connectTo(shop.service('Backend', { cloudMapNamespace: HTTP }, new Stack(shop.app, 'Back')));

  expect(grantsIn(templateOf({ app: shop.app, stack: front }))).toEqual([['FrontendTaskRole', statement('backend')]]);
});

test('names that are known at deployment are allowed as they will be', () => {
  const shop = new Shop();
  const [namespace, name] = ['Namespace', 'Name'].map((id) => new CfnParameter(shop.stack, id).valueAsString);
  const backend = shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.http(namespace), discoveryName: name });
  shop.service('Frontend').connectTo(backend, { prefix: 'API' });

  expect(grantsIn(templateOf(shop))).toEqual([['FrontendTaskRole', statement({ Ref: 'Name' }, { Ref: 'Namespace' })]]);
});

function importIn(shop: Shop) {
  return DiscoverableService.fromAttributes(shop.stack, 'Imported', {
    discoveryName: 'legacy',
    namespaceName: 'corp',
    port: 8080,
    dnsRecords: DnsRecords.none(),
    securityGroup: SecurityGroup.fromSecurityGroupId(shop.stack, 'Group', 'sg-0123'),
  });
}

test('an imported target without records is asked for as well', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(importIn(shop));
  const template = templateOf(shop);

  expect(variablesOf(template, 'Frontend')).toEqual({ LEGACY_NAMESPACE: 'corp', LEGACY_SERVICE: 'legacy', LEGACY_PORT: '8080' });
  expect(grantsIn(template)).toEqual([['FrontendTaskRole', statement('legacy', 'corp')]]);
  expect(rulesOf(template)).toEqual(['in: sg-0123 < FrontendSecurityGroup tcp 8080-8080']);
});

test('an imported target without records has no host', () => {
  expect(messageOf(() => importIn(new Shop()).endpoint.host)).toBe(`Shop/Imported: 1 problem

[endpoint-without-meaning] endpoint.host was read, and it has no host name: it is found through the API only.
  why: A look-up of the name in DNS finds nothing.
  fix: Call DiscoverInstances with httpName and serviceName, or give the service DnsRecords.a() in a DNS namespace.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`);
});

test('a scheme for a target without records would be lost, and is refused', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { cloudMapNamespace: HTTP });

  expect(brokenRules(() => shop.service('Frontend').connectTo(backend, { scheme: 'https' }))).toEqual(['connect-scheme-without-url']);
});
