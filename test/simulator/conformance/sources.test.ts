import { existsSync } from 'node:fs';
import { addresses, ask, outcome } from './support/ask';
import { addressesOf, fileOf, simulated, startedWith } from './support/simulation';
import { NETWORK, backendTemplate, cloudMapService, ecsService, privateNamespace, templateOf } from './support/templates';

// What CloudFormation would make of a template: its user guide on intrinsic functions, conditions, parameters and exports.
const NAME = 'backend.ecs-internal';

const PARAMETERS = (body: string) => `
Parameters:
  Stage: { Type: String }
  Count: { Type: Number, Default: 3 }
  Extra: { Type: String, Default: 'no' }
Conditions:
  HasExtra: !Equals [!Ref Extra, 'yes']
Mappings: { Names: { prod: { Suffix: internal } } }
${body}`;

const WITH_PARAMETERS = PARAMETERS(templateOf(
  privateNamespace('Internal', "!Join ['.', [!Ref Stage, !FindInMap [Names, prod, Suffix]]]"),
  ecsService('Backend', { name: 'backend', namespace: 'Internal', records: { A: 60 }, tasks: '!Ref Count' }),
  ecsService('Choice', { name: 'choice', namespace: 'Internal', records: { A: 60 }, tasks: '!If [HasExtra, 4, 1]' }),
  `${cloudMapService('Extra', { name: 'extra', namespace: 'Internal', records: { A: 60 } })}
  ExtraOne:
    Type: AWS::ServiceDiscovery::Instance
    Condition: HasExtra
    Properties: { ServiceId: !Ref ExtraNames, InstanceId: one, InstanceAttributes: { AWS_INSTANCE_IPV4: 10.1.2.3 } }
`,
));

test('parameters, mappings and functions name the namespace and count the tasks', async () => {
  const simulator = await simulated(WITH_PARAMETERS, { parameters: { Stage: 'prod' } });
  expect(await addresses(simulator.dnsServer, 'backend.prod.internal')).toHaveLength(3);
  expect(await addresses(simulator.dnsServer, 'choice.prod.internal')).toHaveLength(1);
  expect(outcome(await ask(simulator.dnsServer, 'extra.prod.internal'))).toBe('NXDOMAIN');
});

test('parameters that are given win over defaults, and conditions follow them', async () => {
  const simulator = await simulated(WITH_PARAMETERS, { parameters: { Stage: 'test', Count: '5', Extra: 'yes' } });
  expect(await addresses(simulator.dnsServer, 'backend.test.internal')).toHaveLength(5);
  expect(await addresses(simulator.dnsServer, 'choice.test.internal')).toHaveLength(4);
  expect(await addresses(simulator.dnsServer, 'extra.test.internal')).toEqual(['10.1.2.3']);
});

test('a namespace whose name nobody knows is not answered, and the parameter is told', async () => {
  const started = simulated(WITH_PARAMETERS).then(async (simulator) => outcome(await ask(simulator.dnsServer, 'backend.prod.internal')));
  await expect(started.catch((error: Error) => error.message)).resolves.toMatch(/REFUSED|Stage/);
});

// "Default: A value of the appropriate type for the template to use if no value is specified when a stack is created."
test.each(['3', "'3'"])('a parameter\'s default may be written as %s', async (value) => {
  const simulator = await simulated(`Parameters: { Count: { Type: Number, Default: ${value} } }\n${backendTemplate(2).replace('DesiredCount: 2', 'DesiredCount: !Ref Count')}`);
  expect(simulator.tasks(NAME)).toHaveLength(3);
});

test('an ECS service without a count has one task', async () => {
  const simulator = await simulated(backendTemplate(2).replace('DesiredCount: 2', ''));
  expect(simulator.tasks(NAME)).toHaveLength(1);
});

test('a template may be JSON', async () => {
  const names = { Type: 'AWS::ServiceDiscovery::Service', Properties: { Name: 'legacy', NamespaceId: { Ref: 'N' }, DnsConfig: { DnsRecords: [{ Type: 'A', TTL: '5' }] } } };
  const one = { Type: 'AWS::ServiceDiscovery::Instance', Properties: { ServiceId: { 'Fn::GetAtt': ['S', 'Id'] }, InstanceAttributes: { AWS_INSTANCE_IPV4: '10.0.0.9' } } };
  const namespace = { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: 'json.internal', Vpc: 'vpc-1' } };
  const file = fileOf(JSON.stringify({ Resources: { N: namespace, S: names, I: one } }), 'json');
  const simulator = await startedWith({ sources: [file] });
  expect((await ask(simulator.dnsServer, 'legacy.json.internal')).answers).toMatchObject([{ ttl: 5, data: '10.0.0.9' }]);
});

test('a service finds its namespace in another template by an export', async () => {
  const one = `Resources:\n${NETWORK}${privateNamespace('Internal', 'ecs-internal')}
Outputs:
  Id: { Value: !GetAtt Internal.Id, Export: { Name: shared-namespace } }
  ClusterName: { Value: !Ref Cluster, Export: { Name: shared-cluster } }
`;
  const other = backendTemplate(2).replace(privateNamespace('Internal', 'ecs-internal'), '')
    .replace('NamespaceId: !Ref Internal', 'NamespaceId: !ImportValue shared-namespace').replace('Cluster: !Ref Cluster', 'Cluster: !ImportValue shared-cluster');
  for (const templates of [[one, other], [other, one]]) {
    const simulator = await simulated(templates);
    expect(await addresses(simulator.dnsServer, NAME)).toEqual(addressesOf(simulator, 'backend'));
    expect(await addresses(simulator.dnsServer, NAME)).toHaveLength(2);
  }
});

test('a service of a namespace that no template has is not answered, and does not stop the others', async () => {
  const foreign = ecsService('Foreign', { name: 'foreign', namespace: 'Nowhere', records: { A: 5 }, tasks: 1 });
  const simulator = await simulated(backendTemplate(2) + foreign.replace('!Ref Nowhere', 'ns-abcdefghijklmnop'));
  expect(await addresses(simulator.dnsServer, NAME)).toHaveLength(2);
  expect(outcome(await ask(simulator.dnsServer, 'foreign.ecs-internal'))).toBe('NXDOMAIN');
  expect(outcome(await ask(simulator.dnsServer, 'foreign'))).toBe('REFUSED');
});

test('a service is named by its discovery name, with or without namespace, and by its logical id', async () => {
  const simulator = await simulated(backendTemplate(2));
  const all = simulator.tasks();
  expect(all.map(({ instances }) => instances.map(({ serviceName, namespaceName }) => `${serviceName}.${namespaceName}`))).toEqual([[NAME], [NAME]]);
  for (const name of ['backend', NAME, 'Backend']) {
    expect(simulator.tasks(name)).toEqual(all);
  }
});

test('a name that no service has is an error that lists those there are', async () => {
  const simulator = await simulated(backendTemplate(2));
  expect(() => simulator.tasks('backed')).toThrow(/backed[^]*backend/);
  expect(() => simulator.scale('backed', 1)).toThrow(/backend/);
  expect(() => simulator.deploy('backed')).toThrow(/backend/);
});

test('a name that two services have is an error that lists both', async () => {
  const simulator = await simulated(templateOf(
    privateNamespace('One', 'one.internal'), privateNamespace('Two', 'two.internal'),
    ecsService('First', { name: 'api', namespace: 'One', records: { A: 1 }, tasks: 1 }),
    ecsService('Second', { name: 'api', namespace: 'Two', records: { A: 1 }, tasks: 1 }),
  ));
  expect(() => simulator.scale('api', 3)).toThrow(/First[^]*Second|api\.one\.internal[^]*api\.two\.internal/);
  expect(simulator.tasks('api.two.internal')).toHaveLength(1);
});

test.each([
  ['a file that is not there', 'nothing.yaml'],
  ['a directory that is no assembly', __dirname],
])('%s is an error with its path, and leaves no server behind', async (_, path) => {
  await expect(startedWith({ sources: [path] })).rejects.toThrow(path);
});

test('a file that is no template is an error with its path', async () => {
  const file = fileOf('{ "Resources": [');
  expect(existsSync(file)).toBe(true);
  await expect(startedWith({ sources: [file] })).rejects.toThrow(file);
});
