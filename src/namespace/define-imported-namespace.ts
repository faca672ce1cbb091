import { ArnFormat, ContextProvider, Fn, Lazy, Stack } from 'aws-cdk-lib';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace, PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ContextProvider as Provider } from 'aws-cdk-lib/cloud-assembly-schema';
import type { Construct } from 'constructs';
import type { AttributesNamespace, ParameterNamespace } from './namespace-choice';
import { readNamespaceText } from './namespace-text';
import { ENDPOINT_WITHOUT_MEANING } from '../endpoint/endpoint-rules';
import { refuseOne } from '../shared/discovery-error';
import { findingOf } from '../shared/rule';

interface Attributes {
  readonly namespaceName: string;
  readonly namespaceId: string;
  readonly namespaceArn: string;
}

function importNamespace(scope: Construct, type: NamespaceType, attributes: Attributes): INamespace {
  switch (type) {
    case NamespaceType.DNS_PRIVATE: return PrivateDnsNamespace.fromPrivateDnsNamespaceAttributes(scope, 'CloudMapNamespace', attributes);
    case NamespaceType.DNS_PUBLIC: return PublicDnsNamespace.fromPublicDnsNamespaceAttributes(scope, 'CloudMapNamespace', attributes);
    case NamespaceType.HTTP: return HttpNamespace.fromHttpNamespaceAttributes(scope, 'CloudMapNamespace', attributes);
  }
}

export function importByAttributes(scope: Construct, { type, name, id, arn }: AttributesNamespace): INamespace {
  return importNamespace(scope, type, {
    namespaceId: id ?? Fn.select(1, Fn.split('/', arn!)),
    namespaceArn: arn ?? arnOf(scope, id!),
    namespaceName: name ?? nameThatIsNotKnown(),
  });
}

export function importFromParameter(scope: Construct, { type, parameterName }: ParameterNamespace): INamespace {
  return importNamespace(scope, type, readNamespaceText(StringParameter.valueForStringParameter(scope, parameterName)));
}

/** What stands in for the ID until the CDK CLI has looked it up. */
const PLACEHOLDER_ID = 'ns-notlookedupyet';

/** The look-up is noted in the manifest of the app, and made by the CDK CLI. */
export function lookUp(scope: Construct, { name }: { readonly name: string }): INamespace {
  const { value } = ContextProvider.getValue(scope, {
    provider: Provider.CC_API_PROVIDER,
    props: {
      typeName: 'AWS::ServiceDiscovery::PrivateDnsNamespace',
      propertyMatch: { Name: name },
      propertiesToReturn: ['Id'],
      expectedMatchCount: 'exactly-one',
    },
    dummyValue: [{ Id: PLACEHOLDER_ID }],
  });
  const [{ Id: id }] = value as { Id: string }[];
  return importNamespace(scope, NamespaceType.DNS_PRIVATE, { namespaceId: id, namespaceArn: arnOf(scope, id), namespaceName: name });
}

function arnOf(scope: Construct, id: string): string {
  return Stack.of(scope).formatArn({
    service: 'servicediscovery', resource: 'namespace', resourceName: id, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

/** `INamespace` must have a name; whoever renders one that nobody gave gets told so. */
function nameThatIsNotKnown(): string {
  return Lazy.string({
    produce: () => {
      return refuseOne('DiscoveryNamespace.existingByAttributes()', findingOf(ENDPOINT_WITHOUT_MEANING, 'The name of the namespace is not known.', {
        fix: 'Give it a name.',
      }));
    },
  });
}
