import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Peer, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener, ApplicationListenerRule, ApplicationLoadBalancer, ApplicationProtocol, ListenerAction,
  ListenerCondition, NetworkLoadBalancer, Protocol,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IApplicationListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Exposure, PublishedName } from '../../src';
import { undeployable } from '../capacity/instances';
import { nameOf, resourcesOf, rulesOf, templateOf } from '../connect/reading';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
const BEHIND = { priority: 7, pathPatterns: ['/api/*'] };

/** A listener that was made elsewhere, known by its ARN. */
const imported = ({ stack }: Shop, defaultPort?: number, id = 'Listener') => ApplicationListener.fromApplicationListenerAttributes(stack, id, {
  listenerArn: `${ARN}:listener/app/a/b/c`, securityGroup: SecurityGroup.fromSecurityGroupId(stack, `${id}Group`, 'sg-1'), defaultPort,
});

function listenerOf(shop: Shop, stack = shop.stack): ApplicationListener {
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Alb', { vpc: shop.vpc });
  return new ApplicationListener(stack, 'Http', { loadBalancer, port: 81, protocol: ApplicationProtocol.HTTP, open: false, defaultAction: ListenerAction.fixedResponse(404) });
}

const ruleByHand = (scope: Stack, listener: IApplicationListener, priority: number) => new ApplicationListenerRule(scope, 'ByHand', {
  listener, priority, conditions: [ListenerCondition.pathPatterns(['/old'])], action: ListenerAction.fixedResponse(410),
});

test('a rule has the priority, all conditions, and forwards to the tasks', () => {
  const shop = new Shop();
  shop.service('Backend').exposeVia(Exposure.existingListener(listenerOf(shop), {
    ...BEHIND, hostHeaders: ['a.example.org', 'b.example.org'], headerName: 'X-Partner', headerValues: ['yes'],
  }));
  const template = templateOf(shop);
  const [[, { Properties: rule }]] = resourcesOf(template, 'AWS::ElasticLoadBalancingV2::ListenerRule');
  expect(rule).toMatchObject({
    Priority: 7,
    Conditions: [
      { Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } },
      { Field: 'host-header', HostHeaderConfig: { Values: ['a.example.org', 'b.example.org'] } },
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Partner', Values: ['yes'] } },
    ],
  });
  const [action] = rule?.Actions as Array<{ Type: string; TargetGroupArn: unknown }>;
  expect([action.Type, nameOf(action.TargetGroupArn)]).toEqual(['forward', 'BackendExistingListenerTargetGroup']);
  expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup')[0][1].Properties).toMatchObject({ Protocol: 'HTTP', Port: 80 });
  expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::Listener')).toHaveLength(1);
});

describe('a listener that was imported', () => {
  test('lets the tasks in by its group, and gets a rule by its ARN', () => {
    const shop = new Shop();
    shop.service('Backend').exposeVia(Exposure.existingListener(imported(shop), BEHIND));
    const template = templateOf(shop);
    expect(rulesOf(template)).toEqual(['in: BackendSecurityGroup < sg-1 tcp 80-80', 'out: sg-1 > BackendSecurityGroup tcp 80-80']);
    expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::ListenerRule')[0][1].Properties?.ListenerArn).toBe(`${ARN}:listener/app/a/b/c`);
    expect(undeployable(shop.app)).toEqual([]);
  });

  test.each<[number | undefined, string]>([[undefined, 'https://a.example.com'], [443, 'https://a.example.com'], [80, 'http://a.example.com'], [8443, 'https://a.example.com:8443']])(
    'on port %s is found under %s, where its load balancer is known', (port, url) => {
      const shop = new Shop();
      const loadBalancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(shop.stack, 'Alb', {
        loadBalancerArn: `${ARN}:loadbalancer/app/a/b`, securityGroupId: 'sg-1', loadBalancerDnsName: 'a.example.com', loadBalancerCanonicalHostedZoneId: 'ZALB',
      });
      const exposed = shop.service('Backend').exposeVia(Exposure.existingListener(imported(shop, port), { ...BEHIND, loadBalancer }));
      expect(exposed.url).toBe(url);
      expect(exposed.loadBalancer).toBe(loadBalancer);
      const zone = HostedZone.fromHostedZoneAttributes(shop.stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.org' });
      exposed.publishTo(PublishedName.inHostedZone(zone));
      expect(resourcesOf(templateOf(shop), 'AWS::Route53::RecordSet')[0][1].Properties?.AliasTarget).toMatchObject({ HostedZoneId: 'ZALB' });
    });
});

describe('a priority is refused', () => {
  const TEXT = `
  why: A listener has each priority once: the second CreateRule fails with PriorityInUse.
  fix: Give one of the two another priority.
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
`;

  test('that a rule has which the user made with the CDK, also in another stack', () => {
    const shop = new Shop();
    const listener = listenerOf(shop);
    ruleByHand(new Stack(shop.app, 'Other'), listener, 7);
    const backend = shop.service('Backend');
    expect(messageOf(() => backend.exposeVia(Exposure.existingListener(listener, BEHIND))))
      .toBe(`Shop/Backend.exposeVia(): 1 problem\n\n[exposure-priority-twice] priority is 7, which Other/ByHand/Resource has already.${TEXT}`);
    expect(backend.node.tryFindChild('ExistingListener')).toBeUndefined();
    expect(brokenRules(() => backend.exposeVia(Exposure.existingListener(listener, { ...BEHIND, priority: 8 })))).toEqual([]);
  });

  test('of a listener that was imported twice', () => {
    const shop = new Shop();
    shop.service('Website').exposeVia(Exposure.existingListener(imported(shop), BEHIND));
    const again = Exposure.existingListener(imported(shop, undefined, 'Again'), BEHIND);
    expect(brokenRules(() => shop.service('Backend').exposeVia(again))).toEqual(['exposure-priority-twice']);
  });

  test('not where it is known at deployment only', () => {
    const shop = new Shop();
    const listener = listenerOf(shop);
    ruleByHand(shop.stack, listener, 7);
    const priority = new CfnParameter(shop.stack, 'Priority', { type: 'Number' }).valueAsNumber;
    expect(brokenRules(() => shop.service('Backend').exposeVia(Exposure.existingListener(listener, { ...BEHIND, priority })))).toEqual([]);
    expect(resourcesOf(templateOf(shop), 'AWS::ElasticLoadBalancingV2::ListenerRule').map(([, { Properties }]) => Properties?.Priority))
      .toEqual(expect.arrayContaining([7, { Ref: 'Priority' }]));
  });
});

describe('a further listener of a Network Load Balancer', () => {
  const nlbOf = (shop: Shop, stack: Stack) =>
    new NetworkLoadBalancer(stack, 'Nlb', { vpc: shop.vpc, securityGroups: [new SecurityGroup(stack, 'NlbGroup', { vpc: shop.vpc, allowAllOutbound: false })] });

  test('is in the stack of the service, and lets in the VPC where it is internal', () => {
    const shop = new Shop();
    const edge = new Stack(shop.app, 'Edge');
    const back = new Stack(shop.app, 'Back');
    shop.service('Backend', {}, back).exposeVia(Exposure.existingNlb(nlbOf(shop, edge), { port: 8443 }));
    const template = templateOf({ app: shop.app, stack: back });
    expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::Listener').map(([, { Properties }]) => [Properties?.Protocol, Properties?.Port])).toEqual([['TCP', 8443]]);
    expect(rulesOf(template).map((rule) => rule.replace(/Edge:\w+/, 'Edge'))).toEqual([
      'in: BackendSecurityGroup < Edge tcp 80-80', 'out: Edge > BackendSecurityGroup tcp 80-80',
    ]);
    const [[, { Properties: group }]] = resourcesOf(templateOf({ app: shop.app, stack: edge }), 'AWS::EC2::SecurityGroup');
    expect(group?.SecurityGroupIngress).toEqual([expect.objectContaining({ FromPort: 8443, CidrIp: expect.objectContaining({ 'Fn::ImportValue': expect.anything() }) })]);
    expect(undeployable(shop.app)).toEqual([]);
  });

  test('lets in those that are named', () => {
    const shop = new Shop();
    const { connections } = shop.service('Backend').exposeVia(Exposure.existingNlb(nlbOf(shop, shop.stack), {
      port: 514, protocol: Protocol.UDP, allowedPeers: [Peer.ipv4('10.9.0.0/16')],
    }));
    expect(connections.securityGroups).toHaveLength(1);
    const [[, { Properties: group }]] = resourcesOf(templateOf(shop), 'AWS::EC2::SecurityGroup').filter(([id]) => id.startsWith('NlbGroup'));
    expect(group?.SecurityGroupIngress).toEqual([expect.objectContaining({ CidrIp: '10.9.0.0/16', IpProtocol: 'udp', FromPort: 514, ToPort: 514 })]);
  });
});
