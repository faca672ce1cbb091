import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { areTogether } from '../model/assembly';
import type { NamespaceFacts } from '../model/namespace-facts';
import type { Property } from '../model/property';
import { scalableTargets } from '../model/scaling-facts';
import type { TaskRunner } from '../model/task-runner-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

/** Of one Cloud Map service; it cannot be raised. */
const MOST_IN_SERVICE = 1000;
/** Of one namespace, unless AWS raised it. */
const MOST_IN_NAMESPACE = 2000;

/** A number of tasks that a template asks for. */
interface Count {
  readonly at: Resource;
  readonly property: Property;
  readonly tasks: number;
}

function registrants(facts: TemplateFacts): readonly TaskRunner[] {
  return facts.once(taskRunners).filter(({ registries, isTaskSet }) => registries.length > 0 && !isTaskSet);
}

function countsOf(facts: TemplateFacts, { resource, properties }: TaskRunner): Count[] {
  const asked = [
    { at: resource, property: properties.at('DesiredCount') },
    ...(facts.once(scalableTargets).get(resource) ?? []).map((target) => ({ at: target.resource, property: target.properties.at('MaxCapacity') })),
  ];
  return asked.flatMap(({ at, property }) => property.number === undefined ? [] : [{ at, property, tasks: property.number }]);
}

function tooMany(facts: TemplateFacts, runner: TaskRunner): Broken[] {
  return countsOf(facts, runner).filter(({ tasks }) => tasks > MOST_IN_SERVICE).map(({ at, property, tasks }) => ({
    got: `${runner.resource.logicalId} is registered in Cloud Map, and may have ${tasks} tasks.`,
    at,
    property,
    beside: at === runner.resource ? [] : [runner.resource],
  }));
}

/** Several services may share a name: then their tasks count together. */
function tooManyTogether(facts: TemplateFacts): Broken[] {
  return brokenIn(facts.cloudMapServices, (name) => {
    const services = facts.registrantsOf(name).filter(({ resource }) => areTogether(resource, name.resource));
    const most = services.map(({ resource }) => facts.once(mostTasks).get(resource) ?? 0);
    const sum = most.reduce((total, tasks) => total + tasks, 0);
    return sum > MOST_IN_SERVICE && most.every((tasks) => tasks <= MOST_IN_SERVICE) ? [{
      got: `The services that are registered as ${name.resource.logicalId} may have ${sum} tasks.`, at: name.resource, beside: services.map(({ resource }) => resource),
    }] : [];
  });
}

/** The most tasks that a service surely may have. */
function mostTasks(facts: TemplateFacts): ReadonlyMap<Resource, number> {
  return new Map(registrants(facts).map((runner) => [runner.resource, Math.max(0, ...countsOf(facts, runner).map(({ tasks }) => tasks))]));
}

/** Where some of them are made under a condition, only those count that are there whenever the namespace is. */
function tooManyInNamespaces(facts: TemplateFacts): Broken[] {
  const counts = new Map<NamespaceFacts, Array<{ readonly resource: Resource; readonly tasks: number }>>();
  for (const runner of registrants(facts)) {
    const namespace = runner.registries[0].cloudMapService?.namespace;
    if (namespace && areTogether(namespace.resource, runner.resource)) {
      const others = counts.get(namespace) ?? [];
      others.push({ resource: runner.resource, tasks: facts.once(mostTasks).get(runner.resource) ?? 0 });
      counts.set(namespace, others);
    }
  }
  return [...counts].flatMap(([{ resource }, services]) => {
    const sum = services.reduce((total, { tasks }) => total + tasks, 0);
    return sum > MOST_IN_NAMESPACE
      ? [{ got: `The services of ${resource.logicalId} may have ${sum} tasks.`, at: resource, beside: services.map((service) => service.resource) }] : [];
  });
}

function leftEmpty(facts: TemplateFacts, { resource, properties, controller }: TaskRunner): Broken[] {
  const least = properties.at('DeploymentConfiguration', 'MinimumHealthyPercent');
  const isReplica = properties.at('SchedulingStrategy').isAbsent || properties.at('SchedulingStrategy').text === 'REPLICA';
  const rolls = properties.at('DeploymentConfiguration', 'Strategy').isAbsent || properties.at('DeploymentConfiguration', 'Strategy').text === 'ROLLING';
  const targets = facts.once(scalableTargets).get(resource) ?? [];
  const count = properties.at('DesiredCount');
  const scaled = targets.filter((target) => target.properties.at('MinCapacity').number === 0);
  return [
    ...isReplica && controller === 'ECS' && rolls && least.number === 0
      ? [{ got: `Deployments of ${resource.logicalId} may stop all of its tasks (MinimumHealthyPercent 0).`, at: resource, property: least }] : [],
    ...count.number === 0 && targets.length === 0 ? [{ got: `${resource.logicalId} has no task (DesiredCount 0).`, at: resource, property: count }] : [],
    ...scaled.map((target) => ({
      got: `${resource.logicalId} may be scaled to no task (MinCapacity 0).`, at: target.resource, property: target.properties.at('MinCapacity'), beside: [resource],
    })),
  ];
}

/** How many tasks are registered. */
export const taskCountRules: readonly TemplateRule[] = [
  {
    id: 'too-many-tasks',
    severity: 'error',
    why: 'Cloud Map registers at most 1,000 instances in one service. This quota cannot be raised, and tasks beyond it fail to start.',
    fix: 'Lower DesiredCount of the ECS service and MaxCapacity of its scalable target to 1000, or spread the fleet over several services with names of their own.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/cloud-map-limits.html',
    broken: (facts) => [...registrants(facts).flatMap((runner) => tooMany(facts, runner)), ...tooManyTogether(facts)],
  },
  {
    id: 'too-many-tasks-in-namespace',
    severity: 'warning',
    why: 'A namespace holds 2,000 instances, unless AWS raised this quota for the account; tasks beyond it fail to start.',
    fix: 'Have the quota raised (for DNS also the records of the hosted zone), or put some services into another namespace.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/cloud-map-limits.html',
    broken: tooManyInNamespaces,
  },
  {
    id: 'name-left-empty',
    severity: 'warning',
    why: 'Where no task is left, the name answers NXDOMAIN, which clients and resolvers remember beyond the start of the next task.',
    fix: 'Set MinimumHealthyPercent above 0 (such as 100, with MaximumPercent 200), MinCapacity to 1 or more, and a short SOA TTL in Properties of the namespace.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html',
    broken: (facts) => brokenIn(registrants(facts), (runner) => leftEmpty(facts, runner)),
  },
];
