import { NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { deployedRules, deployedValue, ofType, resourcesIn } from './deployed-probe';
import { instances, runProbe, running } from './run-probe';
import { ServiceRegistration } from '../../src';
import { circlesInAssembly } from '../connect/circular-dependencies';
import { existing } from '../surface/systems';
import { Shop } from '../testing/shop';

/** A shop with some monitored services, in a stack of their own. */
function monitored(ids: readonly string[], stackName = 'Services'): { readonly shop: Shop; readonly stack: Stack } {
  const shop = new Shop();
  const group = new Construct(shop.app, 'Group');
  // With their alarms, so many services are more than a stack may have; the limits of the rules are to be seen all the same.
  group.node.setContext('@aws-cdk/core:stackResourceLimit', 2000);
  const stack = new Stack(group, 'Services', { stackName });
  ids.forEach((id, index) => shop.service(id, { discoveryName: `s${index}` }, stack).monitor());
  return { shop, stack };
}

interface MetricJson {
  readonly MetricName: string;
  readonly Namespace: string;
  readonly Dimensions: { Name: string; Value: string | { Ref: string } }[];
}

const numbered = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const PROBE_TYPES = ['AWS::Lambda::Function', 'AWS::Logs::LogGroup', 'AWS::IAM::ManagedPolicy', 'AWS::Events::Rule'];

describe('a stack with monitored services', () => {
  test('has one function and one rule a minute, however many services there are', () => {
    const { shop, stack } = monitored(['A', 'B', 'C', 'D', 'E']);
    const resources = resourcesIn(shop, stack);

    expect(ofType(resources, 'AWS::Lambda::Function')).toHaveLength(1);
    expect(ofType(resources, 'AWS::Events::Rule').map(({ Properties }) => Properties.ScheduleExpression)).toEqual(['rate(1 minute)', undefined]);
    expect(ofType(resources, 'AWS::CloudWatch::Alarm')).toHaveLength(5 * 4 + 1);
  });

  test('asks for nothing else than it may', () => {
    const { shop, stack } = monitored(['A', 'B']);
    const resources = resourcesIn(shop, stack);
    const ref = (id: string) => ({ Ref: expect.stringMatching(new RegExp(`^${id}`)) as string });
    const arn = (id: string) => ({ 'Fn::GetAtt': [expect.stringMatching(new RegExp(`^${id}CloudMapService`)) as string, 'Arn'] });
    const [role] = ofType(resources, 'AWS::IAM::Role').filter(({ Properties }) => JSON.stringify(Properties).includes('lambda.amazonaws.com'));

    expect(ofType(resources, 'AWS::IAM::ManagedPolicy').map(({ Properties }) => (Properties.PolicyDocument as { Statement: unknown }).Statement)).toEqual([[
      { Action: 'ecs:DescribeServices', Effect: 'Allow', Resource: [ref('AService'), ref('BService')] },
      {
        Action: 'servicediscovery:GetInstancesHealthStatus',
        Effect: 'Allow',
        Resource: '*',
        Condition: { ArnEquals: { 'servicediscovery:ServiceArn': [arn('A'), arn('B')] } },
      },
    ]]);
    expect(role.Properties.ManagedPolicyArns).toBeUndefined();
    const inline = role.Properties.Policies as { PolicyDocument: { Statement: unknown } }[];
    expect(inline.map(({ PolicyDocument: document }) => document.Statement)).toEqual([[{
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Effect: 'Allow',
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^DiscoveryProbeLogGroup/) as string, 'Arn'] },
    }]]);
    expect(ofType(resources, 'AWS::IAM::Policy')).toEqual([]);
  });

  test('keeps the log of the function for a month, and deletes it with the stack', () => {
    const { shop, stack } = monitored(['A']);

    Template.fromStack(stack).hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Delete' });
    expect(ofType(resourcesIn(shop, stack), 'AWS::Lambda::Function')[0].Properties).toMatchObject({
      Runtime: 'nodejs24.x', LoggingConfig: { LogGroup: { Ref: expect.stringMatching(/^DiscoveryProbeLogGroup/) as string } },
    });
  });

  test('has one list of services, whatever the order of the lines', () => {
    const [one, other] = [['A', 'B', 'C'], ['C', 'A', 'B']].map((ids) => {
      const shop = new Shop();
      ids.forEach((id) => shop.service(id).monitor());
      return deployedRules(resourcesIn(shop)).inputs;
    });

    expect(one).toHaveLength(1);
    expect(other).toEqual(one);
  });
});

describe('what the rules send', () => {
  test('is what the function takes: every service is counted under its own name', async () => {
    const { shop, stack } = monitored(['A', 'B']);
    const { inputs } = deployedRules(resourcesIn(shop, stack));
    const [function_] = ofType(resourcesIn(shop, stack), 'AWS::Lambda::Function');
    const { documents, problem, calls } = await runProbe(JSON.parse(inputs[0]), { describeServices: running(2), instances: instances('HEALTHY') },
      (function_.Properties.Code as { ZipFile: string }).ZipFile);

    expect(problem).toBeUndefined();
    expect(documents.map(({ Namespace: namespace, Service: name, RunningTasks: tasks }) => [namespace, name, tasks])).toEqual([
      ['ecs-internal', 's0', 2], ['ecs-internal', 's1', 2],
    ]);
    expect(calls.map(({ input }) => input.ServiceId).filter((id) => id !== undefined)).toEqual([
      expect.stringMatching(/^srv-ACloudMapService/), expect.stringMatching(/^srv-BCloudMapService/),
    ]);
  });

  test('writes metrics with the dimensions that the alarms have', async () => {
    const shop = new Shop();
    shop.service('Backend').monitor();
    const resources = resourcesIn(shop);
    const { documents: [document] } = await runProbe(JSON.parse(deployedRules(resources).inputs[0]));
    const metrics = ofType(resources, 'AWS::CloudWatch::Alarm')
      .flatMap(({ Properties }) => (Properties.Metrics ?? []) as { MetricStat?: { Metric: MetricJson } }[])
      .flatMap(({ MetricStat: stat }) => stat?.Metric ?? []);
    const valueOf = (value: string | { Ref: string }) => typeof value === 'string' ? value : deployedValue(value.Ref, resources[value.Ref], 'Ref');

    expect(metrics.length).toBe(8);
    expect(metrics.filter(({ Namespace: namespace }) => namespace !== document._aws.CloudWatchMetrics[0].Namespace)).toEqual([]);
    const dimensions = metrics.flatMap((metric) => metric.Dimensions);
    expect(dimensions.filter(({ Name: name, Value: value }) => document[name] !== valueOf(value))).toEqual([]);
    expect(dimensions).toHaveLength(3 * metrics.length);
    expect([...new Set(metrics.map(({ MetricName: name }) => name))].sort()).toEqual([
      'DeploymentFailures', ...document._aws.CloudWatchMetrics[0].Metrics.map(({ Name: name }) => name),
    ].sort());
  });

  test('for a failed deployment is counted for the service that it is of', async () => {
    const { shop, stack } = monitored(['A', 'B']);
    const resources = resourcesIn(shop, stack);
    const rules = deployedRules(resources);
    const [, idOfB] = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::ECS::Service').map(([id]) => id);
    const arn = deployedValue(idOfB, resources[idOfB], 'Ref');
    const [input, ...others] = rules.eventInputs({ resources: [arn] });
    const { documents } = await runProbe(JSON.parse(input));

    expect(others).toEqual([]);
    expect(documents.map(({ Service: name, DeploymentFailures: failures }) => [name, failures])).toEqual([['s1', 1]]);
    expect(JSON.parse(rules.patterns[0])).toMatchObject({
      'source': ['aws.ecs'], 'detail-type': ['ECS Deployment State Change'], 'detail': { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
    });
  });

  test('for a failed deployment of a service that is not monitored is nothing', () => {
    const { shop, stack } = monitored(['A']);

    expect(deployedRules(resourcesIn(shop, stack)).eventInputs({ resources: ['arn:aws:ecs:eu-west-1:123456789012:service/Shop-cluster/other'] })).toEqual([]);
  });
});

describe('the limits of AWS', () => {
  const NAMES: [string, string, string][] = [
    ['short names', 'S', 'Shop'],
    ['long names', 'AServiceWithALongNameThatSaysAllThatTheServiceIsThereForInTheShop', 'AStackWithALongNameThatSaysAllThatIsInTheStackAndWhoItBelongsTo'],
  ];

  /** The longest that CloudFormation and the Region make of names. */
  const longest = (stackName: string): typeof deployedValue => (logicalId, resource, attribute) => {
    const name = `${stackName}-${logicalId}-${'x'.repeat(12)}`;
    // The cluster is in another stack, whose export is named after it.
    const cluster = logicalId.startsWith('Shop:') ? 'Shop-ClusterEB0386A7-xxxxxxxxxxxx' : name;
    switch (`${resource?.Type}.${attribute}`) {
      case 'AWS::ECS::Service.Ref': return `arn:aws-us-gov:ecs:ap-southeast-1:123456789012:service/Shop-ClusterEB0386A7-xxxxxxxxxxxx/${name}`;
      case 'AWS::ServiceDiscovery::Service.Id': return `srv-${'x'.repeat(16)}`;
      case 'AWS::ServiceDiscovery::Service.Arn': return `arn:aws-us-gov:servicediscovery:ap-southeast-1:123456789012:service/srv-${'x'.repeat(16)}`;
      default: return cluster;
    }
  };

  test.each(NAMES)('are kept with 79 services of %s', (_what, prefix, stackName) => {
    const { shop, stack } = monitored(numbered(79, prefix), stackName);
    const resources = resourcesIn(shop, stack);
    const { inputs, patterns } = deployedRules(resources, longest(stackName));
    const policies = ofType(resources, 'AWS::IAM::ManagedPolicy').map(({ Properties }) => JSON.stringify(Properties.PolicyDocument)
      .replace(/\{"Ref":"([^"]+)"\}/g, (_all, id: string) => `"${longest(stackName)(id, resources[id], 'Ref')}"`)
      .replace(/\{"Fn::GetAtt":\["([^"]+)","([^"]+)"\]\}/g, (_all, id: string, attribute: string) => `"${longest(stackName)(id, resources[id], attribute)}"`));
    const counted = inputs.flatMap((input) => (JSON.parse(input) as { services: { name: string }[] }).services.map(({ name }) => name));

    expect(inputs.join('')).not.toContain('[object');
    expect(counted.sort()).toEqual(numbered(79, 's').sort());
    expect(patterns.flatMap((pattern) => (JSON.parse(pattern) as { resources: string[] }).resources)).toHaveLength(79);
    expect(Math.max(...inputs.map(({ length }) => length))).toBeLessThanOrEqual(8192 - '"failed":<resources-0->,'.length);
    expect(Math.max(...patterns.map(({ length }) => length))).toBeLessThanOrEqual(2048);
    expect(Math.max(...policies.map(({ length }) => length))).toBeLessThanOrEqual(6144);
    expect(policies.join('').match(/service\/srv-x{16}/g)).toHaveLength(79);
    expect(policies.length).toBeLessThanOrEqual(10);
    expect(ofType(resources, 'AWS::Lambda::Function')).toHaveLength(1);
  });

  test('share services out so that few rules are needed', () => {
    const { shop, stack } = monitored(numbered(79, 'S'));
    const rules = ofType(resourcesIn(shop, stack), 'AWS::Events::Rule').length;

    expect(rules).toBeLessThanOrEqual(14);
  });
});

describe('where services are in several stacks', () => {
  test('each stack has a probe for its own, also a nested one', () => {
    const shop = new Shop();
    const nested = new NestedStack(shop.stack, 'Nested');
    const deeper = new NestedStack(nested, 'Deeper');
    const other = new Stack(shop.app, 'Other');
    shop.service('A').monitor();
    shop.service('B', {}, nested).monitor();
    shop.service('C', {}, deeper).monitor();
    shop.service('D', {}, other).monitor();

    [shop.stack, nested, deeper, other].forEach((stack) => {
      const resources = (Template.fromStack(stack).toJSON() as { Resources: ReturnType<typeof resourcesIn> }).Resources;
      expect(ofType(resources, 'AWS::Lambda::Function')).toHaveLength(1);
      expect(ofType(resources, 'AWS::CloudWatch::Alarm')).toHaveLength(5);
    });
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('a stack without a monitored service has nothing of it', () => {
    const shop = new Shop();
    shop.service('A').monitor();
    const other = new Stack(shop.app, 'Other');
    shop.service('B', {}, other);

    expect(PROBE_TYPES.map((type) => [type, ofType(resourcesIn(shop, other), type).length])).toEqual([
      ['AWS::Lambda::Function', 0], ['AWS::Logs::LogGroup', 1], ['AWS::IAM::ManagedPolicy', 0], ['AWS::Events::Rule', 0],
    ]);
  });

  test('all that a registration in another stack makes is beside the ECS service, so that no stack refers back', () => {
    const shop = new Shop();
    const callers = new Stack(shop.app, 'Callers');
    const registration = new ServiceRegistration(callers, 'Legacy', { service: existing(shop), port: 80 });
    registration.monitor();

    expect(ofType(resourcesIn(shop, callers), 'AWS::CloudWatch::Alarm')).toEqual([]);
    expect(ofType(resourcesIn(shop), 'AWS::CloudWatch::Alarm')).toHaveLength(5);
    expect(shop.stack.dependencies).toEqual([]);
  });
});

describe('nothing waits in a circle', () => {
  test('where services connect to each other, and wait for each other with all that belongs to them', () => {
    const shop = new Shop();
    const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
    frontend.connectTo(backend);
    frontend.node.addDependency(backend);
    frontend.monitor();
    backend.monitor();

    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('where an alarm of a service ends its own deployments', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const { noHealthyTask, registeredBelowRunning } = backend.monitor();
    backend.service.enableDeploymentAlarms([noHealthyTask.alarmName, registeredBelowRunning.alarmName]);

    expect(JSON.stringify(ofType(resourcesIn(shop), 'AWS::ECS::Service')[0].Properties)).toContain('DiscoveryMonitoringNoHealthyTask');
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('where that is said by rollBackOn()', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const { noHealthyTask, probeFailing } = backend.monitor();
    backend.rollBackOn(noHealthyTask, probeFailing);

    const { Alarms: alarms } = ofType(resourcesIn(shop), 'AWS::ECS::Service')[0].Properties.DeploymentConfiguration as { Alarms: { AlarmNames: unknown[] } };
    expect(alarms.AlarmNames).toHaveLength(2);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('where the alarm on the probe ends the deployments of a service that it asks for', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    backend.service.enableDeploymentAlarms([backend.monitor().probeFailing.alarmName]);

    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('and the probe asks only when a service is up, and may be asked for', () => {
    const shop = new Shop();
    shop.service('Backend').monitor();
    const rules = ofType(resourcesIn(shop), 'AWS::Events::Rule');

    expect(rules).toHaveLength(2);
    rules.forEach((rule) => {
      expect(JSON.stringify(rule.Properties)).toMatch(/"Ref":"BackendService[0-9A-F]{8}"/);
      expect(rule.DependsOn).toEqual([expect.stringMatching(/^DiscoveryProbePolicy1/)]);
    });
  });
});
