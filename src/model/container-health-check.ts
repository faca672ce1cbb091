import type { Property } from './property';
import type { ContainerFacts } from './task-definition-facts';

/** How ECS asks a container how it is. Each number is undefined where it is known at deployment only. */
export interface ContainerHealthCheck {
  readonly intervalSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly retries?: number;
}

/** With what ECS takes where nothing is said: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
export function healthCheckOf({ property }: ContainerFacts): ContainerHealthCheck | undefined {
  const check = property.at('HealthCheck');
  return check.isThere ? {
    intervalSeconds: numberOr(check.at('Interval'), 30),
    timeoutSeconds: numberOr(check.at('Timeout'), 5),
    retries: numberOr(check.at('Retries'), 3),
  } : undefined;
}

function numberOr({ isAbsent, number }: Property, usual: number): number | undefined {
  return isAbsent ? usual : number;
}
