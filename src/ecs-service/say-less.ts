import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';

/** Under which the CDK keeps the alarms of deployments. */
const ALARMS = 'deploymentAlarms';

/**
 * Takes from a new service what the CDK says where nothing is to be said: that there are no alarms (ECS takes those away that are not there any more, and newer apps tell
 * the CDK so by a flag: aws/aws-cdk#30217), and no managed tags.
 */
export function sayLess(construct: BaseService): void {
  const resource = construct.node.findChild('Service') as CfnService;
  const alarms = Reflect.get(construct, ALARMS) as CfnService.DeploymentAlarmsProperty | undefined;
  if (alarms?.enable === false) {
    Reflect.set(construct, ALARMS, undefined);
  }
  if (resource.enableEcsManagedTags === false) {
    resource.enableEcsManagedTags = undefined;
  }
}
