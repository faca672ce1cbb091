import type { Duration } from 'aws-cdk-lib';
import type { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { NamespaceDelegation } from './namespace-delegation';

/**
 * How to define a namespace of whatever type.
 */
export interface NamespaceOptions {
  /**
   * What the namespace is for, as the AWS console shows it.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The name that the API of Cloud Map knows the namespace by (`DiscoverInstances` takes it as `NamespaceName`).
   *
   * It differs from the name only where the account and Region have, or had, another namespace of that name: AWS then adds a hash
   * (`shop.internal-fm7n2lxfyexstqq5`). CloudFormation does not tell it; `aws servicediscovery get-namespace` does. It goes into what `connectTo()` and
   * `grants.discover()` give to API clients of the services that are given this choice: it is nothing that the namespace itself has.
   *
   * @default - the name of the namespace
   */
  readonly httpName?: string;
}

/**
 * How to define a private DNS namespace.
 */
export interface PrivateDnsNamespaceOptions extends NamespaceOptions {
  /**
   * How long resolvers remember that a name does not exist (the TTL of the namespace's SOA record), in whole seconds.
   *
   * A name that is asked for before its first task runs, or while a service is scaled to zero, is answered with
   * NXDOMAIN, and that answer is cached. With AWS's own value a client then fails for minutes after the tasks are up.
   * Costs nothing but a few more queries.
   *
   * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_SOA.html
   * @default - 15 seconds (AWS: 300 seconds)
   */
  readonly negativeCacheTtl?: Duration;
}

/**
 * How to define a public DNS namespace.
 */
export interface PublicDnsNamespaceOptions extends NamespaceOptions {
  /**
   * How long resolvers remember that a name does not exist, in whole seconds; as for a private DNS namespace.
   *
   * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_SOA.html
   * @default - 15 seconds (AWS: 900 seconds)
   */
  readonly negativeCacheTtl?: Duration;

  /**
   * Who tells the internet where the namespace's hosted zone is: the zone of the domain above it.
   *
   * @default - nobody, with a warning: the names do not resolve until you delegate the domain by hand
   */
  readonly delegation?: NamespaceDelegation;
}

/**
 * What AWS does not tell of a namespace that is there already.
 */
export interface ExistingNamespaceOptions {
  /**
   * The name that the API of Cloud Map knows the namespace by, where it is not its name: see `NamespaceOptions.httpName`.
   *
   * @default - the name of the namespace
   */
  readonly httpName?: string;
}

/**
 * How to read a namespace from a parameter of Systems Manager.
 */
export interface NamespaceFromParameterOptions extends ExistingNamespaceOptions {
  /**
   * The type of the namespace. It decides at synth which records its names can have, so it cannot be read at deployment.
   */
  readonly type: NamespaceType;
}

/**
 * What is known of a namespace that was made elsewhere: by another app, by hand or by another tool.
 */
export interface ExistingNamespaceAttributes extends ExistingNamespaceOptions {
  /**
   * The type of the namespace: it decides which records its names can have.
   */
  readonly type: NamespaceType;

  /**
   * The name of the namespace, such as `ecs-internal`.
   *
   * Without it services can be registered, but the library cannot tell host names: `endpoint.host` and
   * `connectTo` then throw.
   *
   * @default - not known
   */
  readonly name?: string;

  /**
   * The ID of the namespace, `ns-…`.
   *
   * @default - taken from `arn`; one of the two must be given
   */
  readonly id?: string;

  /**
   * The ARN of the namespace. With it, a namespace of another account or Region is refused at synth and not at deployment.
   *
   * @default - made from `id`, for the account and Region of the stack
   */
  readonly arn?: string;
}
