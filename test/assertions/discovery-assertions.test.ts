import { App, CfnParameter, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Compatibility, FargateService, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { CfnService, HttpNamespace, PrivateDnsNamespace, Service } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryAssertions, DiscoveryNamespace, DnsRecords, Exposure, HealthProbe, ServiceConnectRole } from '../../src';
import type { DiscoverableServiceProps } from '../../src';
import { IMAGE, Shop, messageOf } from '../testing/shop';

const NAME = 'backend.ecs-internal';

/** Whether a service forgets a dead task within some seconds: the message, or nothing. */
function within(limit: number, props: Partial<DiscoverableServiceProps>, name = NAME): string | undefined {
  const shop = new Shop();
  shop.service('Backend', props);
  const assertions = DiscoveryAssertions.fromStack(shop.stack);
  try {
    assertions.forgetsWithin(name, Duration.seconds(limit));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const dnsRecords = DnsRecords.a({ ttl: Duration.seconds(10) });
const ordinary = { healthProbe: HealthProbe.http({ interval: Duration.seconds(30) }), dnsRecords };
const fastest = { healthProbe: HealthProbe.tcp({ interval: Duration.seconds(5), timeout: Duration.seconds(2), retries: 1 }), dnsRecords };

test.each([[47, fastest], [145, ordinary]] as const)('a dead task is forgotten within %s seconds, and not within one less', (seconds, props) => {
  expect(within(seconds, props)).toBeUndefined();
  expect(within(seconds - 1, props)).toContain(`${NAME} is to forget a dead task within ${seconds - 1} seconds, and takes ${seconds}:`);
});

test('what takes the time is told', () => {
  expect(within(60, ordinary)).toBe(`backend.ecs-internal is to forget a dead task within 60 seconds, and takes 145:
  90 s  until enough checks have failed (retries x interval)
  15 s  for which these hang (retries x timeout)
  30 s  until Cloud Map believes it
  10 s  until clients ask again (TTL)`);
});

test('of several records the longest time counts', () => {
  expect(within(46, { ...fastest, dnsRecords: DnsRecords.aAndSrv({ ttl: Duration.seconds(20) }) })).toContain('20 s  until clients ask again (TTL)');
});

test('a time that is known at deployment only is not vouched for', () => {
  const shop = new Shop();
  const parameter = new CfnParameter(shop.stack, 'Ttl', { type: 'Number', default: 10 });
  shop.service('Backend', { ...ordinary, dnsRecords: DnsRecords.a({ ttl: Duration.seconds(parameter.valueAsNumber) }) });
  expect(messageOf(() => DiscoveryAssertions.fromApp(shop.app).forgetsWithin(NAME, Duration.minutes(10)))).toBe(
    `backend.ecs-internal is to forget a dead task within 600 seconds, and takes a time that is not known:
  90 s  until enough checks have failed (retries x interval)
  15 s  for which these hang (retries x timeout)
  30 s  until Cloud Map believes it
  ? s  until clients ask again (TTL)`);
});

test('a task that nobody asks is never forgotten', () => {
  expect(within(600, {})).toBe('backend.ecs-internal goes on leading to a task that hangs: no check of an essential container that clients call is in the template. Give the service a healthProbe.');
});

test('a name is the same in capital letters, and with a dot at its end', () => {
  expect(within(47, fastest, 'Backend.ECS-internal.')).toBeUndefined();
});

test('a limit that is a number is refused: it could be of any unit', () => {
  const shop = new Shop();
  shop.service('Backend', fastest);
  expect(messageOf(() => DiscoveryAssertions.fromStack(shop.stack).forgetsWithin(NAME, 60 as never))).toBe(`Duration: 1 problem

[wrong-value] A duration is 60, and takes one such as Duration.seconds(10).
  why: The value is of another type. TypeScript tells so; plain JavaScript, and a cast, let it pass.
  fix: Write \`Duration.seconds(60)\`, or another unit that is meant.
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/API.md
`);
});

test('a name that is not there is told, with those that are', () => {
  expect(within(600, fastest, 'backend.shop')).toBe('No task is registered as backend.shop in DNS. The names are: backend.ecs-internal.');
  expect(within(600, { ...fastest, registered: false })).toBe('No task is registered as backend.ecs-internal in DNS. The names are: none.');
});

test('a service that the plain CDK has made is asked too, with the times that ECS takes where none are given', () => {
  const shop = new Shop();
  const taskDefinition = new TaskDefinition(shop.stack, 'Task', { compatibility: Compatibility.FARGATE, cpu: '256', memoryMiB: '512' });
  taskDefinition.addContainer('app', { image: IMAGE, portMappings: [{ containerPort: 80 }], healthCheck: { command: ['true'] } });
  const namespace = shop.cluster.addDefaultCloudMapNamespace({ name: 'plain' });
  new FargateService(shop.stack, 'Service', { cluster: shop.cluster, taskDefinition, cloudMapOptions: { name: 'old', cloudMapNamespace: namespace } });
  const assertions = DiscoveryAssertions.fromApp(shop.app);
  assertions.forgetsWithin('old.plain', Duration.seconds(195));
  expect(messageOf(() => assertions.forgetsWithin('old.plain', Duration.seconds(194)))).toContain('takes 195');
});

describe('resolves', () => {
  const app = () => {
    const shop = new Shop();
    shop.service('Backend');
    shop.service('Proxied', { serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'proxied' }) });
    const cloudMapNamespace = DiscoveryNamespace.http('api');
    shop.service('ApiOnly', { cloudMapNamespace });
    const namespace = new PrivateDnsNamespace(shop.stack, 'Plain', { name: 'plain.internal', vpc: shop.cluster.vpc });
    new Service(shop.stack, 'Empty', { namespace, name: 'empty' });
    const byHand = new Service(shop.stack, 'ByHand', { namespace, name: 'legacy' });
    byHand.registerIpInstance('Address', { ipv4: '10.0.0.10' });
    return DiscoveryAssertions.fromApp(shop.app);
  };

  test.each(['backend.ecs-internal', 'BACKEND.ecs-internal.', 'legacy.plain.internal', 'proxied.ecs-internal'])('passes for %s, under which somebody is registered', (name) => {
    expect(() => app().resolves(name)).not.toThrow();
  });

  test.each([
    ['empty.plain.internal', 'empty.plain.internal does not resolve: no ECS service registers its tasks under it, and no instance is registered by hand.'],
    ['apionly.api', 'There is no name apionly.api. '],
    ['api-only.api', 'api-only.api does not resolve: it has no DNS records: clients find it through the API of Cloud Map only.'],
    ['proxied', 'proxied does not resolve: it is a name in Service Connect: only the tasks of services that take part in it find it.'],
    ['frontend.ecs-internal', 'There is no name frontend.ecs-internal. The names are: api-only.api, backend.ecs-internal, empty.plain.internal, '
      + 'legacy.plain.internal, proxied, proxied.ecs-internal.'],
  ])('refuses %s, and says what there is', (name, message) => {
    expect(messageOf(() => app().resolves(name))).toContain(message);
  });
});

describe('hasNoFindings', () => {
  /** Two stacks without our constructs, the second of which has a name twice. */
  const app = () => {
    const root = new App();
    const right = new Stack(root, 'Right');
    new HttpNamespace(right, 'Namespace', { name: 'right' });
    const wrong = new Stack(root, 'Wrong');
    const { namespaceId } = new HttpNamespace(wrong, 'Namespace', { name: 'wrong' });
    ['One', 'Two'].forEach((id) => new CfnService(wrong, id, { name: 'same', namespaceId }));
    return { root, right, wrong };
  };

  test('passes where nothing is wrong in the stack', () => {
    expect(() => DiscoveryAssertions.fromStack(app().right).hasNoFindings()).not.toThrow();
  });

  test.each([
    ['in the stack', ({ wrong }: ReturnType<typeof app>) => DiscoveryAssertions.fromStack(wrong)],
    ['in the app', ({ root }: ReturnType<typeof app>) => DiscoveryAssertions.fromApp(root)],
  ])('lists what is wrong %s', (_, assertionsOf) => {
    expect(messageOf(() => assertionsOf(app()).hasNoFindings())).toMatch(new RegExp('^The templates are to have no findings:\n\n== Wrong\n\n'
      + 'error \\[discovery-name-twice\\] Wrong/Two \\(Two\\) at Properties/Name\n {2}One \\("same"\\) and Two \\("same"\\) would have one name in one namespace.*\n\n1 error, 0 warnings, 0 acknowledged', 's'));
  });

  test.each([
    ['the app', ({ root }: ReturnType<typeof app>) => root],
    ['the stack', ({ wrong }: ReturnType<typeof app>) => wrong],
  ])('passes what was acknowledged on %s', (_, scopeOf) => {
    const made = app();
    Validations.of(scopeOf(made)).acknowledge({ id: 'cdk-discoverable-service::discovery-name-twice', reason: 'One of them goes away.' });
    expect(() => DiscoveryAssertions.fromApp(made.root).hasNoFindings()).not.toThrow();
  });
});

describe('reaches', () => {
  /** Frontend calls backend; nobody calls the others, two of which share a name. */
  const app = () => {
    const shop = new Shop();
    const [frontend, backend] = ['Frontend', 'Backend'].map((id) => shop.service(id));
    frontend.connectTo(backend);
    shop.service('Stock', { serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'stock' }) });
    shop.service('StockOfOthers', { discoveryName: 'stock', cloudMapNamespace: DiscoveryNamespace.privateDns('others') });
    return DiscoveryAssertions.fromApp(shop.app);
  };

  test.each([['frontend', 'backend'], ['frontend.ecs-internal', 'BACKEND.ecs-internal.'], ['Shop/Frontend', 'Shop/Backend'], ['Shop/Frontend/Service/Service', 'backend']])(
    'passes from %s to %s', (from, to) => {
      expect(() => app().reaches(from, to)).not.toThrow();
    });

  test.each([
    ['backend', 'frontend', /^backend does not reach frontend: nothing lets it in on 80 \(Shop\/Frontend\/SecurityGroup\/Resource\)\. frontend is reached by no service\. Is `backend\.connectTo\(frontend\)` missing\?$/],
    ['stock.ecs-internal', 'backend', /^stock.ecs-internal does not reach backend: nothing lets it in on 80 .*\. backend is reached by Frontend\. Is `stock\.connectTo\(backend\)` missing\?$/],
    ['frontend', 'stock', /^"stock" is ambiguous: it means Shop\/Stock\/Service\/Service and Shop\/StockOfOthers\/Service\/Service\. Give one of these paths\.$/],
    ['frontend', 'orders', /^There is no service "orders"\. The services are: Shop\/Frontend\/Service\/Service, frontend, frontend\.ecs-internal; Shop\/Backend.*/],
  ])('refuses a way from %s to %s, and says what there is', (from, to, message) => {
    expect(messageOf(() => app().reaches(from, to))).toMatch(message);
  });

  test('asks for no connection of a service to itself', () => {
    const shop = new Shop();
    shop.service('Frontend');
    expect(messageOf(() => DiscoveryAssertions.fromApp(shop.app).reaches('frontend', 'frontend'))).toBe('frontend does not reach frontend: nothing lets it in on 80 '
      + '(Shop/Frontend/SecurityGroup/Resource). frontend is reached by no service.');
  });

  test('tells the load balancers and HTTP APIs that reach the target', () => {
    const shop = new Shop();
    const [frontend, admin] = ['Frontend', 'Admin'].map((id) => shop.service(id));
    const partners = shop.service('Partners', { dnsRecords: DnsRecords.aAndSrv() });
    frontend.exposeVia(Exposure.publicAlb({ port: 80 }));
    frontend.exposeVia(Exposure.internalNlb({ port: 8080 }));
    partners.exposeVia(Exposure.httpApi());
    admin.connectTo(frontend);
    const assertions = DiscoveryAssertions.fromApp(shop.app);

    expect(messageOf(() => assertions.reaches('partners', 'frontend'))).toBe('partners does not reach frontend: nothing lets it in on 80 '
      + '(Shop/Frontend/SecurityGroup/Resource). frontend is reached by Admin; by the load balancer Shop/Frontend/InternalNlb on port 8080; '
      + 'by the load balancer Shop/Frontend/PublicAlb on port 80. Is `partners.connectTo(frontend)` missing?');
    expect(messageOf(() => assertions.reaches('admin', 'partners'))).toBe('admin does not reach partners: nothing lets it in on 80 '
      + '(Shop/Partners/SecurityGroup/Resource). partners is reached by no service; by the HTTP API Shop/Partners/HttpApi/Api. Is `admin.connectTo(partners)` missing?');
  });
});
