import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import type { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
import type { DiscoveryGrants } from './endpoint/discovery-grants';

/**
 * Something that is found by a name: what `connectTo()` takes.
 *
 * `DiscoverableService`, `ServiceRegistration`, `RegisteredEndpoint` and what `DiscoverableService.fromAttributes()` returns are discoverable.
 */
export interface IDiscoverable extends IConstruct, IConnectable {
  /**
   * Where it is found.
   */
  readonly endpoint: DiscoveryEndpoint;

  /**
   * Permission to find it through the API of Cloud Map.
   */
  readonly grants: DiscoveryGrants;
}
