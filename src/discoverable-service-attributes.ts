import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { DnsRecords } from './records/dns-records';

/**
 * What is known of a discoverable service that another app defines.
 */
export interface DiscoverableServiceAttributes {
  /**
   * Its name within the namespace, such as `backend`.
   */
  readonly discoveryName: string;

  /**
   * The name of its namespace, such as `ecs-internal`.
   */
  readonly namespaceName: string;

  /**
   * The port that it listens on.
   */
  readonly port: number;

  /**
   * Further ports that it listens on.
   *
   * @default - none
   */
  readonly additionalPorts?: number[];

  /**
   * The security group of its tasks: `connectTo` opens it to the caller. Import it with `mutable: false` where its rules are kept elsewhere.
   */
  readonly securityGroup: ISecurityGroup;

  /**
   * The DNS records behind its name.
   *
   * @default DnsRecords.a()
   */
  readonly dnsRecords?: DnsRecords;

  /**
   * The name that the API of Cloud Map knows the namespace by, where it is not its name: see `NamespaceOptions.httpName`.
   *
   * @default - the name of the namespace
   */
  readonly httpName?: string;

  /**
   * The ARN of its Cloud Map service.
   *
   * @default - not known: `endpoint.serviceArn` throws
   */
  readonly serviceArn?: string;

  /**
   * The ARN of its namespace.
   *
   * @default - not known: `endpoint.namespaceArn` throws
   */
  readonly namespaceArn?: string;
}
