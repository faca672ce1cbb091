import type { Duration } from 'aws-cdk-lib';
import type { ICertificateAuthority } from 'aws-cdk-lib/aws-acmpca';
import type { AppProtocol, ServiceConnectAccessLogFormat } from 'aws-cdk-lib/aws-ecs';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * How a service takes part in ECS Service Connect.
 */
export interface ServiceConnectOptions {
  /**
   * Has the proxy write a line about each request into the log group of the service.
   *
   * @default - none: the proxy writes what goes wrong only
   */
  readonly accessLogFormat?: ServiceConnectAccessLogFormat;

  /**
   * Whether the access log holds the query of a URL, in which secrets may stand.
   *
   * @default false
   */
  readonly accessLogQueryParameters?: boolean;
}

/**
 * How a service is offered in ECS Service Connect.
 */
export interface ServiceConnectServerOptions extends ServiceConnectOptions {
  /**
   * The host name by which clients in Service Connect call the service: at most 127 lower-case letters, digits, `_`, `-` and `.`.
   *
   * @default - the name that the service has in DNS, such as `backend.ecs-internal`: callers use one name, whether they take part in Service Connect or not
   */
  readonly dnsName?: string;

  /**
   * The port by which clients in Service Connect call the main port.
   *
   * @default - the service's `port`
   */
  readonly clientPort?: number;

  /**
   * The name of the service that Service Connect makes in the namespace, beside the one with the DNS records: at most 64 lower-case letters, digits, `_` and `-`.
   *
   * @default - the discovery name with `-sc`: with the same name the deployment would fail (aws/aws-cdk#26524)
   */
  readonly discoveryName?: string;

  /**
   * What is spoken on the main port. With a protocol the proxy retries requests, balances them one by one and counts them; without one it sees TCP.
   *
   * It cannot be changed while the service is in Service Connect: ECS refuses the deployment (aws/containers-roadmap#2378).
   *
   * @default - TCP
   */
  readonly appProtocol?: AppProtocol;

  /**
   * How long a connection to the main port may be without traffic, in whole seconds; 0 is for ever.
   *
   * @default - 5 minutes with an `appProtocol`, 1 hour without
   */
  readonly idleTimeout?: Duration;

  /**
   * How long the main port may take to answer a request, in whole seconds; 0 is for ever. Only with an `appProtocol`.
   *
   * @default - 15 seconds with an `appProtocol`
   */
  readonly perRequestTimeout?: Duration;

  /**
   * Encrypts traffic between the proxies. AWS documents no way in for callers that have none and speak plain text: `connectTo()` from such a service is refused, and
   * synth warns of others, such as a load balancer.
   *
   * @default - plain text within the VPC
   */
  readonly tls?: ServiceConnectTlsOptions;
}

/**
 * How traffic in ECS Service Connect is encrypted: TLS 1.3 between proxies, with certificates that ECS gets from AWS Private CA and renews every five days.
 *
 * A private CA costs 400 USD a month, or 50 USD in the mode for short-lived certificates, which is enough here.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html
 */
export interface ServiceConnectTlsOptions {
  /**
   * Who signs the certificates. The authority must have the tag `AmazonECSManaged` with the value `true`: one of this app gets it, any other must have it already.
   */
  readonly certificateAuthority: ICertificateAuthority;

  /**
   * A symmetric key that encrypts the private keys where ECS keeps them, in AWS Secrets Manager.
   *
   * @default - the key of AWS for Secrets Manager
   */
  readonly kmsKey?: IKey;

  /**
   * What ECS acts as when it asks for certificates. It must stay for as long as the service.
   *
   * @default - a role of the service's own, with the AWS managed policy for it
   */
  readonly role?: IRole;
}
