import { CfnParameter } from 'aws-cdk-lib';
import { Peer, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, IpAddressType, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CnameRecord, HostedZone } from 'aws-cdk-lib/aws-route53';
import { Exposure, PublishedName } from '../../src';
import { resourcesOf, templateOf } from '../connect/reading';
import { DUAL_STACK, Shop, brokenRules, messageOf } from '../testing/shop';

const zoneIn = (shop: Shop, zoneName = 'example.org') => HostedZone.fromHostedZoneAttributes(shop.stack, 'Zone', { hostedZoneId: 'Z1', zoneName });
const typesIn = (shop: Shop) => resourcesOf(templateOf(shop), 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties?.Type as string);

test('a name that comes when synthesis has begun is refused: it would be in no template, or not be judged', () => {
  const shop = new Shop();
  const exposed = shop.service('Backend').exposeVia(Exposure.publicAlb());
  const zone = zoneIn(shop);
  shop.app.synth();
  expect(messageOf(() => exposed.publishTo(PublishedName.inHostedZone(zone)))).toBe(`Shop/Backend/PublicAlb.publishTo(): 1 problem

[publish-too-late] Synthesis has begun.
  why: What all records of a name must keep is decided when synthesis begins, when templates start to be written.
  fix: Call publishTo() while the app is being built.
  see: https://docs.aws.amazon.com/cdk/v2/guide/apps.html#lifecycle
`);
});

test('a name in other letters, and one that is there as CNAME, is taken', () => {
  const shop = new Shop();
  const zone = zoneIn(shop);
  const exposed = shop.service('Backend').exposeVia(Exposure.publicAlb());
  exposed.publishTo(PublishedName.inHostedZone(zone, { recordName: 'api' }));
  new CnameRecord(shop.stack, 'Old', { zone, recordName: 'Old', domainName: 'example.com' });
  expect(brokenRules(() => exposed.publishTo(PublishedName.inHostedZone(zone, { recordName: 'API.Example.ORG' })))).toEqual(['publish-twice']);
  expect(messageOf(() => exposed.publishTo(PublishedName.inHostedZone(zone, { recordName: 'old' }))))
    .toContain('[publish-twice] old.example.org would be a CNAME (Shop/Old) and have other records (Shop/Backend/PublicAlb.publishTo()).');
});

describe('a record name that Route 53 refuses', () => {
  test('is refused with all that is wrong', () => {
    const zone = zoneIn(new Shop());
    expect(messageOf(() => PublishedName.inHostedZone(zone, { recordName: '.my api' }))).toBe(`PublishedName.inHostedZone(): 2 problems

[publish-record-name] recordName is ".my api", which has an empty label.
  why: A name in DNS has at most 255 characters, in labels of 1 to 63 between dots; Route 53 takes others than printable ASCII by escape codes only, and names in the zone only. The name of the zone itself is no "@".
  fix: Give a recordName such as "api" (an internationalized one in Punycode), and none for the name of the zone itself.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html

[publish-record-name] recordName is ".my api", which has other characters.
  why: A name in DNS has at most 255 characters, in labels of 1 to 63 between dots; Route 53 takes others than printable ASCII by escape codes only, and names in the zone only. The name of the zone itself is no "@".
  fix: Give a recordName such as "api" (an internationalized one in Punycode), and none for the name of the zone itself.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
`);
  });

  test.each([
    ['a..b', 'an empty label'], ['müller', 'other characters'], ['a'.repeat(64), 'a label of 64 characters'], ['@', 'recordName is "@".'],
    ['api.example.com.', 'outside of the zone "example.org"'], [Array.from({ length: 5 }, () => 'a'.repeat(60)).join('.'), 'The name has 316 characters.'],
  ])('%s', (recordName, text) => {
    const zone = zoneIn(new Shop());
    expect(messageOf(() => PublishedName.inHostedZone(zone, { recordName }))).toContain(text);
  });

  test.each(['*', '*.api', '_http._tcp', 'a'.repeat(63), 'xn--mller-kva', 'API.Example.Org', 'api.example.org.'])('and one that it takes is none: %s', (recordName) => {
    const zone = zoneIn(new Shop());
    expect(brokenRules(() => PublishedName.inHostedZone(zone, { recordName }))).toEqual([]);
  });

  test('nor is one that is known at deployment only, or in a zone whose name is', () => {
    const shop = new Shop();
    const text = new CfnParameter(shop.stack, 'Text').valueAsString;
    expect(brokenRules(() => PublishedName.inHostedZone(zoneIn(shop), { recordName: text }))).toEqual([]);
    expect(brokenRules(() => PublishedName.inHostedZone(zoneIn(new Shop(), text), { recordName: 'api.example.com.' }))).toEqual([]);
  });
});

test('a zone that was imported without its name is refused, with the way out', () => {
  const shop = new Shop();
  const zone = HostedZone.fromHostedZoneId(shop.stack, 'Zone', 'Z1');
  const message = messageOf(() => PublishedName.inHostedZone(zone, { recordName: 'api' }));
  expect(message).toContain('[publish-zone-name] The zone has no known name. The CDK says: Cannot reference `zoneName` when using `HostedZone.fromHostedZoneId()`.');
  expect(message).toContain(`
  why: A record has the whole name, which ends with that of its zone.
  fix: Import the zone by HostedZone.fromHostedZoneAttributes(), which takes zoneName too, or by fromLookup().
  see: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
`);
});

describe('a name for IPv6', () => {
  const dualStack = { ipAddressType: IpAddressType.DUAL_STACK };
  const published = (make: (shop: Shop) => Exposure, then: (connections: ReturnType<typeof exposedIn>, shop: Shop) => void = () => undefined) => {
    const shop = new Shop(DUAL_STACK);
    const exposed = exposedIn(shop, make(shop));
    exposed.publishTo(PublishedName.inHostedZone(zoneIn(shop)));
    then(exposed, shop);
    return typesIn(shop);
  };
  const exposedIn = (shop: Shop, exposure: Exposure) => shop.service('Backend').exposeVia(exposure);

  test('is there where the load balancer lets in clients by IPv6', () => {
    expect(published(() => Exposure.publicAlb(dualStack))).toEqual(['A', 'AAAA']);
    expect(published(() => Exposure.internalAlb({ ...dualStack, allowedPeers: [Peer.ipv6('2001:db8::/32')] }))).toEqual(['A', 'AAAA']);
  });

  test('is not there where it lets in IPv4 addresses only: clients would try it, and wait', () => {
    expect(published(({ stack, vpc }) => {
      const listener = new ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true, ...dualStack })
        .addListener('Http', { port: 80, open: false, defaultAction: ListenerAction.fixedResponse(404) });
      listener.connections.allowDefaultPortFrom(Peer.ipv4('198.51.100.0/24'));
      return Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/*'] });
    })).toEqual(['A']);
  });

  test('comes with a client that is let in later, by addresses or by its group', () => {
    const internal = () => Exposure.internalAlb({ ...dualStack, allowedPeers: [Peer.ipv4('10.0.0.0/8')] });
    expect(published(internal, ({ connections }) => connections.allowDefaultPortFrom(Peer.anyIpv6()))).toEqual(['A', 'AAAA']);
    expect(published(internal, ({ connections }, { stack, vpc }) => connections.allowDefaultPortFrom(new SecurityGroup(stack, 'Client', { vpc })))).toEqual(['A', 'AAAA']);
  });

});
