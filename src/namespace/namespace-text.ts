import type { Stack } from 'aws-cdk-lib';
import { Fn } from 'aws-cdk-lib';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';

/**
 * A namespace in one string: type, name, ID and ARN between spaces.
 *
 * A space is the one printable character that neither a name nor an ARN can have. The order is a contract between apps: what one version has written,
 * another one reads.
 */
export function renderNamespaceText({ type, namespaceName, namespaceId, namespaceArn }: INamespace): string {
  return [type, namespaceName, namespaceId, namespaceArn].join(' ');
}

/** Takes such a string apart at deployment. */
export function readNamespaceText(text: string): { readonly namespaceName: string; readonly namespaceId: string; readonly namespaceArn: string } {
  const [namespaceName, namespaceId, namespaceArn] = [1, 2, 3].map((index) => Fn.select(index, Fn.split(' ', text)));
  return { namespaceName, namespaceId, namespaceArn };
}

const namesInStack = new WeakMap<Stack, Map<string, string>>();

/** The name of a namespace as a stack reads it from a parameter: one token for each stack and parameter, so that equal names are equal. */
export function namespaceNameInParameter(stack: Stack, parameterName: string): string {
  const names = namesInStack.get(stack) ?? new Map<string, string>();
  namesInStack.set(stack, names);
  const name = names.get(parameterName) ?? readNamespaceText(StringParameter.valueForStringParameter(stack, parameterName)).namespaceName;
  names.set(parameterName, name);
  return name;
}
