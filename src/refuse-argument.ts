import type { IConstruct } from 'constructs';
import { ARGUMENTS, wrongValues } from './plan/wrong-values';
import { refuseWrongValues } from './shared/wrong-value';

/** Refuses what a verb was called with, where it is of another type. */
export function refuseWrong({ node }: IConstruct, verb: string, name: Exclude<keyof typeof ARGUMENTS, 'target'>, values: readonly unknown[]): void {
  refuseWrongValues(`${node.path}.${verb}()`, values.flatMap((value) => wrongValues({ [name]: value }, { [name]: ARGUMENTS[name] })));
}
