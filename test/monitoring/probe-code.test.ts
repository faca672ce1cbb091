import type { Document } from './run-probe';
import { arnOf, instances, probed, runProbe, running } from './run-probe';
import { PROBE_CODE } from '../../src/monitoring/probe-code';

const METRICS = ['HealthyInstances', 'RegisteredInstances', 'RunningTasks', 'DesiredTasks', 'DeploymentFailures'];
const numbered = (count: number) => Array.from({ length: count }, (_, index) => probed(`s${index}`));

/** What a document counts, without what says how it is read. */
function countsOf(document: Document): object {
  return Object.fromEntries(METRICS.filter((name) => name in document).map((name) => [name, document[name]]));
}

const servicesOf = (documents: readonly Document[]) => documents.map(({ Service: name }) => name);

/**
 * What CloudWatch would not read.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
function formatFaults(document: Document): string[] {
  const { Timestamp: timestamp, CloudWatchMetrics: directives } = document._aws;
  return [
    ...Number.isInteger(timestamp) && Math.abs(timestamp - Date.now()) < 60_000 ? [] : ['timestamp'],
    ...directives.length === 1 ? [] : ['directives'],
    ...directives.flatMap(({ Namespace: namespace, Dimensions: sets, Metrics: metrics }) => [
      ...namespace.length >= 1 && namespace.length <= 255 ? [] : ['namespace'],
      ...sets.length === 1 ? [] : ['each set of dimensions is a metric that is billed'],
      ...sets.flat().filter((name) => typeof document[name] !== 'string' || document[name] === '').map((name) => `dimension ${name}`),
      ...metrics.length > 0 && metrics.length <= 100 ? [] : ['number of metrics'],
      ...metrics.filter(({ Name: name }) => !Number.isFinite(document[name])).map(({ Name: name }) => `metric ${name}`),
      ...metrics.filter(({ Unit: unit }) => unit !== 'Count').map(({ Name: name }) => `unit of ${name}`),
    ]),
  ];
}

test('the code fits inline: 4096 characters', () => {
  expect(PROBE_CODE.length).toBeLessThanOrEqual(4096);
});

describe('a run', () => {
  test('counts the tasks and the instances of a service', async () => {
    const { documents, calls, problem } = await runProbe({ services: [probed('backend')] }, {
      describeServices: running(3, 4), instances: instances('HEALTHY', 'UNHEALTHY', 'HEALTHY'),
    });

    expect(problem).toBeUndefined();
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ Cluster: 'shop', Namespace: 'ecs-internal', Service: 'backend' });
    expect(documents[0]._aws.CloudWatchMetrics[0].Dimensions).toEqual([['Cluster', 'Namespace', 'Service']]);
    expect(countsOf(documents[0])).toEqual({ HealthyInstances: 2, RegisteredInstances: 3, RunningTasks: 3, DesiredTasks: 4 });
    expect(documents[0]._aws.CloudWatchMetrics[0].Metrics.map(({ Name: name }) => name).sort()).toEqual(Object.keys(countsOf(documents[0])).sort());
    expect(formatFaults(documents[0])).toEqual([]);
    expect(calls).toEqual([
      { name: 'DescribeServices', input: { cluster: 'shop', services: [arnOf('backend')] } },
      { name: 'GetInstancesHealthStatus', input: { ServiceId: 'srv-backend', MaxResults: 100 } },
    ]);
  });

  test.each<[string, string[], number]>([
    ['an instance whose health is not known (yet) as healthy, as DNS does', ['UNKNOWN'], 1],
    ['an unhealthy instance as registered only', ['UNHEALTHY'], 0],
    ['none of a name without instances', [], 0],
  ])('counts %s', async (_what, states, healthy) => {
    const { documents } = await runProbe({ services: [probed('backend')] }, { instances: instances(...states) });

    expect(countsOf(documents[0])).toMatchObject({ HealthyInstances: healthy, RegisteredInstances: states.length });
  });

  test('writes zeros, which are numbers too', async () => {
    const { documents } = await runProbe({ services: [probed('backend')] }, { describeServices: running(0), instances: () => ({}) });

    expect(countsOf(documents[0])).toEqual({ HealthyInstances: 0, RegisteredInstances: 0, RunningTasks: 0, DesiredTasks: 0 });
    expect(formatFaults(documents[0])).toEqual([]);
  });

  test('reads all pages of instances, a hundred each', async () => {
    const page = (from: number, count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`task-${from + index}`, 'HEALTHY']));
    const { documents, calls } = await runProbe({ services: [probed('backend')] }, {
      instances: ({ NextToken: token }) => token === undefined ? { Status: page(0, 100), NextToken: 'two' }
        : token === 'two' ? { Status: page(100, 100), NextToken: 'three' } : { Status: page(200, 50) },
    });

    expect(countsOf(documents[0])).toMatchObject({ HealthyInstances: 250, RegisteredInstances: 250 });
    expect(calls.filter(({ name }) => name === 'GetInstancesHealthStatus').map(({ input }) => input.NextToken)).toEqual([undefined, 'two', 'three']);
  });

  test('describes ten services a call, because ECS takes no more', async () => {
    const services = numbered(23);
    const { documents, calls } = await runProbe({ services });
    const described = calls.filter(({ name }) => name === 'DescribeServices').map(({ input }) => (input.services as string[]).length);

    expect(described).toEqual([10, 10, 3]);
    expect(servicesOf(documents).sort()).toEqual(services.map(({ name }) => name).sort());
  });

  test('asks each cluster for its own services', async () => {
    const services = [probed('a', { cluster: 'one' }), probed('b', { cluster: 'two' }), probed('c', { cluster: 'one' })];
    const { calls, documents } = await runProbe({ services });

    expect(calls.filter(({ name }) => name === 'DescribeServices').map(({ input }) => input)).toEqual([
      { cluster: 'one', services: [arnOf('a', 'one'), arnOf('c', 'one')] },
      { cluster: 'two', services: [arnOf('b', 'two')] },
    ]);
    expect(documents.map(({ Cluster: cluster }) => cluster).sort()).toEqual(['one', 'one', 'two']);
  });
});

describe('a service that is not answered for hides no other one, and fails the run', () => {
  test('where Cloud Map does not know it', async () => {
    const { documents, problem } = await runProbe({ services: [probed('a'), probed('b'), probed('c')] }, {
      instances: ({ ServiceId: id }) => {
        if (id === 'srv-b') {
          throw new Error('Service srv-b was not found');
        }
        return { Status: { task: 'HEALTHY' } };
      },
    });

    expect(servicesOf(documents)).toEqual(['a', 'c']);
    expect(problem).toBe('1 of 3 services were not answered for. b.ecs-internal: Service srv-b was not found');
  });

  test('where a page of its instances is missing: half a count would be a false alarm', async () => {
    const { documents, problem } = await runProbe({ services: [probed('a')] }, {
      instances: ({ NextToken: token }) => {
        if (token) {
          throw new Error('Rate exceeded');
        }
        return { Status: { task: 'HEALTHY' }, NextToken: 'more' };
      },
    });

    expect(documents).toEqual([]);
    expect(problem).toBe('1 of 1 services were not answered for. a.ecs-internal: Rate exceeded');
  });

  test('where ECS does not know it any more: it is a failure in the answer, or inactive', async () => {
    const gone = await runProbe({ services: [probed('a'), probed('b')] }, {
      describeServices: ({ services }) => ({ ...running(2)({ services: services.slice(1) }), failures: [{ arn: services[0], reason: 'MISSING' }] }),
    });
    const inactive = await runProbe({ services: [probed('a')] }, { describeServices: running(0, 0, 'INACTIVE') });

    expect(servicesOf(gone.documents)).toEqual(['b']);
    expect(gone.problem).toBe('1 of 2 services were not answered for. a.ecs-internal: the ECS service is MISSING');
    expect(inactive.documents).toEqual([]);
    expect(inactive.problem).toBe('1 of 1 services were not answered for. a.ecs-internal: the ECS service is INACTIVE');
  });

  test('where a cluster is gone: the services of other clusters are counted', async () => {
    const { documents, problem } = await runProbe({ services: [probed('a', { cluster: 'gone' }), probed('b')] }, {
      describeServices: (input) => {
        if (input.cluster === 'gone') {
          throw new Error('Cluster not found.');
        }
        return running(1)(input);
      },
    });

    expect(servicesOf(documents)).toEqual(['b']);
    expect(problem).toBe('1 of 2 services were not answered for. a.ecs-internal: Cluster not found.');
  });

  test('where all of them fail, all are named', async () => {
    const { documents, problem } = await runProbe({ services: [probed('a'), probed('b')] }, {
      instances: () => {
        throw new Error('not authorized');
      },
    });

    expect(documents).toEqual([]);
    expect(problem).toBe('2 of 2 services were not answered for. a.ecs-internal: not authorized; b.ecs-internal: not authorized');
  });
});

describe('a failed deployment', () => {
  test('is counted for the service that it is of, and nothing is asked', async () => {
    const { documents, calls, problem } = await runProbe({ services: [probed('a'), probed('b')], failed: arnOf('b') });

    expect(problem).toBeUndefined();
    expect(calls).toEqual([]);
    expect(servicesOf(documents)).toEqual(['b']);
    expect(countsOf(documents[0])).toEqual({ DeploymentFailures: 1 });
    expect(formatFaults(documents[0])).toEqual([]);
  });

  test('of another service is not counted', async () => {
    expect((await runProbe({ services: [probed('a')], failed: arnOf('other') })).documents).toEqual([]);
  });
});
