import { Stack } from 'aws-cdk-lib';
import { CfnScalableTarget } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { BaseService, CfnCluster, CfnService } from 'aws-cdk-lib/aws-ecs';
import type { HealthCheck } from 'aws-cdk-lib/aws-route53';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import type { AlarmFacts } from './alarm-facts';
import { alarmFacts } from './alarm-facts';
import { identityOf } from './identity';
import type { TargetGroupFacts } from './target-group-facts';
import { targetGroupFacts } from './target-group-facts';
import { privateNamesIn } from './task-names';
import type { Route53CheckChoice } from '../route53-check/route53-check-choice';
import { CHECK_IDS, countsTasks } from '../route53-check/route53-check-choice';
import { Synthesis } from '../shared/synthesis';

/** All that decides whether a service can have a health check. */
export interface Route53CheckFacts {
  readonly service: string;
  readonly account: string;
  readonly id: string;
  /** Whether the ECS service has something of that id already. */
  readonly idIsTaken: boolean;
  readonly minTasks?: number;
  /** The most that the service asks for, where it says so. */
  readonly tasks?: number;
  readonly tooLate: boolean;
  /** What the cluster says about Container Insights, of a check that needs it. */
  readonly containerInsights?: string;
  /** How often ECS publishes the use of CPU, of a check that counts samples. */
  readonly resolutionSeconds?: number;
  readonly targetGroup?: TargetGroupFacts;
  readonly alarm?: AlarmFacts;
  readonly domainName?: string;
  /** The names of the private DNS namespaces of the app. */
  readonly privateNames: readonly string[];
}

export function route53CheckFacts(subject: string, service: BaseService, choice: Route53CheckChoice, givenId?: string): Route53CheckFacts {
  const id = givenId ?? CHECK_IDS[choice.kind];
  return {
    service: subject,
    account: Stack.of(service).account,
    id,
    idIsTaken: service.node.tryFindChild(id) !== undefined,
    minTasks: countsTasks(choice) ? choice.minTasks : undefined,
    tasks: mostTasks(service),
    tooLate: Synthesis.of(service).hasBegun,
    containerInsights: choice.kind === 'runningTasks' ? containerInsightsOf(service) : undefined,
    resolutionSeconds: choice.kind === 'reportingTasks' ? resolutionOf(service) : undefined,
    targetGroup: choice.kind === 'healthyTargets' ? targetGroupFacts(service, choice.targetGroup) : undefined,
    alarm: choice.kind === 'alarm' ? alarmFacts(choice.alarm) : undefined,
    domainName: 'domainName' in choice ? choice.domainName : undefined,
    privateNames: 'domainName' in choice ? privateNamesIn(service.node.root.node.findAll()) : [],
  };
}

const resourceOf = (service: BaseService) => service.node.findChild('Service') as CfnService;

/** Of a service that scales, the number that it starts with says nothing. */
function mostTasks(service: BaseService): number | undefined {
  const scaling = service.node.findAll().find((construct) => construct instanceof CfnScalableTarget);
  return scaling?.maxCapacity ?? resourceOf(service).desiredCount;
}

/** What a cluster says about Container Insights: `disabled`, `enabled`, `enhanced`; nothing where it is imported, or leaves that to the account. */
export function containerInsightsOf(service: BaseService): string | undefined {
  const resource = service.cluster.node.defaultChild as CfnCluster | undefined;
  const settings = resource && Stack.of(resource).resolve(resource.clusterSettings) as CfnCluster.ClusterSettingsProperty[] | undefined;
  return settings?.find(({ name }) => name === 'containerInsights')?.value;
}

/** Whether a cluster of this app leaves Container Insights to the account. */
export function leavesInsightsToAccount(service: BaseService): boolean {
  return service.cluster.node.defaultChild !== undefined && containerInsightsOf(service) === undefined;
}

/** The part of `AWS::ECS::Service` that the oldest CDK this library works with does not know yet. */
interface Monitoring {
  readonly metricConfigurations?: ReadonlyArray<{ readonly metricNames?: readonly string[]; readonly resolutionSeconds?: number }>;
}

function resolutionOf(service: BaseService): number | undefined {
  const { monitoring } = resourceOf(service) as { readonly monitoring?: unknown };
  const { metricConfigurations = [] } = (Stack.of(service).resolve(monitoring) ?? {}) as Monitoring;
  return metricConfigurations.find(({ metricNames }) => metricNames?.includes('CPUUtilization'))?.resolutionSeconds;
}

/** What a check asks, and the records that it decides about. */
export interface GuardedFacts {
  readonly domainName: string;
  readonly records: ReadonlyArray<{ readonly path: string; readonly name: string }>;
}

/** Seen at synth, when all records are there. */
export function guardedFacts(healthCheck: HealthCheck, domainName: string): GuardedFacts {
  const resource = healthCheck.node.defaultChild;
  return {
    domainName,
    records: healthCheck.node.root.node.findAll().flatMap((construct) => construct instanceof CfnRecordSet && construct.healthCheckId !== undefined
      && identityOf(construct.healthCheckId) === resource ? [{ path: construct.node.path, name: construct.name }] : []),
  };
}
