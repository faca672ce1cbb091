import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { EndpointFacts } from './discovery-endpoint';
import { DiscoveryEndpoint } from './discovery-endpoint';

/**
 * Permissions to find something through the API of Cloud Map.
 *
 * Clients that look names up in DNS need none.
 *
 * @example
 * declare const backend: DiscoverableService;
 * declare const poller: lambda.Function;
 *
 * backend.grants.discover(poller);
 */
export class DiscoveryGrants {
  /** @internal */
  public static _of(facts: EndpointFacts): DiscoveryGrants {
    return new DiscoveryGrants(facts);
  }

  private granted = false;

  private constructor(private readonly facts: EndpointFacts) {}

  /**
   * Whether anybody asks the API by these names.
   *
   * @internal
   */
  public get _isUsed(): boolean {
    return this.granted;
  }

  /**
   * Allows to call `DiscoverInstances`, and `DiscoverInstancesRevision` (which tells at a low price whether anything has changed), for this name.
   *
   * The statement has the resource `*` and two conditions, on the names of namespace and service: AWS's sources disagree on whether these actions know
   * resources, and conditions hold either way. `connectTo()` grants it by itself to callers of a service that is found through the API only.
   *
   * @param grantee such as a `DiscoverableService`, a Lambda function or a role
   * @throws rule `endpoint-without-meaning` when the name of the namespace is not known
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudmap.html
   */
  public discover(grantee: IGrantable): Grant {
    this.granted = true;
    const { namespaceName, httpName, serviceName } = DiscoveryEndpoint._of(this.facts);
    return Grant.addToPrincipal({
      grantee,
      actions: ['servicediscovery:DiscoverInstances', 'servicediscovery:DiscoverInstancesRevision'],
      resourceArns: ['*'],
      conditions: {
        StringEquals: {
          // AWS does not say which of the two names it compares.
          'servicediscovery:NamespaceName': namespaceName === httpName ? namespaceName : [namespaceName, httpName],
          'servicediscovery:ServiceName': serviceName,
        },
      },
    });
  }
}
