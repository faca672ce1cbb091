import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { parameterRules } from './namespace/namespace-rules';
import { renderNamespaceText } from './namespace/namespace-text';
import { refuse } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { subjectOf } from './shared/subject';

/**
 * What is published, and where.
 */
export interface NamespaceParameterProps {
  /**
   * The namespace: one of this app, such as `backend.cloudMapService.namespace`.
   */
  readonly cloudMapNamespace: INamespace;

  /**
   * The name of the parameter, such as `/shop/namespace`: what other apps give to `DiscoveryNamespace.existingFromParameter()`.
   */
  readonly parameterName: string;
}

/**
 * A parameter of Systems Manager that holds a namespace for other apps of the account and Region: type, name, ID and ARN in one string.
 *
 * Unlike an export, it does not keep the namespace from being changed; what reads it has the value of its own last deployment. Costs nothing (a standard
 * parameter).
 *
 * @example
 * declare const backend: DiscoverableService;
 *
 * new NamespaceParameter(this, 'Namespace', {
 *   cloudMapNamespace: backend.cloudMapService.namespace,
 *   parameterName: '/shop/namespace',
 * });
 */
export class NamespaceParameter extends Construct {
  /**
   * The name of the parameter.
   */
  public readonly parameterName: string;

  /**
   * @throws rule `namespace-parameter`
   */
  constructor(scope: Construct, id: string, props: NamespaceParameterProps) {
    const { parameterName, cloudMapNamespace } = props;
    refuse(subjectOf(scope, id), findingsOf(parameterRules, { parameterName }));
    super(scope, id);
    this.parameterName = parameterName;
    new StringParameter(this, 'Parameter', {
      parameterName,
      description: 'A Cloud Map namespace: type, name, ID and ARN',
      stringValue: renderNamespaceText(cloudMapNamespace),
    });
  }
}
