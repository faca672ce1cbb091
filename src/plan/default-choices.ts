import { Capacity } from '../capacity/capacity';
import { Deployment } from '../deployment/deployment';
import { TaskCount } from '../scaling/task-count';

/*
 * What a service is given where its props leave it open. A choice is frozen, so one stands for all services; to make one has its rules asked.
 */

export const DEFAULT_CAPACITY = Capacity.fargate()._choice;

export const DEFAULT_TASK_COUNT = TaskCount.exactly(2)._choice;

export const DEFAULT_DEPLOYMENT = Deployment.rolling()._choice;
