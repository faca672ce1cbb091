import { CfnParameter, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ApplicationListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Exposure, PublishedName } from '../../src';
import { undeployable } from '../capacity/instances';
import { resourcesOf, templateOf } from '../connect/reading';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const zoneIn = (shop: Shop, zoneName = 'example.org', hostedZoneId = 'Z1') =>
  HostedZone.fromHostedZoneAttributes(shop.stack, `Zone ${hostedZoneId}`, { hostedZoneId, zoneName });
const exposedIn = (shop: Shop, id = 'Backend') => shop.service(id).exposeVia(Exposure.internalAlb());
const named = (zone: IHostedZone, recordName?: string) => PublishedName.inHostedZone(zone, { recordName });
const recordsOf = (shop: Shop) => resourcesOf(templateOf(shop), 'AWS::Route53::RecordSet')
  .map(([, { Properties }]) => [Properties?.HostedZoneId, Properties?.Name] as unknown[]);

test.each([
  ['api', 'http://api.example.org'], ['api.example.org', 'http://api.example.org'], ['api.example.org.', 'http://api.example.org'],
  ['example.org', 'http://example.org'], ['', 'http://example.org'], [undefined, 'http://example.org'], ['myexample.org', 'http://myexample.org.example.org'],
])('the URL has the name that the record gets: %s', (recordName, url) => {
  const shop = new Shop();
  expect(exposedIn(shop).publishTo(named(zoneIn(shop), recordName))).toBe(url);
  expect(recordsOf(shop)).toEqual([['Z1', `${url.slice('http://'.length)}.`]]);
});

test('the dot at the end of a zone is none of the URL', () => {
  const shop = new Shop();
  expect(exposedIn(shop).publishTo(named(zoneIn(shop, 'example.org.'), 'api'))).toBe('http://api.example.org');
  expect(recordsOf(shop)).toEqual([['Z1', 'api.example.org.']]);
});

test('one name can be in two zones, one for the internet and one for the VPC', () => {
  const shop = new Shop();
  const exposed = exposedIn(shop);
  ['Z1', 'Z2'].forEach((id) => exposed.publishTo(named(zoneIn(shop, 'example.org', id), 'api')));
  expect(recordsOf(shop)).toEqual(expect.arrayContaining([['Z1', 'api.example.org.'], ['Z2', 'api.example.org.']]));
});

test('zones and names that are known at deployment only are published', () => {
  const shop = new Shop();
  const text = new CfnParameter(shop.stack, 'Text').valueAsString;
  const exposed = exposedIn(shop);
  const zone = zoneIn(shop, text);
  const urls = [exposed.publishTo(named(zone, 'api')), exposed.publishTo(named(zoneIn(shop, 'example.org', 'Z2'), text))];
  expect(urls.map((url) => shop.stack.resolve(url) as unknown)).toEqual([
    { 'Fn::Join': ['', ['http://api.', { Ref: 'Text' }]] }, { 'Fn::Join': ['', ['http://', { Ref: 'Text' }, '.example.org']] },
  ]);
  expect(recordsOf(shop)).toHaveLength(2);
});

describe('a name that the zone has already is refused', () => {
  test('whoever has it: another way in, or a record of the user', () => {
    const shop = new Shop();
    const zone = new HostedZone(shop.stack, 'Own', { zoneName: 'example.org' });
    exposedIn(shop, 'Website').publishTo(named(zone, 'www'));
    new ARecord(shop.stack, 'Old', { zone, recordName: 'old', target: RecordTarget.fromIpAddresses('192.0.2.1') });
    const exposed = exposedIn(shop);
    expect(messageOf(() => exposed.publishTo(named(zone, 'www.example.org')))).toContain('[publish-twice] www.example.org would have 2 records of type A: ');
    expect(brokenRules(() => exposed.publishTo(named(zone, 'old')))).toEqual(['publish-twice']);
    expect(brokenRules(() => exposed.publishTo(named(zone, 'new')))).toEqual([]);
  });

  test('a zone that was imported twice is one', () => {
    const shop = new Shop();
    exposedIn(shop, 'Website').publishTo(named(zoneIn(shop), 'www'));
    const again = HostedZone.fromHostedZoneAttributes(shop.stack, 'Again', { hostedZoneId: 'Z1', zoneName: 'example.org' });
    expect(brokenRules(() => exposedIn(shop).publishTo(named(again, 'www')))).toEqual(['publish-twice']);
  });
});

test('what the CDK refuses leaves no half of a name: it can be published once the load balancer is known', () => {
  const shop = new Shop();
  const loadBalancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(shop.stack, 'Alb', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/a/b', securityGroupId: 'sg-1', loadBalancerDnsName: 'a.example.com',
  });
  const listener = ApplicationListener.fromApplicationListenerAttributes(shop.stack, 'Listener', {
    listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c', securityGroup: SecurityGroup.fromSecurityGroupId(shop.stack, 'Group', 'sg-1'),
  });
  const exposed = shop.service('Backend').exposeVia(Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/*'], loadBalancer }));
  const before = exposed.node.children.length;
  expect(messageOf(() => exposed.publishTo(named(zoneIn(shop))))).toMatch(/loadBalancerCanonicalHostedZoneId/);
  expect(exposed.node.children).toHaveLength(before);
});

test('a zone of another stack is written into from the stack of the service', () => {
  const shop = new Shop();
  const zone = new HostedZone(new Stack(shop.app, 'Names'), 'Zone', { zoneName: 'example.org' });
  exposedIn(shop).publishTo(named(zone, 'api'));
  expect(recordsOf(shop)).toHaveLength(1);
  expect(undeployable(shop.app)).toEqual([]);
});
