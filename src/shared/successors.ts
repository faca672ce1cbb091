import type { IConstruct } from 'constructs';
import { Dependable } from 'constructs';

const successors = new WeakMap<IConstruct, IConstruct>();

/** Has whoever waits for a construct that was taken away, or names it, mean the one in its place. */
export function succeed(from: IConstruct, to: IConstruct): void {
  successors.set(from, to);
  Dependable.implement(from, { dependencyRoots: [to] });
}

/** The construct that is meant by one. */
export function successorOf(construct: IConstruct): IConstruct {
  return successors.get(construct) ?? construct;
}
