import { eachRunner } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { TaskRunner } from '../model/task-runner-facts';

function tasksOf({ taskDefinition }: TaskRunner) {
  return taskDefinition ? [taskDefinition.resource] : [];
}

function external(runner: TaskRunner): Broken[] {
  const { resource, properties, launch } = runner;
  return launch === 'EXTERNAL'
    ? [{ got: `${resource.logicalId} has the launch type EXTERNAL.`, at: resource, property: properties.at('LaunchType'), beside: tasksOf(runner) }] : [];
}

/** What Fargate takes runs on instances too, so only one direction is refused. */
function incompatible({ resource, taskDefinition, launch }: TaskRunner): Broken[] {
  const compatibilities = taskDefinition?.properties.at('RequiresCompatibilities');
  const types = compatibilities?.items.map(({ text }) => text) ?? [];
  const isKnown = compatibilities?.isWholeList && types.length > 0 && !types.includes(undefined);
  return taskDefinition && launch === 'FARGATE' && isKnown && !types.includes('FARGATE') ? [{
    got: `${resource.logicalId} runs on Fargate, and RequiresCompatibilities of ${taskDefinition.resource.logicalId} is ${types.join(', ')}.`,
    at: taskDefinition.resource,
    property: compatibilities,
    beside: [resource],
  }] : [];
}

function fargateMode({ resource, taskDefinition, isOnFargate }: TaskRunner): Broken[] {
  const mode = taskDefinition?.networkMode;
  return isOnFargate && taskDefinition && mode !== undefined && mode !== 'awsvpc' ? [{
    got: `${resource.logicalId} runs on Fargate, and ${taskDefinition.resource.logicalId} ${
      taskDefinition.properties.at('NetworkMode').isAbsent ? 'has no NetworkMode, which means bridge' : `has NetworkMode ${mode}`}.`,
    at: taskDefinition.resource,
    property: taskDefinition.properties.at('NetworkMode'),
    beside: [resource],
  }] : [];
}

/** Whether one version such as 1.3.0 is before another. */
function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, first, second] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  return first !== undefined && (Number(first) < major || (Number(first) === major && Number(second) < minor));
}

/** Windows on Fargate has a numbering of its own, which has 1.0.0 only. */
function oldPlatform(runner: TaskRunner): Broken[] {
  const { resource, properties, taskDefinition, registries, isInServiceConnect } = runner;
  const version = properties.at('PlatformVersion');
  const text = version.text ?? '';
  const needed = isInServiceConnect && isBefore(text, [1, 4]) ? 'Service Connect needs 1.4.0'
    : registries.length > 0 && isBefore(text, [1, 1]) ? 'service discovery needs 1.1.0' : undefined;
  return needed !== undefined && (taskDefinition?.isWindows === false || text !== '1.0.0')
    ? [{ got: `${resource.logicalId} has platform version ${text}, and ${needed}.`, at: resource, property: version, beside: tasksOf(runner) }] : [];
}

function daemon({ resource, properties, launch }: TaskRunner): Broken[] {
  const strategy = properties.at('SchedulingStrategy');
  return strategy.text === 'DAEMON' && launch === 'FARGATE'
    ? [{ got: `${resource.logicalId} is a daemon on Fargate.`, at: resource, property: strategy }] : [];
}

function daemonCount({ resource, properties }: TaskRunner): Broken[] {
  const count = properties.at('DesiredCount');
  return properties.at('SchedulingStrategy').text === 'DAEMON' && count.isThere
    ? [{ got: `${resource.logicalId} is a daemon with a DesiredCount.`, at: resource, property: count }] : [];
}

function twoLaunches({ resource, properties }: TaskRunner): Broken[] {
  const strategy = properties.at('CapacityProviderStrategy');
  return properties.at('LaunchType').isThere && strategy.items.length > 0
    ? [{ got: `${resource.logicalId} has a LaunchType and a CapacityProviderStrategy.`, at: resource, property: strategy }] : [];
}

function withoutTask({ resource, properties, controller, isTaskSet }: TaskRunner): Broken[] {
  const task = properties.at('TaskDefinition');
  return task.isAbsent && (isTaskSet || controller === 'ECS' || controller === 'CODE_DEPLOY')
    ? [{ got: `${resource.logicalId} has no TaskDefinition.`, at: resource, property: task }] : [];
}

const GUIDE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/';
const API = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/';

/** Where tasks run, and what they have there. */
export const launchRules: readonly TemplateRule[] = [
  {
    id: 'external-service',
    severity: 'error',
    why: 'Tasks on ECS Anywhere run outside the VPC: there is neither service discovery nor Service Connect nor VPC Lattice for them.',
    fix: 'Set LaunchType to FARGATE or EC2, or take ServiceRegistries, ServiceConnectConfiguration and VpcLatticeConfigurations out.',
    link: `${GUIDE}ecs-anywhere.html`,
    broken: eachRunner(external),
  },
  {
    id: 'launch-compatibility',
    severity: 'error',
    why: 'A task definition says what it was validated for, and ECS refuses to run it elsewhere ("Task definition does not support launch_type").',
    fix: 'Add FARGATE to RequiresCompatibilities of the task definition, or change the launch type of the service.',
    link: `${API}API_RegisterTaskDefinition.html`,
    broken: eachRunner(incompatible),
  },
  {
    id: 'fargate-network-mode',
    severity: 'error',
    why: 'Fargate runs tasks in awsvpc mode only.',
    fix: 'Set NetworkMode of the task definition to awsvpc.',
    link: `${GUIDE}fargate-task-networking.html`,
    broken: eachRunner(fargateMode),
  },
  {
    id: 'platform-version',
    severity: 'error',
    why: 'Older platform versions of Fargate do not register tasks (before 1.1.0), or run no proxy of Service Connect (before 1.4.0).',
    fix: 'Set PlatformVersion to LATEST, or take it out.',
    link: `${GUIDE}service-discovery.html`,
    broken: eachRunner(oldPlatform),
  },
  {
    id: 'daemon-on-fargate',
    severity: 'error',
    why: 'A daemon runs one task on each instance, and Fargate has no instances: ECS refuses the scheduling strategy DAEMON there.',
    fix: 'Set SchedulingStrategy to REPLICA, or LaunchType to EC2.',
    link: `${API}API_CreateService.html`,
    broken: eachRunner(daemon),
  },
  {
    id: 'daemon-task-count',
    severity: 'error',
    why: 'A daemon runs one task on each instance; it has no number of tasks, and ECS refuses a desired count.',
    fix: 'Take DesiredCount out, or set SchedulingStrategy to REPLICA.',
    link: `${GUIDE}service_definition_parameters.html`,
    broken: eachRunner(daemonCount),
  },
  {
    id: 'launch-type-beside-strategy',
    severity: 'error',
    why: 'Tasks run where the launch type says, or where the capacity providers are: CreateService refuses a service with both.',
    fix: 'Take LaunchType out, or CapacityProviderStrategy.',
    link: `${API}API_CreateService.html`,
    broken: eachRunner(twoLaunches),
  },
  {
    id: 'service-without-task-definition',
    severity: 'error',
    why: 'Unless it is deployed from outside of ECS, a service runs the tasks of one task definition, and CreateService refuses one without.',
    fix: 'Set TaskDefinition to the Ref of an AWS::ECS::TaskDefinition.',
    link: `${API}API_CreateService.html`,
    broken: eachRunner(withoutTask),
  },
];
