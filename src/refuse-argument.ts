import type { IConstruct } from 'constructs';
import { ARGUMENTS, wrongValues } from './plan/wrong-values';
import { wrongValueRules } from './rules/wrong-value-rules';
import { refuse } from './shared/discovery-error';
import { findingsOf } from './shared/rule';

/** Refuses what a verb was called with, where it is of another type. */
export function refuseWrong({ node }: IConstruct, verb: string, name: 'exposure' | 'alarm', values: readonly unknown[]): void {
  refuse(`${node.path}.${verb}()`, values.flatMap((value) => findingsOf(wrongValueRules, wrongValues({ [name]: value }, { [name]: ARGUMENTS[name] }))));
}
