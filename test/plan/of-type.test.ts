import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import { endpointChecks } from '../../src/plan/endpoint-check-facts';
import { ofType } from '../../src/plan/of-type';

const TYPE = 'AWS::Route53::HealthCheck';

test('a resource that was made by hand has none of the properties of its class, and is left out', () => {
  class ByHand extends CfnResource {}
  const stack = new Stack(new App(), 'Shop');
  const check = new CfnHealthCheck(stack, 'Check', { healthCheckConfig: { type: 'TCP', ipAddress: '192.0.2.1', port: 80 } });
  new CfnResource(stack, 'Plain', { type: TYPE });
  new ByHand(stack, 'ByHand', { type: TYPE });
  expect(ofType<CfnHealthCheck>(stack.node.findAll(), TYPE, 'healthCheckConfig')).toEqual([check]);
  expect(endpointChecks(stack.node.findAll()).map(({ path }) => path)).toEqual(['Shop/Check']);
});
