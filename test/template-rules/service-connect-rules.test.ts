import { brokenBy, factsOf } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Connected } from './service-connect';
import { connectTemplate } from './service-connect';
import { TemplateFacts } from '../../src/model/template-facts';

const broken = (variation: Connected) => brokenBy(ecsRules, connectTemplate(variation));
const AT = 'Properties/ServiceConnectConfiguration';

test('a service in Service Connect passes', () => {
  expect(broken({})).toEqual([]);
  expect(broken({ mode: 'bridge' })).toEqual([]);
});

describe('service-connect-without-namespace', () => {
  test('refuses a service without a namespace in a cluster without one', () => {
    expect(broken({ namespace: '' })).toEqual([
      `service-connect-without-namespace at Backend, ${AT}/Namespace, with Cluster: `
      + 'Backend takes part in Service Connect without a Namespace, and Cluster has no default one.',
    ]);
  });

  test.each([
    ['the namespace of the cluster', { namespace: '', cluster: 'ServiceConnectDefaults: { Namespace: !GetAtt Namespace.Arn }' }],
    ['one that the cluster may have', { namespace: '', cluster: 'ServiceConnectDefaults: !If [IsAny, { Namespace: !GetAtt Namespace.Arn }, !Ref AWS::NoValue]' }],
    ['a parameter', { namespace: '!Ref Any' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });

  test('lets a service in a cluster elsewhere pass', () => {
    expect(brokenBy(ecsRules, connectTemplate({ namespace: '' }).replace('Cluster: !Ref Cluster', 'Cluster: shop'))).toEqual([]);
  });

  test('lets a service that is not enabled pass', () => {
    expect(brokenBy(ecsRules, connectTemplate({ namespace: '' }).replace('Enabled: true', 'Enabled: false'))).toEqual([]);
    expect(brokenBy(ecsRules, connectTemplate({ namespace: '' }).replace('Enabled: true', 'Enabled: !Ref Any'))).toEqual([]);
  });
});

describe('service-connect-namespace', () => {
  test('refuses what is no namespace', () => {
    const more = 'Name: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: other, NamespaceId: !Ref Namespace } }';
    expect(broken({ namespace: '!GetAtt Name.Arn', more })).toEqual([
      `service-connect-namespace at Backend, ${AT}/Namespace, with Name: The Namespace of Backend is Name, a AWS::ServiceDiscovery::Service.`,
    ]);
  });
});

test.each([
  ['another Region', 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1', '"arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1", and it is in Region eu-central-1'],
  ['what is no namespace', 'arn:aws:servicediscovery:eu-central-1:111122223333:service/srv-1', '"arn:aws:servicediscovery:eu-central-1:111122223333:service/srv-1"'],
])('service-connect-namespace refuses an ARN of %s', (_, namespace, what) => {
  const facts = factsOf(connectTemplate({ namespace }));
  const stacks = new Map([...facts.assembly.stacks].map(([id, stack]) => [id, { ...stack, region: 'eu-central-1' }]));
  const found = ecsRules.flatMap(({ id, broken: judge }) => judge(new TemplateFacts({ stacks })).map(({ got }) => `${id}: ${got}`));
  expect(found).toEqual([`service-connect-namespace: The Namespace of Backend is ${what}.`]);
});

describe('service-connect-namespace-by-name', () => {
  test.each([
    ['shop', 'the name "shop"'],
    ['!Ref Namespace', 'the ID'],
    ['!GetAtt Namespace.Id', 'the ID'],
  ])('warns of %s', (namespace, what) => {
    expect(broken({ namespace })).toEqual([
      `service-connect-namespace-by-name at Backend, ${AT}/Namespace, with Namespace: The Namespace of Backend is ${what} of Namespace.`,
    ]);
  });

  test('warns of the ID of a namespace elsewhere', () => {
    expect(broken({ namespace: 'ns-abcdefgh12345678' })).toEqual([
      `service-connect-namespace-by-name at Backend, ${AT}/Namespace: The Namespace of Backend is the ID "ns-abcdefgh12345678".`,
    ]);
  });

  test('warns of it in the cluster', () => {
    expect(broken({ namespace: '', cluster: 'ServiceConnectDefaults: { Namespace: shop }' })).toEqual([
      'service-connect-namespace-by-name at Cluster, Properties/ServiceConnectDefaults/Namespace, with Namespace: The Namespace of Cluster is the name "shop" of Namespace.',
    ]);
  });

  test.each(['other', 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1', '!ImportValue Namespace'])('lets %s pass', (namespace) => {
    expect(broken({ namespace })).toEqual([]);
  });
});

describe('service-connect-enabled', () => {
  test('refuses a configuration that does not say it', () => {
    expect(brokenBy(ecsRules, connectTemplate().replace('Enabled: true', ''))).toEqual([
      `service-connect-enabled at Backend, ${AT}/Enabled: ServiceConnectConfiguration of Backend does not have Enabled.`,
    ]);
  });
});

describe('logs', () => {
  const LOG = 'LogConfiguration: { LogDriver: awslogs, Options: { awslogs-group: shop, awslogs-region: eu-west-1 } }';

  test.each([
    ['refuses', 'service-connect-access-log', 'without Format', `${LOG}\n        AccessLogConfiguration: { IncludeQueryParameters: ENABLED }`],
    ['refuses', 'service-connect-access-log', 'with the Format "XML"', `${LOG}\n        AccessLogConfiguration: { Format: XML }`],
    ['warns of', 'service-connect-access-log-unwritten', 'without LogConfiguration', 'AccessLogConfiguration: { Format: JSON }'],
  ])('%s access logs by %s without %s', (_, id, what, connect) => {
    expect(broken({ connect })).toEqual([
      `${id} at Backend, ${AT}/AccessLogConfiguration: Backend has AccessLogConfiguration ${what}.`,
    ]);
  });

  test.each([
    ['Options', 'no awslogs-group and no awslogs-region', 'LogConfiguration: { LogDriver: awslogs }'],
    ['Options', 'no awslogs-region', 'LogConfiguration: { LogDriver: awslogs, Options: { awslogs-group: shop } }'],
    ['LogDriver', 'no LogDriver', 'LogConfiguration: { Options: { awslogs-group: shop } }'],
  ])('service-connect-log refuses a log by its %s: %s', (property, what, connect) => {
    expect(broken({ connect })).toEqual([`service-connect-log at Backend, ${AT}/LogConfiguration/${property}: The log of Service Connect of Backend has ${what}.`]);
  });

  test('service-connect-log refuses a driver that Fargate does not have', () => {
    const fargate = { launch: 'LaunchType: FARGATE', task: 'RequiresCompatibilities: [FARGATE]' };
    expect(broken({ ...fargate, connect: 'LogConfiguration: { LogDriver: fluentd }' })).toEqual([
      `service-connect-log at Backend, ${AT}/LogConfiguration/LogDriver: The log of Service Connect of Backend has the driver fluentd, and its tasks run on Fargate.`,
    ]);
    expect(broken({ ...fargate, connect: 'LogConfiguration: { LogDriver: splunk }' })).toEqual([]);
    expect(broken({ connect: 'LogConfiguration: { LogDriver: fluentd }' })).toEqual([]);
  });

  test.each([
    LOG, `${LOG}\n        AccessLogConfiguration: { Format: JSON }`, 'LogConfiguration: { LogDriver: splunk }', 'LogConfiguration: { LogDriver: awslogs, Options: !Ref Any }',
    'LogConfiguration: !If [IsAny, { LogDriver: splunk }, !Ref AWS::NoValue]\n        AccessLogConfiguration: { Format: !Ref Any }',
  ])('lets %s pass', (connect) => {
    expect(broken({ connect })).toEqual([]);
  });
});

describe('service-name-is-fixed', () => {
  test.each([['backend', ', "backend",'], ['!Ref Any', '']])('warns of %s', (name, what) => {
    expect(broken({ service: `ServiceName: ${name}` })).toEqual([
      `service-name-is-fixed at Backend, Properties/ServiceName: Backend has a ServiceName${what} and takes part in Service Connect.`,
    ]);
  });

  test('lets a choice of none pass', () => {
    expect(broken({ service: 'ServiceName: !If [IsAny, backend, !Ref AWS::NoValue]' })).toEqual([]);
  });
});
