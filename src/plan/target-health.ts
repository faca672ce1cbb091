import { Duration } from 'aws-cdk-lib';
import type { HealthCheck } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { HttpProbe, ProbeSettings } from '../health/probe-settings';
import { known } from '../shared/known';
import { numberText } from '../shared/number-text';

/** What a load balancer speaks with the tasks. */
export type TargetKind = 'HTTP' | 'GRPC' | 'TCP';

/** Where a load balancer finds the port that a probe asks. */
export interface ProbePlace {
  /** The port of the container that is called. */
  readonly calledPort: number;
  /** The port of the container that a probe asks which names none. */
  readonly mainPort: number;
  /** Under which port a load balancer reaches another port of the container; under none where Docker chooses it. */
  readonly reached: (containerPort: number) => number | undefined;
}

/** A probe as a load balancer can make it: on the port that is called, on another one that it reaches, or, as far as it is an HTTP request, not at all. */
export function probeFromOutside(probe: ProbeSettings | undefined, { calledPort, mainPort, reached }: ProbePlace): ProbeSettings | undefined {
  if (probe?.kind !== 'http') {
    return probe;
  }
  const asked = probe.port ?? mainPort;
  const port = asked === calledPort ? undefined : reached(asked);
  return asked === calledPort || port !== undefined ? { ...probe, port } : { ...probe, kind: 'tcp' };
}

/**
 * The health check of a target group, which asks what the service's own probe asks, as far as a load balancer can.
 *
 * Elastic Load Balancing takes an interval of 5 to 300 seconds, a timeout of 2 to 120 that is shorter, and 2 to 10 tries.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export function targetHealth(kind: TargetKind, probe: ProbeSettings | undefined, given: HealthCheck = {}): HealthCheck {
  return { ...timesOf(probe, given), ...whatIsAsked(kind, probe?.kind === 'http' ? probe : undefined, given), ...given };
}

/** A time that was given moves the other one, which must stay on its side of it. */
function timesOf(probe: ProbeSettings | undefined, given: HealthCheck): HealthCheck {
  const { intervalSeconds, timeoutSeconds, retries } = probe ?? {};
  const interval = given.interval?.toSeconds() ?? between((given.timeout?.toSeconds() ?? 4) + 1, intervalSeconds, 300, 10);
  const timeout = between(2, timeoutSeconds, known(interval) ? interval - 1 : 120, 5);
  return {
    interval: Duration.seconds(interval),
    timeout: Duration.seconds(timeout),
    healthyThresholdCount: 2,
    unhealthyThresholdCount: between(2, retries, 10, 3),
  };
}

/** Without a value, and with one that is known at deployment only (the CDK compares the numbers of a health check), `usual`. */
function between(least: number, value: number | undefined, most: number, usual: number): number {
  return Math.min(Math.max(Math.ceil(known(value) ? value : usual), least), most);
}

/** A probe of the container that is no HTTP request is one that a load balancer cannot make: then any answer counts that a broken container would not give. */
function whatIsAsked(kind: TargetKind, probe: HttpProbe | undefined, given: HealthCheck): HealthCheck {
  switch (kind) {
    case 'GRPC': return { path: '/AWS.ALB/healthcheck', healthyGrpcCodes: '0-99' };
    case 'HTTP': return probe ? { path: probe.path, healthyHttpCodes: '200-299', ...portOf(probe) } : { path: '/', healthyHttpCodes: '200-499' };
    case 'TCP': return given.protocol === Protocol.TCP || !(probe ?? given.path) ? { protocol: Protocol.TCP }
      : { protocol: Protocol.HTTP, ...probe && { path: probe.path, ...portOf(probe) } };
  }
}

function portOf({ port }: HttpProbe): HealthCheck {
  return port === undefined ? {} : { port: numberText(port) };
}
