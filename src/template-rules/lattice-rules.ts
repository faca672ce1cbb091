import type { Broken, TemplateRule } from './template-rule';
import { portNamesOf } from '../model/mapped-ports';
import type { Property } from '../model/property';
import type { TaskRunner } from '../model/task-runner-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

type Judge = (runner: TaskRunner, lattice: Property) => readonly Broken[];

function each(judge: Judge): (facts: TemplateFacts) => readonly Broken[] {
  return (facts) => facts.once(taskRunners).flatMap((runner) => runner.lattice.flatMap((lattice) => judge(runner, lattice)));
}

function incomplete({ resource }: TaskRunner, lattice: Property): Broken[] {
  const missing = ['RoleArn', 'TargetGroupArn', 'PortName'].filter((key) => lattice.at(key).isAbsent);
  return missing.length > 0
    ? [{ got: `${resource.logicalId} has VPC Lattice without ${missing.join(' and ')}.`, at: resource, property: lattice.at(missing[0]) }] : [];
}

function unknownPort({ resource, taskDefinition }: TaskRunner, lattice: Property): Broken[] {
  const property = lattice.at('PortName');
  const names = taskDefinition && portNamesOf(taskDefinition);
  return taskDefinition && names && property.text !== undefined && !names.includes(property.text) ? [{
    got: `VPC Lattice of ${resource.logicalId} has PortName "${property.text}", and the port mappings of its task have ${
      names.length > 0 ? `the names ${names.join(', ')}` : 'no names'}.`,
    at: resource,
    property,
    beside: [taskDefinition.resource],
  }] : [];
}

function wrongController({ resource, properties, controller }: TaskRunner): Broken[] {
  return controller === 'CODE_DEPLOY' || controller === 'EXTERNAL'
    ? [{ got: `${resource.logicalId} has the deployment controller ${controller} and VPC Lattice.`, at: resource, property: properties.at('DeploymentController') }] : [];
}

function wrongTargets(facts: TemplateFacts): readonly Broken[] {
  return each(({ resource }, lattice) => {
    const property = lattice.at('TargetGroupArn');
    const target = property.resource;
    const type = target?.type === 'AWS::VpcLattice::TargetGroup' ? facts.as(target).properties.at('Type') : undefined;
    const what = target && /^AWS::(ElasticLoadBalancingV2|ServiceDiscovery|ECS)::/.test(target.type) ? `${target.logicalId}, a ${target.type}`
      : target && type?.text !== undefined && type.text !== 'IP' ? `${target.logicalId}, which has the type ${type.text}` : undefined;
    return target && what !== undefined
      ? [{
        got: `VPC Lattice of ${resource.logicalId} registers its tasks in ${what}.`,
        at: type === undefined ? resource : target,
        property: type ?? property,
        beside: [type === undefined ? target : resource],
      }] : [];
  })(facts);
}

const API = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VpcLatticeConfiguration.html';
const GUIDE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-vpc-lattice.html';

/** ECS services as targets of VPC Lattice. */
export const latticeRules: readonly TemplateRule[] = [
  {
    id: 'lattice-configuration',
    severity: 'error',
    why: 'ECS registers a named port of the tasks in a target group of VPC Lattice, with a role of yours: all three are required.',
    fix: 'Give the entry of VpcLatticeConfigurations RoleArn, TargetGroupArn and PortName.',
    link: API,
    broken: each(incomplete),
  },
  {
    id: 'lattice-port-name',
    severity: 'error',
    why: 'VPC Lattice is given a port by the name of its mapping in the task definition.',
    fix: 'Set PortName to the Name of a port mapping, or give the port mapping that Name.',
    link: API,
    broken: each(unknownPort),
  },
  {
    id: 'lattice-controller',
    severity: 'error',
    why: 'ECS registers tasks in VPC Lattice for services that it deploys itself, and refuses the deployment controllers CODE_DEPLOY and EXTERNAL.',
    fix: 'Set the Type of DeploymentController to ECS, or take VpcLatticeConfigurations out.',
    link: GUIDE,
    broken: (facts) => facts.once(taskRunners).filter(({ lattice }) => lattice.length > 0).flatMap(wrongController),
  },
  {
    id: 'lattice-target-group',
    severity: 'error',
    why: 'ECS registers the addresses of tasks, in target groups of VPC Lattice with the type IP.',
    fix: 'Set TargetGroupArn to the Arn of an AWS::VpcLattice::TargetGroup whose Type is IP.',
    link: GUIDE,
    broken: wrongTargets,
  },
];
