import type { EndpointHealthCheckChoice } from './endpoint-health-check-rules';
import { endpointHealthCheckRules } from './endpoint-health-check-rules';
import { OPTIONS, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';

/**
 * How Route 53 checks a registered endpoint.
 */
export interface EndpointHealthCheckOptions {
  /**
   * How many checks in a row must fail, or pass, before the state changes: 1 to 10. Checks are made every 30 seconds.
   *
   * @default 1
   */
  readonly failureThreshold?: number;
}

/**
 * How Route 53 checks a registered endpoint over HTTP.
 */
export interface HttpEndpointHealthCheckOptions extends EndpointHealthCheckOptions {
  /**
   * The path that must answer with a status of 2xx or 3xx.
   *
   * @default /
   */
  readonly path?: string;
}

/**
 * A Route 53 health check for each address of a `RegisteredEndpoint`, which Cloud Map makes and keeps.
 *
 * The checkers are outside of the VPC, so it is for public addresses, in a public or an HTTP namespace: AWS refuses it in a private one. Each address costs
 * 0.50 to 2.75 USD a month; an account has 200 checks unless more are asked for. The type of the check cannot be changed later.
 *
 * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html
 * @example
 * declare const cluster: ecs.Cluster;
 * declare const address: ec2.CfnEIP;
 *
 * new RegisteredEndpoint(this, 'Partner', {
 *   cluster,
 *   cloudMapNamespace: DiscoveryNamespace.http('partners'),
 *   target: EndpointTarget.addresses([address.attrPublicIp]),
 *   port: 443,
 *   healthCheck: EndpointHealthCheck.https({ path: '/health' }),
 * });
 */
export class EndpointHealthCheck {
  /**
   * A GET request over HTTP.
   *
   * @throws rule `endpoint-health-check`
   */
  public static http(options: HttpEndpointHealthCheckOptions = {}): EndpointHealthCheck {
    requireArguments('EndpointHealthCheck.http({ path: \'/health\' })', { options: [options, OPTIONS] });
    return EndpointHealthCheck.of('EndpointHealthCheck.http()', 'HTTP', options.path ?? '/', options);
  }

  /**
   * A GET request over HTTPS. The certificate is not checked.
   *
   * @throws rule `endpoint-health-check`
   */
  public static https(options: HttpEndpointHealthCheckOptions = {}): EndpointHealthCheck {
    requireArguments('EndpointHealthCheck.https({ path: \'/health\' })', { options: [options, OPTIONS] });
    return EndpointHealthCheck.of('EndpointHealthCheck.https()', 'HTTPS', options.path ?? '/', options);
  }

  /**
   * A connection over TCP.
   *
   * @throws rule `endpoint-health-check`
   */
  public static tcp(options: EndpointHealthCheckOptions = {}): EndpointHealthCheck {
    requireArguments('EndpointHealthCheck.tcp({ failureThreshold: 3 })', { options: [options, OPTIONS] });
    return EndpointHealthCheck.of('EndpointHealthCheck.tcp()', 'TCP', undefined, options);
  }

  private static of(call: string, type: EndpointHealthCheckChoice['type'], resourcePath: string | undefined, options: EndpointHealthCheckOptions) {
    const choice = { type, resourcePath, failureThreshold: options.failureThreshold ?? 1 };
    refuse(call, findingsOf(endpointHealthCheckRules, choice));
    return new EndpointHealthCheck(choice);
  }

  /** @internal */
  public readonly _choice: EndpointHealthCheckChoice;

  private constructor(choice: EndpointHealthCheckChoice) {
    this._choice = Object.freeze(choice);
  }
}
