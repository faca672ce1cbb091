import type { App, CfnResource } from 'aws-cdk-lib';
import { Fn, Stack } from 'aws-cdk-lib';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { Capacity, DiscoverableService, DiscoveryNamespace, DnsRecords } from 'cdk-discoverable-service';

/** What the stack of the environment exports. It stays as it is. */
const ofEnvironment = (name: string) => Fn.importValue(`shop-test-${name}`);

export function backend(app: App): Stack {
  const stack = new Stack(app, 'Backend', {
    stackName: 'shop-test-backend',
    tags: { 'copilot-application': 'shop', 'copilot-environment': 'test', 'copilot-service': 'backend' },
  });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: ofEnvironment('VpcId'),
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: Fn.split(',', ofEnvironment('PublicSubnets'), 2),
  });
  const service = new DiscoverableService(stack, 'Backend', {
    cluster: Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: ofEnvironment('ClusterId'), vpc }),
    cloudMapNamespace: DiscoveryNamespace.existingByAttributes({
      type: NamespaceType.DNS_PRIVATE, name: 'test.shop.local', id: ofEnvironment('ServiceDiscoveryNamespaceID'),
    }),
    discoveryName: 'backend',
    dnsRecords: DnsRecords.aAndSrv(),
    // The group that all services of Copilot share: those that are still there can call this one, and it can call them.
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'EnvironmentGroup', ofEnvironment('EnvironmentSecurityGroup'), { mutable: false })],
    capacity: Capacity.fargate({ vpcSubnets: { subnetType: SubnetType.PUBLIC }, assignPublicIp: true }),
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
    port: 80,
    environment: { COPILOT_SERVICE_DISCOVERY_ENDPOINT: 'test.shop.local' },
  });

  const ecsService = service.service.node.defaultChild as CfnService;
  ecsService.overrideLogicalId('Service');
  // Copilot did not say it, and saying it would replace the service. The default is the same.
  ecsService.addPropertyDeletionOverride('DeploymentController');
  (service.node.findChild('CloudMapService') as CfnResource).overrideLogicalId('DiscoveryService');
  const logGroup = service.logGroup.node.defaultChild as CfnLogGroup;
  logGroup.overrideLogicalId('LogGroup');
  logGroup.logGroupName = '/copilot/shop-test-backend';
  return stack;
}
