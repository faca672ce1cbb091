import type { IConstruct } from 'constructs';
import { ARGUMENTS, OPTIONS_OF, wrongValues } from './plan/wrong-values';
import { refuse } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { wrongValueRules } from './shared/wrong-value';

/** Refuses what a verb was called with, where it is of another type. */
export function refuseWrong({ node }: IConstruct, verb: string, name: Exclude<keyof typeof ARGUMENTS, 'target'>, values: readonly unknown[]): void {
  refuse(`${node.path}.${verb}()`, values.flatMap((value) => findingsOf(wrongValueRules, wrongValues({ [name]: value }, { [name]: ARGUMENTS[name] }))));
}

/** Refuses what is no object in place of the options of a verb. */
export function refuseUnnamed({ node }: IConstruct, verb: keyof typeof OPTIONS_OF, options: unknown): void {
  refuse(`${node.path}.${verb}()`, findingsOf(wrongValueRules, wrongValues({ options }, { options: OPTIONS_OF[verb] })));
}
