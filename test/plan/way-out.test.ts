import { Annotations as CoreAnnotations, Aspects, CfnParameter, CfnResource } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import type { CfnSubnetRouteTableAssociation, ISubnet } from 'aws-cdk-lib/aws-ec2';
import { CfnRoute, CfnVPNGatewayRoutePropagation, GatewayVpcEndpointAwsService, InterfaceVpcEndpointAwsService, IpAddresses, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { Capacity, HealthProbe } from '../../src';
import { addInstances } from '../capacity/instances';
import { Shop } from '../testing/shop';

const TEXT = 'Shop/Vpc: The tasks run in isolated subnets, which have no route out, and the VPC has no interface endpoints: they reach no image registry and do not start. '
  + 'Give the VPC natGateways and the capacity vpcSubnets with a way out; or, for an image in Amazon ECR, add the VPC endpoints of ECR, S3 and CloudWatch Logs; '
  + 'or acknowledge this warning. [ack: cdk-discoverable-service:no-way-to-the-registry]';

/** What the CDK makes without NAT gateways: public and isolated subnets. */
const closedShop = () => new Shop({ natGateways: 0 });

function service(shop: Shop, props: Parameters<Shop['service']>[1] = {}) {
  return shop.service('Backend', { healthProbe: HealthProbe.http(), ...props });
}

const told = (shop: Shop) => Annotations.fromStack(shop.stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => [id, String(entry.data)]);

test('tasks in isolated subnets without a way out are warned about, with the VPC and the id to acknowledge', () => {
  const shop = closedShop();
  service(shop);

  expect(told(shop)).toEqual([['/Shop/Backend/Service/Service', TEXT]]);
});

test('the warning is silent once it is acknowledged', () => {
  const shop = closedShop();
  CoreAnnotations.of(service(shop)).acknowledgeWarning('cdk-discoverable-service:no-way-to-the-registry', 'A proxy is there.');

  expect(told(shop)).toEqual([]);
});

test.each<[string, (shop: Shop) => unknown]>([
  ['of images in S3 only', ({ vpc }) => vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 })],
  ['of another VPC', ({ stack }) => new Vpc(stack, 'Other', { ipAddresses: IpAddresses.cidr('10.1.0.0/16') }).addInterfaceEndpoint('Ecr', { service: InterfaceVpcEndpointAwsService.ECR })],
  ['of public subnets', ({ stack, vpc }) => route(stack, vpc.publicSubnets[0])],
])('a way %s is none', (_what, add) => {
  const shop = closedShop();
  service(shop);
  add(shop);

  expect(told(shop).map(([, text]) => text)).toContain(TEXT);
});

function route(stack: Shop['stack'], { routeTable: { routeTableId } }: Pick<ISubnet, 'routeTable'>) {
  return new CfnRoute(stack, 'Route', { routeTableId, destinationCidrBlock: '0.0.0.0/0', transitGatewayId: 'tgw-1' });
}

test.each<[string, (shop: Shop) => unknown]>([
  ['an interface endpoint', ({ vpc }) => vpc.addInterfaceEndpoint('Ecr', { service: InterfaceVpcEndpointAwsService.ECR_DOCKER })],
  ['a route', ({ stack, vpc }) => route(stack, vpc.isolatedSubnets[1])],
  ['routes that a gateway tells', ({ stack, vpc }) => new CfnVPNGatewayRoutePropagation(stack, 'Vpn', {
    routeTableIds: vpc.isolatedSubnets.map(({ routeTable }) => routeTable.routeTableId), vpnGatewayId: 'vgw-1',
  })],
  ['a route in a table that is known at deployment only', ({ stack }) => route(stack, { routeTable: { routeTableId: new CfnParameter(stack, 'Table').valueAsString } })],
])('%s that is added later is a way', (_what, add) => {
  const shop = closedShop();
  service(shop);
  add(shop);

  expect(told(shop)).toEqual([]);
});

test('subnets with a NAT gateway, and public ones with addresses, have a way', () => {
  const shop = new Shop();
  service(shop);
  shop.service('Public', { healthProbe: HealthProbe.http(), capacity: Capacity.fargate({ assignPublicIp: true }) });

  expect(told(shop)).toEqual([]);
});

test('isolated subnets beside those with a NAT gateway have none', () => {
  const types = [SubnetType.PUBLIC, SubnetType.PRIVATE_WITH_EGRESS, SubnetType.PRIVATE_ISOLATED];
  const shop = new Shop({ subnetConfiguration: types.map((subnetType) => ({ name: subnetType, subnetType })) });
  service(shop, { capacity: Capacity.fargate({ vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } }) });

  expect(told(shop).map(([, text]) => text)).toEqual([TEXT]);
});

test('private subnets whose way out is made elsewhere are none that are isolated', () => {
  const shop = new Shop({ natGateways: 0, subnetConfiguration: [{ name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS }] });
  service(shop);

  expect(told(shop)).toEqual([]);
});

test('of a VPC that was made elsewhere nothing is known', () => {
  const shop = new Shop();
  const vpc = Vpc.fromVpcAttributes(shop.stack, 'Theirs', { vpcId: 'vpc-1', availabilityZones: ['a'], isolatedSubnetIds: ['subnet-1'], isolatedSubnetRouteTableIds: ['rtb-1'] });
  service(shop, { cluster: new Cluster(shop.stack, 'There', { vpc }) });

  expect(told(shop)).toEqual([]);
});

test('on instances it is the instance that pulls images', () => {
  const shop = closedShop();
  addInstances(shop.cluster);
  service(shop, { capacity: Capacity.ec2() });

  expect(told(shop)).toEqual([]);
});

test.each<[string, (shop: Shop) => unknown]>([
  ['an endpoint that an aspect adds', ({ stack, vpc }) => Aspects.of(stack).add({
    visit: (node) => void (node === stack && !vpc.node.tryFindChild('Late') && vpc.addInterfaceEndpoint('Late', { service: InterfaceVpcEndpointAwsService.ECR })),
  })],
  ['an endpoint that was written by hand', ({ stack, vpc: { vpcId } }) => byHand(stack, 'AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', VpcId: vpcId })],
  ['a route that was written by hand', ({ stack }) => byHand(stack, 'AWS::EC2::Route', {})],
  ['a route server', ({ stack }) => byHand(stack, 'AWS::EC2::RouteServerPropagation', {})],
  ['another route table', ({ vpc }) => vpc.isolatedSubnets.forEach(({ node }) => (node.findChild('RouteTableAssociation') as CfnSubnetRouteTableAssociation).routeTableId = 'rtb-1')],
])('%s may be a way', (_what, add) => {
  const shop = closedShop();
  service(shop);
  add(shop);

  expect(told(shop)).toEqual([]);
});

function byHand(stack: Shop['stack'], type: string, properties: object) {
  return new CfnResource(stack, 'ByHand', { type, properties: { ...properties } });
}
