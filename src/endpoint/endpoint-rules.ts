import type { RuleText } from '../shared/rule';

const ECS_DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';

/** Asked for something that a service of its kind does not have. */
export const ENDPOINT_WITHOUT_MEANING: RuleText = {
  id: 'endpoint-without-meaning',
  severity: 'error',
  why: 'Not every service has every property: a name with SRV records only has no host, an imported one may have no known ARN.',
  fix: 'Use the property that the message names.',
  link: ECS_DISCOVERY,
};

/** Asked where a worker is found. */
export const WORKER_WITHOUT_NAME: RuleText = {
  id: 'worker-without-name',
  severity: 'error',
  why: 'Nothing can call a service that listens on no port, so it is not registered and has no name.',
  fix: 'Set `port` on the service to the port that its process listens on; or, for a worker, drop what asks for its name.',
  link: ECS_DISCOVERY,
};

/** Asked for the scaling of a service that does not scale. */
export const SCALING_WITHOUT_MEANING: RuleText = {
  id: 'scaling-without-meaning',
  severity: 'error',
  why: 'Only TaskCount.autoScaled() makes a scalable target.',
  fix: 'Give the service taskCount: TaskCount.autoScaled({ max }).',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html',
};
