import { isWholeApp } from './address-rules';
import type { Broken, TemplateRule } from './template-rule';
import { isMadeAfter } from '../model/creation-order';
import { areOtherVpcs, nameOfVpc, subnetsAt, vpcAt, vpcOfTasks } from '../model/network-facts';
import { closedWay, knownGroups, leavingIn } from '../model/reachability';
import type { TargetEntry } from '../model/target-group-facts';
import { forwardingIn, loadBalancerOf, targetEntriesIn } from '../model/target-group-facts';
import type { TemplateFacts } from '../model/template-facts';

const LOAD_BALANCING = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html';
const ECS_LOAD_BALANCER = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html';
const TARGET_TYPE = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-type';

type Fault = Broken | undefined;

function eachEntry(judge: (entry: TargetEntry, facts: TemplateFacts) => Fault): TemplateRule['broken'] {
  return (facts) => facts.once(targetEntriesIn).flatMap((entry) => judge(entry, facts) ?? []);
}

function wrongType({ service: { networkMode, resource, taskDefinition }, group }: TargetEntry): Fault {
  const property = group?.properties.at('TargetType');
  const type = property?.isAbsent ? 'instance' : property?.text;
  const needed = networkMode === 'awsvpc' ? 'ip' : networkMode === 'bridge' || networkMode === 'host' ? 'instance' : undefined;
  return group && type !== undefined && needed !== undefined && type !== needed ? {
    at: group.resource,
    property,
    got: `The network mode of ${resource.logicalId} is ${networkMode}, and the targets of ${group.resource.logicalId} are of type ${type}${property?.isAbsent ? ', which is what they are unless given' : ''}.`,
    beside: [resource, ...taskDefinition ? [taskDefinition.resource] : []],
  } : undefined;
}

function wrongContainer({ service: { resource, taskDefinition }, property }: TargetEntry): Fault {
  const [name, port] = [property.at('ContainerName').text, property.at('ContainerPort').number];
  const containers = taskDefinition?.containers ?? [];
  const container = containers.find((candidate) => candidate.name === name);
  const isUnknown = !taskDefinition || name === undefined || !taskDefinition.hasAllContainers
    || containers.some((candidate) => candidate.name === undefined);
  if (isUnknown) {
    return undefined;
  }
  const ports = container?.portMappings.map(({ containerPort }) => containerPort) ?? [];
  const isMissing = container?.hasAllPortMappings && port !== undefined && !ports.includes(port) && !ports.includes(undefined);
  return container && !isMissing ? undefined : {
    at: resource,
    property: property.at(container ? 'ContainerPort' : 'ContainerName'),
    got: container ? `LoadBalancers names port ${port} of the container "${name}", which maps ${ports.join(', ') || 'none'}.`
      : `LoadBalancers names the container "${name}", and ${taskDefinition.resource.logicalId} has ${containers.map((one) => `"${one.name}"`).join(', ')}.`,
    beside: [taskDefinition.resource],
  };
}

function otherVpc({ service, group }: TargetEntry, facts: TemplateFacts): Fault {
  const [own, vpc] = [vpcOfTasks(service, facts), group && vpcAt(group.properties.at('VpcId'))];
  return group && own && vpc && areOtherVpcs(own, vpc) ? {
    at: group.resource,
    property: group.properties.at('VpcId'),
    got: `The target group ${group.resource.logicalId} is in ${nameOfVpc(vpc)}, and the tasks of ${service.resource.logicalId} run in ${nameOfVpc(own)}.`,
    beside: [service.resource],
  } : undefined;
}

/** Target groups of deployments that shift traffic are attached by ECS, or by CodeDeploy, one after the other. */
function mayBeAttachedLater({ service, property }: TargetEntry): boolean {
  return !property.at('AdvancedConfiguration').isAbsent || service.controller !== 'ECS';
}

function withoutListener(entry: TargetEntry, facts: TemplateFacts): Fault {
  const { service, group } = entry;
  const { senders, hasUnknown } = facts.once(forwardingIn);
  const isUnsure = !group || hasUnknown || senders.has(group.resource) || !facts.once(isWholeApp) || facts.once(leavingIn).has(group.resource)
    || mayBeAttachedLater(entry);
  return isUnsure ? undefined : {
    at: group.resource,
    got: `The tasks of ${service.resource.logicalId} are registered in ${group.resource.logicalId}, and no listener sends to it.`,
    beside: [service.resource, ...facts.of('AWS::ElasticLoadBalancingV2::Listener').map(({ resource }) => resource)],
  };
}

function withoutOrder(entry: TargetEntry, facts: TemplateFacts): Fault {
  const { service: { resource }, group } = entry;
  const senders = group ? facts.once(forwardingIn).senders.get(group.resource)?.map((sender) => sender.resource) ?? [] : [];
  const isHere = senders.length > 0 && senders.every(({ stack }) => stack === resource.stack);
  return isHere && !mayBeAttachedLater(entry) && !isMadeAfter(resource, senders, facts) ? {
    at: resource,
    got: `Nothing has ${resource.logicalId} wait for ${senders.map(({ logicalId }) => logicalId).join(' or ')}, by which ${group!.resource.logicalId} is attached to a load balancer.`,
    beside: [...senders, group!.resource],
  } : undefined;
}

function closedToLoadBalancer({ service, property, group }: TargetEntry, facts: TemplateFacts): Fault {
  const port = property.at('ContainerPort').number;
  const groups = service.networkMode === 'awsvpc' ? knownGroups(service.network.at('SecurityGroups'), facts) : undefined;
  const leaving = facts.once(leavingIn);
  const [sender] = group ? facts.once(forwardingIn).senders.get(group.resource) ?? [] : [];
  const loadBalancer = sender && loadBalancerOf(sender, facts);
  const own = loadBalancer && knownGroups(loadBalancer.properties.at('SecurityGroups'), facts);
  if (!groups || !own || port === undefined || !facts.once(isWholeApp) || [...groups, ...own].some(({ resource }) => leaving.has(resource))) {
    return undefined;
  }
  const from = { groups: own, subnets: subnetsAt(loadBalancer.properties.at('Subnets'), facts) };
  const way = closedWay(from, { groups, subnets: subnetsAt(service.network.at('Subnets'), facts) }, [[port, 'tcp'], [port, 'udp']], facts);
  return way && {
    at: way.groups[0].resource,
    property: way.groups[0].properties.at(way.side === 'in' ? 'SecurityGroupIngress' : 'SecurityGroupEgress'),
    got: `${loadBalancer.resource.logicalId} sends to port ${port} of ${service.resource.logicalId}, and ${way.groups[0].resource.logicalId} does not let it ${way.side}.`,
    beside: [service.resource, loadBalancer.resource, ...way.groups.slice(1).map(({ resource }) => resource), ...way.rules],
  };
}

/** A port that no container maps; a container may listen on it all the same. */
function wrongHealthPort({ service, group }: TargetEntry): Fault {
  const port = group?.properties.at('HealthCheckPort').number;
  const { taskDefinition } = service;
  const mappings = taskDefinition?.containers.flatMap(({ portMappings }) => portMappings) ?? [];
  const isKnown = service.networkMode === 'awsvpc' && taskDefinition?.hasAllContainers && taskDefinition.containers.every(({ hasAllPortMappings }) => hasAllPortMappings)
    && mappings.every(({ containerPort }) => containerPort !== undefined);
  return group && isKnown && port !== undefined && !mappings.some(({ containerPort }) => containerPort === port) ? {
    at: group.resource,
    property: group.properties.at('HealthCheckPort'),
    got: `The health check of ${group.resource.logicalId} asks port ${port}, and the containers of ${service.resource.logicalId} map ${mappings.map(({ containerPort }) => containerPort).join(', ') || 'none'}.`,
    beside: [service.resource, taskDefinition.resource],
  } : undefined;
}

export const targetGroupRules: readonly TemplateRule[] = [
  {
    id: 'target-group-type',
    severity: 'error',
    why: 'In awsvpc mode each task has an address of its own, and ECS registers that; in bridge and host mode it registers the instance. It refuses a target group of another type.',
    fix: 'Give AWS::ElasticLoadBalancingV2::TargetGroup the TargetType "ip" for tasks in awsvpc mode (Fargate too), "instance" for others.',
    link: ECS_LOAD_BALANCER,
    broken: eachEntry(wrongType),
  },
  {
    id: 'target-group-container',
    severity: 'error',
    why: 'ECS looks the container and its port up in the task definition, and refuses a service whose LoadBalancers name others.',
    fix: 'Give LoadBalancers a ContainerName of the task definition, and a ContainerPort of its PortMappings.',
    link: ECS_LOAD_BALANCER,
    broken: eachEntry(wrongContainer),
  },
  {
    id: 'exposure-elsewhere',
    severity: 'error',
    why: 'A load balancer calls targets of its own VPC: addresses of another one are refused, or not reached.',
    fix: 'Give the target group and the load balancer the VPC of the subnets of the service.',
    link: TARGET_TYPE,
    broken: eachEntry(otherVpc),
  },
  {
    id: 'target-group-without-listener',
    severity: 'error',
    why: 'ECS refuses a service whose target group no load balancer sends to: "The target group does not have an associated load balancer".',
    fix: 'Add an AWS::ElasticLoadBalancingV2::Listener (or a ListenerRule) that forwards to the target group, and let the service depend on it.',
    link: LOAD_BALANCING,
    broken: eachEntry(withoutListener),
  },
  {
    id: 'target-group-order',
    severity: 'warning',
    why: 'A target group is attached to its load balancer when the listener is made. A service that is made before that is refused: "The target group does not have an associated load balancer".',
    fix: 'Give AWS::ECS::Service a DependsOn with the listener, or with the listener rule.',
    link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html',
    broken: eachEntry(withoutOrder),
  },
  {
    id: 'target-group-closed',
    severity: 'error',
    why: 'A load balancer asks the tasks from its own security group. Tasks that do not let it in are never healthy, and ECS replaces them without end.',
    fix: 'Add an AWS::EC2::SecurityGroupIngress to the group of the tasks, with the ContainerPort and the group of the load balancer as SourceSecurityGroupId.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html#target-security-groups',
    broken: eachEntry(closedToLoadBalancer),
  },
  {
    id: 'target-group-health-port',
    severity: 'warning',
    why: 'The load balancer asks whether a task works on a port that no container maps. Unless something listens there all the same, the tasks are never healthy.',
    fix: 'Leave HealthCheckPort out (the port of the target is asked then), or give one that a container listens on.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    broken: eachEntry(wrongHealthPort),
  },
];
