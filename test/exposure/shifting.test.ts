import { Deployment, Exposure } from '../../src';
import { ecsServiceOf, undeployable } from '../capacity/instances';
import { nameOf, resourcesOf, serviceOf, templateOf, withoutHash } from '../connect/reading';
import { Shop } from '../testing/shop';

interface Balanced {
  readonly TargetGroupArn: unknown;
  readonly AdvancedConfiguration?: {
    readonly AlternateTargetGroupArn: unknown;
    readonly ProductionListenerRule: unknown;
    readonly TestListenerRule?: unknown;
    readonly RoleArn: unknown;
  };
}

/** What ECS is told of the load balancers of a service whose deployments shift traffic, with logical ids instead of references. */
function shift(...exposures: Exposure[]) {
  const shop = new Shop();
  const backend = shop.service('Backend', { deployment: Deployment.blueGreen() });
  exposures.forEach((exposure) => backend.exposeVia(exposure));
  const template = templateOf(shop);
  expect(undeployable(shop.app)).toEqual([]);
  const balanced = (ecsServiceOf(template).LoadBalancers as Balanced[]).map(({ TargetGroupArn, AdvancedConfiguration }) => [TargetGroupArn,
    ...[AdvancedConfiguration].flatMap((advanced) => [
      advanced?.AlternateTargetGroupArn, advanced?.ProductionListenerRule, advanced?.TestListenerRule, advanced?.RoleArn,
    ])].map((value) => value === undefined ? '-' : nameOf(value)));
  return { template, balanced };
}

/** The weights of all forward actions: a listener that has others cannot be shifted. */
function weightsIn(template: ReturnType<typeof shift>['template'], type: string): unknown[] {
  return resourcesOf(template, `AWS::ElasticLoadBalancingV2::${type}`).flatMap(([, { Properties }]) => (Properties?.DefaultActions ?? Properties?.Actions) as unknown[])
    .map((action) => (action as { ForwardConfig?: { TargetGroups: Array<{ TargetGroupArn: unknown; Weight: number }> } }).ForwardConfig?.TargetGroups
      .map(({ TargetGroupArn, Weight }) => `${nameOf(TargetGroupArn)} ${Weight}`));
}

test('a load balancer has a second target group, a rule that ECS moves, and a role for ECS', () => {
  const { balanced, template } = shift(Exposure.internalAlb());
  expect(balanced).toEqual([[
    'BackendInternalAlbTargetGroup', 'BackendInternalAlbAlternateTargetGroup', 'BackendInternalAlbRule', '-', 'BackendInternalAlbTrafficShiftRole',
  ]]);
  const [[, { Properties: role }]] = resourcesOf(template, 'AWS::IAM::Role').filter(([id]) => id.includes('TrafficShiftRole'));
  expect(JSON.stringify(role?.ManagedPolicyArns)).toContain('AmazonECSInfrastructureRolePolicyForLoadBalancers');
  expect(JSON.stringify(role?.AssumeRolePolicyDocument)).toContain('"ecs.amazonaws.com"');
});

test('all actions of its listener forward to both groups: ECS refuses to shift beside any other', () => {
  const { template } = shift(Exposure.internalAlb({ testPort: 8080 }));
  const both = ['BackendInternalAlbTargetGroup 100', 'BackendInternalAlbAlternateTargetGroup 0'];
  expect(weightsIn(template, 'Listener')).toEqual([both, both]);
  expect(weightsIn(template, 'ListenerRule')).toEqual([both, both]);
});

test('new tasks are shown on the test port', () => {
  const { balanced, template } = shift(Exposure.internalAlb({ testPort: 8080 }));
  expect(balanced[0][3]).toBe('BackendInternalAlbTestRule');
  expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::Listener').map(([, { Properties }]) => Properties?.Port).sort()).toEqual([80, 8080]);
});

test('both groups are attached to a listener before the service is there', () => {
  const { template } = shift(Exposure.internalAlb({ testPort: 8080 }));
  const waits = [serviceOf(template, 'Backend')[1].DependsOn ?? []].flat().map(withoutHash);
  expect(waits).toEqual(expect.arrayContaining(['BackendInternalAlbListener', 'BackendInternalAlbRule']));
});

test('a Network Load Balancer is shifted at its listener', () => {
  expect(shift(Exposure.internalNlb({ testPort: 8080 })).balanced).toEqual([[
    'BackendInternalNlbTargetGroup', 'BackendInternalNlbAlternateTargetGroup', 'BackendInternalNlbListener', 'BackendInternalNlbTestListener',
    'BackendInternalNlbTrafficShiftRole',
  ]]);
});

test('a rule of a listener that is there is shifted', () => {
  const shop = new Shop();
  const { applicationListener } = shop.service('Website').exposeVia(Exposure.internalAlb());
  const backend = shop.service('Backend', { deployment: Deployment.linear() });
  backend.exposeVia(Exposure.existingListener(applicationListener, { priority: 5, pathPatterns: ['/api/*'] }));
  const template = templateOf(shop);
  const [{ AdvancedConfiguration }] = ecsServiceOf(template).LoadBalancers as Balanced[];
  expect(nameOf(AdvancedConfiguration?.ProductionListenerRule)).toBe('BackendExistingListenerRule');
  expect(undeployable(shop.app)).toEqual([]);
});

test('a service with two ways in is shifted at both', () => {
  const { balanced } = shift(Exposure.publicAlb(), Exposure.internalNlb());
  expect(balanced.map(([group, alternate]) => [group, alternate])).toEqual([
    ['BackendPublicAlbTargetGroup', 'BackendPublicAlbAlternateTargetGroup'], ['BackendInternalNlbTargetGroup', 'BackendInternalNlbAlternateTargetGroup'],
  ]);
});

test('a rolling deployment has one group and no role', () => {
  const shop = new Shop();
  shop.service('Backend').exposeVia(Exposure.internalAlb());
  const template = templateOf(shop);
  expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup')).toHaveLength(1);
  expect(JSON.stringify(template)).not.toContain('TrafficShiftRole');
});
