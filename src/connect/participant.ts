import type { Connections, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IConstruct } from 'constructs';
import type { EndpointFacts } from '../endpoint/discovery-endpoint';

/** One side of a connection: what the library knows of a service beyond its public face. */
export interface Participant {
  readonly construct: IConstruct;
  readonly connections: Connections;
  /** Nothing where the service has no name: a worker. */
  readonly endpoint?: EndpointFacts;
  /** Whether its tasks are behind the name: not, where the registration was taken away. */
  readonly registered: boolean;
  /** Nothing where the service was imported. */
  readonly service?: BaseService;
  /** Where addresses of others are written. */
  readonly container?: ContainerDefinition;
  /** Nothing where it is not known. */
  readonly vpc?: IVpc;
  /** Nothing where it is not known. */
  readonly networkMode?: string;
}

const participants = new WeakMap<IConstruct, Participant>();

/** Makes a construct known as something that connects or is connected to. */
export function introduce(participant: Participant): void {
  participants.set(participant.construct, participant);
}

/** What is known of a construct; nothing where this library did not make it. */
export function participantOf(construct: IConstruct): Participant | undefined {
  return participants.get(construct);
}
