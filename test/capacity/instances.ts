import type { App, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Cluster } from 'aws-cdk-lib/aws-ecs';
import { AsgCapacityProvider, EcsOptimizedImage, ManagedInstancesCapacityProvider } from 'aws-cdk-lib/aws-ecs';
import { InstanceProfile } from 'aws-cdk-lib/aws-iam';
import { circlesInAssembly, danglingDependencies } from '../connect/circular-dependencies';
import type { TemplateJson } from '../connect/reading';
import { resourcesOf, templateOf, templatesOf, withoutHash } from '../connect/reading';
import type { Shop } from '../testing/shop';

/** Instances for tests to run tasks on, and what tests read of services that run on them. Logical ids are told without the hash at their end. */

/** What CloudFormation gets of a resource. */
export interface Rendered { readonly [name: string]: unknown }

const MACHINE = { instanceType: new InstanceType('t3.micro'), machineImage: EcsOptimizedImage.amazonLinux2023() };

/** Instances of the cluster itself, with one security group: `ClusterInstancesInstanceSecurityGroup`. */
export function addInstances(cluster: Cluster, id = 'Instances'): AutoScalingGroup {
  return cluster.addCapacity(id, MACHINE);
}

/** An Auto Scaling group with a capacity provider, which the cluster is not told of. */
export function strayProvider(shop: Shop, id: string, stack: Stack = shop.stack): AsgCapacityProvider {
  const autoScalingGroup = new AutoScalingGroup(stack, `${id}Group`, { vpc: shop.vpc, ...MACHINE });
  return new AsgCapacityProvider(stack, id, { autoScalingGroup });
}

/** A capacity provider of the cluster. */
export function addProvider(shop: Shop, id: string, stack: Stack = shop.stack): AsgCapacityProvider {
  const provider = strayProvider(shop, id, stack);
  shop.cluster.addAsgCapacityProvider(provider);
  return provider;
}

/** A capacity provider of managed instances, which the cluster is not told of. */
export function strayManagedProvider(shop: Shop, id = 'Managed'): ManagedInstancesCapacityProvider {
  // With an instance profile of its own: to that of the CDK's, the CDK itself adds what fails at synth without a cluster.
  return new ManagedInstancesCapacityProvider(shop.stack, id, {
    ec2InstanceProfile: new InstanceProfile(shop.stack, `${id}Profile`),
    subnets: shop.vpc.privateSubnets,
    securityGroups: [new SecurityGroup(shop.stack, `${id}Group`, { vpc: shop.vpc })],
  });
}

export function addManagedProvider(shop: Shop, id = 'Managed'): ManagedInstancesCapacityProvider {
  const provider = strayManagedProvider(shop, id);
  shop.cluster.addManagedInstancesCapacityProvider(provider);
  return provider;
}

function only(template: TemplateJson, type: string, name: string): { readonly Properties?: Rendered; readonly DependsOn?: string | string[] } {
  const found = resourcesOf(template, type).filter(([id]) => withoutHash(id) === name);
  if (found.length !== 1) {
    throw new Error(`${found.length} of ${type} ${name}`);
  }
  return found[0][1];
}

export const ecsServiceOf = (template: TemplateJson, id = 'Backend') => only(template, 'AWS::ECS::Service', `${id}Service`).Properties!;
export const taskOf = (template: TemplateJson, id = 'Backend') => only(template, 'AWS::ECS::TaskDefinition', `${id}TaskDef`).Properties!;

/** The containers of a construct's tasks by name. */
export function containersOf(template: TemplateJson, id = 'Backend'): { readonly [name: string]: Rendered } {
  return Object.fromEntries((taskOf(template, id).ContainerDefinitions as Rendered[]).map((container) => [container.Name as string, container]));
}

/** What a resource says that it is deployed after, and deleted before. */
export function dependenciesOf(template: TemplateJson, type: string, name: string): string[] {
  return [only(template, type, name).DependsOn ?? []].flat().map(withoutHash).sort();
}

export const serviceDependencies = (template: TemplateJson, id = 'Backend') => dependenciesOf(template, 'AWS::ECS::Service', `${id}Service`);

/** What keeps CloudFormation from deploying an app: circles, and dependencies on what is not there. */
export function undeployable(app: App): string[] {
  return [...Object.values(templatesOf(app)).flatMap(danglingDependencies), ...circlesInAssembly(app.synth().directory)];
}

/** The ECS service and the task of a service `Backend`, after synthesis. */
export function backendOf(shop: Shop): { readonly service: Rendered; readonly task: Rendered; readonly app: Rendered } {
  const template = templateOf(shop);
  return { service: ecsServiceOf(template), task: taskOf(template), app: containersOf(template).app };
}
