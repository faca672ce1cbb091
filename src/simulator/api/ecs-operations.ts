import { ApiError } from './api-error';
import type { ApiInput } from './api-input';
import type { Operation } from './cloud-map-operations';
import { pageOf } from './pages';
import { MOST_TASKS } from '../app/task-count';
import type { Scheduler } from '../tasks/scheduler';
import type { Task } from '../tasks/task';
import type { World } from '../world';

/** The part of the API of ECS that changes which tasks are there. */
export const ECS_OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['UpdateService', updateService],
  ['ListTasks', listTasks],
  ['StopTask', stopTask],
]);

/** What else an update may change needs a deployment of something that is not there. */
const TAKEN: ReadonlySet<string> = new Set(['cluster', 'service', 'desiredCount', 'forceNewDeployment']);

function updateService(world: World, input: ApiInput): object {
  const other = input.names.find((name) => !TAKEN.has(name));
  if (other !== undefined) {
    input.refuse(`The simulator changes desiredCount and forceNewDeployment, and not ${other}.`);
  }
  const scheduler = serviceAt(world, input, 'service');
  const [count, isForced] = [input.number('desiredCount', 0, MOST_TASKS), input.flag('forceNewDeployment')];
  if (count !== undefined && scheduler.service.isDaemon) {
    input.refuse('The desired count of a service with the DAEMON strategy cannot be set.');
  }
  if (count !== undefined) {
    scheduler.scale(count);
  }
  if (isForced) {
    scheduler.deploy();
  }
  return { service: describeService(scheduler) };
}

function describeService({ service, desiredCount, tasks }: Scheduler): object {
  const { arn, serviceName, cluster, taskDefinition, launchType, isDaemon, registries } = service;
  const running = tasks.filter(({ isRunning }) => isRunning).length;
  return {
    serviceArn: arn,
    serviceName,
    clusterArn: cluster.arn,
    taskDefinition: taskDefinition.arn,
    launchType,
    status: 'ACTIVE',
    schedulingStrategy: isDaemon ? 'DAEMON' : 'REPLICA',
    serviceRegistries: registries.map(({ name }) => ({ registryArn: name.arn })),
    desiredCount,
    runningCount: running,
    pendingCount: tasks.length - running,
  };
}

function listTasks(world: World, input: ApiInput): object {
  const cluster = clusterAt(world, input);
  const status = input.choice('desiredStatus', ['RUNNING', 'PENDING', 'STOPPED']) ?? 'RUNNING';
  const service = input.text('serviceName') === undefined ? undefined : serviceAt(world, input, 'serviceName');
  const family = input.text('family');
  const isMeant = ({ scheduler, task }: World['tasks'][number]) => task.service.cluster.arn === cluster.arn
    && (service === undefined || scheduler === service) && (family === undefined || task.service.taskDefinition.family === family);
  // Tasks that have stopped are forgotten at once, and ECS desires no task to be PENDING.
  const found = status === 'RUNNING' ? world.tasks.filter(isMeant).map(({ task }) => task.arn) : [];
  const { items, next } = pageOf(found, input, { size: 'maxResults', token: 'nextToken' });
  return { taskArns: items, nextToken: next };
}

function stopTask(world: World, input: ApiInput): object {
  const cluster = clusterAt(world, input);
  const asked = input.requiredText('task');
  const found = world.tasks.find(({ task }) => task.service.cluster.arn === cluster.arn && (task.arn === asked || task.id === asked));
  if (!found) {
    return input.refuse(`The referenced task was not found: ${asked}`);
  }
  const { task, scheduler } = found;
  scheduler.stopTask(task);
  return { task: describeTask(task, input.text('reason')) };
}

function describeTask({ arn, service }: Task, reason: string | undefined): object {
  return {
    taskArn: arn,
    clusterArn: service.cluster.arn,
    taskDefinitionArn: service.taskDefinition.arn,
    launchType: service.launchType,
    group: `service:${service.serviceName}`,
    desiredStatus: 'STOPPED',
    lastStatus: 'RUNNING',
    stoppedReason: reason,
  };
}

/** By its name or its ARN; `default` where none is given. */
function clusterAt({ app }: World, input: ApiInput): { readonly name: string; readonly arn: string } {
  const asked = input.text('cluster') ?? 'default';
  const clusters = app.ecsServices.map(({ cluster }) => cluster);
  const found = clusters.find(({ name, arn }) => name === asked || arn === asked);
  if (!found) {
    throw new ApiError('ClusterNotFoundException', `Cluster not found: ${asked}. There are: ${[...new Set(clusters.map(({ name }) => name))].join(', ') || 'none'}.`);
  }
  return found;
}

function serviceAt(world: World, input: ApiInput, member: string): Scheduler {
  const cluster = clusterAt(world, input);
  const asked = input.requiredText(member);
  const inside = world.schedulers.filter(({ service }) => service.cluster.arn === cluster.arn);
  const found = inside.find(({ service }) => service.serviceName === asked || service.arn === asked);
  if (!found) {
    throw new ApiError('ServiceNotFoundException', `Service not found: ${asked}. There are: ${inside.map(({ service }) => service.serviceName).join(', ')}.`);
  }
  return found;
}
