import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Peer, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Capacity, Deployment, DnsRecords, Exposure } from '../../src';
import type { HttpApiExposureOptions } from '../../src';
import { ecsServiceOf, undeployable } from '../capacity/instances';
import { nameOf, resourcesOf, rulesOf, serviceOf, templateOf } from '../connect/reading';
import { Shop, brokenRules } from '../testing/shop';

/** The template of a service `Backend` behind an HTTP API. */
function expose(options: HttpApiExposureOptions = {}, shop = new Shop(), dnsRecords = DnsRecords.aAndSrv()) {
  const exposed = shop.service('Backend', { port: 8080, dnsRecords, additionalPorts: [9090] }).exposeVia(Exposure.httpApi(options));
  const template = templateOf(shop);
  expect(undeployable(shop.app)).toEqual([]);
  const [[, { Properties: integration = {} }]] = resourcesOf(template, 'AWS::ApiGatewayV2::Integration');
  return { exposed, template, integration };
}

test('all requests go through a link in the subnets of the tasks, which reaches the registered port and nothing else', () => {
  const { template, integration } = expose();
  const [[linkId, { Properties: link }]] = resourcesOf(template, 'AWS::ApiGatewayV2::VpcLink');
  expect((integration.ConnectionId as { Ref: string }).Ref).toBe(linkId);
  expect((link?.SecurityGroupIds as unknown[]).map(nameOf)).toEqual(['BackendHttpApiSecurityGroup']);
  const { AwsvpcConfiguration: ofTasks } = ecsServiceOf(template).NetworkConfiguration as { AwsvpcConfiguration: { Subnets: unknown } };
  expect(link?.SubnetIds).toEqual(ofTasks.Subnets);
  expect(resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties?.RouteKey)).toEqual(['$default']);
  expect(rulesOf(template)).toEqual([
    'in: BackendSecurityGroup < BackendHttpApiSecurityGroup tcp 8080-8080', 'out: BackendHttpApiSecurityGroup > BackendSecurityGroup tcp 8080-8080',
  ]);
});

test('the link is where the tasks are, also in subnets that the capacity chose', () => {
  const shop = new Shop();
  const capacity = Capacity.fargate({ vpcSubnets: { subnetType: SubnetType.PUBLIC }, assignPublicIp: true });
  shop.service('Backend', { capacity, dnsRecords: DnsRecords.srv() }).exposeVia(Exposure.httpApi());
  const [[, { Properties: link }]] = resourcesOf(templateOf(shop), 'AWS::ApiGatewayV2::VpcLink');
  expect((link?.SubnetIds as unknown[]).map(nameOf)).toEqual([expect.stringContaining('PublicSubnet1'), expect.stringContaining('PublicSubnet2')]);
});

test('Cloud Map is asked by the ARN of the service', () => {
  const { 'Fn::GetAtt': [id, attribute] } = expose().integration.IntegrationUri as { 'Fn::GetAtt': [string, string] };
  expect([id.replace(/[0-9A-F]{8}$/, ''), attribute]).toEqual(['BackendCloudMapService', 'Arn']);
});

test.each([DnsRecords.srv(), DnsRecords.none()])('it stands before each registration that holds a port (%#)', (dnsRecords) => {
  expect(expose({}, new Shop(), dnsRecords).integration.IntegrationType).toBe('HTTP_PROXY');
});

test('the time limit is that of the user, or that of API Gateway', () => {
  expect(expose().integration.TimeoutInMillis).toBeUndefined();
  expect(expose({ timeout: Duration.seconds(10) }).integration.TimeoutInMillis).toBe(10_000);
  expect(expose({ timeout: Duration.seconds(30) }).integration.TimeoutInMillis).toBe(30_000);
  const shop = new Shop();
  const late = Duration.millis(new CfnParameter(shop.stack, 'Limit', { type: 'Number' }).valueAsNumber);
  expect(expose({ timeout: late }, shop).integration.TimeoutInMillis).toEqual({ Ref: 'Limit' });
});

test('there is no load balancer to wait for, and no time to start behind one', () => {
  const { template } = expose();
  const [, { Properties }] = serviceOf(template, 'Backend');
  expect([Properties?.LoadBalancers ?? [], Properties?.HealthCheckGracePeriodSeconds]).toEqual([[], undefined]);
  expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup')).toEqual([]);
});

test('it moves no traffic for a deployment that has some to move', () => {
  const shop = new Shop();
  shop.service('Backend', { deployment: Deployment.blueGreen(), dnsRecords: DnsRecords.srv() }).exposeVia(Exposure.httpApi());
  expect(shop.synthesisError()).toContain('[deployment-shifts-nothing]');
});

test('a second one has an id of its own, as a load balancer beside it has', () => {
  const backend = new Shop().service('Backend', { dnsRecords: DnsRecords.srv() });
  backend.exposeVia(Exposure.httpApi());
  expect(brokenRules(() => backend.exposeVia(Exposure.httpApi()))).toEqual(['exposure-id-twice']);
  expect(brokenRules(() => backend.exposeVia(Exposure.httpApi({ id: 'Partners' })))).toEqual([]);
  expect(brokenRules(() => backend.exposeVia(Exposure.internalAlb()))).toEqual([]);
});

test('its address is that of API Gateway, and its group that of the link', () => {
  const shop = new Shop();
  const { exposed, template } = expose({}, shop);
  const [[apiId]] = resourcesOf(template, 'AWS::ApiGatewayV2::Api');
  expect(shop.stack.resolve([exposed.url, exposed.httpApi.apiId])).toEqual([{ 'Fn::GetAtt': [apiId, 'ApiEndpoint'] }, { Ref: apiId }]);
  expect(exposed.connections.securityGroups).toHaveLength(1);
  expect(() => exposed.connections.allowDefaultPortFrom(Peer.anyIpv4())).not.toThrow();
});
