import { Duration } from 'aws-cdk-lib';
import type { HealthCheck } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { HttpProbe, ProbeSettings } from '../health/probe-settings';
import { known } from '../shared/known';
import { numberText } from '../shared/number-text';

/** What a load balancer speaks with the tasks. */
export type TargetKind = 'HTTP' | 'GRPC' | 'TCP';

/**
 * The health check of a target group, which asks what the service's own probe asks, as far as a load balancer can.
 *
 * Elastic Load Balancing takes an interval of 5 to 300 seconds, a timeout of 2 to 120 that is shorter, and 2 to 10 tries.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export function targetHealth(kind: TargetKind, probe: ProbeSettings | undefined, given: HealthCheck = {}): HealthCheck {
  return { ...timesOf(probe), ...whatIsAsked(kind, probe?.kind === 'http' ? probe : undefined), ...given };
}

function timesOf(probe: ProbeSettings | undefined): HealthCheck {
  const { intervalSeconds = 10, timeoutSeconds = 5, retries = 3 } = probe ?? {};
  const interval = between(5, intervalSeconds, 300);
  const timeout = between(2, timeoutSeconds, known(interval) ? interval - 1 : 120);
  return {
    interval: Duration.seconds(interval),
    timeout: Duration.seconds(timeout),
    healthyThresholdCount: 2,
    unhealthyThresholdCount: between(2, retries, 10),
  };
}

function between(least: number, value: number, most: number): number {
  return known(value) ? Math.min(Math.max(Math.ceil(value), least), most) : value;
}

/** A probe of the container that is no HTTP request is one that a load balancer cannot make: then any answer counts that a broken container would not give. */
function whatIsAsked(kind: TargetKind, probe: HttpProbe | undefined): HealthCheck {
  switch (kind) {
    case 'GRPC': return { path: '/AWS.ALB/healthcheck', healthyGrpcCodes: '0-99' };
    case 'HTTP': return probe ? { path: probe.path, healthyHttpCodes: '200-299', ...portOf(probe) } : { path: '/', healthyHttpCodes: '200-499' };
    case 'TCP': return probe ? { protocol: Protocol.HTTP, path: probe.path, ...portOf(probe) } : { protocol: Protocol.TCP };
  }
}

function portOf({ port }: HttpProbe): HealthCheck {
  return port === undefined ? {} : { port: numberText(port) };
}
