import type { IApplicationListener, INetworkLoadBalancer, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type {
  AlbExposureOptions, ExistingListenerExposureOptions, ExistingNlbExposureOptions, HttpApiExposureOptions, NlbExposureOptions,
} from './exposure-options';
import { TCP, TLS } from './protocols';

export interface AlbChoice extends AlbExposureOptions {
  readonly kind: 'alb';
  readonly internetFacing: boolean;
  readonly id: string;
}

export interface NlbChoice extends NlbExposureOptions {
  readonly kind: 'nlb';
  readonly internetFacing: boolean;
  readonly id: string;
}

export interface ExistingListenerChoice extends ExistingListenerExposureOptions {
  readonly kind: 'existingListener';
  readonly listener: IApplicationListener;
  readonly id: string;
}

export interface ExistingNlbChoice extends ExistingNlbExposureOptions {
  readonly kind: 'existingNlb';
  readonly loadBalancer: INetworkLoadBalancer;
  readonly id: string;
}

export interface HttpApiChoice extends HttpApiExposureOptions {
  readonly kind: 'httpApi';
  readonly id: string;
}

/** The ways in by a load balancer. */
export type LoadBalancedChoice = AlbChoice | NlbChoice | ExistingListenerChoice | ExistingNlbChoice;

/** A choice of exposure, as data for facts, plan and builder. */
export type ExposureChoice = LoadBalancedChoice | HttpApiChoice;

/** What clients of an NLB speak. */
export function nlbProtocol({ protocol, certificate }: Pick<NlbExposureOptions, 'protocol' | 'certificate'>): Protocol {
  return protocol ?? (certificate ? TLS : TCP);
}

/** The port that clients of an NLB call. */
export function nlbPort({ port, certificate }: Pick<NlbExposureOptions, 'port' | 'certificate'>, containerPort: number): number {
  return port ?? (certificate ? 443 : containerPort);
}

/** What an NLB speaks with the tasks: it ends TLS itself. */
export function nlbTargetProtocol(choice: Pick<NlbExposureOptions, 'protocol' | 'certificate'>): Protocol {
  const protocol = nlbProtocol(choice);
  return protocol === TLS ? TCP : protocol;
}

/** The port that clients of an ALB call. */
export function albPort({ port, certificate }: Pick<AlbExposureOptions, 'port' | 'certificate'>): number {
  return port ?? (certificate ? 443 : 80);
}

/** Whether calls in plain text are sent to HTTPS. */
export function redirects(choice: AlbChoice): boolean {
  return choice.certificate !== undefined && (choice.redirectHttp ?? albPort(choice) !== 80);
}

/** All ports that an ALB listens on. */
export function albPorts(choice: AlbChoice): number[] {
  return [albPort(choice), ...redirects(choice) ? [80] : [], ...choice.testPort === undefined ? [] : [choice.testPort]];
}
