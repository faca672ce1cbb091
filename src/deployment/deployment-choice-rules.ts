import type { RollingChoice, ShiftingChoice } from './deployment-choice';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const DEPLOYMENT = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html';

export const rollingRules: ReadonlyArray<Rule<RollingChoice>> = [
  {
    id: 'deployment-percent',
    severity: 'error',
    why: 'ECS takes whole numbers: a minimum of 0 to 100 percent, and a maximum of 100 percent or more that is above it. With no room between the two, no task '
      + 'can be replaced.',
    fix: 'Give percentages such as minHealthyPercent: 100 and maxHealthyPercent: 200.',
    link: DEPLOYMENT,
    broken: ({ minHealthyPercent: min, maxHealthyPercent: max }) => [
      ...known(min) && !(Number.isInteger(min) && min >= 0 && min <= 100) ? [`minHealthyPercent is ${min}.`] : [],
      ...known(max) && !(Number.isInteger(max) && max >= 100) ? [`maxHealthyPercent is ${max}.`] : [],
      ...known(min) && known(max) && min === 100 && max === 100 ? ['minHealthyPercent and maxHealthyPercent are both 100.'] : [],
    ],
  },
];

/** The least percentage of a step that a strategy has. */
const LEAST_PERCENT = { BLUE_GREEN: 100, LINEAR: 3, CANARY: 0.1 } as const;

function minuteFaults(what: string, value: number | undefined): string[] {
  return known(value) && !(Number.isInteger(value) && value >= 0 && value <= 1440) ? [`${what} is ${value} minutes.`] : [];
}

export const shiftingRules: ReadonlyArray<Rule<ShiftingChoice>> = [
  {
    id: 'deployment-steps',
    severity: 'error',
    why: 'ECS waits whole minutes, from 0 to 1440. A step of a linear deployment moves 3 to 100 percent, the canary 0.1 to 100, both in tenths of a percent.',
    fix: 'Give values such as stepPercent: 10 (canaryPercent: 5) and Duration.minutes(6).',
    link: DEPLOYMENT,
    broken: ({ strategy, bakeMinutes, step }) => [
      ...minuteFaults('bakeTime', bakeMinutes),
      ...minuteFaults(strategy === 'LINEAR' ? 'stepBakeTime' : 'canaryBakeTime', step?.bakeMinutes),
      ...known(step?.percent) && !isPercent(step.percent, LEAST_PERCENT[strategy])
        ? [`${strategy === 'LINEAR' ? 'stepPercent' : 'canaryPercent'} is ${step.percent}.`] : [],
    ],
  },
  {
    id: 'deployment-too-long',
    severity: 'error',
    why: 'CloudFormation gives a deployment 36 hours, and refuses one whose bakeTime and steps come to more than 33. The last step is not waited for.',
    fix: 'Give a shorter bakeTime, shorter steps, or fewer.',
    link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-linearconfiguration.html',
    broken: (choice) => isPossible(choice) && minutesOf(choice) > 33 * 60 ? [`bakeTime and steps come to ${minutesOf(choice)} minutes.`] : [],
  },
];

/** Whether each time by itself is one that ECS takes: another one is told alone. */
function isPossible({ bakeMinutes, step }: ShiftingChoice): boolean {
  return [bakeMinutes, step?.bakeMinutes].every((minutes) => minuteFaults('', minutes).length === 0);
}

/** What CloudFormation adds up, as far as it is known. */
function minutesOf({ strategy, bakeMinutes, step }: ShiftingChoice): number {
  const waits = step === undefined || !known(step.bakeMinutes) || !known(step.percent) ? 0
    : strategy === 'LINEAR' ? step.bakeMinutes * (Math.ceil(100 / step.percent) - 1) : step.bakeMinutes;
  return (known(bakeMinutes) ? bakeMinutes : 0) + waits;
}

function isPercent(value: number, least: number): boolean {
  return value >= least && value <= 100 && Number.isInteger(value * 10);
}
