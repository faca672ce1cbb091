import type { Registration } from './registrations';

/** A part of the time for which a name goes on leading to a task that is dead. */
export interface ForgettingStep {
  readonly what: string;
  /** Undefined where it is known at deployment only. */
  readonly seconds?: number;
}

/** How long Cloud Map waits before a changed custom health status counts: https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckCustomConfig.html */
const CLOUD_MAP_SECONDS = 30;

/**
 * A check begins an interval after the one before it has ended (https://docs.docker.com/reference/dockerfile/#healthcheck), and one that hangs ends with its timeout.
 *
 * At worst: the task dies right after a check that passed, and a client has asked right before the name was changed.
 *
 * @returns nothing where nobody notices
 */
export function timeToForget({ health, healthCheck, records }: Registration): ForgettingStep[] | undefined {
  if (health !== 'container check' || healthCheck === undefined) {
    return undefined;
  }
  const { intervalSeconds, timeoutSeconds, retries } = healthCheck;
  const ttls = records.map(({ ttlSeconds }) => ttlSeconds);
  return [
    { what: 'until enough checks have failed (retries x interval)', seconds: product(retries, intervalSeconds) },
    { what: 'for which these hang (retries x timeout)', seconds: product(retries, timeoutSeconds) },
    { what: 'until Cloud Map believes it', seconds: CLOUD_MAP_SECONDS },
    ...ttls.length === 0 ? [] : [{ what: 'until clients ask again (TTL)', seconds: largest(ttls) }],
  ];
}

function product(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a * b;
}

function largest(values: ReadonlyArray<number | undefined>): number | undefined {
  return values.some((value) => value === undefined) ? undefined : Math.max(...values as number[]);
}
