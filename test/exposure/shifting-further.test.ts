import { Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener, ApplicationLoadBalancer, ListenerAction, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Capacity, Deployment, Exposure, ServiceConnectRole } from '../../src';
import { addInstances, ecsServiceOf, undeployable } from '../capacity/instances';
import { nameOf, resourcesOf, rulesOf, templateOf } from '../connect/reading';
import { Shop, brokenRules } from '../testing/shop';

interface Balanced { readonly AdvancedConfiguration?: { readonly ProductionListenerRule: unknown; readonly TestListenerRule?: unknown } }

const targetGroupsOf = (template: ReturnType<typeof templateOf>) => resourcesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup').map(([, { Properties }]) => Properties!);

test.each([Exposure.internalAlb(), Exposure.internalNlb()])('old and new tasks are asked the same, on the same port, and have the same time to end (%#)', (exposure) => {
  const shop = new Shop();
  shop.service('Backend', { deployment: Deployment.blueGreen() }).exposeVia(exposure);
  const [one, two] = targetGroupsOf(templateOf(shop));
  expect(one).toEqual(two);
});

test('both groups are of instances where tasks have no address of their own, and one way through is for both', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { deployment: Deployment.canary(), capacity: Capacity.ec2Bridge() });
  backend.exposeVia(Exposure.internalAlb({ testPort: 8080 }));
  addInstances(shop.cluster);
  const template = templateOf(shop);
  expect(targetGroupsOf(template).map(({ TargetType }) => TargetType)).toEqual(['instance', 'instance']);
  expect(rulesOf(template)).toEqual([
    'in: ClusterInstancesInstanceSecurityGroup < BackendInternalAlbSecurityGroup tcp 32768-65535',
    'out: BackendInternalAlbSecurityGroup > ClusterInstancesInstanceSecurityGroup tcp 32768-65535',
  ]);
  expect(undeployable(shop.app)).toEqual([]);
});

test('a test port is let in and encrypted as the other one is', () => {
  const shop = new Shop();
  const certificate = Certificate.fromCertificateArn(shop.stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/a');
  shop.service('Backend', { deployment: Deployment.blueGreen() }).exposeVia(Exposure.internalAlb({ certificate, testPort: 8443, redirectHttp: false }));
  const template = templateOf(shop);
  expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::Listener').map(([, { Properties }]) => `${String(Properties?.Protocol)} ${String(Properties?.Port)}`))
    .toEqual(['HTTPS 443', 'HTTPS 8443']);
  const [[, { Properties: group }]] = resourcesOf(template, 'AWS::EC2::SecurityGroup').filter(([id]) => id.includes('AlbSecurityGroup'));
  expect((group?.SecurityGroupIngress as Array<{ FromPort: number }>).map(({ FromPort }) => FromPort)).toEqual([443, 8443]);
});

test('the rule that is moved comes after all rules that others add, and its priority is taken', () => {
  const shop = new Shop();
  const { applicationListener } = shop.service('Backend', { deployment: Deployment.blueGreen() }).exposeVia(Exposure.internalAlb());
  const other = shop.service('Other');
  const behind = (priority: number) => brokenRules(() => other.exposeVia(Exposure.existingListener(applicationListener, { priority, pathPatterns: ['/*'] })));
  expect(behind(50_000)).toEqual(['exposure-priority-twice']);
  expect(behind(49_999)).toEqual([]);
  const [rule] = resourcesOf(templateOf(shop), 'AWS::ElasticLoadBalancingV2::ListenerRule').map(([, { Properties }]) => Properties);
  expect(rule).toMatchObject({ Priority: 50_000, Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }] });
});

describe('behind a load balancer of another stack', () => {
  const shifted = (make: (shop: Shop, edge: Stack) => Exposure) => {
    const shop = new Shop();
    const back = new Stack(shop.app, 'Back');
    shop.service('Backend', { deployment: Deployment.linear() }, back).exposeVia(make(shop, new Stack(shop.app, 'Edge')));
    const template = templateOf({ app: shop.app, stack: back });
    expect(undeployable(shop.app)).toEqual([]);
    expect(targetGroupsOf(template)).toHaveLength(2);
    const [{ AdvancedConfiguration }] = ecsServiceOf(template).LoadBalancers as Balanced[];
    return [AdvancedConfiguration?.ProductionListenerRule, AdvancedConfiguration?.TestListenerRule].map((rule) => rule && nameOf(rule));
  };

  test('the rule of the service is moved', () => {
    expect(shifted((shop, edge) => {
      const loadBalancer = new ApplicationLoadBalancer(edge, 'Alb', { vpc: shop.vpc });
      const listener = new ApplicationListener(edge, 'Http', { loadBalancer, port: 80, open: false, defaultAction: ListenerAction.fixedResponse(404) });
      return Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/*'] });
    })).toEqual(['BackendExistingListenerRule', undefined]);
  });

  test('the listener of the service is moved', () => {
    expect(shifted((shop, edge) => Exposure.existingNlb(new NetworkLoadBalancer(edge, 'Nlb', {
      vpc: shop.vpc, securityGroups: [new SecurityGroup(edge, 'Group', { vpc: shop.vpc })],
    })))).toEqual(['BackendExistingNlbListener', undefined]);
  });
});

test('five ways in are shifted, and a sixth one is refused', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { deployment: Deployment.blueGreen() });
  [1, 2, 3, 4, 5].forEach((index) => backend.exposeVia(Exposure.internalNlb({ id: `Nlb${index}` })));
  expect(brokenRules(() => backend.exposeVia(Exposure.internalAlb()))).toEqual(['exposure-target-groups']);
  expect(backend.node.tryFindChild('InternalAlb')).toBeUndefined();
  expect(brokenRules(() => backend.exposeVia(Exposure.existingListener(
    new ApplicationListener(shop.stack, 'Http', {
      loadBalancer: new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc: shop.vpc }), port: 80, open: false, defaultAction: ListenerAction.fixedResponse(404),
    }), { priority: 1, pathPatterns: ['/*'] })))).toEqual(['exposure-target-groups']);
  const balanced = ecsServiceOf(templateOf(shop)).LoadBalancers as Balanced[];
  expect(balanced.map(({ AdvancedConfiguration }) => AdvancedConfiguration !== undefined)).toEqual([true, true, true, true, true]);
});

test('an exposed service that is shifted in Service Connect too is deployable with its callers', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { deployment: Deployment.blueGreen(), serviceConnect: ServiceConnectRole.clientAndServer() });
  backend.exposeVia(Exposure.internalAlb());
  shop.service('Frontend', { serviceConnect: ServiceConnectRole.clientOnly() }).connectTo(backend);
  expect(undeployable(shop.app)).toEqual([]);
});
