import type { IConstruct } from 'constructs';
import { ARGUMENTS, wrongValues } from './plan/wrong-values';
import { refuse } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { wrongValueRules } from './shared/wrong-value';

/** Refuses what a verb was called with, where it is of another type. */
export function refuseWrong({ node }: IConstruct, verb: string, name: Exclude<keyof typeof ARGUMENTS, 'target' | 'connectOptions' | 'allowOptions'>, values: readonly unknown[]): void {
  refuse(`${node.path}.${verb}()`, values.flatMap((value) => findingsOf(wrongValueRules, wrongValues({ [name]: value }, { [name]: ARGUMENTS[name] }))));
}
