import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import type { DiscoveryEndpoint } from './endpoint/discovery-endpoint';

/**
 * Something that is found by a name: what `connectTo()` takes.
 *
 * `DiscoverableService`, `ServiceRegistration` and what `DiscoverableService.fromAttributes()` returns are discoverable.
 */
export interface IDiscoverable extends IConstruct, IConnectable {
  /**
   * Where it is found.
   */
  readonly endpoint: DiscoveryEndpoint;
}
