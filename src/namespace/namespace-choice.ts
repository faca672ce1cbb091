import type { INamespace, NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { DelegationChoice } from './namespace-delegation';
import type { NamespaceAttributes } from './namespace-rules';

/** What the user said of a namespace; what is left open can be said by another service. */
export interface NamespaceDetails {
  readonly negativeCacheTtlSeconds?: number;
  readonly description?: string;
  readonly delegation?: DelegationChoice;
  readonly httpName?: string;
}

/** One that this library defines, unless the cluster or another service has it already. */
export interface DefinedNamespace extends NamespaceDetails {
  readonly kind: 'defined';
  readonly type: NamespaceType;
  readonly name: string;
}

/** One that was made elsewhere, by what is known of it. */
export interface AttributesNamespace extends NamespaceAttributes {
  readonly kind: 'attributes';
  readonly type: NamespaceType;
}

/** One that another app has published in a parameter. */
export interface ParameterNamespace {
  readonly kind: 'parameter';
  readonly type: NamespaceType;
  readonly parameterName: string;
}

/** A choice of namespace, as data for facts, plan and builder. */
export type NamespaceChoice = { readonly httpName?: string } & (
  | DefinedNamespace
  | AttributesNamespace
  | ParameterNamespace
  | { readonly kind: 'existing'; readonly namespace: INamespace }
  | { readonly kind: 'lookup'; readonly type: NamespaceType; readonly name: string }
);

/** The type of the namespace that a choice leads to. */
export function namespaceTypeOf(choice: NamespaceChoice): NamespaceType {
  return choice.kind === 'existing' ? choice.namespace.type : choice.type;
}
