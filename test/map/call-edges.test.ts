import { FRONTEND_BACKEND, NAMESPACE, cloudMapName, edgesOf, group, ingress, mapOf, service, tcp } from './fixture';
import { pictureOf } from '../../src/map/picture';

test('a service that is given the address of another one calls it', () => {
  expect(edgesOf(FRONTEND_BACKEND)).toEqual([
    'Frontend -> Backend 8080 environment by BACKEND_URL',
    'Frontend -> Backend 8080 security-group',
  ]);
});

test('a call that security groups stop is closed, and what is found about it stands at it', () => {
  const { Rule, ...closed } = FRONTEND_BACKEND;
  const { edges, nodes } = mapOf(closed);

  expect(Rule).toBeDefined();
  expect(edges).toMatchObject([{ from: 'Frontend', to: 'Backend', kind: 'environment', isClosed: true, findings: [{ ruleId: 'address-closed', severity: 'error' }] }]);
  expect(nodes.flatMap(({ findings }) => findings)).toEqual([]);
});

test.each<[string, object]>([
  ['a group of the target is elsewhere', { SecurityGroups: [{ Ref: 'BackendGroup' }, 'sg-1'] }],
  ['the groups are those of a parameter', { SecurityGroups: { Ref: 'Groups' } }],
])('a call is not said to be closed where %s', (_, network) => {
  const { Rule, ...closed } = FRONTEND_BACKEND;
  const backend = service('Backend', { name: 'BackendName', properties: { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], ...network } } } });

  expect(Rule).toBeDefined();
  expect(edgesOf({ ...closed, ...backend })).toEqual(['Frontend -> Backend 8080 environment by BACKEND_URL']);
});

test('a port that is open is not said to be closed because another one is', () => {
  const frontend = service('Frontend', { environment: { BACKEND_URL: 'http://backend.shop.internal:8080', METRICS_URL: 'http://backend.shop.internal:9000' } });

  expect(pictureOf(mapOf({ ...FRONTEND_BACKEND, ...frontend })).ways.map(({ label }) => label)).toEqual(['8080, closed 9000']);
});

test('of a target with several ports, an address without one says none of them', () => {
  const ports = [{ ContainerPort: 9901 }, { ContainerPort: 8080 }];
  const backend = service('Backend', { name: 'BackendName' });
  const task = backend.BackendTask as { readonly Properties: { readonly ContainerDefinitions: readonly object[] } };
  const containers = [{ ...task.Properties.ContainerDefinitions[0], PortMappings: ports }];
  const BackendTask = { ...task, Properties: { ...task.Properties, ContainerDefinitions: containers } };
  const frontend = service('Frontend', { environment: { BACKEND_HOST: 'backend.shop.internal', BACKEND_PORT: '8080' } });

  expect(edgesOf({ ...FRONTEND_BACKEND, ...backend, BackendTask, ...frontend })).toEqual([
    'Frontend -> Backend null environment by BACKEND_HOST',
    'Frontend -> Backend 8080 security-group',
  ]);
});

test.each(['NO_PROXY', 'no_proxy'])('%s says whom not to ask a proxy for, and is no call', (variable) => {
  const frontend = service('Frontend', { environment: { [variable]: 'localhost,backend.shop.internal' } });

  expect(edgesOf({ ...FRONTEND_BACKEND, ...frontend })).toEqual(['Frontend -> Backend 8080 security-group']);
});

test.each<[string, object]>([
  ['is told to others', { Told: { Type: 'Custom::Opener', Properties: { Group: { 'Fn::GetAtt': ['BackendGroup', 'GroupId'] } } } }],
  ['is given to a nested stack that cannot be read', { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/b/t.json', Parameters: { Group: { Ref: 'BackendGroup' } } } } }],
])('a call is not said to be closed where a security group %s, who may open it', (_, more) => {
  const { Rule, ...closed } = FRONTEND_BACKEND;

  expect(Rule).toBeDefined();
  expect(edgesOf({ ...closed, ...more })).toEqual(['Frontend -> Backend 8080 environment by BACKEND_URL']);
});

test('where an address has no port, that of the target is meant', () => {
  const frontend = service('Frontend', { environment: { BACKEND_HOST: 'backend.shop.internal' } });

  expect(edgesOf({ ...FRONTEND_BACKEND, ...frontend })).toContain('Frontend -> Backend 8080 environment by BACKEND_HOST');
});

test('several variables with one address are one edge', () => {
  const frontend = service('Frontend', { environment: { URL: 'http://backend.shop.internal:8080', BACKUP_URL: 'http://BACKEND.shop.internal:8080/x' } });

  expect(edgesOf({ ...FRONTEND_BACKEND, ...frontend })).toContain('Frontend -> Backend 8080 environment by BACKUP_URL, URL');
});

test('a service that is given its own address does not call itself', () => {
  const backend = service('Backend', { name: 'BackendName', environment: { SELF: 'http://backend.shop.internal:8080' } });

  expect(edgesOf({ Namespace: NAMESPACE, BackendName: cloudMapName('backend'), ...backend })).toEqual([]);
});

test('a name under which no service registers is a node of its own', () => {
  const { nodes, edges } = mapOf({
    Namespace: NAMESPACE,
    Database: cloudMapName('database', { HealthCheckCustomConfig: undefined }),
    One: { Type: 'AWS::ServiceDiscovery::Instance', Properties: { ServiceId: { Ref: 'Database' }, InstanceId: 'one', InstanceAttributes: { AWS_INSTANCE_IPV4: '10.0.0.1' } } },
    ...service('Frontend', { environment: { DATABASE: 'postgres://database.shop.internal:5432/shop' } }),
  });

  expect(nodes).toMatchObject([
    { id: 'Database', kind: 'endpoint', names: [{ name: 'database.shop.internal', records: ['A 10 s'], health: 'none' }] },
    { id: 'Frontend', kind: 'service' },
  ]);
  expect(edges).toMatchObject([{ from: 'Frontend', to: 'Database', port: 5432, kind: 'environment' }]);
});

test('a function that is given an address is a node, and one that has to do with nobody is none', () => {
  const fn = (variables: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: variables }, VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: [{ Ref: 'FunctionGroup' }] } } });
  const { nodes } = mapOf({ ...FRONTEND_BACKEND, FunctionGroup: group(), Poller: fn({ URL: 'http://backend.shop.internal:8080' }), Other: fn({}) });

  expect(nodes.map(({ id, kind }) => `${kind} ${id}`)).toEqual(['service Backend', 'service Frontend', 'function Poller']);
});

describe('with Service Connect', () => {
  const connected = (properties: object) => ({ Cluster: 'shop', ServiceConnectConfiguration: { Enabled: true, Namespace: 'shop', ...properties } });
  const server = service('Backend', { properties: connected({ Services: [{ PortName: 'web', ClientAliases: [{ Port: 80, DnsName: 'backend' }] }] }) });
  const opened = ingress('FrontendGroup', 'BackendGroup', tcp(8080));

  test('a client that is given a name of it calls by the proxy', () => {
    const client = service('Frontend', { properties: connected({}), environment: { BACKEND: 'http://backend:80' } });

    expect(edgesOf({ ...server, ...client, Rule: opened })).toEqual([
      'Frontend -> Backend 8080 security-group',
      'Frontend -> Backend 80 service-connect by BACKEND, backend',
    ]);
  });

  test('a client for which the port is opened is taken for one that calls', () => {
    expect(edgesOf({ ...server, ...service('Frontend', { properties: connected({}) }), Rule: opened })).toContain('Frontend -> Backend 80 service-connect by backend');
  });

  test.each<[string, object]>([
    ['is of another namespace', { Namespace: 'other' }],
    ['takes no part', { Enabled: false }],
  ])('a service that %s does not', (_, properties) => {
    expect(edgesOf({ ...server, ...service('Frontend', { properties: connected(properties) }), Rule: opened })).toEqual(['Frontend -> Backend 8080 security-group']);
  });

  test('nor does a client for which nothing is opened', () => {
    expect(edgesOf({ ...server, ...service('Frontend', { properties: connected({}) }) })).toEqual([]);
  });
});
