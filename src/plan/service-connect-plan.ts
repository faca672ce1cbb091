import type { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import type { ServerChoice, ServiceConnectChoice } from '../service-connect/service-connect-choice';
import { known } from '../shared/known';

/** A port that is offered in Service Connect. */
export interface ServiceConnectPort {
  /** The name of its port mapping in the task definition. */
  readonly portName: string;
  readonly containerPort: number;
  readonly discoveryName: string;
  /** By which clients call it. */
  readonly clientPort: number;
  readonly appProtocol?: AppProtocol;
  readonly idleTimeoutSeconds?: number;
  readonly perRequestTimeoutSeconds?: number;
}

/** The part of a service in Service Connect, with every default in place. */
export interface ServiceConnectPlan {
  readonly choice: ServiceConnectChoice;
  /** The main port first; none of a client. */
  readonly ports: readonly ServiceConnectPort[];
}

/**
 * All ports are offered, not the main one alone: a client in Service Connect has the host name in its `/etc/hosts`, so its proxy is all that it reaches under it.
 */
export function planServiceConnect(choice: ServiceConnectChoice, discoveryName: string, ports: readonly number[]): ServiceConnectPlan {
  if (choice.kind !== 'server') {
    return { choice, ports: [] };
  }
  const name = choice.discoveryName ?? `${discoveryName}-sc`;
  const offered = ports.map((port, index) => index === 0 ? mainPort(choice, name, port) : furtherPort(name, port, index));
  return { choice, ports: offered };
}

function mainPort(
  { clientPort, appProtocol, idleTimeoutSeconds, perRequestTimeoutSeconds }: ServerChoice, discoveryName: string, containerPort: number,
): ServiceConnectPort {
  return {
    portName: 'main', containerPort, discoveryName, clientPort: clientPort ?? containerPort, appProtocol, idleTimeoutSeconds, perRequestTimeoutSeconds,
  };
}

/** Named by its number, so that another order of the ports changes nothing; a number that is not known yet has its place instead. */
function furtherPort(name: string, containerPort: number, index: number): ServiceConnectPort {
  const key = known(containerPort) ? `${containerPort}` : `port${index}`;
  return { portName: `port-${key}`, containerPort, discoveryName: `${name}-${key}`, clientPort: containerPort };
}

/** All that decides whether a service can take part in Service Connect. */
export interface ServiceConnectFacts {
  readonly kind: ServiceConnectChoice['kind'];
  readonly capacity: string;
  readonly networkMode: string;
  readonly hasTls: boolean;
  readonly ports: ReadonlyArray<Pick<ServiceConnectPort, 'discoveryName' | 'clientPort'>>;
  /** Whether there is a host name, also one that is known at deployment only. */
  readonly hasDnsName: boolean;
  readonly dnsName?: string;
  /** The name in Cloud Map that has the records. */
  readonly discoveryName: string;
}

/** Where the user has named none, a service has the host name that it has in DNS. */
export function aliasOf({ choice }: Pick<ServiceConnectPlan, 'choice'>, discoveryName: string, namespaceName: string | undefined): string | undefined {
  const given = choice.kind === 'server' ? choice.dnsName : undefined;
  return given ?? (namespaceName === undefined ? undefined : `${discoveryName}.${namespaceName}`);
}
