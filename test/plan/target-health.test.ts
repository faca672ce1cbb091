import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import type { HealthCheck } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HealthProbe } from '../../src';
import type { TargetKind } from '../../src/plan/target-health';
import { probeFromOutside, targetHealth } from '../../src/plan/target-health';

/** A health check with its times as seconds. */
function checkOf(kind: TargetKind, probe?: HealthProbe, given?: HealthCheck): Record<string, unknown> {
  const { interval, timeout, ...check } = targetHealth(kind, probe?._probe, given);
  return { ...check, interval: interval?.toSeconds(), timeout: timeout?.toSeconds() };
}

const TIMES = { interval: 10, timeout: 5, healthyThresholdCount: 2, unhealthyThresholdCount: 3 };

test.each<[string, TargetKind, HealthProbe | undefined, Record<string, unknown>]>([
  ['an HTTP probe by its path', 'HTTP', HealthProbe.http({ path: '/ready' }), { ...TIMES, path: '/ready', healthyHttpCodes: '200-299' }],
  ['an HTTP probe by its path on a port of its own', 'HTTP', HealthProbe.http({ port: 9000 }), { ...TIMES, path: '/', port: '9000', healthyHttpCodes: '200-299' }],
  ['a TCP probe by any answer that is no error of the server', 'HTTP', HealthProbe.tcp(), { ...TIMES, path: '/', healthyHttpCodes: '200-499' }],
  ['a command by any answer that is no error of the server', 'HTTP', HealthProbe.command(['CMD', 'ok']), { ...TIMES, path: '/', healthyHttpCodes: '200-499' }],
  ['no probe by any answer that is no error of the server', 'HTTP', undefined, { ...TIMES, path: '/', healthyHttpCodes: '200-499' }],
  ['gRPC by any answer of gRPC', 'GRPC', HealthProbe.http({ path: '/ready' }), { ...TIMES, path: '/AWS.ALB/healthcheck', healthyGrpcCodes: '0-99' }],
  ['an HTTP probe behind a Network Load Balancer by its path', 'TCP', HealthProbe.http({ path: '/ready' }), { ...TIMES, protocol: 'HTTP', path: '/ready' }],
  ['a TCP probe behind a Network Load Balancer by a connection', 'TCP', HealthProbe.tcp(), { ...TIMES, protocol: 'TCP' }],
  ['no probe behind a Network Load Balancer by a connection', 'TCP', undefined, { ...TIMES, protocol: 'TCP' }],
])('a load balancer asks for the health of %s', (_what, kind, probe, expected) => {
  expect(checkOf(kind, probe)).toEqual(expected);
});

test.each<[Parameters<typeof HealthProbe.http>[0], Record<string, number>]>([
  [{ interval: Duration.seconds(20), timeout: Duration.seconds(10), retries: 4 }, { interval: 20, timeout: 10, unhealthyThresholdCount: 4 }],
  [{ interval: Duration.seconds(5), timeout: Duration.seconds(5), retries: 1 }, { interval: 5, timeout: 4, unhealthyThresholdCount: 2 }],
  [{ interval: Duration.seconds(300), timeout: Duration.seconds(60), retries: 10 }, { interval: 300, timeout: 60, unhealthyThresholdCount: 10 }],
])('times and tries are those of the probe, as far as a load balancer takes them (%#)', (options, expected) => {
  expect(checkOf('HTTP', HealthProbe.http(options))).toMatchObject(expected);
});

test('what the user says comes first, and the rest stays', () => {
  expect(checkOf('HTTP', HealthProbe.http({ path: '/ready' }), { path: '/live', healthyThresholdCount: 5 }))
    .toEqual({ ...TIMES, path: '/live', healthyHttpCodes: '200-299', healthyThresholdCount: 5 });
});

test('numbers that are known at deployment only are not what a load balancer goes by: the CDK compares them', () => {
  const number = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;
  const late = HealthProbe.http({ interval: Duration.seconds(number), timeout: Duration.seconds(number), retries: number });
  expect(checkOf('HTTP', late)).toMatchObject(TIMES);
  expect(checkOf('HTTP', late, { timeout: Duration.seconds(20) })).toMatchObject({ interval: 21, timeout: 20 });
});

test.each<[TargetKind, HealthCheck, Record<string, unknown>]>([
  ['TCP', { protocol: Protocol.TCP }, { protocol: 'TCP' }],
  ['TCP', { protocol: Protocol.HTTPS }, { protocol: 'HTTPS', path: '/ready' }],
  ['TCP', { path: '/live' }, { protocol: 'HTTP', path: '/live' }],
  ['HTTP', { healthyHttpCodes: '200' }, { path: '/ready', healthyHttpCodes: '200' }],
  ['GRPC', { healthyGrpcCodes: '12' }, { path: '/AWS.ALB/healthcheck', healthyGrpcCodes: '12' }],
])('of a probe by HTTP is left what goes with what the user says (%s, %j)', (kind, given, expected) => {
  expect(checkOf(kind, HealthProbe.http({ path: '/ready' }), given)).toEqual({ ...TIMES, ...expected });
});

test('a path makes a Network Load Balancer ask by HTTP', () => {
  expect(checkOf('TCP', undefined, { path: '/live' })).toEqual({ ...TIMES, protocol: 'HTTP', path: '/live' });
});

test.each<[Parameters<typeof HealthProbe.http>[0], HealthCheck, number[]]>([
  [{ interval: Duration.seconds(60), timeout: Duration.seconds(30) }, { interval: Duration.seconds(5) }, [5, 4]],
  [{ interval: Duration.seconds(60), timeout: Duration.seconds(30) }, { timeout: Duration.seconds(3) }, [60, 3]],
  [{}, { timeout: Duration.seconds(119) }, [120, 119]],
])('an interval is longer than its timeout, whichever of the two was given (%#)', (options, given, times) => {
  const { interval, timeout } = checkOf('HTTP', HealthProbe.http(options), given);
  expect([interval, timeout]).toEqual(times);
});

describe('a probe from outside', () => {
  const place = (calledPort: number, reached: (port: number) => number | undefined = (port) => port) => ({ calledPort, mainPort: 80, reached });
  const [main, other] = [undefined, 9000].map((port) => HealthProbe.http({ port, path: '/ready' })._probe);

  test('asks the called port by no number: what was registered is asked', () => {
    expect(probeFromOutside(main, place(80))).toEqual({ ...main, port: undefined });
    expect(probeFromOutside(other, place(9000))).toEqual({ ...other, port: undefined });
  });

  test('asks another port where it is reached', () => {
    expect(probeFromOutside(other, place(80))).toEqual(other);
    expect(probeFromOutside(main, place(9000))).toEqual({ ...main, port: 80 });
    expect(probeFromOutside(main, place(9000, () => 8081))).toEqual({ ...main, port: 8081 });
  });

  test('is no request where the port is not reached, and keeps its times', () => {
    const seen = probeFromOutside(HealthProbe.http({ port: 9000, interval: Duration.seconds(20) })._probe, place(80, () => undefined));
    expect(seen).toMatchObject({ kind: 'tcp', intervalSeconds: 20 });
  });

  test('that is no HTTP request, or none, is left as it is', () => {
    const tcp = HealthProbe.tcp()._probe;
    expect(probeFromOutside(tcp, place(9000))).toBe(tcp);
    expect(probeFromOutside(undefined, place(9000))).toBeUndefined();
  });
});
