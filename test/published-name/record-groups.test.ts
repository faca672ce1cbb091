import { App, CfnCondition, CfnParameter, Fn, Stack, Stage } from 'aws-cdk-lib';
import { ARecord, CfnRecordSet, CnameRecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { api, exposedIn, zoneIn } from './published';
import { RecordRouting } from '../../src';
import { recordGroups } from '../../src/plan/record-groups';
import { recordGroupRules } from '../../src/rules/record-group-rules';
import { findingsOf } from '../../src/shared/rule';
import { Shop } from '../testing/shop';

const brokenIn = (root: App) => recordGroups(root.node.findAll()).flatMap((group) => findingsOf(recordGroupRules, group)).map(({ ruleId }) => ruleId);
const ADDRESS = { ttl: '60', resourceRecords: ['192.0.2.1'] };

test('a record that the user adds later is judged when the app is synthesized', () => {
  const shop = new Shop();
  exposedIn(shop, 'Backend').publishTo(api(shop, RecordRouting.weighted(1)));
  new ARecord(shop.stack, 'Old', { zone: zoneIn(shop), recordName: 'API', target: RecordTarget.fromIpAddresses('192.0.2.1') });
  expect(shop.synthesisError()).toContain('[publish-routing-mixed] api.example.org would have records of type A with several kinds of routing: '
    + 'Shop/Backend/PublicAlb/api.example.org in Zone/A (weighted) and Shop/Old (simple).');
});

test('two stages that publish one name in one zone are judged together', () => {
  const shop = new Shop();
  ['Blue', 'Green'].forEach((id) => {
    const stack = new Stack(new Stage(shop.app, id), 'Stack');
    new CnameRecord(stack, 'Api', { zone: zoneIn(shop, stack), recordName: 'api', domainName: 'example.com' });
  });
  shop.service('Backend');
  expect(shop.synthesisError()).toContain('[publish-twice] api.example.org would have 2 records of type CNAME: Blue/Stack/Api and Green/Stack/Api.');
});

test('any record in the zone of a namespace is refused, whoever makes it', () => {
  const shop = new Shop();
  shop.service('Backend');
  const { namespaceHostedZoneId: hostedZoneId } = new PublicDnsNamespace(shop.stack, 'Names', { name: 'public-service.com' });
  const zone = HostedZone.fromHostedZoneAttributes(shop.stack, 'Zone', { hostedZoneId, zoneName: 'public-service.com' });
  new CnameRecord(shop.stack, 'Mail', { zone, recordName: 'mail', domainName: 'example.com' });
  expect(shop.synthesisError()).toContain('[publish-into-namespace] mail.public-service.com would be in the zone of the namespace Shop/Names/Resource: Shop/Mail.');
});

describe('what is right or not known passes', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['one name in two zones', (stack) => ['Z1', 'Z2'].forEach((hostedZoneId) => new CfnRecordSet(stack, hostedZoneId, { ...ADDRESS, hostedZoneId, name: 'a.example.org', type: 'A' }))],
    ['several types of a name', (stack) => ['A', 'AAAA', 'TXT', 'MX'].forEach((type) => new CfnRecordSet(stack, type, { hostedZoneId: 'Z1', name: 'a.example.org', type }))],
    ['a zone that is looked up later', (stack) => ['A', 'B'].forEach((id) => new CfnRecordSet(stack, id, { ...ADDRESS, hostedZoneId: 'DUMMY', name: 'a.example.org', type: 'A' }))],
    ['a zone that is given by its name', (stack) => ['A', 'B'].forEach((id) => new CfnRecordSet(stack, id, { ...ADDRESS, hostedZoneName: 'example.org.', name: 'a.example.org', type: 'A' }))],
    ['what is deployed under a condition', (stack) => {
      const condition = new CfnCondition(stack, 'Condition', { expression: Fn.conditionEquals('a', 'b') });
      ['A', 'B'].forEach((id) => {
        new CfnRecordSet(stack, id, { ...ADDRESS, hostedZoneId: 'Z1', name: 'a.example.org', type: 'A' }).cfnOptions.condition = condition;
      });
    }],
    ['names that are two parameters', (stack) => ['A', 'B'].forEach((id) => {
      new CfnRecordSet(stack, id, { ...ADDRESS, hostedZoneId: 'Z1', name: new CfnParameter(stack, `${id}Name`).valueAsString, type: 'A' });
    })],
    ['geolocation of two places', (stack) => ['DE', 'FR'].forEach((countryCode) => {
      new CfnRecordSet(stack, countryCode, { ...ADDRESS, hostedZoneId: 'Z1', name: 'a.example.org', type: 'A', geoLocation: { countryCode }, setIdentifier: countryCode });
    })],
    ['a CNAME with weights', (stack) => ['A', 'B'].forEach((setIdentifier) => {
      new CfnRecordSet(stack, setIdentifier, { hostedZoneId: 'Z1', name: 'a.example.org', type: 'CNAME', weight: 1, setIdentifier, ttl: '60' });
    })],
    ['multivalue: false', (stack) => new CfnRecordSet(stack, 'A', { ...ADDRESS, hostedZoneId: 'Z1', name: 'a.example.org', type: 'A', multiValueAnswer: false })],
  ])('%s', (_what, define) => {
    const app = new App();
    define(new Stack(app, 'Stack'));
    expect(brokenIn(app)).toEqual([]);
  });
});
