import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ZoneDelegationRecord } from 'aws-cdk-lib/aws-route53';
import type { PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';

import type { DelegationChoice } from './namespace-delegation';

/** Points the zone above at the zone of a public namespace. */
export function defineDelegation(cloudMapNamespace: PublicDnsNamespace, { parentZone, nameServers }: DelegationChoice): void {
  new ZoneDelegationRecord(cloudMapNamespace, 'Delegation', {
    zone: parentZone,
    // With a dot at its end the CDK takes it as it is; it puts the zone behind a token, and behind a name in other letters.
    recordName: `${cloudMapNamespace.namespaceName}.`,
    nameServers: nameServers ? [...nameServers] : readNameServers(cloudMapNamespace),
    // A namespace that is replaced has other name servers; the CDK's two days would keep the name broken for as long.
    ttl: Duration.hours(1),
  });
}

/** Route 53 gives each public zone four of them, and CloudFormation tells none. */
function readNameServers(cloudMapNamespace: PublicDnsNamespace): string[] {
  const { namespaceHostedZoneId: zoneId } = cloudMapNamespace;
  const paths = [0, 1, 2, 3].map((index) => `DelegationSet.NameServers.${index}`);
  const reader = new AwsCustomResource(cloudMapNamespace, 'NameServers', {
    resourceType: 'Custom::DiscoveryNameServers',
    onUpdate: {
      service: 'Route53',
      action: 'getHostedZone',
      parameters: { Id: zoneId },
      physicalResourceId: PhysicalResourceId.of(zoneId),
      outputPaths: paths,
    },
    policy: AwsCustomResourcePolicy.fromStatements([new PolicyStatement({
      actions: ['route53:GetHostedZone'],
      resources: [Stack.of(cloudMapNamespace).formatArn({ service: 'route53', region: '', account: '', resource: 'hostedzone', resourceName: zoneId })],
    })]),
    installLatestAwsSdk: false,
  });
  return paths.map((path) => reader.getResponseField(path));
}
