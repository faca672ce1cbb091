import { Duration, Lazy, Token } from 'aws-cdk-lib';
import { HealthProbe } from '../../src/health/health-probe';
import { healthProbeRules } from '../../src/health/health-probe-rules';

const LINK = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html';
const command = ['CMD', '/bin/check'];
const { seconds, millis } = Duration;

const INTERVAL = `
  why: ECS takes an interval in whole seconds, from 5 to 300, and refuses any other task definition.
  fix: Give an interval such as Duration.seconds(10).
  see: ${LINK}`;
const TIMEOUT = `
  why: ECS takes a timeout in whole seconds, from 2 to 60, and refuses any other task definition.
  fix: Give a timeout such as Duration.seconds(5).
  see: ${LINK}`;
const BEYOND = `
  why: aws-cdk-lib refuses a container whose health check has a timeout longer than its interval. Amazon ECS documents no such limit.
  fix: Give a longer interval or a shorter timeout.
  see: https://github.com/aws/aws-cdk/blob/v2.258.1/packages/aws-cdk-lib/aws-ecs/lib/container-definition.ts`;
const RETRIES = `
  why: ECS takes a whole number of retries, from 1 to 10, and refuses any other task definition.
  fix: Give a number of retries such as 3.
  see: ${LINK}`;
const START_PERIOD = `
  why: ECS takes a start period in whole seconds, from 0 to 300, and refuses any other task definition.
  fix: Give a start period such as Duration.seconds(60). A service that needs more than 300 seconds gets more time by a longer interval or by more retries.
  see: ${LINK}`;
const PATH = `
  why: The path is asked for over HTTP by a shell command. A character that a URL does not allow, or a quote or a dollar sign, breaks the command, so that every check fails and ECS replaces healthy tasks without end.
  fix: Begin the path with "/". Percent-encode everything but letters, digits and / . _ ~ - ? & = : @ + , ; ! * ( ), so a space is %20, a single quote %27, a dollar sign %24.
  see: ${LINK}`;
const PORT = `
  why: No server listens on such a port, so that every check fails and ECS replaces the tasks without end.
  fix: Give a whole number from 1 to 65535, or leave the port out to ask the port of the service.
  see: ${LINK}`;
const COMMAND = `
  why: ECS takes two forms. After CMD come a program and its arguments, run without a shell. After CMD-SHELL comes one string, run by /bin/sh: of several strings, the shell runs only the first.
  fix: Write ['CMD', '/bin/check', '--fast'] or ['CMD-SHELL', 'test -f /tmp/ready'].
  see: ${LINK}`;

function messageOf(make: () => HealthProbe): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

test.each<[string, () => HealthProbe, string]>([
  ['health-probe-interval', () => HealthProbe.http({ interval: seconds(301) }),
    `HealthProbe.http(): 1 problem\n\n[health-probe-interval] interval is 301 seconds.${INTERVAL}\n`],
  ['health-probe-timeout', () => HealthProbe.tcp({ timeout: seconds(1) }),
    `HealthProbe.tcp(): 1 problem\n\n[health-probe-timeout] timeout is 1 second.${TIMEOUT}\n`],
  ['health-probe-timeout-beyond-interval', () => HealthProbe.http({ timeout: seconds(11) }),
    `HealthProbe.http(): 1 problem\n\n[health-probe-timeout-beyond-interval] timeout is 11 seconds, interval is 10 seconds (default).${BEYOND}\n`],
  ['health-probe-retries', () => HealthProbe.tcp({ retries: 0 }),
    `HealthProbe.tcp(): 1 problem\n\n[health-probe-retries] retries is 0.${RETRIES}\n`],
  ['health-probe-start-period', () => HealthProbe.command(command, { startPeriod: seconds(301) }),
    `HealthProbe.command(): 1 problem\n\n[health-probe-start-period] startPeriod is 301 seconds.${START_PERIOD}\n`],
  ['health-probe-path', () => HealthProbe.http({ path: '/a b' }),
    `HealthProbe.http(): 1 problem\n\n[health-probe-path] path is "/a b".${PATH}\n`],
  ['health-probe-port', () => HealthProbe.http({ port: 65536 }),
    `HealthProbe.http(): 1 problem\n\n[health-probe-port] port is 65536.${PORT}\n`],
  ['health-probe-command', () => HealthProbe.command([]),
    `HealthProbe.command(): 1 problem\n\n[health-probe-command] command is []: it is empty.${COMMAND}\n`],
])('%s: a broken case gets the whole story', (_id, make, message) => {
  expect(messageOf(make)).toBe(message);
});

test.each<[string, string]>([['health', '/health'], ['', '/'], ['ready?full=1', '/ready?full=1']])('of the path "%s" a slash is told, and nothing of quotes', (path, right) => {
  expect(messageOf(() => HealthProbe.http({ path }))).toBe(`HealthProbe.http(): 1 problem

[health-probe-path] path is "${path}".
  why: An HTTP request asks for a path that begins with "/".
  fix: Write \`path: '${right}'\`.
  see: ${LINK}
`);
});

test('a path that lacks more than a slash is told of all that a path may hold', () => {
  expect(messageOf(() => HealthProbe.http({ path: 'a b' }))).toBe(`HealthProbe.http(): 1 problem\n\n[health-probe-path] path is "a b".${PATH}\n`);
  expect(messageOf(() => HealthProbe.http({ path: 'http://web/health' }))).toBe(`HealthProbe.http(): 1 problem\n\n[health-probe-path] path is "http://web/health".${PATH}\n`);
});

test.each<[string, () => HealthProbe, string]>([
  ['timeout', () => HealthProbe.http({ interval: seconds(1) }),
    `HealthProbe.http(): 2 problems\n\n[health-probe-interval] interval is 1 second.${INTERVAL}

[health-probe-timeout-beyond-interval] timeout is 5 seconds (default), interval is 1 second.${BEYOND}\n`],
  ['nothing', () => HealthProbe.tcp({ interval: seconds(5), timeout: seconds(6) }),
    `HealthProbe.tcp(): 1 problem\n\n[health-probe-timeout-beyond-interval] timeout is 6 seconds, interval is 5 seconds.${BEYOND}\n`],
])('of times that do not go together, %s is called a default', (_what, make, message) => {
  expect(messageOf(make)).toBe(message);
});

test.each<[string, () => HealthProbe, string]>([
  ['an interval too short', () => HealthProbe.http({ interval: seconds(4), timeout: seconds(2) }), 'interval is 4 seconds.'],
  ['an interval with a fraction', () => HealthProbe.http({ interval: millis(7500) }), 'interval is 7.5 seconds.'],
  ['a timeout too long', () => HealthProbe.http({ timeout: seconds(61), interval: seconds(61) }), 'timeout is 61 seconds.'],
  ['a timeout with a fraction', () => HealthProbe.http({ timeout: millis(2500) }), 'timeout is 2.5 seconds.'],
  ['too many retries', () => HealthProbe.http({ retries: 11 }), 'retries is 11.'],
  ['retries with a fraction', () => HealthProbe.http({ retries: 1.5 }), 'retries is 1.5.'],
  ['a start period with a fraction', () => HealthProbe.http({ startPeriod: millis(1) }), 'startPeriod is 0.001 seconds.'],
  ['port 0', () => HealthProbe.tcp({ port: 0 }), 'port is 0.'],
  ['a port with a fraction', () => HealthProbe.http({ port: 80.5 }), 'port is 80.5.'],
  ['an empty path', () => HealthProbe.http({ path: '' }), 'path is "".'],
  ...[' ', '\n', "'", '"', '$', '`', '\\', '#', '<', '{', '[', '|', '^', '%', '%2', '%zz', 'é'].map((bad): [string, () => HealthProbe, string] =>
    [`a path with ${JSON.stringify(bad)}`, () => HealthProbe.http({ path: `/a${bad}` }), `path is ${JSON.stringify(`/a${bad}`)}.`]),
  ['command NONE', () => HealthProbe.command(['NONE']),
    'command is ["NONE"]: that is no check. To have none, leave healthProbe out.'],
  ['a bare program', () => HealthProbe.command(['/bin/check']), 'command is ["/bin/check"]: the first string is neither CMD nor CMD-SHELL.'],
  ['CMD without a program', () => HealthProbe.command(['CMD']), 'command is ["CMD"]: nothing to run follows CMD.'],
  ['CMD with a blank program', () => HealthProbe.command(['CMD', '']), 'command is ["CMD",""]: nothing to run follows CMD.'],
  ['CMD-SHELL without a string', () => HealthProbe.command(['CMD-SHELL']), 'command is ["CMD-SHELL"]: nothing to run follows CMD-SHELL.'],
  ['CMD-SHELL with a blank string', () => HealthProbe.command(['CMD-SHELL', ' ']),
    'command is ["CMD-SHELL"," "]: nothing to run follows CMD-SHELL.'],
  ['CMD-SHELL with two strings', () => HealthProbe.command(['CMD-SHELL', 'test', '-f']),
    'command is ["CMD-SHELL","test","-f"]: CMD-SHELL is followed by 2 strings.'],
])('%s is refused', (_name, make, got) => {
  const message = messageOf(make);

  expect(message).toContain('1 problem\n');
  expect(message).toContain(`] ${got}\n`);
});

test.each<[string, () => HealthProbe]>([
  ['the shortest times', () => HealthProbe.http({ interval: seconds(5), timeout: seconds(2), retries: 1, startPeriod: seconds(0) })],
  ['the longest times', () => HealthProbe.http({ interval: seconds(300), timeout: seconds(60), retries: 10, startPeriod: seconds(300) })],
  ['whole seconds in another unit', () => HealthProbe.http({ interval: millis(7000), startPeriod: Duration.minutes(5) })],
  ['a timeout as long as the interval', () => HealthProbe.http({ interval: seconds(5), timeout: seconds(5) })],
  ['the first and the last port', () => [HealthProbe.http({ port: 1 }), HealthProbe.tcp({ port: 65535 })][0]],
  ['a path of every allowed character', () => HealthProbe.http({ path: '/~a.B-c_9/%20%C3%a9/(e)*!;,+:@=&?q=1&r=/?' })],
  ['a program with arguments', () => HealthProbe.command(['CMD', '/bin/check', '--fast', ''])],
  ['a string for the shell', () => HealthProbe.command(['CMD-SHELL', "test -f '/tmp/$NAME' || exit 1"])],
])('%s: whole', (_name, make) => {
  expect(messageOf(make)).toBe('no error');
});

const tokenDuration = seconds(Lazy.number({ produce: () => 1 }));

test.each<[string, () => HealthProbe]>([
  ['health-probe-interval', () => HealthProbe.http({ interval: tokenDuration })],
  ['health-probe-timeout', () => HealthProbe.http({ timeout: tokenDuration })],
  ['health-probe-timeout-beyond-interval', () => HealthProbe.http({ interval: tokenDuration, timeout: seconds(60) })],
  ['health-probe-retries', () => HealthProbe.http({ retries: Token.asNumber({ Ref: 'Retries' }) })],
  ['health-probe-start-period', () => HealthProbe.http({ startPeriod: tokenDuration })],
  ['health-probe-path', () => HealthProbe.http({ path: Token.asString({ Ref: 'Path' }) })],
  ['health-probe-port, http', () => HealthProbe.http({ port: Token.asNumber({ Ref: 'Port' }) })],
  ['health-probe-port, tcp', () => HealthProbe.tcp({ port: Lazy.number({ produce: () => 0 }) })],
  ['health-probe-command, the array', () => HealthProbe.command(Token.asList({ Ref: 'Command' }))],
  ['health-probe-command, its first string', () => HealthProbe.command([Token.asString({ Ref: 'Form' }), 'a', 'b'])],
  ['health-probe-command, its second string', () => HealthProbe.command(['CMD-SHELL', Token.asString({ Ref: 'Text' })])],
])('%s: a token passes', (_id, make) => {
  expect(messageOf(make)).toBe('no error');
});

test('all broken rules come in one error, in the order of the rules', () => {
  const message = messageOf(() => HealthProbe.http({
    interval: seconds(1), timeout: seconds(90), retries: 99, startPeriod: seconds(999), path: '', port: -1,
  }));

  expect(message).toContain('HealthProbe.http(): 7 problems\n');
  expect([...message.matchAll(/^\[(.*?)\]/gm)].map(([, id]) => id)).toEqual([
    'health-probe-interval', 'health-probe-timeout', 'health-probe-timeout-beyond-interval', 'health-probe-retries',
    'health-probe-start-period', 'health-probe-path', 'health-probe-port',
  ]);
});

test('each rule is an error with an id of its own', () => {
  const ids = healthProbeRules.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(healthProbeRules.map(({ severity }) => severity))).toEqual(new Set(['error']));
});
