/**
 * Open question: does service discovery work on ECS Managed Instances?
 *
 * The library assumes that it does, as on Fargate: no page of AWS says so, or denies it. On it rests `Capacity.managedInstances()` (docs/tasks.md).
 *
 * Costs: an instance with 1 vCPU and 2 GiB, or what AWS picks, and the fee for its management, for about 25 minutes, 0.05 USD.
 */
import { Size } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ManagedInstancesCapacityProvider } from 'aws-cdk-lib/aws-ecs';
import { saying, Testbed } from './testbed';
import { Capacity } from 'cdk-discoverable-service';

const bed = new Testbed('question-managed-instances');
const provider = new ManagedInstancesCapacityProvider(bed.stack, 'Provider', {
  // Instances get a public address there, by which they fetch images: tasks need none.
  subnets: bed.vpc.publicSubnets,
  securityGroups: [new SecurityGroup(bed.stack, 'InstanceGroup', { vpc: bed.vpc })],
  instanceRequirements: { vCpuCountMin: 1, memoryMin: Size.gibibytes(2) },
});
bed.cluster.addManagedInstancesCapacityProvider(provider);
const backend = bed.service('Backend', {
  command: saying('backend'), capacity: Capacity.managedInstances(provider, { vpcSubnets: { subnets: bed.vpc.publicSubnets } }),
});
backend.allowFrom(bed.lookup);

bed.expectHealthy('backend', 2);
bed.expectInVpc({ ask: 'count', name: backend.endpoint.host }, { addresses: 2 });
bed.expectInVpc({ ask: 'get', url: backend.endpoint.url }, { status: 200, body: 'backend' });

bed.synth();
