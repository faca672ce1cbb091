import type { Rule } from './rule';

/** A value that is of another type than its place takes. */
export interface WrongValue {
  readonly name: string;
  readonly got: string;
  readonly takes: string;
}

/** Whether a value is what its place takes. It is asked before anything is read: whatever comes after it may rely on types. */
export const wrongValueRules: ReadonlyArray<Rule<readonly WrongValue[]>> = [
  {
    id: 'wrong-value',
    severity: 'error',
    why: 'The value is of another type. TypeScript tells so; plain JavaScript, and a cast, let it pass.',
    fix: 'Give what the message names.',
    link: 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/API.md',
    broken: (wrong) => wrong.map(({ name, got, takes }) => `${name} is ${got}, and takes ${takes}.`),
  },
];
