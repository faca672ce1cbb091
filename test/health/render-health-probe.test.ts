import { App, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { HealthProbe } from '../../src/health/health-probe';
import { httpProbeCommand, tcpProbeCommand } from '../../src/health/probe-commands';
import { renderHealthProbe } from '../../src/health/render-health-probe';

/** The health check of a container as it stands in the template. */
function synthesized(probe: HealthProbe, servicePort?: number): unknown {
  const stack = new Stack(new App(), 'Stack');
  new ecs.FargateTaskDefinition(stack, 'Task').addContainer('App', {
    image: ecs.ContainerImage.fromRegistry('image'),
    healthCheck: renderHealthProbe(probe, servicePort),
  });
  const [task] = Object.values(Template.fromStack(stack).findResources('AWS::ECS::TaskDefinition'));
  return task.Properties.ContainerDefinitions[0].HealthCheck;
}

const times = { Interval: 10, Timeout: 5, Retries: 3 };
const asked = (port: number, timeout = 5) => ({ port: String(port), timeoutSeconds: String(timeout) });
const command = ['CMD', '/bin/check'];

test.each<[string, HealthProbe, unknown]>([
  ['http()', HealthProbe.http(), { Command: ['CMD-SHELL', httpProbeCommand(asked(80), '/')], ...times }],
  ['http with a path', HealthProbe.http({ path: '/ready?deep=1' }),
    { Command: ['CMD-SHELL', httpProbeCommand(asked(80), '/ready?deep=1')], ...times }],
  ['http with a port', HealthProbe.http({ port: 9000 }), { Command: ['CMD-SHELL', httpProbeCommand(asked(9000), '/')], ...times }],
  ['tcp()', HealthProbe.tcp(), { Command: ['CMD-SHELL', tcpProbeCommand(asked(80))], ...times }],
  ['tcp with a port', HealthProbe.tcp({ port: 9000 }), { Command: ['CMD-SHELL', tcpProbeCommand(asked(9000))], ...times }],
  ['command()', HealthProbe.command(command), { Command: command, ...times }],
  ['an interval', HealthProbe.command(command, { interval: Duration.minutes(1) }), { Command: command, ...times, Interval: 60 }],
  ['a timeout', HealthProbe.command(command, { timeout: Duration.seconds(7) }), { Command: command, ...times, Timeout: 7 }],
  ['a timeout, passed on to the tools', HealthProbe.tcp({ timeout: Duration.seconds(7) }),
    { Command: ['CMD-SHELL', tcpProbeCommand(asked(80, 7))], ...times, Timeout: 7 }],
  ['retries', HealthProbe.command(command, { retries: 5 }), { Command: command, ...times, Retries: 5 }],
  ['a start period', HealthProbe.command(command, { startPeriod: Duration.seconds(45) }), { Command: command, ...times, StartPeriod: 45 }],
  ['a start period of nothing', HealthProbe.command(command, { startPeriod: Duration.seconds(0) }),
    { Command: command, ...times, StartPeriod: 0 }],
])('%s stands in the template', (_name, probe, expected) => {
  expect(synthesized(probe, 80)).toEqual(expected);
});

test('a probe with a port of its own, or without any, needs no port of the service', () => {
  expect(synthesized(HealthProbe.http({ port: 80 }))).toEqual(synthesized(HealthProbe.http(), 80));
  expect(synthesized(HealthProbe.command(command))).toEqual({ Command: command, ...times });
});

test('a probe without any port names the rule that has to refuse it before', () => {
  expect(() => renderHealthProbe(HealthProbe.tcp())).toThrow('probe-without-port');
});

test('a port and a path that are known at deployment only are resolved inside the command', () => {
  const port = Token.asNumber({ Ref: 'Port' });
  const path = Token.asString({ Ref: 'Path' });
  const { Command: [form, text] } = synthesized(HealthProbe.http({ path }), port) as { Command: [string, { 'Fn::Join': [string, unknown[]] }] };

  expect(form).toBe('CMD-SHELL');
  const parts = text['Fn::Join'][1];
  const resolved = parts.map((part) => typeof part === 'string' ? part : { Port: '8080', Path: '/ready' }[(part as { Ref: 'Port' | 'Path' }).Ref]);
  expect(resolved.join('')).toBe(httpProbeCommand(asked(8080), '/ready'));
});

test('retries that are known at deployment only stand in the template', () => {
  const probe = HealthProbe.command(command, { retries: Lazy.number({ produce: () => 4 }) });

  expect(synthesized(probe)).toEqual({ Command: command, ...times, Retries: 4 });
});

test('aws-cdk-lib refuses a duration that is known at deployment only, as the options say', () => {
  const probe = HealthProbe.command(command, { interval: Duration.seconds(Lazy.number({ produce: () => 20 })) });

  expect(() => synthesized(probe)).toThrow('Interval must be between 5 seconds and 300 seconds.');
});
