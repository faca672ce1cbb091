import type { ProbeSettings } from './probe-settings';
import { known } from '../shared/known';
import type { Rule, SpecialCase } from '../shared/rule';
import { secondsText } from '../shared/seconds-text';

const LINK = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html';

/** A probe as it was asked for. */
export type ProbeFacts = ProbeSettings & {
  /** What was left out. */
  readonly defaults?: ReadonlyArray<'interval' | 'timeout'>;
};

/** RFC 3986, path and query, without `'` and `$`: the probe's path stands inside quotes of four languages. */
const SAFE_PATH = /^\/([A-Za-z0-9/._~?&=:@+,;!*()-]|%[0-9A-Fa-f]{2})*$/;

/** One sentence where a known value is not a whole number within the limits. */
function outside(what: string, value: number | undefined, least: number, most: number, textOf: (value: number) => string = String): string[] {
  const broken = known(value) && !(Number.isInteger(value) && value >= least && value <= most);
  return broken ? [`${what} is ${textOf(value)}.`] : [];
}

/** Where a slash before the path is all that it lacks, that is all there is to tell. */
function pathFaults(path: string): Array<string | SpecialCase> {
  if (SAFE_PATH.test(path)) {
    return [];
  }
  const got = `path is ${JSON.stringify(path)}.`;
  return [SAFE_PATH.test(`/${path}`) && !path.includes('://') ? { got, why: 'An HTTP request asks for a path that begins with "/".', fix: `Write \`path: '/${path}'\`.` } : got];
}

function brokenCommand(command: readonly string[]): string[] {
  if (!known(command) || !known(command[0] ?? '')) {
    return [];
  }
  const [form, ...rest] = command;
  const got = `command is ${JSON.stringify(command)}`;
  if (form === undefined) {
    return [`${got}: it is empty.`];
  }
  if (form === 'NONE') {
    return [`${got}: that is no check. To have none, leave healthProbe out.`];
  }
  if (form !== 'CMD' && form !== 'CMD-SHELL') {
    return [`${got}: the first string is neither CMD nor CMD-SHELL.`];
  }
  if (form === 'CMD-SHELL' && rest.length > 1) {
    return [`${got}: CMD-SHELL is followed by ${rest.length} strings.`];
  }
  return rest.length === 0 || rest[0].trim() === '' ? [`${got}: nothing to run follows ${form}.`] : [];
}

export const healthProbeRules: ReadonlyArray<Rule<ProbeFacts>> = [
  {
    id: 'health-probe-interval',
    severity: 'error',
    why: 'ECS takes an interval in whole seconds, from 5 to 300, and refuses any other task definition.',
    fix: 'Give an interval such as Duration.seconds(10).',
    link: LINK,
    broken: ({ intervalSeconds }) => outside('interval', intervalSeconds, 5, 300, secondsText),
  },
  {
    id: 'health-probe-timeout',
    severity: 'error',
    why: 'ECS takes a timeout in whole seconds, from 2 to 60, and refuses any other task definition.',
    fix: 'Give a timeout such as Duration.seconds(5).',
    link: LINK,
    broken: ({ timeoutSeconds }) => outside('timeout', timeoutSeconds, 2, 60, secondsText),
  },
  {
    id: 'health-probe-timeout-beyond-interval',
    severity: 'error',
    why: 'aws-cdk-lib refuses a container whose health check has a timeout longer than its interval. Amazon ECS documents no such limit.',
    fix: 'Give a longer interval or a shorter timeout.',
    link: 'https://github.com/aws/aws-cdk/blob/v2.258.1/packages/aws-cdk-lib/aws-ecs/lib/container-definition.ts',
    broken: ({ intervalSeconds, timeoutSeconds, defaults = [] }) => {
      const timeText = (name: 'interval' | 'timeout', value: number) => `${name} is ${secondsText(value)}${defaults.includes(name) ? ' (default)' : ''}`;
      return known(intervalSeconds) && known(timeoutSeconds) && timeoutSeconds > intervalSeconds
        ? [`${timeText('timeout', timeoutSeconds)}, ${timeText('interval', intervalSeconds)}.`] : [];
    },
  },
  {
    id: 'health-probe-retries',
    severity: 'error',
    why: 'ECS takes a whole number of retries, from 1 to 10, and refuses any other task definition.',
    fix: 'Give a number of retries such as 3.',
    link: LINK,
    broken: ({ retries }) => outside('retries', retries, 1, 10),
  },
  {
    id: 'health-probe-start-period',
    severity: 'error',
    why: 'ECS takes a start period in whole seconds, from 0 to 300, and refuses any other task definition.',
    fix: 'Give a start period such as Duration.seconds(60). A service that needs more than 300 seconds gets more time '
      + 'by a longer interval or by more retries.',
    link: LINK,
    broken: ({ startPeriodSeconds }) => outside('startPeriod', startPeriodSeconds, 0, 300, secondsText),
  },
  {
    id: 'health-probe-path',
    severity: 'error',
    why: 'The path is asked for over HTTP by a shell command. A character that a URL does not allow, or a quote or a dollar sign, '
      + 'breaks the command, so that every check fails and ECS replaces healthy tasks without end.',
    fix: 'Begin the path with "/". Percent-encode everything but letters, digits and / . _ ~ - ? & = : @ + , ; ! * ( ), '
      + 'so a space is %20, a single quote %27, a dollar sign %24.',
    link: LINK,
    broken: (probe) => probe.kind === 'http' && known(probe.path) ? pathFaults(probe.path) : [],
  },
  {
    id: 'health-probe-port',
    severity: 'error',
    why: 'No server listens on such a port, so that every check fails and ECS replaces the tasks without end.',
    fix: 'Give a whole number from 1 to 65535, or leave the port out to ask the port of the service.',
    link: LINK,
    broken: (probe) => probe.kind === 'command' ? [] : outside('port', probe.port, 1, 65535),
  },
  {
    id: 'health-probe-command',
    severity: 'error',
    why: 'ECS takes two forms. After CMD come a program and its arguments, run without a shell. After CMD-SHELL comes one string, '
      + 'run by /bin/sh: of several strings, the shell runs only the first.',
    fix: "Write ['CMD', '/bin/check', '--fast'] or ['CMD-SHELL', 'test -f /tmp/ready'].",
    link: LINK,
    broken: (probe) => probe.kind === 'command' ? brokenCommand(probe.command) : [],
  },
];
