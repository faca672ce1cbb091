/**
 * Capacity: tasks on EC2 instances with addresses of their own (awsvpc), and in the network of Docker (bridge); tasks on Fargate Spot.
 *
 * Only AWS can tell that tasks on instances are registered, that an SRV record leads to the port which Docker took, and that the rules for the ports of the
 * instances let a caller through. Managed instances have a test of their own (integ.question-managed-instances.ts).
 *
 * Costs: two t3.small and 2 tasks of Fargate for about 20 minutes, 0.04 USD.
 */
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, LaunchTemplate, SecurityGroup, UserData } from 'aws-cdk-lib/aws-ec2';
import { AsgCapacityProvider, EcsOptimizedImage } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { saying, Testbed } from './testbed';
import { Capacity } from 'cdk-discoverable-service';

const bed = new Testbed('capacity');
const launchTemplate = new LaunchTemplate(bed.stack, 'Template', {
  instanceType: new InstanceType('t3.small'),
  machineImage: EcsOptimizedImage.amazonLinux2023(),
  securityGroup: new SecurityGroup(bed.stack, 'InstanceGroup', { vpc: bed.vpc }),
  role: new Role(bed.stack, 'InstanceRole', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
  userData: UserData.forLinux(),
  requireImdsv2: true,
  // The agent of ECS, and the images, come through it: a task on an instance in awsvpc mode has no public address, and needs none.
  associatePublicIpAddress: true,
});
const provider = new AsgCapacityProvider(bed.stack, 'Provider', {
  autoScalingGroup: new AutoScalingGroup(bed.stack, 'Instances', { vpc: bed.vpc, launchTemplate, minCapacity: 2, maxCapacity: 2 }),
  enableManagedTerminationProtection: false,
});
bed.cluster.addAsgCapacityProvider(provider);
const capacityProviders = [{ provider }];

const own = bed.service('Own', { capacity: Capacity.ec2({ capacityProviders, vpcSubnets: { subnets: bed.vpc.publicSubnets } }) });
own.allowFrom(bed.lookup);
bed.expectInVpc({ ask: 'count', name: own.endpoint.host }, { addresses: 2 });
bed.expectAt('servicediscovery', 'DiscoverInstances', {
  NamespaceName: bed.namespaceName, ServiceName: 'own', MaxResults: 1,
}, 'Instances.0.Attributes.ECS_SERVICE_NAME', own.service.serviceName);

const bridge = bed.service('Bridge', { capacity: Capacity.ec2Bridge({ capacityProviders }), memoryLimitMiB: 128, command: saying('bridge') });
bridge.allowFrom(bed.lookup);
bed.expectInVpc({ ask: 'getSrv', name: bridge.endpoint.srvName }, { status: 200, body: 'bridge' });
bed.expectHealthy('bridge', 2);

const spot = bed.service('Spot', { capacity: Capacity.fargate({ assignPublicIp: true, spot: { onDemandBase: 1 } }) });
bed.expectInVpc({ ask: 'count', name: spot.endpoint.host }, { addresses: 2 });

bed.synth();
