import type { LoadBalancerFacts } from './load-balancer-facts';
import type { ExposureChoice } from '../exposure/exposure-choice';

/** All that decides whether a service can be exposed. */
export interface ExposureFacts extends LoadBalancerFacts {
  readonly service: string;
  readonly kind: ExposureChoice['kind'];
  readonly id: string;
  /** Whether the service has something of that id already. */
  readonly idIsTaken: boolean;
  /** Of the container, the main port first; none of a worker. */
  readonly ports: readonly number[];
  readonly servicePort?: number;
  readonly testPort?: number;
  readonly hasTestPeers: boolean;
  readonly shiftsTraffic: boolean;
  /** How many target groups the service has with this exposure. */
  readonly targetGroups: number;
  /** Whether access logs are asked for in a Region that is not known. */
  readonly logsWithoutRegion: boolean;
  /** The rule of the listener that has the priority. */
  readonly priorityTakenBy?: string;
  readonly priority?: number;
  /** Whether there is no security group that tasks could let in. */
  readonly withoutSecurityGroup: boolean;
  /** Whether UDP would have to go through a port mapping of Docker. */
  readonly udpThroughDocker: boolean;
  readonly registered: boolean;
  /** Whether the registration holds the port. */
  readonly registersPort: boolean;
  /** Of an HTTP API; CloudFormation cannot compute it of another unit that is known at deployment only. */
  readonly timeoutMillis?: number | 'unknown unit';
  readonly tooLate: boolean;
}
