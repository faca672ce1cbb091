import type { Duration } from 'aws-cdk-lib';
import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { DiscoveryModel } from '../model/discovery-model';
import { discoveryModel } from '../model/discovery-model';
import { readAssembly } from '../model/read-assembly';
import type { Registration } from '../model/registrations';
import type { ForgettingStep } from '../model/time-to-forget';
import { timeToForget } from '../model/time-to-forget';
import { plainName } from '../shared/dns-name';
import { seconds as secondsOf } from '../shared/seconds';

const UNNOTICED = 'no check of an essential container that clients call is in the template. Give the service a healthProbe.';

/**
 * What the templates of an app do, asked in your own tests. It reads what was synthesized and nothing else, so it also holds for services that were made without this
 * library.
 *
 * @example
 * declare const app: App;
 *
 * DiscoveryAssertions.fromApp(app).forgetsWithin('backend.ecs-internal', Duration.seconds(85));
 */
export class DiscoveryAssertions {
  /**
   * Synthesizes an app or stage, and reads all of its templates.
   *
   * @param app the app, or a stage of it
   */
  public static fromApp(app: Stage): DiscoveryAssertions {
    return new DiscoveryAssertions(discoveryModel(readAssembly(app.synth().directory)));
  }

  /**
   * The same for the app or stage that a construct is in, such as the stack under test.
   *
   * @param scope any construct of the app
   */
  public static of(scope: IConstruct): DiscoveryAssertions {
    return DiscoveryAssertions.fromApp(Stage.of(scope)!);
  }

  private constructor(private readonly model: DiscoveryModel) {}

  /**
   * That a name stops leading to a task that does not work any more within a time, at worst: `retries` times `interval` and `timeout` of the container check, 30 seconds
   * of Cloud Map, and the TTL of the records.
   *
   * Clients that keep an address for longer than its TTL are not counted. A task whose process ends is noticed sooner.
   *
   * @param name what clients look up, such as `backend.ecs-internal`
   * @param limit the time that is allowed
   * @throws an error that lists the parts of the time where it is longer, where nobody notices, where a part is known at deployment only, and where there is no such name
   * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckCustomConfig.html
   */
  public forgetsWithin(name: string, limit: Duration): void {
    const most = secondsOf(limit);
    for (const registration of this.registrationsOf(name)) {
      const steps = timeToForget(registration);
      if (steps === undefined) {
        throw new Error(`${name} goes on leading to a task that hangs: ${UNNOTICED}`);
      }
      const total = totalOf(steps);
      if (total === undefined || total > most) {
        throw new Error(`${name} is to forget a dead task within ${most} seconds, and takes ${total ?? 'a time that is not known'}:\n${render(steps)}`);
      }
    }
  }

  /** One for each ECS service where several share the name. */
  private registrationsOf(name: string): Registration[] {
    const found = this.model.registrations.filter(({ host, registered }) => host !== undefined && plainName(host) === plainName(name) && registered);
    if (found.length === 0) {
      const others = this.model.registrations.flatMap(({ host, registered }) => host !== undefined && registered ? [host] : []);
      throw new Error(`No task is registered as ${name} in DNS. The names are: ${[...new Set(others)].sort().join(', ') || 'none'}.`);
    }
    return found;
  }
}

/** Undefined where a part is known at deployment only. */
function totalOf(steps: readonly ForgettingStep[]): number | undefined {
  const known = steps.flatMap(({ seconds }) => seconds ?? []);
  return known.length < steps.length ? undefined : known.reduce((sum, seconds) => sum + seconds, 0);
}

function render(steps: readonly ForgettingStep[]): string {
  return steps.map(({ what, seconds }) => `  ${seconds ?? '?'} s  ${what}`).join('\n');
}
