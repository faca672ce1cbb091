import type { Property } from './property';

/** What may return anything: custom resources, stacks, parameters of Systems Manager, and types that are not of AWS. */
const MAY_RETURN_ANYTHING = /^(?!AWS::)|^AWS::(CloudFormation|SSM|Serverless|SecretsManager|ServiceCatalog)::/;

/** Whether a property surely is an attribute of another kind of thing than one of these types. */
export function isOfOtherType({ resource }: Property, ...types: readonly string[]): boolean {
  return resource !== undefined && !types.includes(resource.type) && !MAY_RETURN_ANYTHING.test(resource.type);
}
