import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { ContainerImage, CpuArchitecture, PlacementConstraint, PlacementStrategy } from 'aws-cdk-lib/aws-ecs';
import type { System } from './systems';
import { capacity, managed, onEc2, plain, probe, scaled, scheduled, service, sharedOut } from './systems';
import { Capacity, Draining, HealthProbe } from '../../src';

/** Of what tasks run on, how many, and how they start and stop: a system without a prop, and the same system with it. */
export const taskRows: Readonly<Record<string, readonly [System, System]>> = {
  'AutoScaledTaskCountOptions.max': [scaled({}), scaled({ max: 20 })],
  'AutoScaledTaskCountOptions.min': [scaled({}), scaled({ min: 4 })],
  'AutoScaledTaskCountOptions.cpuUtilizationPercent': [scaled({}), scaled({ cpuUtilizationPercent: 40 })],
  'AutoScaledTaskCountOptions.memoryUtilizationPercent': [scaled({}), scaled({ memoryUtilizationPercent: 80 })],
  'AutoScaledTaskCountOptions.schedules': [scaled({}), scheduled({})],
  'ScheduledTaskCountOptions.schedule': [scheduled({}), scheduled({ schedule: Schedule.cron({ hour: '8' }) })],
  'ScheduledTaskCountOptions.min': [scheduled({}), scheduled({ min: 4 })],
  'ScheduledTaskCountOptions.max': [scheduled({}), scheduled({ max: 30 })],
  'FargateCapacityOptions.spot': [plain, capacity({ spot: {} })],
  'FargateSpotOptions.onDemandBase': [capacity({ spot: {} }), capacity({ spot: { onDemandBase: 2 } })],
  'FargateSpotOptions.onDemandWeight': [capacity({ spot: {} }), capacity({ spot: { onDemandWeight: 1 } })],
  'FargateSpotOptions.spotWeight': [capacity({ spot: {} }), capacity({ spot: { spotWeight: 3 } })],
  'Ec2CapacityOptions.capacityProviders': [onEc2(() => Capacity.ec2()), onEc2((provider) => Capacity.ec2({ capacityProviders: [{ provider }] }))],
  'Ec2CapacityOptions.placementStrategies': [
    onEc2(() => Capacity.ec2()), onEc2(() => Capacity.ec2({ placementStrategies: [PlacementStrategy.packedByMemory()] })),
  ],
  'Ec2CapacityOptions.placementConstraints': [
    onEc2(() => Capacity.ec2()), onEc2(() => Capacity.ec2({ placementConstraints: [PlacementConstraint.distinctInstances()] })),
  ],
  'Ec2CapacityOptions.daemon': [onEc2(() => Capacity.ec2()), onEc2(() => Capacity.ec2({ daemon: true }))],
  'Ec2AwsvpcCapacityOptions.vpcSubnets': [onEc2(() => Capacity.ec2()), onEc2(() => Capacity.ec2({ vpcSubnets: { subnetType: SubnetType.PUBLIC } }))],
  'Ec2BridgeCapacityOptions.hostPort': [onEc2(() => Capacity.ec2Bridge()), onEc2(() => Capacity.ec2Bridge({ hostPort: 8080 }))],
  'Ec2CapacityProviderOptions.provider': [
    onEc2((provider) => Capacity.ec2({ capacityProviders: [{ provider }] })),
    onEc2((_, provider) => Capacity.ec2({ capacityProviders: [{ provider }] })),
  ],
  'Ec2CapacityProviderOptions.base': [sharedOut({}), sharedOut({ base: 2 })],
  'Ec2CapacityProviderOptions.weight': [sharedOut({}), sharedOut({ weight: 3 })],
  'ManagedInstancesCapacityOptions.cpuArchitecture': [managed({}), managed({ cpuArchitecture: CpuArchitecture.ARM64 })],
  'ManagedInstancesCapacityOptions.vpcSubnets': [managed({}), managed({ vpcSubnets: { subnetType: SubnetType.PUBLIC } })],
  'DrainingOptions.margin': [
    service(() => ({ draining: Draining.afterTtl() })), service(() => ({ draining: Draining.afterTtl({ margin: Duration.seconds(9) }) })),
  ],
  'DrainingOptions.image': [
    service(() => ({ draining: Draining.afterTtl() })), service(() => ({ draining: Draining.afterTtl({ image: ContainerImage.fromRegistry('sleeper') }) })),
  ],
  'FargateCapacityOptions.cpuArchitecture': [plain, capacity({ cpuArchitecture: CpuArchitecture.ARM64 })],
  'FargateCapacityOptions.vpcSubnets': [plain, capacity({ vpcSubnets: { subnetType: SubnetType.PUBLIC } })],
  'FargateCapacityOptions.assignPublicIp': [plain, capacity({ assignPublicIp: true })],
  'HealthProbeOptions.interval': [probe(HealthProbe.http()), probe(HealthProbe.http({ interval: Duration.seconds(20) }))],
  'HealthProbeOptions.timeout': [probe(HealthProbe.http()), probe(HealthProbe.http({ timeout: Duration.seconds(2) }))],
  'HealthProbeOptions.retries': [probe(HealthProbe.http()), probe(HealthProbe.http({ retries: 5 }))],
  'HealthProbeOptions.startPeriod': [probe(HealthProbe.http()), probe(HealthProbe.http({ startPeriod: Duration.seconds(60) }))],
  'HttpHealthProbeOptions.path': [probe(HealthProbe.http()), probe(HealthProbe.http({ path: '/health' }))],
  'HttpHealthProbeOptions.port': [probe(HealthProbe.http()), probe(HealthProbe.http({ port: 81 }))],
  'TcpHealthProbeOptions.port': [probe(HealthProbe.tcp()), probe(HealthProbe.tcp({ port: 81 }))],
};
