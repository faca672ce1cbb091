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
    fix: 'Write what the prop takes, such as `port: 80`, `taskCount: TaskCount.exactly(3)` or `image: ContainerImage.fromRegistry(\'nginx\')`.',
    link: 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/API.md',
    broken: (wrong) => wrong.map(({ name, got, takes, fix }) => ({ got: `${name} is ${got}, and takes ${takes}.`, fix })),
  },
];

/** What to write, with the value that was given in its place. */
type Written = (value: string) => string;

/**
 * Refuses what is no object in place of options: each of them would be left out, and its default taken.
 *
 * @param call the factory, such as `DnsRecords.a()`
 * @param written the options that it was most likely meant for
 */
export function refuseUnnamed(call: string, options: unknown, written: Written): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    refuseArgument(call, 'options', options, 'an object', written);
  }
}

/** Refuses what is no list: of a text, each letter would be an item. */
export function refuseNoList(call: string, name: string, list: unknown, written: Written): void {
  if (!Array.isArray(list)) {
    refuseArgument(call, name, list, 'a list', written);
  }
}

function refuseArgument(call: string, name: string, given: unknown, takes: string, written: Written): void {
  const got = typeof given === 'string' ? `'${given}'` : given === undefined ? 'missing' : String(given);
  refuse(call, findingsOf(wrongValueRules, [{ name, got, takes, fix: `Write \`${call.replace('()', `(${written(got)})`)}\`.` }]));
}
