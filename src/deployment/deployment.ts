import { Duration } from 'aws-cdk-lib';
import type { DeploymentChoice, ShiftingChoice } from './deployment-choice';
import { rollingRules, shiftingRules } from './deployment-choice-rules';
import type {
  CanaryDeploymentOptions, LinearDeploymentOptions, RollingDeploymentOptions, ShiftingDeploymentOptions,
} from './deployment-options';
import { FLAG, OPTIONS, optional, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { minutes } from '../shared/minutes';
import { findingsOf } from '../shared/rule';

/**
 * How new tasks of a service take the place of old ones.
 *
 * `rolling()` is right for a service that is found by DNS: a task is taken out of the name after its successor was put in. The other three run a
 * second set of tasks and move traffic between the two, which only a load balancer (`exposeVia()`) and Service Connect can do; DNS answers with tasks of both sets
 * as soon as they are healthy.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-types.html
 * @example
 * declare const cluster: ecs.Cluster;
 *
 * const frontend = new DiscoverableService(this, 'Frontend', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
 *   port: 80,
 *   serviceConnect: ServiceConnectRole.clientAndServer(),
 *   deployment: Deployment.canary({ canaryPercent: 10, bakeTime: Duration.minutes(15) }),
 * });
 * frontend.rollBackOn(frontend.service.metricCpuUtilization().createAlarm(this, 'Busy', { threshold: 90, evaluationPeriods: 2 }));
 */
export class Deployment {
  /**
   * Tasks are replaced one after the other, as many at a time as the percentages allow; a deployment whose tasks do not come up is rolled back by
   * the circuit breaker. The default.
   *
   * While it goes on, up to `maxHealthyPercent` of the tasks run and cost.
   *
   * @throws rule `deployment-percent`
   */
  public static rolling(options: RollingDeploymentOptions = {}): Deployment {
    requireArguments('Deployment.rolling({ minHealthyPercent: 50 })',
      { options: [options, OPTIONS], rollback: [options?.rollback, optional(FLAG)] });
    const { minHealthyPercent, maxHealthyPercent, rollback = true } = options;
    const choice = { strategy: 'ROLLING', minHealthyPercent, maxHealthyPercent, rollback } as const;
    refuse('Deployment.rolling()', findingsOf(rollingRules, choice));
    return new Deployment(choice);
  }

  /**
   * A second set of tasks starts, and all traffic moves to it at once.
   *
   * For as long as the deployment and its `bakeTime` take, both sets run and cost. The circuit breaker of ECS is for rolling deployments only: alarms
   * (`rollBackOn()`) and lifecycle hooks decide whether it goes back.
   *
   * @throws rule `deployment-steps`
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
   */
  public static blueGreen(options: ShiftingDeploymentOptions = {}): Deployment {
    requireArguments('Deployment.blueGreen({ bakeTime: Duration.minutes(10) })', { options: [options, OPTIONS] });
    return Deployment.shifting('Deployment.blueGreen()', 'BLUE_GREEN', options);
  }

  /**
   * A second set of tasks starts, and traffic moves to it in equal steps. For the rest, as `blueGreen()`.
   *
   * @throws rule `deployment-steps`
   */
  public static linear(options: LinearDeploymentOptions = {}): Deployment {
    requireArguments('Deployment.linear({ stepPercent: 20 })', { options: [options, OPTIONS] });
    const { stepPercent = 10, stepBakeTime = Duration.minutes(6) } = options;
    return Deployment.shifting('Deployment.linear()', 'LINEAR', options, { percent: stepPercent, bakeMinutes: minutes(stepBakeTime) });
  }

  /**
   * A second set of tasks starts, and a little of the traffic moves to it first. For the rest, as `blueGreen()`.
   *
   * @throws rule `deployment-steps`
   */
  public static canary(options: CanaryDeploymentOptions = {}): Deployment {
    requireArguments('Deployment.canary({ canaryPercent: 10 })', { options: [options, OPTIONS] });
    const { canaryPercent = 5, canaryBakeTime = Duration.minutes(10) } = options;
    return Deployment.shifting('Deployment.canary()', 'CANARY', options, { percent: canaryPercent, bakeMinutes: minutes(canaryBakeTime) });
  }

  private static shifting(
    call: string, strategy: ShiftingChoice['strategy'], { bakeTime = Duration.minutes(5), lifecycleHooks = [] }: ShiftingDeploymentOptions,
    step?: ShiftingChoice['step'],
  ): Deployment {
    const choice = { strategy, bakeMinutes: minutes(bakeTime), lifecycleHooks: Object.freeze([...lifecycleHooks]), step };
    refuse(call, findingsOf(shiftingRules, choice));
    return new Deployment(choice);
  }

  /** @internal */
  public readonly _choice: DeploymentChoice;

  private constructor(choice: DeploymentChoice) {
    this._choice = Object.freeze(choice);
  }
}
