import { Duration } from 'aws-cdk-lib';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { DrainSettings } from './draining-rules';
import { marginRules } from './draining-rules';
import { OPTIONS, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';
import { seconds } from '../shared/seconds';

/**
 * How a task waits before it stops.
 */
export interface DrainingOptions {
  /**
   * How much longer than the TTL the task goes on serving, in whole seconds: ECS takes it out of the name at about the time at which it sends the stop
   * signal, and resolvers and clients round up.
   *
   * @default Duration.seconds(5)
   */
  readonly margin?: Duration;

  /**
   * The image of the companion container, with `sh` and `sleep`. It is pulled for each task, so it should be small and near.
   *
   * @default - `public.ecr.aws/docker/library/busybox:1.36` (2 MB)
   */
  readonly image?: ContainerImage;
}

/** A choice of draining, as data for facts, plan and builder. */
export interface DrainingChoice extends DrainSettings {
  readonly image: ContainerImage;
}

/**
 * What happens between the moment a task is taken out of its name and the moment its container gets the stop signal.
 *
 * ECS stops a task without waiting for the TTL of its record (aws/containers-roadmap#343), so clients go on calling an address that is gone: errors at each
 * deployment and each scale-in.
 *
 * @example
 * declare const cluster: ecs.Cluster;
 *
 * new DiscoverableService(this, 'Backend', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
 *   port: 80,
 *   draining: Draining.afterTtl(),
 * });
 */
export class Draining {
  /**
   * The container goes on serving for the TTL of the records and a margin, and gets its stop signal then.
   *
   * A tiny companion container depends on the service's own container. ECS stops containers in the reverse order of their dependencies: the companion gets the
   * stop signal first and sleeps, while the other one still serves. It takes a few MiB of the task's memory, no CPU, and its image is one more to pull.
   *
   * What it cannot do: a task that is killed, whose own container exits, or whose Spot capacity is taken back within less time, serves no longer. A task
   * takes longer to stop, so deployments take longer by that time. On Fargate TTL and margin come to 118 seconds at most. The order of the signals is that of
   * AWS's documentation; this project tests the template and has not run it on AWS.
   *
   * @throws rule `draining-margin`
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
   */
  public static afterTtl(options: DrainingOptions = {}): Draining {
    requireArguments('Draining.afterTtl({ margin: Duration.seconds(10) })', { options: [options, OPTIONS] });
    const { margin = Duration.seconds(5), image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.36') } = options;
    const marginSeconds = seconds(margin);
    refuse('Draining.afterTtl()', findingsOf(marginRules, { marginSeconds }));
    return new Draining({ marginSeconds, image });
  }

  /** @internal */
  public readonly _choice: DrainingChoice;

  private constructor(choice: DrainingChoice) {
    this._choice = Object.freeze(choice);
  }
}
