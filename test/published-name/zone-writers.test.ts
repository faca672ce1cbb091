import { CfnParameter } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnRecordSetGroup, HostedZone } from 'aws-cdk-lib/aws-route53';
import { PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Shop } from '../testing/shop';

/** An app with a service, and something that writes into a zone: that of a namespace, one of its own, or one that is known at deployment only. */
function writing(into: 'namespace' | 'own' | 'unknown', write: (shop: Shop, zone: IHostedZone) => void): Shop {
  const shop = new Shop();
  shop.service('Backend');
  const namespace = new PublicDnsNamespace(shop.stack, 'Names', { name: 'example.org' });
  const zones = { namespace: namespace.namespaceHostedZoneId, own: 'Z1', unknown: new CfnParameter(shop.stack, 'ZoneId').valueAsString };
  write(shop, HostedZone.fromHostedZoneAttributes(shop.stack, 'Zone', { hostedZoneId: zones[into], zoneName: 'example.org' }));
  return shop;
}

const certificate = ({ stack }: Shop, zone: IHostedZone) =>
  void new Certificate(stack, 'Written', { domainName: 'api.example.org', validation: CertificateValidation.fromDns(zone) });
const group = ({ stack }: Shop, { hostedZoneId }: IHostedZone) =>
  void new CfnRecordSetGroup(stack, 'Written', { hostedZoneId, recordSets: [{ name: 'api.example.org', type: 'A', ttl: '60', resourceRecords: ['198.51.100.7'] }] });
const records = ({ stack }: Shop, { hostedZoneId }: IHostedZone) =>
  void new CfnRecordSetGroup(stack, 'Written', { recordSets: [{ hostedZoneId, name: 'api.example.org', type: 'A', ttl: '60', resourceRecords: ['198.51.100.7'] }] });

describe.each([['a certificate that is validated there', certificate, '/Resource'], ['a group of records', group, ''], ['records of a group', records, '']] as const)(
  '%s', (_what, write, end) => {
    test('is refused in the zone of a namespace', () => {
      expect(writing('namespace', write).synthesisError()).toContain(`[zone-of-namespace] Shop/Written${end} writes into the zone of the namespace Shop/Names/Resource.
  why: Only Cloud Map writes into the hosted zone of a namespace: Route 53 refuses groups of records there, and the record by which a certificate is validated, for which the deployment waits in vain (aws/aws-cdk#31391).
  fix: Use a hosted zone of your own. A certificate for a name in a public namespace is validated by e-mail, or is one for a name above it that you own.
  see: https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html`);
    });

    test.each(['own', 'unknown'] as const)('stands in another zone (%s)', (into) => {
      expect(() => writing(into, write).app.synth()).not.toThrow();
    });
  });
