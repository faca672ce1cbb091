import type { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { DiscoverableService } from '../../src';

/** The group as it is, before anybody has asked for its construct. */
export function resourceOf(service: DiscoverableService): CfnSecurityGroup {
  return service.node.findChild('SecurityGroup').node.defaultChild as CfnSecurityGroup;
}
