import { CfnParameter } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Exposure, IDiscoverable } from '../../src';
import { Capacity, ConnectVia, ConnectionSide, Route53Check } from '../../src';
import { Shop, messageOf } from '../testing/shop';
import { anything, fixes, got, tailOf } from '../testing/wrong-values';

describe('a verb is told of what it was called with', () => {
  const backend = () => new Shop().service('Backend');

  test.each([undefined, 'Backend'])('connectTo(%p)', (target) => {
    expect(messageOf(() => backend().connectTo(target as unknown as IDiscoverable))).toBe(`Shop/Backend.connectTo(): 1 problem

[wrong-value] target is ${target === undefined ? 'missing' : '"Backend"'}, and takes a DiscoverableService, a ServiceRegistration, a RegisteredEndpoint, \
or what DiscoverableService.fromAttributes() returns.${tailOf('Write `frontend.connectTo(backend)`.')}`);
  });

  const connecting = (options: unknown) => {
    const shop = new Shop();
    const [frontend, target] = [shop.service('Frontend'), shop.service('Backend')];
    return messageOf(() => frontend.connectTo(target, anything(options)));
  };
  const lettingIn = (options: unknown) => messageOf(() => {
    const shop = new Shop();
    shop.service('Backend').allowFrom(new SecurityGroup(shop.stack, 'Client', { vpc: shop.vpc }), anything(options));
  });

  test('connectTo() with a port in place of options, which would be lost', () => {
    expect(connecting(8080)).toBe(`Shop/Frontend.connectTo(): 1 problem

[wrong-value] options is 8080, and takes an object with options.${tailOf('Write `frontend.connectTo(backend, { port: 8080 })`.')}`);
  });

  test.each([['8080', '"8080"'], [null, 'null'], [[8080], '[8080]'], [Port.tcp(8080), 'a port'], [Port.allTcp(), 'a port'], [Capacity.fargate(), 'an object']])('connectTo() and allowFrom() with %p in place of options', (options, text) => {
    expect(got(connecting(options))).toEqual([`options is ${text}, and takes an object with options.`]);
    expect(got(lettingIn(options))).toEqual([`options is ${text}, and takes an object with options.`]);
    expect(fixes(lettingIn(options))).toEqual(['Write `service.allowFrom(client, { port: 8080 })`.']);
  });

  test('connectTo() of all options that are of another type at once, and what to write', () => {
    const message = connecting({ port: '80', prefix: 1, scheme: true, startOrder: 'false', via: 'service-connect', securityGroupRuleIn: 'Backend' });
    expect(got(message)).toEqual([
      'port is "80", and takes a number.',
      'prefix is 1, and takes a text.',
      'scheme is true, and takes a text.',
      'startOrder is "false", and takes true or false.',
      'via is "service-connect", and takes ConnectVia.DNS or SERVICE_CONNECT.',
      'securityGroupRuleIn is "Backend", and takes ConnectionSide.CALLER or TARGET.',
    ]);
    expect(fixes(message)).toEqual(['port: 80', 'prefix: \'BACKEND\'', 'scheme: \'http\'', 'startOrder: false', 'via: ConnectVia.SERVICE_CONNECT',
      'securityGroupRuleIn: ConnectionSide.CALLER'].map((written) => `Write \`${written}\`.`));
  });

  test('allowFrom() of a port that is a text', () => {
    expect(got(lettingIn({ port: '80' }))).toEqual(['port is "80", and takes a number.']);
  });

  test('connectTo() and allowFrom() take tokens, and what is right', () => {
    const shop = new Shop();
    const [frontend, target] = [shop.service('Frontend'), shop.service('Backend')];
    const scheme = new CfnParameter(shop.stack, 'Scheme').valueAsString;
    const options = { port: 80, scheme, startOrder: false, via: ConnectVia.DNS, securityGroupRuleIn: ConnectionSide.TARGET };
    expect(() => frontend.connectTo(target, options)).not.toThrow();
    expect(() => target.allowFrom(new SecurityGroup(shop.stack, 'Client', { vpc: shop.vpc }), {})).not.toThrow();
  });

  test('addRoute53HealthCheck() and monitor() with a value in place of options', () => {
    const addCheck = () => backend().addRoute53HealthCheck(Route53Check.reportingTasks(), anything('Second'));
    expect([got(messageOf(addCheck)), fixes(messageOf(addCheck))].flat())
      .toEqual(['options is "Second", and takes an object with options.', 'Write `service.addRoute53HealthCheck(Route53Check.runningTasks(), { id: \'Second\' })`.']);
    const monitor = () => backend().monitor(anything(2));
    expect([got(messageOf(monitor)), fixes(messageOf(monitor))].flat())
      .toEqual(['options is 2, and takes an object with options.', 'Write `service.monitor({ minHealthyTasks: 2 })`.']);
  });

  test('exposeVia() and rollBackOn()', () => {
    expect(got(messageOf(() => backend().exposeVia(undefined as unknown as Exposure))))
      .toEqual(['exposure is missing, and takes Exposure.publicAlb(), internalAlb(), publicNlb(), internalNlb(), existingListener(), existingNlb() or httpApi().']);
    expect(got(messageOf(() => backend().rollBackOn('Errors' as unknown as IAlarm)))).toEqual(['alarm is "Errors", and takes a CloudWatch alarm.']);
  });
});
