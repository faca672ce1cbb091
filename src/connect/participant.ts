import type { CfnResource } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { EcsService } from '../ecs-service/ecs-service';
import type { EndpointFacts } from '../endpoint/discovery-endpoint';
import type { ServiceConnectPort } from '../plan/service-connect-plan';

/** One side of a connection: what the library knows of a service beyond its public face. */
export interface Participant {
  readonly construct: IConstruct;
  /** What is opened. Read when connections are carried out, because instances can join a cluster after the line. */
  readonly groups: () => readonly ISecurityGroup[];
  /** Whether these are the groups of instances: tasks in bridge and host mode have none. */
  readonly onInstances?: boolean;
  /** Whether there is nothing to open: a host that is not in this VPC. */
  readonly isOpen?: boolean;
  /** Nothing where the service has no name: a worker. */
  readonly endpoint?: EndpointFacts;
  /** The name in full of a service that others define, where it is known. */
  readonly importedName?: string;
  /** Whether its tasks are behind the name: not, where the registration was taken away. */
  readonly registered: boolean;
  /** Nothing where it is no ECS service of this app. */
  readonly service?: EcsService;
  /** What is deployed for it beside an ECS service. */
  readonly resources?: readonly CfnResource[];
  /** Where addresses of others are written. */
  readonly container?: ContainerDefinition;
  /** Who calls the API. */
  readonly grantee?: IGrantable;
  /** Nothing where it is not known. */
  readonly vpc?: IVpc;
  /** Its part in Service Connect. */
  readonly serviceConnect?: ServiceConnectPart;
}

/** What clients of Service Connect know of a participant. */
export interface ServiceConnectPart {
  /** Equal for two participants in one namespace. */
  readonly namespaceIdentity: unknown;
  /** None of a client. */
  readonly ports: readonly ServiceConnectPort[];
  /** Where it is another one than in DNS. */
  readonly dnsName?: string;
  /** Whether its proxies listen on ports that Docker takes. */
  readonly hasEphemeralPorts: boolean;
  /** Whether its proxies take TLS only. */
  readonly hasTls: boolean;
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

/** What must be there before callers start; nothing where this app deploys none of it. */
export function deployedFor({ service, resources = [] }: Participant): readonly CfnResource[] {
  return service ? [service.resource, ...resources] : resources;
}
