import { Stack } from 'aws-cdk-lib';
import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';

/** What a deployment that moves traffic can move, seen when the app has been built. */
export interface ShiftFacts {
  readonly service: string;
  readonly targetGroups: number;
  /** How many of them have no second one beside them. */
  readonly singleTargetGroups: number;
  /** How many ports the service offers in Service Connect. */
  readonly serviceConnectPorts: number;
}

/** Of the ECS service as it will be rendered: a load balancer may have been put before it by the CDK's own methods. */
export function shiftFacts(path: string, service: BaseService): ShiftFacts {
  const resource = service.node.defaultChild as CfnService;
  const resolve = (value: unknown) => Stack.of(service).resolve(value) as unknown;
  const loadBalancers = resolve(resource.loadBalancers) as CfnService.LoadBalancerProperty[] | undefined ?? [];
  const { services = [] } = resolve(resource.serviceConnectConfiguration) as { services?: unknown[] } | undefined ?? {};
  return {
    service: path,
    targetGroups: loadBalancers.length,
    singleTargetGroups: loadBalancers.filter(({ advancedConfiguration }) => advancedConfiguration === undefined).length,
    serviceConnectPorts: services.length,
  };
}
