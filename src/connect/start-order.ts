import type { CfnResource } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { Connection } from './connection';
import { deployedFor } from './participant';
import type { Wish } from '../dependencies/arrange';
import type { Unit } from '../dependencies/deployment-graph';
import { liftToUnits } from '../dependencies/deployment-graph';

/** The caller deployed after the target. */
export interface StartWish extends Wish<Unit> {
  readonly connection: Connection;
}

/** Nothing where it is not wanted, or where one end is not deployed by this app. */
export function startWish(connection: Connection): StartWish | undefined {
  // Whatever is deployed for one end is in one stack.
  const [[caller], [target]] = [deployedFor(connection.caller), deployedFor(connection.target)];
  const edge = connection.startOrder && caller && target && liftToUnits(caller, target);
  return edge ? { ...edge, connection } : undefined;
}

/**
 * Deploys the caller after the target, and after the rules that let it through, where these are in its stack: a client that starts before its rule
 * runs into a time-out.
 *
 * `node.addDependency` and not `addDependency`: it means the same in every version of the CDK.
 */
export function keepStartOrder({ caller, target }: Connection, rules: readonly CfnResource[]): void {
  const [resource] = deployedFor(caller);
  resource.node.addDependency(...deployedFor(target), ...rules.filter((rule) => Stack.of(rule) === Stack.of(resource)));
}
