import { Annotations, Duration, Lazy } from 'aws-cdk-lib';
import type { BaseServiceOptions, TrafficShiftConfig } from 'aws-cdk-lib/aws-ecs';
import { DeploymentStrategy } from 'aws-cdk-lib/aws-ecs';
import type { DeploymentChoice, ShiftingChoice, TrafficStep } from './deployment-choice';
import { shiftsTraffic } from './deployment-choice';
import type { EcsService } from '../ecs-service/ecs-service';

/** What an ECS service is told of its deployments. */
export type DeploymentSettings = Pick<BaseServiceOptions, 'minHealthyPercent' | 'maxHealthyPercent' | 'circuitBreaker' | 'deploymentStrategy' | 'bakeTime'
| 'linearConfiguration' | 'canaryConfiguration' | 'lifecycleHooks'>;

/** A deployment in the words of the CDK. */
export function renderDeployment(
  { choice, ...percentages }: { readonly choice: DeploymentChoice; readonly minHealthyPercent: number; readonly maxHealthyPercent: number },
): DeploymentSettings {
  return shiftsTraffic(choice) ? { ...percentages, ...renderShift(choice) } : { ...percentages, circuitBreaker: { rollback: choice.rollback } };
}

/** Without a circuit breaker: it is for rolling deployments only. */
function renderShift({ strategy, bakeMinutes, lifecycleHooks, step }: ShiftingChoice): DeploymentSettings {
  return {
    deploymentStrategy: DeploymentStrategy[strategy],
    bakeTime: Duration.minutes(bakeMinutes),
    linearConfiguration: strategy === 'LINEAR' ? renderStep(step!) : undefined,
    canaryConfiguration: strategy === 'CANARY' ? renderStep(step!) : undefined,
    lifecycleHooks: [...lifecycleHooks],
  };
}

/** As a token, because the CDK takes 1.1 for no multiple of 0.1 (in floating point, ten times that is 11.000000000000002); a rule has judged it. */
function renderStep({ percent, bakeMinutes }: TrafficStep): TrafficShiftConfig {
  return { stepPercent: Lazy.number({ produce: () => percent }), stepBakeTime: Duration.minutes(bakeMinutes) };
}

/** The CDK asks for a circuit breaker whatever the strategy is. */
export function acknowledgeMissingBreaker(service: EcsService, choice: DeploymentChoice): void {
  if (shiftsTraffic(choice)) {
    Annotations.of(service.construct).acknowledgeWarning('@aws-cdk/aws-ecs:shouldUseCircuitBreaker', 'It is for rolling deployments only.');
  }
}
