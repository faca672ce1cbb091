import type { BaseService, BaseServiceOptions, CfnServiceProps, ICluster, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { CapacityChoice } from './capacity-choice';
import type { TaskGroups } from '../security-group/task-groups';

/** What a task is made of, decided. */
export interface TaskSettings {
  /** Unique in the account and Region: revisions are counted by it. */
  readonly family: string;
  readonly cpu: number;
  readonly memoryLimitMiB?: number;
  readonly taskRole: IRole;
  readonly executionRole: IRole;
}

/** What an ECS service is made of, decided. */
export interface ServiceSettings {
  readonly cluster: ICluster;
  readonly taskDefinition: TaskDefinition;
  /** Of the tasks; in bridge and host mode those of their instances, because they have no network interface. */
  readonly groups: TaskGroups;
  /** Nothing where scaling owns the number, and for daemons. */
  readonly desiredCount?: number;
  readonly enableExecuteCommand?: boolean;
  /** How new tasks take the place of old ones. */
  readonly deployment: Partial<BaseServiceOptions>;
}

/** How one kind of capacity becomes constructs. */
export interface CapacityBuilder<Choice extends CapacityChoice> {
  defineTask(scope: Construct, choice: Choice, settings: TaskSettings): TaskDefinition;
  /** Without a name of its own: CloudFormation cannot replace a service that has one. */
  defineService(scope: Construct, choice: Choice, settings: ServiceSettings): BaseService;
  /** Makes the properties that it renders, where they can be said without the construct; nothing where they cannot. */
  renderService?(scope: Construct, choice: Choice, settings: ServiceSettings): (() => CfnServiceProps) | undefined;
}
