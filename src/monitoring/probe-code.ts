/** The CloudWatch namespace of all metrics. */
export const METRIC_NAMESPACE = 'CdkDiscoverableService';

/** One of the services that a run of the probe asks for, as its input holds it. */
export interface ProbedService {
  /** The three dimensions of its metrics. */
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** Of the Cloud Map service. */
  readonly id: string;
  /** Of the ECS service. */
  readonly arn: string;
}

/**
 * The function of the probe, inline: at most 4096 characters.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
 *
 * Its input is `{ services }`, or `{ services, failed }` where the deployment of the ECS service `failed` has failed. What matters about it:
 *
 * - A service is written whole or not at all. Metric math takes a missing value for 0, so half of a service would be a false alarm.
 * - A service that is not answered for hides no other one, and fails the run in the end: the alarm on the function's errors tells.
 * - A document of the embedded metric format is a line by itself; `console.log` would put a prefix before it.
 * - Whatever is not `UNHEALTHY` counts as healthy, as in DNS answers: `UNKNOWN` is an instance of a service without a health check, or a new one.
 */
export const PROBE_CODE = `
const { ECSClient, DescribeServicesCommand } = require('@aws-sdk/client-ecs');
const { ServiceDiscoveryClient, GetInstancesHealthStatusCommand } = require('@aws-sdk/client-servicediscovery');

const ecs = new ECSClient({});
const cloudMap = new ServiceDiscoveryClient({});
const ask = (client, command) => client.send(command, { abortSignal: AbortSignal.timeout(15000) });

function write({ cluster, namespace, name }, values) {
  const metrics = Object.keys(values).map((metric) => ({ Name: metric, Unit: 'Count' }));
  process.stdout.write(JSON.stringify({
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{ Namespace: '${METRIC_NAMESPACE}', Dimensions: [['Cluster', 'Namespace', 'Service']], Metrics: metrics }],
    },
    Cluster: cluster,
    Namespace: namespace,
    Service: name,
    ...values,
  }) + '\\n');
}

async function instancesOf({ id }) {
  const states = [];
  let token;
  do {
    const page = await ask(cloudMap, new GetInstancesHealthStatusCommand({ ServiceId: id, MaxResults: 100, NextToken: token }));
    states.push(...Object.values(page.Status ?? {}));
    token = page.NextToken;
  } while (token);
  return { HealthyInstances: states.filter((state) => state !== 'UNHEALTHY').length, RegisteredInstances: states.length };
}

/** Ten services of one cluster a call. */
function describe(services) {
  const calls = new Map();
  for (const cluster of new Set(services.map((service) => service.cluster))) {
    const arns = services.filter((service) => service.cluster === cluster).map(({ arn }) => arn);
    for (let start = 0; start < arns.length; start += 10) {
      const some = arns.slice(start, start + 10);
      const call = ask(ecs, new DescribeServicesCommand({ cluster, services: some }));
      some.forEach((arn) => calls.set(arn, call));
    }
  }
  return calls;
}

async function tasksOf({ arn }, calls) {
  const answer = await calls.get(arn);
  const found = (answer.services ?? []).find(({ serviceArn }) => serviceArn === arn);
  if (found?.status !== 'ACTIVE') {
    throw new Error('the ECS service is ' + (found?.status ?? 'MISSING'));
  }
  return { RunningTasks: found.runningCount, DesiredTasks: found.desiredCount };
}

exports.handler = async ({ services, failed }) => {
  if (failed) {
    services.filter(({ arn }) => arn === failed).forEach((service) => write(service, { DeploymentFailures: 1 }));
    return;
  }
  const calls = describe(services);
  const results = await Promise.allSettled(services.map(async (service) => {
    const [instances, tasks] = await Promise.all([instancesOf(service), tasksOf(service, calls)]);
    write(service, { ...instances, ...tasks });
  }));
  const problems = results.flatMap(({ reason }, index) =>
    reason ? [services[index].name + '.' + services[index].namespace + ': ' + reason.message] : []);
  if (problems.length > 0) {
    throw new Error(problems.length + ' of ' + services.length + ' services were not answered for. ' + problems.join('; '));
  }
};
`.trim();
