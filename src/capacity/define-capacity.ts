import { Names } from 'aws-cdk-lib';
import type { TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import type { CapacityChoice } from './capacity-choice';
import type { CapacityBuilder, ServiceSettings, TaskSettings } from './capacity-settings';
import { EC2 } from './define-ec2';
import { FARGATE } from './define-fargate';
import { MANAGED_INSTANCES } from './define-managed-instances';
import { EcsService } from '../ecs-service/ecs-service';
import { sayLess } from '../ecs-service/say-less';
import { showToAspects } from '../shared/show-to-aspects';

/** One row a kind of capacity. */
const BUILDERS: { readonly [Kind in CapacityChoice['kind']]: CapacityBuilder<Extract<CapacityChoice, { kind: Kind }>> } = {
  fargate: FARGATE,
  ec2: EC2,
  managedInstances: MANAGED_INSTANCES,
};

function builderOf(choice: CapacityChoice): CapacityBuilder<CapacityChoice> {
  return BUILDERS[choice.kind] as CapacityBuilder<CapacityChoice>;
}

export function defineTask(scope: Construct, choice: CapacityChoice, settings: Omit<TaskSettings, 'family'>): TaskDefinition {
  return builderOf(choice).defineTask(scope, choice, { family: Names.uniqueId(scope), ...settings });
}

/** The ECS service, whose tasks find their way into the name by a registration that comes later. */
export function defineService(scope: Construct, choice: CapacityChoice, settings: ServiceSettings): EcsService {
  const builder = builderOf(choice);
  const define = () => {
    const construct = builder.defineService(scope, choice, settings);
    sayLess(construct);
    return construct;
  };
  const render = builder.renderService?.(scope, choice, settings);
  if (render === undefined) {
    return EcsService.of(define());
  }
  const service = EcsService.onDemand(scope, render, define);
  showToAspects(service.resource, () => service.construct);
  return service;
}
