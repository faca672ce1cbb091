import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Property } from '../model/property';
import type { TaskDefinitionFacts } from '../model/task-definition-facts';
import type { TaskRunner } from '../model/task-runner-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

/** A service in Service Connect whose task definition is of the assembly. */
type Judge = (runner: TaskRunner, task: TaskDefinitionFacts) => readonly Broken[];

function each(judge: Judge): (facts: TemplateFacts) => readonly Broken[] {
  return (facts) => brokenIn(facts.once(taskRunners), (runner) =>
    runner.isInServiceConnect && runner.taskDefinition ? judge(runner, runner.taskDefinition) : []);
}

function noPlaceForProxy({ resource, networkMode }: TaskRunner, task: TaskDefinitionFacts): Broken[] {
  const [what, property] = task.isWindows ? ['on Windows', task.properties.at('RuntimePlatform', 'OperatingSystemFamily')]
    : networkMode === 'host' || networkMode === 'none' ? [`in ${networkMode} mode`, task.properties.at('NetworkMode')] : [];
  return what === undefined ? [] : [{
    got: `${resource.logicalId} takes part in Service Connect, and its tasks run ${what}.`, at: task.resource, property, beside: [resource],
  }];
}

/** Instances that ECS manages run no proxy. */
function onManagedInstances(facts: TemplateFacts): Broken[] {
  const isManaged = (provider: Property) => provider.resource?.type === 'AWS::ECS::CapacityProvider'
    && facts.as(provider.resource).properties.at('ManagedInstancesProvider').isThere;
  return facts.once(taskRunners).filter(({ isInServiceConnect }) => isInServiceConnect).flatMap(({ resource, properties, launch }) => {
    const strategy = properties.at('CapacityProviderStrategy').items.map((item) => item.at('CapacityProvider'));
    const provider = strategy.find(isManaged);
    const property = launch === 'MANAGED_INSTANCES' ? properties.at('LaunchType') : provider;
    return property === undefined ? [] : [{
      got: `${resource.logicalId} takes part in Service Connect, and its tasks run on ECS Managed Instances.`,
      at: resource,
      property,
      beside: provider?.resource ? [provider.resource] : [],
    }];
  });
}

function unsaidMode({ resource, isOnFargate }: TaskRunner, task: TaskDefinitionFacts): Broken[] {
  const mode = task.properties.at('NetworkMode');
  return mode.isAbsent && !isOnFargate && task.isWindows === false ? [{
    got: `${resource.logicalId} takes part in Service Connect, and ${task.resource.logicalId} has no NetworkMode.`, at: task.resource, property: mode, beside: [resource],
  }] : [];
}

/** What the containers may take at most, where each of them says so; 0 where one of them does not. */
function containerLimits(task: TaskDefinitionFacts): number {
  const limits = task.containers.map(({ property }) => property.at('Memory').number ?? 0);
  return task.hasAllContainers ? limits.reduce((sum, limit) => sum + limit, 0) : 0;
}

function noMemory({ resource, isOnFargate }: TaskRunner, task: TaskDefinitionFacts): Broken[] {
  const memory = task.properties.at('Memory');
  const limits = containerLimits(task);
  const what = memory.isAbsent ? 'has no Memory of its own'
    : !isOnFargate && task.isFargateOnly === false && memory.number !== undefined && memory.number <= limits
      ? `has Memory ${memory.number}, and its containers have ${limits}` : undefined;
  return what === undefined ? [] : [{
    got: `${resource.logicalId} takes part in Service Connect, and ${task.resource.logicalId} ${what}.`, at: task.resource, property: memory, beside: [resource],
  }];
}

function littleMemory({ resource, isOnFargate }: TaskRunner, task: TaskDefinitionFacts): Broken[] {
  const memory = task.properties.at('Memory');
  const limits = containerLimits(task);
  return isOnFargate && memory.number !== undefined && memory.number <= limits ? [{
    got: `${resource.logicalId} takes part in Service Connect, and the containers of ${task.resource.logicalId} take all of its Memory ${memory.number}.`,
    at: task.resource,
    property: memory,
    beside: [resource],
  }] : [];
}

function hostNames({ resource, networkMode }: TaskRunner, task: TaskDefinitionFacts): Broken[] {
  return networkMode !== 'bridge' ? [] : task.containers.map(({ property }) => property.at('Hostname')).filter(({ isThere }) => isThere).map((property) => ({
    got: `${resource.logicalId} takes part in Service Connect, and a container of ${task.resource.logicalId} has a Hostname in bridge mode.`,
    at: task.resource,
    property,
    beside: [resource],
  }));
}

function besideAppMesh({ resource }: TaskRunner, task: TaskDefinitionFacts): Broken[] {
  const proxy = task.properties.at('ProxyConfiguration');
  return proxy.isThere ? [{
    got: `${resource.logicalId} takes part in Service Connect, and ${task.resource.logicalId} has a ProxyConfiguration.`, at: task.resource, property: proxy, beside: [resource],
  }] : [];
}

const CONCEPTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html';

/** What the proxy of Service Connect needs of a task. */
export const serviceConnectTaskRules: readonly TemplateRule[] = [
  {
    id: 'service-connect-capacity',
    severity: 'error',
    why: 'The proxy of Service Connect runs beside the container in a network of the task: in awsvpc and bridge mode, on Linux, on Fargate and on EC2 instances of your own.',
    fix: 'Set NetworkMode of the task definition to awsvpc, run the tasks on Fargate or EC2, or take ServiceConnectConfiguration out and connect by DNS.',
    link: CONCEPTS,
    broken: (facts) => [...each(noPlaceForProxy)(facts), ...onManagedInstances(facts)],
  },
  {
    id: 'service-connect-mode-unsaid',
    severity: 'warning',
    why: 'Service Connect has been reported to refuse task definitions whose network mode is not given, although it is bridge then.',
    fix: 'Set NetworkMode of the task definition to bridge or awsvpc.',
    link: CONCEPTS,
    broken: each(unsaidMode),
  },
  {
    id: 'service-connect-memory',
    severity: 'error',
    why: 'The proxy takes memory of the task: a task needs a limit of its own, which is above the sum of what its containers have.',
    fix: 'Set Memory of the task definition to at least 64 MiB more than the sum of Memory of its containers.',
    link: CONCEPTS,
    broken: each(noMemory),
  },
  {
    id: 'service-connect-task-size',
    severity: 'warning',
    why: 'The proxy takes its share of the task: AWS recommends 256 CPU units and 64 MiB for it, on top of what the containers need.',
    fix: 'Raise Memory of the task definition, or lower Memory of its containers.',
    link: CONCEPTS,
    broken: each(littleMemory),
  },
  {
    id: 'service-connect-hostname',
    severity: 'error',
    why: 'In bridge mode the proxy has the name of the task in its network: containers with a Hostname are refused.',
    fix: 'Take Hostname out of the container, or set NetworkMode of the task definition to awsvpc.',
    link: CONCEPTS,
    broken: each(hostNames),
  },
  {
    id: 'service-connect-beside-app-mesh',
    severity: 'warning',
    why: 'App Mesh and Service Connect both lead the traffic of a task through a proxy of theirs. AWS tells to leave the one before joining the other.',
    fix: 'Take ProxyConfiguration and the Envoy container out of the task definition.',
    link: 'https://aws.amazon.com/blogs/containers/migrating-from-aws-app-mesh-to-amazon-ecs-service-connect/',
    broken: each(besideAppMesh),
  },
];
