import { Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';
import type { IApplicationTargetGroup, ITargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** What is known of a target group as one of a service. */
export interface TargetGroupFacts {
  readonly path: string;
  /** Whether ECS registers the tasks of the service in it. */
  readonly isOfService: boolean;
  /** Who moves traffic to a target group that the service does not name. */
  readonly deploymentController?: string;
  /** Why the CDK has no metric of it. */
  readonly problem?: string;
}

/** A target group of a service as it is rendered: references, not texts. */
interface RenderedTarget {
  readonly targetGroupArn?: unknown;
  readonly advancedConfiguration?: { readonly alternateTargetGroupArn?: unknown };
}

const resourceOf = (service: BaseService) => service.node.findChild('Service') as CfnService;

function targetOf(service: BaseService, { targetGroupArn }: ITargetGroup): RenderedTarget | undefined {
  const stack = Stack.of(service);
  const arn = JSON.stringify(stack.resolve(targetGroupArn));
  const targets = (stack.resolve(resourceOf(service).loadBalancers) ?? []) as RenderedTarget[];
  return targets.find((target) => JSON.stringify(target.targetGroupArn) === arn);
}

/** The ARN of the group that deployments of a service move traffic to and from, beside the one that is given; as it is rendered. */
export function alternateTargetGroup(service: BaseService, targetGroup: ITargetGroup): unknown {
  return targetOf(service, targetGroup)?.advancedConfiguration?.alternateTargetGroupArn;
}

/** How many targets of a group are healthy, as the zone of the load balancer sees it that sees most. */
export function healthyHosts(targetGroup: ITargetGroup): Metric {
  return (targetGroup as IApplicationTargetGroup).metrics.healthyHostCount();
}

function problemOf(targetGroup: ITargetGroup): string | undefined {
  try {
    healthyHosts(targetGroup);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export function targetGroupFacts(service: BaseService, targetGroup: ITargetGroup): TargetGroupFacts {
  const { type } = (Stack.of(service).resolve(resourceOf(service).deploymentController) ?? {}) as { readonly type?: unknown };
  return {
    path: targetGroup.node.path,
    isOfService: targetOf(service, targetGroup) !== undefined,
    deploymentController: typeof type === 'string' ? type : undefined,
    problem: problemOf(targetGroup),
  };
}
