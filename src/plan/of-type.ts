import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * The L1 constructs of a type. By the type and not by the class, which would load the module of a service that most apps do not use.
 *
 * @param property one that each of them has: what was made by hand as a `CfnResource` has none of the properties of the class, and is left out
 */
export function ofType<Resource extends CfnResource>(constructs: readonly IConstruct[], type: string, property: keyof Resource): Resource[] {
  return constructs.filter((construct): construct is Resource =>
    CfnResource.isCfnResource(construct) && construct.cfnResourceType === type && property in construct);
}
