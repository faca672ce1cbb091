import type { Duration } from 'aws-cdk-lib';
import { Stack, Stage } from 'aws-cdk-lib';
import { isNamed, namesIn } from './names';
import { callersOf, connectionOf, serviceAt, openingBetween, wayBetween } from './ways';
import { judge } from '../checks/judge';
import { renderText } from '../checks/render-text';
import type { Assembly } from '../model/assembly';
import { readAssembly } from '../model/read-assembly';
import type { Registration } from '../model/registrations';
import { registrationsIn } from '../model/registrations';
import { TemplateFacts } from '../model/template-facts';
import type { ForgettingStep } from '../model/time-to-forget';
import { timeToForget } from '../model/time-to-forget';
import { acknowledgedAboveStacks } from '../shared/acknowledged';
import { isSameName } from '../shared/dns-name';
import { seconds as secondsOf } from '../shared/seconds';

const UNNOTICED = 'no check of an essential container that clients call is in the template. Give the service a healthProbe.';

/**
 * What the templates of an app do, asked in your own tests. It reads what was synthesized and nothing else, so it also holds for services that were made without this
 * library.
 *
 * @example
 * declare const app: App;
 *
 * const discovery = DiscoveryAssertions.fromApp(app);
 * discovery.hasNoFindings();
 * discovery.resolves('backend.ecs-internal');
 * discovery.reaches('frontend', 'backend');
 * discovery.doesNotReach('backend', 'frontend');
 * discovery.forgetsWithin('backend.ecs-internal', Duration.seconds(85));
 */
export class DiscoveryAssertions {
  /**
   * Synthesizes an app or stage, and reads all of its templates.
   *
   * @param app the app, or a stage of it
   */
  public static fromApp(app: Stage): DiscoveryAssertions {
    return new DiscoveryAssertions(synthesized(app), () => true);
  }

  /**
   * The same for one stack: names and ways are those of the whole app or stage that it is in, and `hasNoFindings()` asks for findings of the stack and of the stacks nested
   * in it.
   *
   * @param stack the stack under test
   */
  public static fromStack(stack: Stack): DiscoveryAssertions {
    const path = stack.node.path;
    return new DiscoveryAssertions(synthesized(Stage.of(stack)!), (id) => id === path || id.startsWith(`${path}/`));
  }

  private readonly facts: TemplateFacts;

  /** @param isMeant whether findings of a stack count */
  private constructor(private readonly assembly: Assembly, private readonly isMeant: (stackId: string) => boolean) {
    this.facts = new TemplateFacts(assembly);
  }

  /**
   * That DNS answers a name: it has records in a namespace of the app, and tasks of an ECS service (or instances that are registered by hand) stand under it.
   *
   * Whether a client may reach what is answered is another question.
   *
   * @param name what clients look up, such as `backend.ecs-internal`
   * @throws an error that says why it does not, or which names there are
   */
  public resolves(name: string): void {
    const names = namesIn(this.facts);
    const found = names.filter(isNamed(name));
    if (found.length === 0) {
      throw new Error(`There is no name ${name}. The names are: ${listOf(names.map(({ host }) => host))}.`);
    }
    if (found.every(({ problem }) => problem !== undefined)) {
      throw new Error(`${name} does not resolve: ${found[0].problem}.`);
    }
  }

  /**
   * That the security groups let the tasks of one service reach a port of another's.
   *
   * Network ACLs, routes and what a program does are not asked.
   *
   * @param caller a discovery name (`backend`, `backend.ecs-internal`), a name in Service Connect, or the construct path of a service
   * @param target by one of the same
   * @throws an error that says what closes the way and who reaches the target instead, that lists all that an ambiguous name means, and where there is no such service
   */
  public reaches(caller: string, target: string): void {
    const [from, to] = [caller, target].map((asked) => serviceAt(this.facts, asked));
    const { isOpen, reason } = wayBetween(this.facts, from, to);
    if (!isOpen) {
      // No connection of a service to itself can be missing.
      const question = isOpen === false && from !== to ? ` Is \`${connectionOf(this.facts, from, to)}\` missing?` : '';
      throw new Error(`${caller} does not reach ${target}: ${reason}. ${target} is reached ${callersOf(this.facts, to)}.${question}`);
    }
  }

  /**
   * That no rule of a security group lets the tasks of one service into those of another, on whatever port: containers may listen on ports that they do not map.
   *
   * It fails as well where that cannot be told, and where a range of addresses may mean the caller. Ways that lead through a load balancer, or through a third service, are not asked.
   *
   * @param caller a discovery name (`backend`, `backend.ecs-internal`), a name in Service Connect, or the construct path of a service
   * @param target by one of the same
   * @throws an error that says on which ports and by which security groups the caller is let in, that lists all that an ambiguous name means, and where there is no such service
   */
  public doesNotReach(caller: string, target: string): void {
    const [from, to] = [caller, target].map((asked) => serviceAt(this.facts, asked));
    const { isOpen, reason } = openingBetween(this.facts, from, to);
    if (isOpen !== false) {
      const question = isOpen ? ` Is there a \`${connectionOf(this.facts, from, to)}\` too many, or a rule that lets in more than it is to?` : '';
      throw new Error(`${caller} is not to reach ${target}${isOpen ? ', and does' : ''}: ${reason}.${question}`);
    }
  }

  /**
   * That the rules over templates find nothing that was not acknowledged, neither an error nor a warning.
   *
   * @throws an error that lists what they find
   */
  public hasNoFindings(): void {
    const { findings } = judge(this.assembly);
    const meant = findings.filter(({ at }) => this.isMeant(at.stack));
    if (meant.length > 0) {
      throw new Error(`The templates are to have no findings:\n\n${renderText({ findings: meant, acknowledged: [] })}`);
    }
  }

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
    const all = this.facts.once(registrationsIn).filter(({ service }) => service !== undefined);
    const found = all.filter(({ name: { host } }) => host !== undefined && isSameName(host, name));
    if (found.length === 0) {
      const others = all.flatMap(({ name: { host } }) => host ?? []);
      throw new Error(`No task is registered as ${name} in DNS. The names are: ${listOf(others)}.`);
    }
    return found;
  }
}

function synthesized(app: Stage): Assembly {
  return readAssembly(app.synth().directory, { acknowledgements: () => acknowledgedAboveStacks(app) });
}

function listOf(names: readonly string[]): string {
  return [...new Set(names)].sort().join(', ') || 'none';
}

/** Undefined where a part is known at deployment only. */
function totalOf(steps: readonly ForgettingStep[]): number | undefined {
  const known = steps.flatMap(({ seconds }) => seconds ?? []);
  return known.length < steps.length ? undefined : known.reduce((sum, seconds) => sum + seconds, 0);
}

function render(steps: readonly ForgettingStep[]): string {
  return steps.map(({ what, seconds }) => `  ${seconds ?? '?'} s  ${what}`).join('\n');
}
