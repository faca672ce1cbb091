import { Fn } from 'aws-cdk-lib';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';

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
