import type { AppProtocol, ServiceConnectAccessLogFormat } from 'aws-cdk-lib/aws-ecs';
import type { ServiceConnectTlsOptions } from './service-connect-options';

/** How the proxy writes about requests. */
interface AccessLogs {
  readonly accessLogFormat?: ServiceConnectAccessLogFormat;
  readonly accessLogQueryParameters?: boolean;
}

export interface OffChoice {
  readonly kind: 'off';
}

export interface ClientChoice extends AccessLogs {
  readonly kind: 'client';
}

export interface ServerChoice extends AccessLogs {
  readonly kind: 'server';
  readonly dnsName?: string;
  readonly clientPort?: number;
  readonly discoveryName?: string;
  readonly appProtocol?: AppProtocol;
  readonly idleTimeoutSeconds?: number;
  readonly perRequestTimeoutSeconds?: number;
  readonly tls?: ServiceConnectTlsOptions;
}

/** A choice of role, as data for facts, plan and builder. */
export type ServiceConnectChoice = OffChoice | ClientChoice | ServerChoice;

/** Whether tasks have a proxy. */
export function isInServiceConnect(choice: ServiceConnectChoice | undefined): choice is ClientChoice | ServerChoice {
  return choice !== undefined && choice.kind !== 'off';
}
