import { refuse } from './discovery-error';
import type { Rule } from './rule';
import { findingsOf } from './rule';

/** A value that is of another type than its place takes. */
export interface WrongValue {
  readonly name: string;
  readonly got: string;
  readonly takes: string;
  /** What to write, as a sentence. */
  readonly fix: string;
}

/** Whether a value is what its place takes. It is asked before anything is read: whatever comes after it may rely on types. */
export const wrongValueRules: ReadonlyArray<Rule<readonly WrongValue[]>> = [
  {
    id: 'wrong-value',
    severity: 'error',
    why: 'The value is of another type. TypeScript tells so; plain JavaScript, and a cast, let it pass.',
    fix: 'Write what the place takes, such as `port: 80`, `taskCount: TaskCount.exactly(3)` or `image: ContainerImage.fromRegistry(\'nginx\')`, and give '
      + 'options of factories and methods by their names: `HealthProbe.tcp({ port: 8080 })`.',
    link: 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/API.md',
    broken: (wrong) => wrong.map(({ name, got, takes, fix }) => ({ got: `${name} is ${got}, and takes ${takes}.`, fix })),
  },
];

/**
 * Throws all values of another type as one error, or does nothing where there is none.
 *
 * @param subject what they were given to: a construct path, or a call
 */
export function refuseWrongValues(subject: string, wrong: readonly WrongValue[]): void {
  refuse(subject, findingsOf(wrongValueRules, wrong));
}
