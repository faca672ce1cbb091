import { Stack } from 'aws-cdk-lib';
import { Connections, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { circlesInAssembly } from './circular-dependencies';
import { resourcesOf, rulesOf, templateOf, templatesOf, variablesOf, waitsOf } from './reading';
import type { ConnectOptions, RegisteredEndpointProps } from '../../src';
import { DiscoveryNamespace, EndpointTarget } from '../../src';
import { RDS_HOST, endpointIn, loadBalancerIn } from '../endpoint/endpoints';
import { Shop, brokenRules, messageOf } from '../testing/shop';

type Choose = (shop: Shop) => Partial<RegisteredEndpointProps>;

const group = ({ stack, vpc }: Shop, id = 'DatabaseGroup') => new SecurityGroup(stack, id, { vpc });

/** A caller of an endpoint, synthesized. */
function connected(choose: Choose, options?: ConnectOptions) {
  const shop = new Shop();
  shop.service('Frontend').connectTo(endpointIn(shop, choose(shop)), options);
  return templateOf(shop);
}

const cname = EndpointTarget.cname(RDS_HOST);

test.each<[string, Choose, ConnectOptions | undefined, object]>([
  ['addresses with a port', () => ({ port: 5432 }), { scheme: 'postgres' },
    { DATABASE_HOST: 'database.ecs-internal', DATABASE_PORT: '5432', DATABASE_URL: 'postgres://database.ecs-internal:5432' }],
  ['addresses without a port', () => ({}), undefined, { DATABASE_HOST: 'database.ecs-internal' }],
  ['another host', () => ({ target: cname, port: 5432 }), undefined,
    { DATABASE_HOST: 'database.ecs-internal', DATABASE_PORT: '5432', DATABASE_URL: 'http://database.ecs-internal:5432' }],
  ['a load balancer', (shop) => ({ target: EndpointTarget.loadBalancer(loadBalancerIn(shop)), port: 443 }), { scheme: 'https', prefix: 'LB' },
    { LB_HOST: 'database.ecs-internal', LB_PORT: '443', LB_URL: 'https://database.ecs-internal:443' }],
  ['addresses in an HTTP namespace', () => ({ port: 5432, cloudMapNamespace: DiscoveryNamespace.http('shop') }), undefined,
    { DATABASE_NAMESPACE: 'shop', DATABASE_SERVICE: 'database', DATABASE_PORT: '5432' }],
  ['attributes', () => ({ target: EndpointTarget.attributes({ QUEUE_URL: 'https://sqs' }) }), undefined,
    { DATABASE_NAMESPACE: 'ecs-internal', DATABASE_SERVICE: 'database' }],
])('a caller gets the address of %s', (_what, choose, options, expected) => {
  expect(variablesOf(connected(choose, options), 'Frontend')).toEqual(expected);
});

test('what is found through the API may be asked for by its callers', () => {
  const statements = resourcesOf(connected(() => ({ target: EndpointTarget.attributes({ A: 'b' }) })), 'AWS::IAM::Policy')
    .flatMap(([, { Properties }]) => (Properties as unknown as { PolicyDocument: { Statement: object[] } }).PolicyDocument.Statement);

  expect(statements).toContainEqual({
    Action: ['servicediscovery:DiscoverInstances', 'servicediscovery:DiscoverInstancesRevision'],
    Effect: 'Allow',
    Resource: '*',
    Condition: { StringEquals: { 'servicediscovery:NamespaceName': 'ecs-internal', 'servicediscovery:ServiceName': 'database' } },
  });
});

test('the security group of the target is opened on the port', () => {
  expect(rulesOf(connected((shop) => ({ port: 5432, connectable: group(shop) })))).toEqual(['in: DatabaseGroup < FrontendSecurityGroup tcp 5432-5432']);
});

test('a load balancer is opened by its own connections', () => {
  const template = connected((shop) => {
    const connectable = loadBalancerIn(shop);
    return { target: EndpointTarget.loadBalancer(connectable), port: 443, connectable };
  });

  expect(rulesOf(template)).toEqual(['in: LbSecurityGroup < FrontendSecurityGroup tcp 443-443']);
});

test('where the target has no security group in this VPC, none is opened, and none is asked for', () => {
  expect(rulesOf(connected(() => ({ port: 5432 })))).toEqual([]);
});

test('a caller waits for the instances, without which the name answers nothing', () => {
  const template = connected(() => ({ target: EndpointTarget.addresses(['10.0.1.20', '10.0.1.21']) }));
  const instances = resourcesOf(template, 'AWS::ServiceDiscovery::Instance').map(([id]) => id);
  const [[, { DependsOn: waits }]] = resourcesOf(template, 'AWS::ECS::Service');

  expect(instances).toHaveLength(2);
  expect([waits].flat()).toEqual(expect.arrayContaining(instances));
});

test('startOrder: false takes that wait away', () => {
  const template = connected(() => ({ port: 5432 }), { startOrder: false });
  const [[, { DependsOn: waits = [] }]] = resourcesOf(template, 'AWS::ECS::Service');

  expect([waits].flat().filter((id) => template.Resources[id].Type === 'AWS::ServiceDiscovery::Instance')).toEqual([]);
});

test('a caller waits for the rule that lets it through', () => {
  expect(waitsOf(connected((shop) => ({ port: 5432, connectable: group(shop) })), 'Frontend')).toEqual(['rule']);
});

test.each(['Front', 'Data'])('across stacks with the endpoint and its group, where %s comes first in the app, no circle is closed', (first) => {
  const shop = new Shop();
  const stacks = new Map([first, first === 'Front' ? 'Data' : 'Front'].map((id) => [id, new Stack(shop.app, id)]));
  const [front, data] = [stacks.get('Front')!, stacks.get('Data')!];
  const database = endpointIn(shop, { port: 5432, connectable: new SecurityGroup(data, 'Group', { vpc: shop.vpc }) }, 'Database', data);
  shop.service('Frontend', {}, front).connectTo(database);
  const templates = templatesOf(shop.app);

  expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  expect(rulesOf(templates['Front.template.json'])).toHaveLength(1);
  expect(shop.app.synth().getStackArtifact('Front').dependencies.map(({ id }) => id)).toContain('Data');
});

test('it can be connected to by the methods of the CDK: connections are those of the target', () => {
  const shop = new Shop();
  const connectable = group(shop);

  expect(endpointIn(shop, { connectable }).connections.securityGroups).toEqual([connectable]);
});

test('a target with a security group and without a port is refused: nobody knows what to open', () => {
  const shop = new Shop();
  const database = endpointIn(shop, { connectable: group(shop) });

  expect(messageOf(() => shop.service('Frontend').connectTo(database))).toBe(`Shop/Frontend.connectTo(Shop/Database): 1 problem

[connect-without-port] No port of Shop/Database is known.
  why: A security-group rule opens a port, and none is known: none was given, and no container maps exactly one.
  fix: Give port to the target, or to connectTo().
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`);
});

test('the port can be given to connectTo() instead', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(endpointIn(shop, { connectable: group(shop) }), { port: 5432 });
  const template = templateOf(shop);

  expect(rulesOf(template)).toEqual(['in: DatabaseGroup < FrontendSecurityGroup tcp 5432-5432']);
  expect(variablesOf(template, 'Frontend').DATABASE_URL).toBe('http://database.ecs-internal:5432');
});

test.each<[string, Choose, ConnectOptions, string]>([
  ['a target whose connections have no group', () => ({ port: 5432, connectable: { connections: new Connections() } }), {}, 'connect-without-security-group'],
  ['a port that is not the target\'s', () => ({ port: 5432 }), { port: 5433 }, 'connect-port'],
  ['a scheme where there is no URL', () => ({ target: EndpointTarget.attributes({ A: 'b' }) }), { scheme: 'https' }, 'connect-scheme-without-url'],
])('%s is refused', (_what, choose, options, rule) => {
  const shop = new Shop();
  const database = endpointIn(shop, choose(shop));

  expect(brokenRules(() => shop.service('Frontend').connectTo(database, options))).toEqual([rule]);
});

test('a target in another VPC is refused where its group is to be opened, and taken where there is none', () => {
  const shop = new Shop();
  const cluster = new Cluster(shop.stack, 'Other', { vpc: new Vpc(shop.stack, 'OtherVpc', { maxAzs: 1 }) });
  const cloudMapNamespace = DiscoveryNamespace.publicDns('svc.public-service.com');
  const frontend = shop.service('Frontend');

  expect(brokenRules(() => frontend.connectTo(endpointIn(shop, { cluster, port: 5432, connectable: group(shop), cloudMapNamespace }, 'A')))).toEqual(['connect-other-vpc']);
  expect(brokenRules(() => frontend.connectTo(endpointIn(shop, { cluster, port: 5432, cloudMapNamespace }, 'B')))).toEqual([]);
});

test('a private name of another VPC resolves nowhere beside the caller, so it is refused with or without a group', () => {
  const shop = new Shop();
  const cluster = new Cluster(shop.stack, 'Other', { vpc: new Vpc(shop.stack, 'OtherVpc', { maxAzs: 1 }) });

  expect(brokenRules(() => shop.service('Frontend').connectTo(endpointIn(shop, { cluster, port: 5432 })))).toEqual(['connect-other-vpc']);
});
