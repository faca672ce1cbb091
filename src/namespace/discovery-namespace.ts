import type { Duration } from 'aws-cdk-lib';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { NamespaceAttributes } from './namespace-rules';
import { namespaceAttributeRules, privateDnsRules } from './namespace-rules';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';
import { seconds } from '../shared/seconds';

/**
 * How to define a private DNS namespace.
 */
export interface PrivateDnsNamespaceOptions {
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

  /**
   * What the namespace is for, as the AWS console shows it.
   *
   * @default - no description
   */
  readonly description?: string;
}

/**
 * What is known of a namespace that was made elsewhere: by another app, by hand or by another tool.
 */
export interface ExistingNamespaceAttributes {
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

/** What the user said of a namespace; what is left open can be said by another service. */
export interface PrivateDnsDetails {
  readonly negativeCacheTtlSeconds?: number;
  readonly description?: string;
}

/** A choice of namespace, as data for facts, plan and builder. */
export type NamespaceChoice =
  | { readonly kind: 'privateDns'; readonly name: string } & PrivateDnsDetails
  | { readonly kind: 'existing'; readonly namespace: INamespace }
  | ({ readonly kind: 'attributes'; readonly type: NamespaceType } & NamespaceAttributes);

/**
 * Which AWS Cloud Map namespace a service is registered in: the part of its name after the first dot.
 *
 * A value, not a construct: it can be made once, anywhere, and given to many services. A private DNS namespace is defined
 * once for each VPC and name, beside the VPC, however many services, clusters and stacks name it.
 *
 * @example
 * declare const cluster: ecs.Cluster;
 *
 * new DiscoverableService(this, 'Backend', {
 *   cluster,
 *   cloudMapNamespace: DiscoveryNamespace.privateDns('services.internal'),
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
 *   port: 80,
 * });
 */
export class DiscoveryNamespace {
  /**
   * Names that resolve inside the cluster's VPC, such as `backend.ecs-internal`.
   *
   * The default of every service, with the name `ecs-internal`. The namespace is found or defined once for each VPC and name:
   * where the cluster has a default namespace of this name and type, that one is used. AWS makes a private hosted zone with
   * it, which costs 0.50 USD a month. Where the VPC is imported into several stacks, define the namespace in one of them and use `existing()`
   * in the others: a VPC cannot have two private zones of one name. Options need to be given once; two that differ are an error.
   *
   * @param name the domain name, such as `ecs-internal`; each label has at most 63 characters
   * @throws rule `namespace-name` or `negative-cache-ttl`
   */
  public static privateDns(name: string, options: PrivateDnsNamespaceOptions = {}): DiscoveryNamespace {
    const negativeCacheTtlSeconds = options.negativeCacheTtl && seconds(options.negativeCacheTtl);
    refuse('DiscoveryNamespace.privateDns()', findingsOf(privateDnsRules, { name, negativeCacheTtlSeconds }));
    return new DiscoveryNamespace({ kind: 'privateDns', name, negativeCacheTtlSeconds, description: options.description });
  }

  /**
   * A namespace that is a construct of this app, or that was imported by one of the CDK's `from…` methods.
   *
   * Use it to share one namespace between stacks, and for a namespace with settings of your own.
   */
  public static existing(cloudMapNamespace: INamespace): DiscoveryNamespace {
    return new DiscoveryNamespace({ kind: 'existing', namespace: cloudMapNamespace });
  }

  /**
   * A namespace that was made elsewhere, by what is known of it.
   *
   * @throws rule `namespace-identity` when neither `id` nor `arn` is given, or one is not what AWS uses
   */
  public static existingByAttributes(attributes: ExistingNamespaceAttributes): DiscoveryNamespace {
    refuse('DiscoveryNamespace.existingByAttributes()', findingsOf(namespaceAttributeRules, attributes));
    return new DiscoveryNamespace({ kind: 'attributes', ...attributes });
  }

  /** @internal */
  public readonly _choice: NamespaceChoice;

  private constructor(choice: NamespaceChoice) {
    this._choice = Object.freeze(choice);
  }
}

/** The namespace of a service that names none. */
export const DEFAULT_NAMESPACE = DiscoveryNamespace.privateDns('ecs-internal');
