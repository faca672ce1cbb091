import { CfnParameter, Duration, Stack, Token } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HealthCheck } from 'aws-cdk-lib/aws-route53';
import { api, checkIn, exposedIn, recordsIn, zoneIn } from './published';
import { DiscoverableService, Exposure, PublishedName, RecordRouting } from '../../src';
import { DUAL_STACK, IMAGE, Shop, brokenRules, messageOf } from '../testing/shop';

const EVALUATED = { AliasTarget: expect.objectContaining({ EvaluateTargetHealth: true }) as unknown };
const COMMON = { Name: 'api.example.org.', Type: 'A', ...EVALUATED };
const like = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;
const GROUP_RULES = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';

/** The services First and Second under one name. */
function both(first: RecordRouting, second: RecordRouting, shop = new Shop()): Shop {
  exposedIn(shop, 'First').publishTo(api(shop, first));
  exposedIn(shop, 'Second').publishTo(api(shop, second));
  return shop;
}

describe('the records of a group', () => {
  test('of failover are a primary and a secondary, each judged by its load balancer', () => {
    expect(recordsIn(both(RecordRouting.failoverPrimary(), RecordRouting.failoverSecondary()))).toEqual([
      expect.objectContaining({ ...COMMON, Failover: 'PRIMARY', SetIdentifier: like(/^Shop-First-PublicAlb-apiexampleorginZone-\w{8}-primary$/) }),
      expect.objectContaining({ ...COMMON, Failover: 'SECONDARY', SetIdentifier: like(/^Shop-Second-PublicAlb-apiexampleorginZone-\w{8}-secondary$/) }),
    ]);
  });

  test('of weights have identifiers that stay when weights change, also beside 0', () => {
    const identifiers = ([first, second]: readonly [number, number]) => recordsIn(both(RecordRouting.weighted(first), RecordRouting.weighted(second)))
      .map(({ Weight, SetIdentifier, AliasTarget }) => (expect({ AliasTarget }).toEqual(EVALUATED), [Weight, SetIdentifier]));
    expect(identifiers([90, 10]).map(([weight]) => weight)).toEqual([90, 10]);
    expect(identifiers([0, 255]).map(([, identifier]) => identifier)).toEqual(identifiers([90, 10]).map(([, identifier]) => identifier));
  });

  test('of latency name the Region of their stacks, whether it is known or not', () => {
    const shop = new Shop();
    const stacks = ['eu-west-1', 'us-east-1'].map((region) => regionalStack(shop, region, 'api'));
    stacks.forEach(({ publish }) => publish(RecordRouting.latency()));
    expect(stacks.flatMap(({ stack }) => recordsIn(shop, stack).map(({ Region, SetIdentifier }) => [Region, SetIdentifier]))).toEqual([
      ['eu-west-1', like(/^api-Backend-PublicAlb-apiexampleorginZone-\w{8}-eu-west-1$/)], ['us-east-1', like(/^api-Backend-PublicAlb-apiexampleorginZone-\w{8}-us-east-1$/)],
    ]);

    const anywhere = new Shop();
    exposedIn(anywhere, 'Backend').publishTo(api(anywhere, RecordRouting.latency()));
    expect(recordsIn(anywhere)).toEqual([expect.objectContaining({
      Region: { Ref: 'AWS::Region' }, SetIdentifier: { 'Fn::Join': ['', [like(/^Shop-Backend-PublicAlb-apiexampleorginZone-\w{8}-$/), { Ref: 'AWS::Region' }]] },
    })]);
  });

  test('may have health checks beside their load balancers, and identifiers of their own', () => {
    const shop = new Shop();
    const healthCheck = checkIn(shop);
    both(RecordRouting.weighted(1, { healthCheck, setIdentifier: 'blue' }), RecordRouting.weighted(1, { setIdentifier: 'green' }), shop);
    expect(recordsIn(shop).map(({ HealthCheckId, SetIdentifier }) => [HealthCheckId, SetIdentifier])).toEqual([
      [shop.stack.resolve(healthCheck.healthCheckId), 'blue'], [undefined, 'green'],
    ]);
  });

  test('are a group for each address family', () => {
    const shop = new Shop(DUAL_STACK);
    const exposed = shop.service('Backend').exposeVia(Exposure.publicAlb({ ipAddressType: IpAddressType.DUAL_STACK }));
    exposed.publishTo(api(shop, RecordRouting.failoverPrimary()));
    expect(recordsIn(shop).map(({ Type, Failover }) => [Type, Failover])).toEqual([['A', 'PRIMARY'], ['AAAA', 'PRIMARY']]);
  });
});

/** A service in a Region, in a stack of its own. */
function regionalStack(shop: Shop, region: string, stackName: string) {
  const stack = new Stack(shop.app, `In ${region}`, { env: { account: '111122223333', region }, stackName });
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
  return {
    stack,
    publish: (routing: RecordRouting) => new DiscoverableService(stack, 'Backend', { cluster, image: IMAGE, port: 80 })
      .exposeVia(Exposure.publicAlb()).publishTo(api(shop, routing, stack)),
  };
}

describe('a record that its group does not take is refused where it is published', () => {
  test.each<[string, string, RecordRouting, RecordRouting, string]>([
    ['simple beside weighted', 'publish-routing-mixed', RecordRouting.simple(), RecordRouting.weighted(1), `api.example.org would have records of type A with several kinds of routing: Shop/First/PublicAlb/api.example.org in Zone/A (simple) and Shop/Second/PublicAlb.publishTo() (weighted).
  why: All records of a name and type have one kind of routing: Route 53 refuses a record of another kind beside them.
  fix: Give all of them the same kind of routing.
  see: ${GROUP_RULES}
`],
    ['one identifier', 'publish-identifier-twice', RecordRouting.weighted(1, { setIdentifier: 'a' }), RecordRouting.weighted(2, { setIdentifier: 'a' }), `api.example.org would have the set identifier "a" twice for type A: Shop/First/PublicAlb/api.example.org in Zone/A and Shop/Second/PublicAlb.publishTo().
  why: Route 53 tells the records of a name and type apart by their set identifiers: the second record of one would take the place of the first, or be refused.
  fix: Leave setIdentifier out, or give each record one of its own.
  see: ${GROUP_RULES}
`],
    ['two primaries', 'publish-failover-twice', RecordRouting.failoverPrimary(), RecordRouting.failoverPrimary(), `api.example.org would have 2 records of type A that are PRIMARY: Shop/First/PublicAlb/api.example.org in Zone/A and Shop/Second/PublicAlb.publishTo().
  why: A failover group has one primary and one secondary record.
  fix: Make one of the two the other role. For more than two, let the secondary be weighted or latency records of another name.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html
`],
    ['one Region', 'publish-region-twice', RecordRouting.latency({ region: 'eu-west-1' }), RecordRouting.latency({ region: 'eu-west-1' }), `api.example.org would have 2 records of type A for eu-west-1: Shop/First/PublicAlb/api.example.org in Zone/A and Shop/Second/PublicAlb.publishTo().
  why: A group has one latency record for a Region.
  fix: Publish a second target of a Region under another name, with weighted routing.
  see: ${GROUP_RULES}
`],
  ])('%s', (_what, id, first, second, text) => {
    expect(messageOf(() => both(first, second))).toBe(`Shop/Second/PublicAlb.publishTo(): 1 problem\n\n[${id}] ${text}`);
  });

  test('what is not known passes', () => {
    const shop = new Shop();
    const text = new CfnParameter(shop.stack, 'Text').valueAsString;
    const number = Token.asNumber({ Ref: 'Text' });
    const [known, unknown] = [1, number].map((weight) => RecordRouting.weighted(weight, { setIdentifier: text }));
    expect(brokenRules(() => both(unknown, known, shop))).toEqual([]);
    const other = new Shop();
    const region = new CfnParameter(other.stack, 'Region').valueAsString;
    expect(brokenRules(() => both(RecordRouting.latency({ region }), RecordRouting.latency({ region }), other))).toEqual([]);
  });

  test('nothing of it is left, and the name can be published in another way', () => {
    const shop = both(RecordRouting.weighted(1), RecordRouting.weighted(1));
    const third = exposedIn(shop, 'Third');
    expect(brokenRules(() => third.publishTo(api(shop)))).toEqual(['publish-routing-mixed']);
    third.publishTo(api(shop, RecordRouting.weighted(1)));
    expect(recordsIn(shop)).toHaveLength(3);
  });
});

describe('a routing by itself', () => {
  test.each<[string, () => RecordRouting, string]>([
    ['an identifier that is empty', () => RecordRouting.failoverPrimary({ setIdentifier: '' }), `RecordRouting.failoverPrimary(): 1 problem

[routing-set-identifier] setIdentifier has 0 characters.
  why: Route 53 tells the records of a name apart by identifiers of 1 to 128 characters.
  fix: Leave setIdentifier out, or give a short one such as "primary".
  see: ${GROUP_RULES}
`],
    ['a weight that is none', () => RecordRouting.weighted(256), `RecordRouting.weighted(): 1 problem

[routing-weight] weight is 256.
  why: A weight is a whole number from 0 to 255.
  fix: Give shares such as 90 and 10.
  see: ${GROUP_RULES}
`],
    ['an Availability Zone', () => RecordRouting.latency({ region: 'eu-west-1a' }), `RecordRouting.latency(): 1 problem

[routing-region] region is "eu-west-1a".
  why: A latency record names the Region of AWS that its target is in, and not an Availability Zone.
  fix: Give a Region such as "eu-west-1", or leave region out in the stack that the target is in.
  see: ${GROUP_RULES}
`],
  ])('is refused with %s', (_what, make, text) => {
    expect(messageOf(make)).toBe(text);
  });

  test.each([-1, 0.5, NaN])('is refused with the weight %s', (weight) => {
    expect(brokenRules(() => RecordRouting.weighted(weight))).toEqual(['routing-weight']);
  });

  test('is taken at its limits, and where it is not known', () => {
    expect(brokenRules(() => [0, 255, Token.asNumber({ Ref: 'A' })].map((weight) => RecordRouting.weighted(weight)))).toEqual([]);
    const identifiers = ['a', 'a'.repeat(128), Token.asString({ Ref: 'A' })];
    expect(brokenRules(() => identifiers.map((setIdentifier) => RecordRouting.failoverSecondary({ setIdentifier })))).toEqual([]);
    expect(brokenRules(() => ['us-gov-west-1', 'ap-southeast-2', Token.asString({ Ref: 'A' })].map((region) => RecordRouting.latency({ region })))).toEqual([]);
    expect(brokenRules(() => RecordRouting.latency({ setIdentifier: 'a'.repeat(129) }))).toEqual(['routing-set-identifier']);
  });
});

test('an alias is refused multivalue routing and a TTL, and a check that asks for the name itself', () => {
  const shop = new Shop();
  const exposed = exposedIn(shop, 'Backend');
  const itself = checkIn(shop, 'Itself', 'API.example.org.');
  expect(messageOf(() => exposed.publishTo(api(shop, RecordRouting.multivalue())))).toBe(`Shop/Backend/PublicAlb.publishTo(): 1 problem

[publish-multivalue] api.example.org leads to a load balancer, and the routing is multivalue.
  why: Route 53 has multivalue answers for values only: no aliases, and no CNAME.
  fix: Use RecordRouting.weighted() with equal weights.
  see: ${GROUP_RULES}
`);
  expect(messageOf(() => exposed.publishTo(PublishedName.inHostedZone(zoneIn(shop), { ttl: Duration.seconds(60) })))).toBe(`Shop/Backend/PublicAlb.publishTo(): 1 problem

[publish-ttl] ttl is given, and the record is an alias.
  why: An alias has the TTL of what it leads to: 60 seconds for a load balancer.
  fix: Leave ttl out.
  see: ${GROUP_RULES}
`);
  expect(messageOf(() => exposed.publishTo(api(shop, RecordRouting.failoverPrimary({ healthCheck: itself }))))).toBe(`Shop/Backend/PublicAlb.publishTo(): 1 problem

[publish-check-of-itself] The health check Shop/Itself asks for api.example.org.
  why: A health check that asks for the name which it decides about has unpredictable results: it may see the other record of the name.
  fix: Let it ask the target: Route53Check.https(PublicEndpoint.loadBalancer(exposed.loadBalancer)), or CloudWatch: Route53Check.healthyTargets().
  see: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
`);
  const ofTarget = checkIn(shop, 'OfTarget', exposed.loadBalancer.loadBalancerDnsName);
  const imported = HealthCheck.fromHealthCheckId(shop.stack, 'Imported', 'abc');
  expect(brokenRules(() => exposed.publishTo(api(shop, RecordRouting.weighted(1, { healthCheck: ofTarget }))))).toEqual([]);
  expect(brokenRules(() => exposedIn(shop, 'Other').publishTo(api(shop, RecordRouting.weighted(1, { healthCheck: imported }))))).toEqual([]);
});
