import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

/** A choice of check, as data for facts, plan and builder. */
export interface EndpointHealthCheckChoice {
  readonly type: 'HTTP' | 'HTTPS' | 'TCP';
  readonly resourcePath?: string;
  readonly failureThreshold: number;
}

export const endpointHealthCheckRules: ReadonlyArray<Rule<EndpointHealthCheckChoice>> = [
  {
    id: 'endpoint-health-check',
    severity: 'error',
    why: 'A check of Cloud Map has a threshold from 1 to 10, and a path of at most 255 characters that starts with "/". CreateService refuses anything else.',
    fix: 'Give values such as failureThreshold: 3 and path: "/health".',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html',
    broken: ({ failureThreshold: threshold, resourcePath: path }) => [
      ...known(threshold) && !(Number.isInteger(threshold) && threshold >= 1 && threshold <= 10) ? [`failureThreshold is ${threshold}.`] : [],
      ...known(path) && !(path.startsWith('/') && path.length <= 255) ? [`path is "${path}".`] : [],
    ],
  },
];
