import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { Cluster } from 'aws-cdk-lib/aws-ecs';
import { CpuArchitecture, PlacementConstraint, PlacementStrategy } from 'aws-cdk-lib/aws-ecs';
import { RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import type { AttributesPart, Combination, InstancesPart, ProbePart, RecordsPart, Span, TaskCountPart } from './combination';
import type { Network } from './network';
import { Capacity, DnsRecords, HealthProbe, TaskCount } from '../../src';

export function durationOf(span: Span | undefined): Duration | undefined {
  return span && ('seconds' in span ? Duration.seconds(span.seconds) : Duration.millis(span.millis));
}

export function attributesOf(part: AttributesPart | undefined): Record<string, string> | undefined {
  return part && Object.fromEntries(Array.from({ length: part.count }, (_, index) => index === 0
    ? [part.firstName ?? 'n'.repeat(part.nameLength), 'v'.repeat(part.valueLength)]
    : [`name${index}`, 'value']));
}

export function buildRecords({ kind, ttl, routingPolicy }: RecordsPart): DnsRecords | undefined {
  const options = { ttl: durationOf(ttl), routingPolicy: routingPolicy && RoutingPolicy[routingPolicy] };
  return kind === 'default' ? undefined : kind === 'none' ? DnsRecords.none() : DnsRecords[kind](options);
}

const SUBNETS = { public: { subnetType: SubnetType.PUBLIC }, isolated: { subnetType: SubnetType.PRIVATE_ISOLATED } };

const architecture = (arm: boolean | undefined) => arm === undefined ? undefined : arm ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64;

function instancesOptions({ providers, foreignProvider, strategies, distinct, daemon, hostPort, subnets }: InstancesPart, network: Network) {
  const shares = providers?.map((share, index) => ({ provider: network.instances.providers[index], ...share }));
  return {
    capacityProviders: foreignProvider ? [{ provider: network.foreignProvider }] : shares,
    placementStrategies: strategies ? [PlacementStrategy.packedByMemory()] : undefined,
    placementConstraints: distinct ? [PlacementConstraint.distinctInstances()] : undefined,
    daemon,
    hostPort,
    vpcSubnets: subnets && SUBNETS[subnets],
  };
}

export function buildCapacity({ capacity }: Combination, network: Network): Capacity | undefined {
  switch (capacity.kind) {
    case 'default': return undefined;
    case 'fargate': return Capacity.fargate({
      cpuArchitecture: architecture(capacity.arm),
      spot: capacity.spot,
      assignPublicIp: capacity.assignPublicIp,
      vpcSubnets: capacity.subnets && SUBNETS[capacity.subnets],
    });
    case 'managedInstances': return Capacity.managedInstances(
      capacity.foreignProvider ? network.managed.foreign : network.managed.provider, { cpuArchitecture: architecture(capacity.arm) },
    );
    default: return Capacity[capacity.kind](instancesOptions(capacity, network));
  }
}

export function clusterFor({ capacity }: Combination, network: Network): Cluster {
  switch (capacity.kind) {
    case 'default':
    case 'fargate': return network.cluster;
    case 'managedInstances': return network.managed.cluster;
    default: return network.instances.cluster;
  }
}

export function buildTaskCount(part: TaskCountPart | undefined): TaskCount | undefined {
  if (part === undefined || part.kind === 'exactly') {
    return part && TaskCount.exactly(part.tasks);
  }
  return TaskCount.autoScaled({
    max: part.max,
    min: part.min,
    cpuUtilizationPercent: part.cpu,
    memoryUtilizationPercent: part.memory,
    schedules: part.schedules?.map((bounds, index) => ({ schedule: Schedule.cron({ hour: String(8 + index), minute: '0' }), ...bounds })),
  });
}

export function buildProbe(part: ProbePart | undefined): HealthProbe | undefined {
  if (part === undefined) {
    return undefined;
  }
  const times = {
    interval: durationOf(part.interval), timeout: durationOf(part.timeout), retries: part.retries, startPeriod: durationOf(part.startPeriod),
  };
  switch (part.kind) {
    case 'http': return HealthProbe.http({ ...times, path: part.path, port: part.port });
    case 'tcp': return HealthProbe.tcp({ ...times, port: part.port });
    case 'command': return HealthProbe.command([...part.command], times);
  }
}
