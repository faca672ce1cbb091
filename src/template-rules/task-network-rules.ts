import { eachRunner } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { TaskRunner } from '../model/task-runner-facts';

function tasksOf({ taskDefinition }: TaskRunner) {
  return taskDefinition ? [taskDefinition.resource] : [];
}

/** With an external controller the network belongs to the task sets. */
function withoutNetwork(runner: TaskRunner): Broken[] {
  const { resource, properties, network, networkMode, isTaskSet, controller, isOnFargate } = runner;
  const isMissing = network.isAbsent || (network.isThere && network.at('Subnets').isAbsent);
  return networkMode === 'awsvpc' && (isTaskSet || controller === 'ECS' || controller === 'CODE_DEPLOY') && isMissing ? [{
    got: `The tasks of ${resource.logicalId} run ${isOnFargate ? 'on Fargate' : 'in awsvpc mode'}, and it names no subnets.`,
    at: resource,
    property: properties.at('NetworkConfiguration'),
    beside: tasksOf(runner),
  }] : [];
}

function networkForMode(runner: TaskRunner): Broken[] {
  const { resource, network, networkMode } = runner;
  const hasOwn = networkMode === 'bridge' || networkMode === 'host' || networkMode === 'none';
  return hasOwn && network.isThere ? [{
    got: `The tasks of ${resource.logicalId} run in ${networkMode} mode, and it has a NetworkConfiguration.`, at: resource, property: network, beside: tasksOf(runner),
  }] : [];
}

function classicLoadBalancer({ resource, properties, registries }: TaskRunner): Broken[] {
  return registries.length === 0 ? [] : properties.at('LoadBalancers').items.map((item) => item.at('LoadBalancerName'))
    .filter((name) => name.isThere)
    .map((name) => ({
      got: `${resource.logicalId} has a registry and a Classic Load Balancer.`, at: resource, property: name, beside: name.resource ? [name.resource] : [],
    }));
}

function publicAddress({ resource, network, launch }: TaskRunner): Broken[] {
  const assign = network.at('AssignPublicIp');
  return launch === 'EC2' && assign.text === 'ENABLED'
    ? [{ got: `${resource.logicalId} has the launch type EC2 and AssignPublicIp ENABLED.`, at: resource, property: assign }] : [];
}

const GUIDE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/';
const API = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/';

/** The network of tasks, and what stands before them. */
export const taskNetworkRules: readonly TemplateRule[] = [
  {
    id: 'service-without-network',
    severity: 'error',
    why: 'In awsvpc mode a task gets a network interface, and its address, in one of the subnets of the service. CreateService refuses one without subnets.',
    fix: 'Give NetworkConfiguration an AwsvpcConfiguration with Subnets and SecurityGroups.',
    link: `${API}API_CreateService.html`,
    broken: eachRunner(withoutNetwork),
  },
  {
    id: 'network-for-network-mode',
    severity: 'error',
    why: 'In bridge, host and none mode a task has no network interface of its own, and CreateService refuses a network configuration.',
    fix: 'Take NetworkConfiguration out of the service, or set NetworkMode of the task definition to awsvpc.',
    link: `${API}API_CreateService.html`,
    broken: eachRunner(networkForMode),
  },
  {
    id: 'public-address-of-instances',
    severity: 'error',
    why: 'Only tasks on Fargate can be given a public address; CreateService refuses AssignPublicIp ENABLED for the launch type EC2.',
    fix: 'Set AssignPublicIp to DISABLED, or take it out.',
    link: `${GUIDE}task-networking-awsvpc.html`,
    broken: eachRunner(publicAddress),
  },
  {
    id: 'classic-load-balancer',
    severity: 'error',
    why: 'A service with service discovery can have an Application or a Network Load Balancer, and no Classic one.',
    fix: 'Give LoadBalancers a TargetGroupArn in place of LoadBalancerName, or take ServiceRegistries out.',
    link: `${GUIDE}service-discovery.html`,
    broken: eachRunner(classicLoadBalancer),
  },
];
