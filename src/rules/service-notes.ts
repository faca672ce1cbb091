import { hasAddress } from '../endpoint/discovery-endpoint';
import type { DeploymentFacts } from '../plan/deployment-plan';
import { roomOf } from '../plan/deployment-plan';
import { known } from '../shared/known';
import { secondsText } from '../shared/seconds-text';
import type { Warning } from '../shared/warnings';
import {
  LONG_TTL, MORE_THAN_EIGHT, NAME_HARD_FOR_CLIENTS, NAME_LEFT_EMPTY, NO_CONTAINER_CHECK, PRIVATE_ADDRESSES, PUBLIC_SUBNETS,
  SERVICE_CONNECT_TASK_SIZE, SHIFT_NEEDS_INSTANCES, STOP_BEFORE_TTL,
} from '../shared/warnings';

/** All that decides what a user is told of a service that works, but maybe not as meant. */
export interface NoteFacts {
  /** Nothing for a worker. */
  readonly namespaceType?: string;
  readonly discoveryName: string;
  readonly recordTypes: readonly string[];
  readonly ttlSeconds: number;
  /** Between the stop signal and being killed, where that is given. */
  readonly stopTimeoutSeconds?: number;
  /** Whether the container serves on until clients have forgotten it. */
  readonly isDrained: boolean;
  /** The most tasks that can run, where that is known. */
  readonly tasks?: number;
  readonly hasHealthProbe: boolean;
  readonly inPublicSubnetsWithoutAddress: boolean;
  /** CPU units of a task that has a proxy beside its container. */
  readonly cpuWithProxy?: number;
  /** Whether a task needs a port of its instance for itself. */
  readonly needsPortOfInstance: boolean;
  /** Nothing where deployments are somebody else's matter. */
  readonly deployment?: DeploymentFacts;
}

interface Note {
  readonly warning: Warning;
  readonly applies: (facts: NoteFacts) => boolean;
  /** What was got, before the text of the warning. */
  readonly got?: (facts: NoteFacts) => string;
}

/** Of ECS, in seconds. */
const DEFAULT_STOP_TIMEOUT = 30;

const ttlText = ({ ttlSeconds }: NoteFacts) => `ttl is ${secondsText(ttlSeconds)}`;

const stopText = ({ stopTimeoutSeconds: timeout }: NoteFacts) => `stopTimeout is ${secondsText(timeout ?? DEFAULT_STOP_TIMEOUT)}${timeout === undefined ? ' (default)' : ''}`;

/** Works, but most likely not as meant. */
const WARNINGS: readonly Note[] = [
  { warning: NO_CONTAINER_CHECK, applies: ({ hasHealthProbe, namespaceType }) => namespaceType !== undefined && !hasHealthProbe },
  {
    warning: NAME_LEFT_EMPTY,
    applies: ({ deployment, namespaceType }) => namespaceType !== undefined && deployment !== undefined && leavesEmpty(deployment),
  },
  { warning: SHIFT_NEEDS_INSTANCES, applies: ({ deployment, needsPortOfInstance }) => needsPortOfInstance && (deployment?.shiftsTraffic ?? false) },
  { warning: PUBLIC_SUBNETS, applies: ({ inPublicSubnetsWithoutAddress }) => inPublicSubnetsWithoutAddress },
  { warning: PRIVATE_ADDRESSES, applies: ({ namespaceType, recordTypes }) => namespaceType === 'DNS_PUBLIC' && recordTypes.length > 0 },
  {
    warning: LONG_TTL,
    applies: ({ recordTypes, ttlSeconds, namespaceType }) =>
      namespaceType !== undefined && recordTypes.length > 0 && known(ttlSeconds) && ttlSeconds > 60,
    got: ttlText,
  },
  {
    warning: STOP_BEFORE_TTL,
    applies: ({ recordTypes, ttlSeconds, namespaceType, stopTimeoutSeconds: timeout = DEFAULT_STOP_TIMEOUT, isDrained }) =>
      namespaceType !== undefined && recordTypes.length > 0 && !isDrained && known(ttlSeconds) && known(timeout) && ttlSeconds > timeout,
    got: (facts) => `${ttlText(facts)}, and ${stopText(facts)}`,
  },
  {
    warning: NAME_HARD_FOR_CLIENTS,
    applies: ({ discoveryName, recordTypes, namespaceType }) =>
      namespaceType !== undefined && hasAddress({ recordTypes }) && known(discoveryName) && /[A-Z_]/.test(discoveryName),
    got: ({ discoveryName }) => `discoveryName is "${discoveryName}"`,
  },
];

/** Works as meant, and is worth knowing. */
const INFOS: readonly Note[] = [
  { warning: SERVICE_CONNECT_TASK_SIZE, applies: ({ cpuWithProxy: cpu }) => known(cpu) && cpu < 512, got: ({ cpuWithProxy: cpu }) => `cpu is ${cpu}` },
  {
    warning: MORE_THAN_EIGHT,
    applies: ({ tasks, recordTypes, namespaceType }) =>
      namespaceType !== undefined && recordTypes.length > 0 && known(tasks) && tasks > 8,
    got: ({ tasks }) => `There may be ${tasks} tasks`,
  },
];

/** Whether no task need be healthy while a deployment goes on; of a daemon the number is not known, and 0 percent of any is none. */
function leavesEmpty({ leastTasks = 1, ...facts }: DeploymentFacts): boolean {
  return known(facts.minHealthyPercent) && known(leastTasks) && leastTasks > 0 && roomOf(leastTasks, facts).healthy === 0;
}

function applying(notes: readonly Note[], facts: NoteFacts): Warning[] {
  return notes.filter(({ applies }) => applies(facts)).map(({ warning, got }) => got ? { ...warning, text: `${got(facts)}: ${warning.text}` } : warning);
}

export function warningsOf(facts: NoteFacts): Warning[] {
  return applying(WARNINGS, facts);
}

export function infosOf(facts: NoteFacts): Warning[] {
  return applying(INFOS, facts);
}
