import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { NamespaceChoice } from './namespace-choice';
import type {
  ExistingNamespaceAttributes, ExistingNamespaceOptions, NamespaceFromParameterOptions, NamespaceOptions, PrivateDnsNamespaceOptions,
  PublicDnsNamespaceOptions,
} from './namespace-options';
import { httpNamespaceRules, namespaceAttributeRules, namesOfType, parameterRules, privateDnsRules } from './namespace-rules';
import { publicDnsRules } from './public-namespace-rules';
import { NAMESPACE, OPTIONS, TEXT, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';
import { seconds } from '../shared/seconds';

/**
 * Which AWS Cloud Map namespace a service is registered in.
 *
 * The namespace is the part of a name after the first dot: `backend.ecs-internal`. A namespace of a name and type is defined
 * once for each VPC, beside the VPC, however many services, clusters and stacks name it. Name, type and VPC of a namespace cannot be changed later.
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
    requireArguments('DiscoveryNamespace.privateDns(\'ecs-internal\', { description: \'Services\' })',
      { name: [name, TEXT], options: [options, OPTIONS] });
    const { description, httpName, negativeCacheTtl } = options;
    const negativeCacheTtlSeconds = negativeCacheTtl && seconds(negativeCacheTtl);
    refuse('DiscoveryNamespace.privateDns()', findingsOf(privateDnsRules, { name, negativeCacheTtlSeconds }));
    return new DiscoveryNamespace({ kind: 'defined', type: NamespaceType.DNS_PRIVATE, name, negativeCacheTtlSeconds, description, httpName });
  }

  /**
   * Names that resolve everywhere, such as `api.svc.public-service.com`, once the domain above points at the namespace (`delegation`).
   *
   * ECS registers the private addresses of tasks, also here: a name resolves on the internet, and only clients inside the VPC (or connected to it)
   * reach what it names. To be reached from the internet, put a load balancer before the service. Names and addresses are visible to everybody.
   * AWS makes a new public hosted zone with it, which costs 0.50 USD a month; one that you have cannot be used. Not in AWS GovCloud (US).
   *
   * @param name a domain below one that you own
   * @throws rule `public-namespace-name`, `public-namespace-reserved`, `delegation-zone` or `negative-cache-ttl`
   */
  public static publicDns(name: string, options: PublicDnsNamespaceOptions = {}): DiscoveryNamespace {
    requireArguments('DiscoveryNamespace.publicDns(\'svc.shop.net\', { delegation: NamespaceDelegation.inZone(hostedZone) })',
      { name: [name, TEXT], options: [options, OPTIONS] });
    const { description, httpName, negativeCacheTtl } = options;
    const negativeCacheTtlSeconds = negativeCacheTtl && seconds(negativeCacheTtl);
    const delegation = options.delegation?._choice;
    refuse('DiscoveryNamespace.publicDns()', findingsOf(publicDnsRules, {
      name, negativeCacheTtlSeconds, parentZoneName: delegation?.parentZoneName,
    }));
    return new DiscoveryNamespace({ kind: 'defined', type: NamespaceType.DNS_PUBLIC, name, negativeCacheTtlSeconds, description, delegation, httpName });
  }

  /**
   * Names that clients find through the API of Cloud Map only (`DiscoverInstances`): no hosted zone, no DNS.
   *
   * The API answers with address and port of every task, and not of eight as DNS does, and has no TTL to wait for. Clients need permission, which
   * `connectTo()` and `grants.discover()` give. Costs nothing by itself; calls are billed (1 USD a million).
   *
   * @param name such as `shop`; capital and small letters differ
   * @throws rule `http-namespace-name`
   */
  public static http(name: string, options: NamespaceOptions = {}): DiscoveryNamespace {
    requireArguments('DiscoveryNamespace.http(\'shop\', { description: \'Services\' })', { name: [name, TEXT], options: [options, OPTIONS] });
    refuse('DiscoveryNamespace.http()', findingsOf(httpNamespaceRules, { name }));
    return new DiscoveryNamespace({ kind: 'defined', type: NamespaceType.HTTP, name, description: options.description, httpName: options.httpName });
  }

  /**
   * A namespace that is a construct of this app, or that was imported by one of the CDK's `from…` methods.
   *
   * Use it to share one namespace between stacks, and for a namespace with settings of your own.
   */
  public static existing(cloudMapNamespace: INamespace, options: ExistingNamespaceOptions = {}): DiscoveryNamespace {
    requireArguments('DiscoveryNamespace.existing(cloudMapNamespace)',
      { cloudMapNamespace: [cloudMapNamespace, NAMESPACE], options: [options, OPTIONS] });
    return new DiscoveryNamespace({ kind: 'existing', namespace: cloudMapNamespace, httpName: options.httpName });
  }

  /**
   * A namespace that was made elsewhere, by what is known of it.
   *
   * @throws rule `namespace-identity` when neither `id` nor `arn` is given, or one is not what AWS uses; and the rules on its name
   */
  public static existingByAttributes(attributes: ExistingNamespaceAttributes): DiscoveryNamespace {
    requireArguments('DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, name: \'ecs-internal\', id: \'ns-0123456789abcdef\' })',
      { attributes: [attributes, OPTIONS] });
    const { type, name } = attributes;
    refuse('DiscoveryNamespace.existingByAttributes()', [
      ...findingsOf(namespaceAttributeRules, attributes),
      ...name === undefined ? [] : findingsOf(namesOfType(type), { name }),
    ]);
    return new DiscoveryNamespace({ kind: 'attributes', ...attributes });
  }

  /**
   * A namespace that another app has published with `NamespaceParameter`: one string instead of type, name, ID and ARN.
   *
   * CloudFormation reads the parameter at deployment, each stack for itself, so host names are known only then. It has to be there before.
   *
   * @param parameterName such as `/shop/namespace`, in the account and Region of the service
   * @throws rule `namespace-parameter`
   */
  public static existingFromParameter(parameterName: string, options: NamespaceFromParameterOptions): DiscoveryNamespace {
    requireArguments('DiscoveryNamespace.existingFromParameter(\'/shop/namespace\', { type: NamespaceType.DNS_PRIVATE })',
      { parameterName: [parameterName, TEXT], options: [options, OPTIONS], type: [options?.type, TEXT] });
    refuse('DiscoveryNamespace.existingFromParameter()', findingsOf(parameterRules, { parameterName }));
    return new DiscoveryNamespace({ kind: 'parameter', parameterName, ...options });
  }

  /**
   * A private DNS namespace of the account and Region that the CDK CLI looks up by its name, and remembers in `cdk.context.json`.
   *
   * The stack needs an explicit account and Region. The look-up goes through the Cloud Control API, which knows private namespaces and neither public
   * nor HTTP ones: for these use `existingByAttributes()` or `existingFromParameter()`. Until the look-up was made, the ID is a placeholder.
   *
   * @throws rule `namespace-name`
   */
  public static existingByName(name: string, options: ExistingNamespaceOptions = {}): DiscoveryNamespace {
    requireArguments('DiscoveryNamespace.existingByName(\'ecs-internal\')', { name: [name, TEXT], options: [options, OPTIONS] });
    refuse('DiscoveryNamespace.existingByName()', findingsOf(privateDnsRules, { name }));
    return new DiscoveryNamespace({ kind: 'lookup', type: NamespaceType.DNS_PRIVATE, name, httpName: options.httpName });
  }

  /** @internal */
  public readonly _choice: NamespaceChoice;

  private constructor(choice: NamespaceChoice) {
    this._choice = Object.freeze(choice);
  }
}

/** The namespace of a service that names none. */
export const DEFAULT_NAMESPACE = DiscoveryNamespace.privateDns('ecs-internal');
