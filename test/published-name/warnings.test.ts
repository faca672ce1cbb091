import { Annotations as CoreAnnotations, Stack } from 'aws-cdk-lib';
import { IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone, PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { api, checkIn, endpointIn, exposedIn, warned } from './published';
import { Deployment, DiscoveryNamespace, Exposure, PublishedName, RecordRouting } from '../../src';
import { ALWAYS_HEALTHY, EMPTY_TARGET_GROUP, HALF_OF_FAILOVER, PUBLISHED_FOR_VPC_ONLY } from '../../src/shared/warnings';
import { DUAL_STACK, Shop } from '../testing/shop';

describe('a record that Route 53 always counts as healthy', () => {
  test('is told of, where it stands beside others', () => {
    const shop = new Shop();
    endpointIn(shop, undefined, 'First').publishTo(api(shop, RecordRouting.weighted(1)));
    endpointIn(shop, undefined, 'Second').publishTo(api(shop, RecordRouting.weighted(1, { healthCheck: checkIn(shop) })));
    expect(ALWAYS_HEALTHY.id).toBe('cdk-discoverable-service:always-healthy');
    expect(warned(shop.stack, 'always-healthy')).toEqual(['/Shop/First/api.example.org in Zone']);
  });

  test('is no alias, no secondary, and no record that is alone', () => {
    const shop = new Shop();
    exposedIn(shop, 'Alias').publishTo(api(shop, RecordRouting.failoverPrimary()));
    exposedIn(shop, 'Standby').publishTo(api(shop, RecordRouting.failoverSecondary()));
    shop.service('Alone').publishTo(PublishedName.inHostedZone(new HostedZone(shop.stack, 'Own', { zoneName: 'example.com', vpcs: [shop.vpc] }), { recordName: 'a' }));
    expect(warned(shop.stack, 'always-healthy')).toEqual([]);
  });

  test('is one of several addresses without checks', () => {
    const shop = new Shop();
    endpointIn(shop).publishTo(api(shop, RecordRouting.multivalue()));
    expect(warned(shop.stack, 'always-healthy')).toEqual(['/Shop/Gateway/api.example.org in Zone']);
  });
});

describe('half of a failover group', () => {
  test('is told of, until the other half is there or it is acknowledged', () => {
    const alone = new Shop();
    exposedIn(alone, 'Backend').publishTo(api(alone, RecordRouting.failoverPrimary()));
    expect(HALF_OF_FAILOVER.id).toBe('cdk-discoverable-service:half-of-failover');
    expect(warned(alone.stack, 'half-of-failover')).toEqual(['/Shop/Backend/PublicAlb/api.example.org in Zone/A/Resource']);

    const acknowledged = new Shop();
    const exposed = exposedIn(acknowledged, 'Backend');
    exposed.publishTo(api(acknowledged, RecordRouting.failoverPrimary()));
    CoreAnnotations.of(exposed).acknowledgeWarning(HALF_OF_FAILOVER.id, 'The secondary is of another app.');
    expect(warned(acknowledged.stack, 'half-of-failover')).toEqual([]);

    const whole = new Shop();
    const other = new Stack(whole.app, 'Other');
    exposedIn(whole, 'Backend').publishTo(api(whole, RecordRouting.failoverPrimary()));
    exposedIn(whole, 'Standby', other).publishTo(api(whole, RecordRouting.failoverSecondary(), other));
    expect([whole.stack, other].flatMap((stack) => warned(stack, 'half-of-failover'))).toEqual([]);
  });

  test('may be the records of one address family', () => {
    const shop = new Shop(DUAL_STACK);
    shop.service('Backend').exposeVia(Exposure.publicAlb({ ipAddressType: IpAddressType.DUAL_STACK })).publishTo(api(shop, RecordRouting.failoverPrimary()));
    exposedIn(shop, 'Standby').publishTo(api(shop, RecordRouting.failoverSecondary()));
    expect(warned(shop.stack, 'half-of-failover')).toEqual(['/Shop/Backend/PublicAlb/api.example.org in Zone/AAAA/Resource']);
  });
});

describe('a name on the internet for what is in the VPC', () => {
  test('is told of', () => {
    const shop = new Shop();
    const zone = new HostedZone(shop.stack, 'Own', { zoneName: 'example.org' });
    shop.service('Backend').publishTo(PublishedName.inHostedZone(zone, { recordName: 'api' }));
    shop.service('Website').exposeVia(Exposure.internalAlb()).publishTo(PublishedName.inHostedZone(zone, { recordName: 'www' }));
    expect(PUBLISHED_FOR_VPC_ONLY.id).toBe('cdk-discoverable-service:published-for-vpc-only');
    expect(warned(shop.stack, 'published-for-vpc-only')).toEqual(['/Shop/Backend/api.example.org in Own/CNAME/Resource', '/Shop/Website/InternalAlb/www.example.org in Own/A/Resource']);
  });

  test('is none in a private zone, also where that gets its VPC later, in a zone that was imported, or for what the internet reaches', () => {
    const shop = new Shop();
    const zones = [new PrivateHostedZone(shop.stack, 'Private', { zoneName: 'example.com', vpc: shop.vpc }), new HostedZone(shop.stack, 'Later', { zoneName: 'example.net' })];
    const [backend, website] = ['Backend', 'Website'].map((id) => shop.service(id));
    zones.forEach((zone) => backend.publishTo(PublishedName.inHostedZone(zone, { recordName: 'api' })));
    zones[1].addVpc(shop.vpc);
    backend.publishTo(api(shop));
    const own = new HostedZone(shop.stack, 'Own', { zoneName: 'example.org' });
    website.exposeVia(Exposure.publicAlb()).publishTo(PublishedName.inHostedZone(own));
    const inPublic = DiscoveryNamespace.existing(new PublicDnsNamespace(shop.stack, 'Names', { name: 'public-service.com' }));
    shop.service('Open', { cloudMapNamespace: inPublic }).publishTo(PublishedName.inHostedZone(own, { recordName: 'open' }));
    expect(warned(shop.stack, 'published-for-vpc-only')).toEqual([]);
  });
});

test('a load balancer with a target group that is empty most of the time is told of, where others have its name too', () => {
  const shop = new Shop();
  const shifting = shop.service('Backend', { deployment: Deployment.blueGreen() }).exposeVia(Exposure.publicAlb());
  shifting.publishTo(api(shop, RecordRouting.failoverPrimary()));
  shifting.publishTo(PublishedName.inHostedZone(HostedZone.fromHostedZoneAttributes(shop.stack, 'Other', { hostedZoneId: 'Z2', zoneName: 'example.com' })));
  exposedIn(shop, 'Standby').publishTo(api(shop, RecordRouting.failoverSecondary()));
  expect(EMPTY_TARGET_GROUP.id).toBe('cdk-discoverable-service:empty-target-group');
  expect(warned(shop.stack, 'empty-target-group')).toEqual(['/Shop/Backend/PublicAlb/api.example.org in Zone']);
});
