import { Duration } from 'aws-cdk-lib';
import { healthProbeRules } from './health-probe-rules';
import type { ProbeSettings, ProbeTimes } from './probe-settings';
import { LIST, OPTIONS, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';
import { seconds } from '../shared/seconds';

/**
 * When a health probe runs, and how often it may fail.
 *
 * A duration has to be known at synthesis: aws-cdk-lib refuses a container whose health check has a token as a duration.
 */
export interface HealthProbeOptions {
  /**
   * Time from one check to the next, in whole seconds from 5 to 300.
   *
   * A container that stops answering gets no more traffic after about `interval` times `retries`. A shorter interval
   * finds it sooner, and each check starts a process in the container, which takes of its CPU and memory.
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * How long one check may take, in whole seconds from 2 to 60, and not longer than the interval.
   *
   * A check that is not done by then has failed.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * Number of failed checks in a row, from 1 to 10, after which the container is unhealthy.
   *
   * ECS then stops the task and starts another. With 1, a single slow answer ends a task.
   *
   * @default 3
   */
  readonly retries?: number;

  /**
   * Time after the start in which failed checks do not count, in whole seconds from 0 to 300.
   *
   * Give the longest time that the service needs to start. A check that succeeds makes the container healthy at once,
   * so a long start period delays nothing.
   *
   * @default - none; failed checks count from the start
   */
  readonly startPeriod?: Duration;
}

/**
 * Settings of a health probe that asks over HTTP.
 */
export interface HttpHealthProbeOptions extends HealthProbeOptions {
  /**
   * Path, and query if there is one, of the GET request. It begins with a slash and is percent-encoded.
   *
   * Choose a path that tells whether this task can work, and that needs no login. A path that also asks a database takes all
   * tasks away at once when the database is slow.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Port in the container, from 1 to 65535. Give it where health is answered on another port than requests.
   *
   * @default - the port of the service
   */
  readonly port?: number;
}

/**
 * Settings of a health probe that opens a TCP connection.
 */
export interface TcpHealthProbeOptions extends HealthProbeOptions {
  /**
   * Port in the container, from 1 to 65535. Give it where another port than that of the service shows its health.
   *
   * @default - the port of the service
   */
  readonly port?: number;
}

/**
 * How ECS finds out, inside the container, whether a task is healthy.
 *
 * Only this check decides whether Cloud Map answers with a task: without one, "healthy" means "the process runs".
 * What a load balancer thinks of a task, and a `HEALTHCHECK` in the image, do not count.
 *
 * The check runs in the container itself, so it costs no network traffic and no security-group rule. `http()` and `tcp()` need
 * `/bin/sh` and one of some common tools in the image. Images without a shell (distroless, scratch) need `command()` with a
 * program of their own. Windows containers need `command()`, too.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html
 * @example
 * declare const cluster: ecs.Cluster;
 *
 * new DiscoverableService(this, 'Backend', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
 *   port: 80,
 *   healthProbe: HealthProbe.http({ path: '/', startPeriod: Duration.seconds(30) }),
 * });
 */
export class HealthProbe {
  /**
   * Asks a path over HTTP. For services that speak HTTP: an answer shows that the service works, not only that it listens.
   *
   * Healthy is a status from 200 to 299. Give a path that answers so itself: curl and wget follow a redirect, bash does not.
   * The request goes to 127.0.0.1, without TLS and past any proxy.
   *
   * The image must hold `/bin/sh` and one of these. The first one found is used, whatever it answers:
   *
   * - curl
   * - wget (GNU, or BusyBox as in Alpine)
   * - bash, with `timeout`
   *
   * Without any of them, every check fails, and the output of the check says so.
   *
   * @throws rules `health-probe-path`, `health-probe-port`, `health-probe-interval`, `health-probe-timeout`,
   * `health-probe-timeout-beyond-interval`, `health-probe-retries`, `health-probe-start-period`
   */
  public static http(options: HttpHealthProbeOptions = {}): HealthProbe {
    requireArguments('HealthProbe.http({ path: \'/health\' })', { options: [options, OPTIONS] });
    return HealthProbe.of('HealthProbe.http()', { kind: 'http', path: options.path ?? '/', port: options.port, ...timesOf(options) }, options);
  }

  /**
   * Opens a TCP connection, and closes it again. For services that do not speak HTTP, such as databases and caches.
   *
   * Healthy is a port that accepts: a service that hangs is healthy for as long as the system accepts for it.
   * Some services log each such connection as one that broke off.
   *
   * The image must hold `/bin/sh` and one of these. The first one found is used, whatever it answers:
   *
   * - bash, with `timeout`
   * - nc with `-z` (netcat of OpenBSD, of nmap, or of BusyBox as in Alpine)
   *
   * Without any of them, every check fails, and the output of the check says so.
   *
   * @throws rules `health-probe-port`, `health-probe-interval`, `health-probe-timeout`, `health-probe-timeout-beyond-interval`,
   * `health-probe-retries`, `health-probe-start-period`
   */
  public static tcp(options: TcpHealthProbeOptions = {}): HealthProbe {
    requireArguments('HealthProbe.tcp({ port: 8080 })', { options: [options, OPTIONS] });
    return HealthProbe.of('HealthProbe.tcp()', { kind: 'tcp', port: options.port, ...timesOf(options) }, options);
  }

  /**
   * Runs a command of the image; exit code 0 is healthy.
   *
   * For images without a shell, for gRPC (`grpc_health_probe`), and for services that know their health best themselves
   * (`pg_isready`, `redis-cli ping`).
   *
   * @param command `['CMD', '/bin/check', '--fast']` runs a program without a shell, so the image needs that program only.
   * `['CMD-SHELL', 'test -f /tmp/ready']` has `/bin/sh` run one string.
   * @throws rules `health-probe-command`, `health-probe-interval`, `health-probe-timeout`, `health-probe-timeout-beyond-interval`,
   * `health-probe-retries`, `health-probe-start-period`
   */
  public static command(command: string[], options: HealthProbeOptions = {}): HealthProbe {
    requireArguments('HealthProbe.command([\'CMD\', \'/bin/check\'], { retries: 5 })', { command: [command, LIST], options: [options, OPTIONS] });
    return HealthProbe.of('HealthProbe.command()', { kind: 'command', command: Object.freeze([...command]), ...timesOf(options) }, options);
  }

  private static of(call: string, settings: ProbeSettings, options: HealthProbeOptions): HealthProbe {
    const defaults = (['interval', 'timeout'] as const).filter((name) => options[name] === undefined);
    refuse(call, findingsOf(healthProbeRules, { ...settings, defaults }));
    return new HealthProbe(settings);
  }

  /** @internal */
  public readonly _probe: ProbeSettings;

  private constructor(settings: ProbeSettings) {
    this._probe = Object.freeze(settings);
  }
}

function timesOf({ interval, timeout, retries, startPeriod }: HealthProbeOptions): ProbeTimes {
  return {
    intervalSeconds: seconds(interval ?? Duration.seconds(10)),
    timeoutSeconds: seconds(timeout ?? Duration.seconds(5)),
    retries: retries ?? 3,
    startPeriodSeconds: startPeriod && seconds(startPeriod),
  };
}
