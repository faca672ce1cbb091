/**
 * Namespaces: a private one with its negative-cache TTL, an HTTP one, and on demand a public one with its delegation.
 *
 * Only AWS can tell that the zone is bound to the VPC and answers, that Cloud Map keeps the TTL of the SOA record that the template asks for, and that ECS
 * registers tasks in an HTTP namespace.
 *
 * The public namespace needs a domain that is delegated to Route 53 in the account: it is tested only where INTEG_ZONE_ID and INTEG_ZONE_NAME name its zone.
 * The snapshot is of the test without it, so do not commit what a run with it writes.
 *
 * Costs: 4 tasks of Fargate (6 with a public namespace) for about 15 minutes, 0.03 USD. A hosted zone that is deleted within 12 hours costs nothing.
 */
import { Annotations } from 'aws-cdk-lib';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Testbed } from './testbed';
import { DiscoveryNamespace, NamespaceDelegation } from 'cdk-discoverable-service';

const bed = new Testbed('namespaces');
const backend = bed.service('Backend');
bed.expectInVpc({ ask: 'count', name: backend.endpoint.host }, { addresses: 2 });
bed.expectHealthy('backend', 2);
const namespaceId = backend.cloudMapService!.namespace.namespaceId;
bed.expectAt('servicediscovery', 'GetNamespace', { Id: namespaceId }, 'Namespace.Properties.DnsProperties.SOA.TTL', 15);
bed.expectAt('servicediscovery', 'GetNamespace', { Id: namespaceId }, 'Namespace.Properties.HttpProperties.HttpName', bed.namespaceName);

const apiOnly = bed.service('ApiOnly', { cloudMapNamespace: DiscoveryNamespace.http('integ-namespaces') });
bed.expectHealthy(apiOnly.endpoint.serviceName, 2, 'integ-namespaces');

const { INTEG_ZONE_ID: hostedZoneId, INTEG_ZONE_NAME: zoneName } = process.env;
if (hostedZoneId && zoneName) {
  const zone = HostedZone.fromHostedZoneAttributes(bed.stack, 'Zone', { hostedZoneId, zoneName });
  const open = bed.service('Open', {
    cloudMapNamespace: DiscoveryNamespace.publicDns(`integ-namespaces.${zoneName}`, { delegation: NamespaceDelegation.inZone(zone) }),
  });
  Annotations.of(open).acknowledgeWarning('cdk-discoverable-service:private-addresses', 'The client is in the VPC.');
  bed.expectInVpc({ ask: 'count', name: open.endpoint.host }, { addresses: 2 });
}

bed.synth();
