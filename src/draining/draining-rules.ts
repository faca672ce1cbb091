import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

/** Beyond the sleep: for the shell to get the signal, and to exit before it is killed. */
export const SHELL_SECONDS = 2;

/** How long a task waits after the TTL. */
export interface DrainSettings {
  readonly marginSeconds: number;
}

export const marginRules: ReadonlyArray<Rule<DrainSettings>> = [
  {
    id: 'draining-margin',
    severity: 'error',
    why: 'The companion container sleeps for a whole number of seconds, which stands in its command: it has to be known at synth.',
    fix: 'Give a duration in whole seconds, such as Duration.seconds(5).',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    broken: ({ marginSeconds: margin }) => known(margin) && Number.isInteger(margin) && margin >= 0 ? []
      : [known(margin) ? `margin is ${margin} seconds.` : 'margin is not known yet.'],
  },
];
