import { Stack } from 'aws-cdk-lib';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { DiscoveryNamespace, NamespaceDelegation } from '../../src';
import { Shop } from '../testing/shop';

const env = { account: '111122223333', region: 'eu-west-1' };

test('what the CDK CLI has not looked up yet passes: a refusal would end the app before the look-up can be noted', () => {
  const shop = new Shop();
  const stack = new Stack(shop.app, 'LookUps', { env });
  const name = StringParameter.valueFromLookup(stack, '/ns/name');

  expect(() => DiscoveryNamespace.existingFromParameter(name, { type: NamespaceType.DNS_PRIVATE })).not.toThrow();
  expect(() => shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existingByName(name) }, stack)).not.toThrow();
});

test('a zone whose name ends with a dot, as Route 53 prints it, is that zone', () => {
  const zone = HostedZone.fromHostedZoneAttributes(new Shop().stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'public-service.com.' });

  expect(() => DiscoveryNamespace.publicDns('svc.public-service.com', { delegation: NamespaceDelegation.inZone(zone) })).not.toThrow();
});
