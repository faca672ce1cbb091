import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import type { HealthCheck } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HealthProbe } from '../../src';
import type { TargetKind } from '../../src/plan/target-health';
import { targetHealth } from '../../src/plan/target-health';

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

test('times that are known at deployment only are passed on', () => {
  const stack = new Stack();
  const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
  const { interval, timeout, unhealthyThresholdCount } = targetHealth(
    'HTTP', HealthProbe.http({ interval: Duration.seconds(number), timeout: Duration.seconds(number), retries: number })._probe);
  expect(stack.resolve([interval?.toSeconds(), timeout?.toSeconds(), unhealthyThresholdCount])).toEqual([{ Ref: 'Number' }, { Ref: 'Number' }, { Ref: 'Number' }]);
});
