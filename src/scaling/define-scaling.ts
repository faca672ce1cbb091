import type { BaseService, ScalableTaskCount } from 'aws-cdk-lib/aws-ecs';
import type { ScalingChoice } from './task-count';

/** Has the number of tasks follow load and time. */
export function defineScaling(service: BaseService, scaling: ScalingChoice): ScalableTaskCount {
  const { min, max, cpuUtilizationPercent, memoryUtilizationPercent, schedules } = scaling;
  const target = service.autoScaleTaskCount({ minCapacity: min, maxCapacity: max });
  if (cpuUtilizationPercent !== undefined) {
    target.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: cpuUtilizationPercent });
  }
  if (memoryUtilizationPercent !== undefined) {
    target.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: memoryUtilizationPercent });
  }
  schedules.forEach(({ schedule, ...bounds }, index) => {
    target.scaleOnSchedule(`Schedule${index + 1}`, { schedule, minCapacity: bounds.min, maxCapacity: bounds.max });
  });
  return target;
}
