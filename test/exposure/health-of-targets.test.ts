import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Capacity, Exposure, HealthProbe } from '../../src';
import type { DiscoverableServiceProps } from '../../src';
import { addInstances } from '../capacity/instances';
import { resourcesOf, rulesOf, templateOf } from '../connect/reading';
import { Shop } from '../testing/shop';

/** What a load balancer asks tasks for, and what is let in for it. */
function healthOf(exposure: Exposure, props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) {
  const backend = shop.service('Backend', { additionalPorts: [9090], ...props });
  backend.exposeVia(exposure);
  addInstances(shop.cluster);
  const template = templateOf(shop);
  const [[, { Properties = {} }]] = resourcesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup');
  const { HealthCheckPort: port, HealthCheckPath: path, HealthCheckProtocol: protocol, Matcher: matcher } = Properties;
  return {
    asked: { port, path, protocol, codes: (matcher as { HttpCode?: string } | undefined)?.HttpCode },
    times: [Properties.HealthCheckIntervalSeconds, Properties.HealthCheckTimeoutSeconds],
    opened: rulesOf(template).filter((rule) => rule.startsWith('in:')).map((rule) => rule.split(' tcp ')[1]),
  };
}

const READY = { healthProbe: HealthProbe.http({ path: '/ready' }) };
const PROBED = { path: '/ready', codes: '200-299' };
const UNPROBED = { path: '/', codes: '200-499' };

describe('a probe asks one port, and a load balancer may call another one: health is asked for where the probe asks', () => {
  test.each<[string, Exposure, Partial<DiscoverableServiceProps>, object, string[]]>([
    ['the called port', Exposure.internalAlb(), READY, PROBED, ['80-80']],
    ['the main port, where another one is called', Exposure.internalAlb({ servicePort: 9090 }), READY, { ...PROBED, port: '80' }, ['80-80', '9090-9090']],
    ['the called port, where the probe asks it too', Exposure.internalAlb({ servicePort: 9090 }),
      { healthProbe: HealthProbe.http({ port: 9090, path: '/ready' }) }, PROBED, ['9090-9090']],
    ['the main port by HTTP, where the called one speaks anything', Exposure.internalNlb({ servicePort: 9090 }), READY,
      { port: '80', path: '/ready', protocol: 'HTTP' }, ['80-80', '9090-9090']],
    ['another port of instances in host mode', Exposure.internalAlb(), { capacity: Capacity.ec2Host(), healthProbe: HealthProbe.http({ port: 9090, path: '/ready' }) },
      { ...PROBED, port: '9090' }, ['80-80', '9090-9090']],
    ['the called port of instances, whatever Docker made of it', Exposure.internalAlb(), { capacity: Capacity.ec2Bridge(), ...READY }, PROBED, ['32768-65535']],
    ['the fixed port of instances that the main port became', Exposure.internalAlb({ servicePort: 9090 }), { capacity: Capacity.ec2Bridge({ hostPort: 8081 }), ...READY },
      { ...PROBED, port: '8081' }, ['32768-65535', '8081-8081']],
  ])('%s', (_what, exposure, props, asked, opened) => {
    const health = healthOf(exposure, props);
    expect(health.asked).toEqual({ port: undefined, protocol: undefined, codes: undefined, ...asked });
    expect(health.opened).toEqual(opened);
  });

  test.each([Exposure.internalAlb({ servicePort: 9090 }), Exposure.internalAlb({ servicePort: 9090, healthCheck: { healthyThresholdCount: 3 } })])(
    'by any answer on the called port, where nobody knows which port Docker chose for the other one (%#)', (exposure) => {
      const { asked, opened } = healthOf(exposure, { capacity: Capacity.ec2Bridge(), ...READY });
      expect(asked).toEqual({ port: undefined, protocol: undefined, ...UNPROBED });
      expect(opened).toEqual(['32768-65535']);
    });

  test('also on a port that is known at deployment only', () => {
    const shop = new Shop();
    const port = new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;
    const backend = shop.service('Backend', { healthProbe: HealthProbe.http({ port, path: '/ready' }) });
    backend.exposeVia(Exposure.internalAlb());
    const template = templateOf(shop);
    expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup')[0][1].Properties).toMatchObject({ HealthCheckPort: { Ref: 'Port' } });
    expect(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress').map(([, { Properties }]) => [Properties?.FromPort, Properties?.ToPort]))
      .toEqual(expect.arrayContaining([[80, 80], [{ Ref: 'Port' }, { Ref: 'Port' }]]));
  });
});

describe('what the user says of health', () => {
  test('opens the port that it names, and none for the port of the traffic', () => {
    expect(healthOf(Exposure.internalAlb({ healthCheck: { port: '9000' } })).opened).toEqual(['80-80', '9000-9000']);
    expect(healthOf(Exposure.internalAlb({ healthCheck: { port: 'traffic-port' } })).opened).toEqual(['80-80']);
    expect(healthOf(Exposure.internalAlb({ healthCheck: { port: '80' } })).opened).toEqual(['80-80']);
  });

  test('makes a Network Load Balancer ask by TCP in spite of a probe by HTTP, and by HTTP where there is a path', () => {
    expect(healthOf(Exposure.internalNlb({ healthCheck: { protocol: Protocol.TCP } }), READY).asked)
      .toEqual({ protocol: 'TCP', path: undefined, port: undefined, codes: undefined });
    expect(healthOf(Exposure.internalNlb({ healthCheck: { path: '/live' } })).asked)
      .toEqual({ protocol: 'HTTP', path: '/live', port: undefined, codes: undefined });
  });

  test('of one time moves the other one out of its way: the interval is longer than the timeout', () => {
    const slow = { healthProbe: HealthProbe.http({ interval: Duration.seconds(60), timeout: Duration.seconds(30) }) };
    expect(healthOf(Exposure.internalAlb({ healthCheck: { interval: Duration.seconds(10) } }), slow).times).toEqual([10, 9]);
    expect(healthOf(Exposure.internalAlb({ healthCheck: { timeout: Duration.seconds(20) } })).times).toEqual([21, 20]);
    const both = { interval: Duration.seconds(120), timeout: Duration.seconds(100) };
    expect(healthOf(Exposure.internalAlb({ healthCheck: both })).times).toEqual([120, 100]);
  });
});

test.each([Exposure.internalAlb(), Exposure.internalNlb()])('a number of tries that is known at deployment only is not what a load balancer goes by: the CDK compares it (%#)', (exposure) => {
  const shop = new Shop();
  const retries = new CfnParameter(shop.stack, 'Tries', { type: 'Number' }).valueAsNumber;
  shop.service('Backend', { healthProbe: HealthProbe.tcp({ retries }) }).exposeVia(exposure);
  expect(resourcesOf(templateOf(shop), 'AWS::ElasticLoadBalancingV2::TargetGroup')[0][1].Properties).toMatchObject({ UnhealthyThresholdCount: 3 });
});
