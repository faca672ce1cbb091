import type { ServiceConnectChoice } from './service-connect-choice';
import { accessLogRules, serverRules } from './service-connect-choice-rules';
import type { ServiceConnectOptions, ServiceConnectServerOptions } from './service-connect-options';
import { FLAG, OPTIONS, optional, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';
import { seconds } from '../shared/seconds';

/**
 * The part of a service in ECS Service Connect, beside its name in DNS: a proxy in each task that balances, retries and counts what the task calls.
 *
 * The namespace is the service's `cloudMapNamespace`. Between two services that take part `connectTo()` goes through the proxies, under the same host name as in
 * DNS; everybody else (Lambda functions, scheduled tasks, services that do not take part) goes on using DNS, which Service Connect alone does not have
 * (aws/containers-roadmap#2374). It costs nothing but the CPU and memory of the proxy.
 *
 * While a service takes part, CloudFormation cannot replace it: another cluster, or another launch type, then needs a service under another construct id.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
 * @example
 * declare const cluster: ecs.Cluster;
 * const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4');
 *
 * const backend = new DiscoverableService(this, 'Backend', {
 *   cluster, image, port: 80, serviceConnect: ServiceConnectRole.clientAndServer({ appProtocol: ecs.AppProtocol.http }),
 * });
 * const frontend = new DiscoverableService(this, 'Frontend', { cluster, image, port: 80, serviceConnect: ServiceConnectRole.clientOnly() });
 * frontend.connectTo(backend);
 */
export class ServiceConnectRole {
  /**
   * The service calls others through its proxy, and is not called through theirs: for a frontend behind a load balancer, or a worker.
   *
   * @throws rule `service-connect-access-log`
   */
  public static clientOnly(options: ServiceConnectOptions = {}): ServiceConnectRole {
    requireArguments('ServiceConnectRole.clientOnly({ accessLogFormat: ServiceConnectAccessLogFormat.JSON })',
      { options: [options, OPTIONS], accessLogQueryParameters: [options?.accessLogQueryParameters, optional(FLAG)] });
    const choice = { ...options, kind: 'client' } as const;
    refuse('ServiceConnectRole.clientOnly()', findingsOf(accessLogRules, choice));
    return new ServiceConnectRole(choice);
  }

  /**
   * The service is called through proxies too, on all its ports: clients in Service Connect see one host name, and a port that the proxy did not know would be closed to
   * them.
   *
   * @throws all broken rules at once: `service-connect-access-log`, `service-connect-timeout`
   */
  public static clientAndServer(options: ServiceConnectServerOptions = {}): ServiceConnectRole {
    requireArguments('ServiceConnectRole.clientAndServer({ clientPort: 8080 })',
      { options: [options, OPTIONS], accessLogQueryParameters: [options?.accessLogQueryParameters, optional(FLAG)] });
    const { idleTimeout, perRequestTimeout, ...others } = options;
    const choice = {
      ...others,
      kind: 'server',
      idleTimeoutSeconds: idleTimeout && seconds(idleTimeout),
      perRequestTimeoutSeconds: perRequestTimeout && seconds(perRequestTimeout),
    } as const;
    refuse('ServiceConnectRole.clientAndServer()', findingsOf(serverRules, choice));
    return new ServiceConnectRole(choice);
  }

  /**
   * Takes a service out of Service Connect again, for as long as it is given. A service that was never in it needs nothing: ECS leaves Service Connect on where an
   * update does not name it.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
   */
  public static off(): ServiceConnectRole {
    return new ServiceConnectRole({ kind: 'off' });
  }

  /** @internal */
  public readonly _choice: ServiceConnectChoice;

  private constructor(choice: ServiceConnectChoice) {
    this._choice = Object.freeze(choice);
  }
}
