import type { Duration } from 'aws-cdk-lib';
import { CfnIntegration, HttpApi, VpcLink } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpServiceDiscoveryIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { openedPorts } from './define-targets';
import type { HttpApiChoice } from './exposure-choice';
import type { ExposureBuilder } from './exposure-settings';

export const HTTP_API: ExposureBuilder<HttpApiChoice> = (scope, { timeout }, settings) => {
  const { vpc, vpcSubnets, cloudMapService } = settings;
  const securityGroup = new SecurityGroup(scope, 'SecurityGroup', { vpc, allowAllOutbound: false, description: 'VPC link' });
  const vpcLink = new VpcLink(scope, 'VpcLink', { vpc, subnets: vpcSubnets, securityGroups: [securityGroup] });
  const httpApi = new HttpApi(scope, 'Api', {
    defaultIntegration: new HttpServiceDiscoveryIntegration('Integration', cloudMapService!, { vpcLink }),
  });
  limitTime(httpApi, timeout);
  return { connections: securityGroup.connections, ports: openedPorts(settings), scheme: 'https', port: 443, targetGroups: [], httpApi, hasIpv6: false };
};

/** The CDK's integration of this kind takes a timeout and renders none. */
function limitTime({ node }: HttpApi, timeout: Duration | undefined): void {
  node.findAll().filter((construct) => construct instanceof CfnIntegration).forEach((integration) => {
    integration.timeoutInMillis = timeout?.toMilliseconds();
  });
}
