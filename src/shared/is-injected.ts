import { PropertyInjectors } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Whether the app has the CDK change properties of a class of constructs, which a resource in place of such a construct would not get to know. Its id loads the class. */
export function isInjected(scope: IConstruct, propertyInjectionId: () => string): boolean {
  return scope.node.scopes.some((above) => PropertyInjectors.hasPropertyInjectors(above)
    && PropertyInjectors.of(above as IConstruct).for(propertyInjectionId()) !== undefined);
}
