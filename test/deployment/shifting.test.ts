import { Annotations as CoreAnnotations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AlternateTarget, ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import { ApplicationListenerRule, ApplicationLoadBalancer, ApplicationTargetGroup, ListenerAction, ListenerCondition, TargetType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Deployment, DnsRecords, Exposure, ServiceConnectRole } from '../../src';
import type { DiscoverableService } from '../../src';
import { Shop } from '../testing/shop';

const SHIFTING = [Deployment.blueGreen(), Deployment.linear(), Deployment.canary()];

/** A load balancer that the user puts before a service by the CDK's own methods, with a second target group or without. */
function balance(shop: Shop, service: DiscoverableService, hasSecond: boolean): void {
  const listener = new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc: shop.vpc }).addListener('Http', { port: 80, defaultAction: ListenerAction.fixedResponse(404) });
  const [blue, green] = ['Blue', 'Green'].map((id) => new ApplicationTargetGroup(shop.stack, id, { vpc: shop.vpc, port: 80, targetType: TargetType.IP }));
  const rule = new ApplicationListenerRule(shop.stack, 'Rule', {
    listener, priority: 1, conditions: [ListenerCondition.pathPatterns(['/*'])], action: ListenerAction.weightedForward([{ targetGroup: blue, weight: 100 }, { targetGroup: green, weight: 0 }]),
  });
  const alternateTarget = new AlternateTarget('Alternate', {
    alternateTargetGroup: green, productionListener: ListenerRuleConfiguration.applicationListenerRule(rule),
  });
  service.service.loadBalancerTarget({ containerName: 'app', containerPort: 80, alternateTarget: hasSecond ? alternateTarget : undefined })
    .attachToApplicationTargetGroup(blue);
}

test.each(SHIFTING)('a deployment that has no traffic to move is refused (%#)', (deployment) => {
  const shop = new Shop();
  shop.service('Backend', { deployment, serviceConnect: ServiceConnectRole.clientOnly() });
  expect(shop.synthesisError()).toContain(`[Shop/Backend] [deployment-shifts-nothing] Shop/Backend has no load balancer and offers nothing in Service Connect.
  why: ECS moves traffic between the old and the new tasks at a load balancer or in Service Connect. DNS and the API of Cloud Map answer with the new tasks as soon as they are healthy: such a deployment would test nothing and move nothing.
  fix: Put a load balancer before the service with exposeVia(), give it serviceConnect: ServiceConnectRole.clientAndServer(), or use Deployment.rolling().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html`);
});

test.each(SHIFTING)('a deployment that moves the traffic of Service Connect stands (%#)', (deployment) => {
  const shop = new Shop();
  shop.service('Backend', { deployment, serviceConnect: ServiceConnectRole.clientAndServer() });
  expect(() => shop.app.synth()).not.toThrow();
});

test('a load balancer without a second target group is refused', () => {
  const shop = new Shop();
  balance(shop, shop.service('Backend', { deployment: Deployment.blueGreen() }), false);
  expect(shop.synthesisError()).toContain(`[Shop/Backend] [deployment-without-second-target-group] Shop/Backend has 1 target group without a second one.
  why: ECS registers the new tasks with a second target group, and moves the traffic of the listener rule to it. Without one it has nowhere to put them.
  fix: Use exposeVia(), which makes both, or give service.loadBalancerTarget() an alternateTarget.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html`);
});

test('a load balancer with a second target group stands', () => {
  const shop = new Shop();
  balance(shop, shop.service('Backend', { deployment: Deployment.blueGreen() }), true);
  expect(() => shop.app.synth()).not.toThrow();
});

test('a rolling deployment needs neither', () => {
  const shop = new Shop();
  shop.service('Backend');
  balance(shop, shop.service('Frontend'), false);
  expect(() => shop.app.synth()).not.toThrow();
});

/** What is told of a service whose deployments move the traffic of Service Connect. */
function warned(add: (backend: DiscoverableService, shop: Shop) => void, deployment = Deployment.canary(), dnsRecords?: DnsRecords): string[] {
  const shop = new Shop();
  add(shop.service('Backend', { deployment, dnsRecords, serviceConnect: ServiceConnectRole.clientAndServer() }), shop);
  shop.app.synth();
  return Annotations.fromStack(shop.stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => `${id}: ${String(entry.data)}`);
}

const notShifted = (...given: Parameters<typeof warned>) => warned(...given).filter((text) => text.includes('names-not-shifted'));

const TEXT = 'The deployment moves traffic at the load balancer and in Service Connect only: under its name in Cloud Map the service answers with new tasks as soon as they are '
  + 'healthy, and with old ones until they stop. Have callers use one of the two, use Deployment.rolling(), or acknowledge this warning. '
  + '[ack: cdk-discoverable-service:names-not-shifted]';

test('who calls by the name is told that names are not shifted', () => {
  expect(notShifted((backend, shop) => shop.service('Frontend').connectTo(backend)))
    .toEqual([`/Shop/Backend/CloudMapService: Shop/Frontend calls by the name: ${TEXT}`]);
  expect(notShifted((backend, { stack, vpc }) => backend.allowFrom(new SecurityGroup(stack, 'Clients', { vpc }))))
    .toEqual([`/Shop/Backend/CloudMapService: Shop/Clients calls by the name: ${TEXT}`]);
  expect(notShifted((backend, shop) => backend.grants.discover(shop.service('Poller'))))
    .toEqual([`/Shop/Backend/CloudMapService: A grant to ask the API was given: ${TEXT}`]);
});

test('an HTTP API, which finds the tasks in Cloud Map, is a caller by the name', () => {
  expect(notShifted((backend) => backend.exposeVia(Exposure.httpApi()), Deployment.canary(), DnsRecords.aAndSrv()))
    .toEqual([`/Shop/Backend/CloudMapService: Shop/Backend/HttpApi/Api calls by the name: ${TEXT}`]);
});

test('a service that nobody calls by its name is told nothing of it', () => {
  expect(notShifted(() => undefined)).toEqual([]);
  expect(notShifted((backend, shop) => shop.service('Frontend', { serviceConnect: ServiceConnectRole.clientOnly() }).connectTo(backend))).toEqual([]);
  expect(notShifted((backend, shop) => shop.service('Frontend').connectTo(backend), Deployment.rolling())).toEqual([]);
});

test('it is silent once it is acknowledged at the service', () => {
  expect(notShifted((backend, shop) => {
    shop.service('Frontend').connectTo(backend);
    CoreAnnotations.of(backend).acknowledgeWarning('cdk-discoverable-service:names-not-shifted', 'It may see new tasks early.');
  })).toEqual([]);
});

test('nothing is told of a circuit breaker, which is for rolling deployments only', () => {
  expect(warned(() => undefined).filter((text) => text.includes('ircuit'))).toEqual([]);
});
