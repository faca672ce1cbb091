import { App, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener, ApplicationLoadBalancer, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Capacity, DnsRecords, Exposure } from '../../src';
import { addInstances, serviceDependencies, undeployable } from '../capacity/instances';
import { resourcesOf, templateOf, templatesOf, waitsOf } from '../connect/reading';
import { Shop } from '../testing/shop';

/** A listener of a load balancer `Alb` that the user has made. */
function listenerOf(shop: Shop, stack: Stack = shop.stack): ApplicationListener {
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Alb', { vpc: shop.vpc });
  return new ApplicationListener(stack, 'Http', { loadBalancer, port: 80, open: false, defaultAction: ListenerAction.fixedResponse(404) });
}

const BEHIND = { priority: 1, pathPatterns: ['/api/*'] };

test.each<[string, Exposure, string]>([
  ['its listener', Exposure.internalAlb(), 'BackendInternalAlbListener'],
  ['the listener of a Network Load Balancer', Exposure.internalNlb(), 'BackendInternalNlbListener'],
])('a service waits for %s: ECS refuses a target group that belongs to no load balancer', (_what, exposure, listener) => {
  const shop = new Shop();
  shop.service('Backend').exposeVia(exposure);
  expect(serviceDependencies(templateOf(shop))).toContain(listener);
  expect(undeployable(shop.app)).toEqual([]);
});

test('behind a listener that is there, a service waits for its rule', () => {
  const shop = new Shop();
  shop.service('Backend').exposeVia(Exposure.existingListener(listenerOf(shop), BEHIND));
  expect(serviceDependencies(templateOf(shop))).toContain('BackendExistingListenerRule');
});

test('a caller waits for an exposed service as for any other one, and finds its tasks, not the load balancer', () => {
  const shop = new Shop();
  const [frontend, backend] = ['Frontend', 'Backend'].map((id) => shop.service(id));
  backend.exposeVia(Exposure.internalAlb());
  frontend.exposeVia(Exposure.internalNlb());
  frontend.connectTo(backend);
  const template = templateOf(shop);
  expect(waitsOf(template, 'Frontend')).toEqual(['Backend', 'rule']);
  expect(undeployable(shop.app)).toEqual([]);
});

describe('whole constructs that wait for each other are deployable', () => {
  const deployable = (build: (shop: Shop) => void) => {
    const shop = new Shop();
    build(shop);
    expect(undeployable(shop.app)).toEqual([]);
  };

  test('a service with a load balancer for another one', () => deployable((shop) => {
    const [frontend, backend] = ['Frontend', 'Backend'].map((id) => shop.service(id));
    [frontend, backend].forEach((service) => service.exposeVia(Exposure.internalAlb()));
    frontend.connectTo(backend);
    frontend.node.addDependency(backend);
  }));

  test('a service behind the load balancer of another one for that one', () => deployable((shop) => {
    const [website, api] = ['Website', 'Api'].map((id) => shop.service(id));
    const { applicationListener } = website.exposeVia(Exposure.internalAlb());
    api.exposeVia(Exposure.existingListener(applicationListener, BEHIND));
    website.connectTo(api);
    api.node.addDependency(website);
  }));

  test('a service for the load balancer that it is behind', () => deployable((shop) => {
    const listener = listenerOf(shop);
    const backend = shop.service('Backend');
    backend.exposeVia(Exposure.existingListener(listener, BEHIND));
    backend.node.addDependency(listener.loadBalancer);
  }));

  test('a service for the security group that it was given', () => deployable((shop) => {
    const group = new SecurityGroup(shop.stack, 'Group', { vpc: shop.vpc });
    const backend = shop.service('Backend', { securityGroups: [group] });
    backend.exposeVia(Exposure.internalAlb());
    backend.node.addDependency(group);
  }));

  test('a service for the cluster whose instances it runs on', () => deployable((shop) => {
    const backend = shop.service('Backend', { capacity: Capacity.ec2Bridge() });
    backend.exposeVia(Exposure.internalAlb());
    backend.node.addDependency(shop.cluster);
    addInstances(shop.cluster);
  }));

  test('a service for one with an HTTP API', () => deployable((shop) => {
    const [frontend, backend] = ['Frontend', 'Backend'].map((id) => shop.service(id, { dnsRecords: DnsRecords.aAndSrv() }));
    [frontend, backend].forEach((service) => service.exposeVia(Exposure.httpApi()));
    frontend.node.addDependency(backend);
  }));
});

describe('between stacks', () => {
  const inFiles = (app: App, type: string) => Object.entries(templatesOf(app)).filter(([, template]) => resourcesOf(template, type).length > 0)
    .map(([file]) => file.split('.')[0]);

  test.each([true, false])('services behind a load balancer call those that are beside it, and are called by them (in the order of the lines: %s)', (isInOrder) => {
    const shop = new Shop();
    const [front, back] = ['Front', 'Back'].map((id) => new Stack(shop.app, id));
    const listener = listenerOf(shop, front);
    const backend = shop.service('Backend', {}, back);
    const frontend = shop.service('Frontend', {}, front);
    const lines = [
      () => void backend.exposeVia(Exposure.existingListener(listener, BEHIND)), () => frontend.connectTo(backend), () => backend.connectTo(frontend),
      () => void frontend.exposeVia(Exposure.existingListener(listener, { priority: 2, pathPatterns: ['/*'] })),
    ];
    (isInOrder ? lines : lines.reverse()).forEach((line) => line());
    expect(undeployable(shop.app)).toEqual([]);
    expect(inFiles(shop.app, 'AWS::ElasticLoadBalancingV2::ListenerRule')).toEqual(['Back', 'Front']);
    expect(JSON.stringify(templatesOf(shop.app)['Front.template.json'])).not.toContain('"Back:');
  });

  test('two exposed services of two stacks call each other', () => {
    const shop = new Shop();
    const [one, two] = ['One', 'Two'].map((id) => shop.service(id, {}, new Stack(shop.app, `${id}Stack`)));
    one.exposeVia(Exposure.internalAlb());
    two.exposeVia(Exposure.internalAlb());
    one.connectTo(two);
    two.connectTo(one);
    expect(undeployable(shop.app)).toEqual([]);
  });
});
