import type { PictureNode } from './picture';

export interface Group {
  /** Undefined where the nodes are in no stack, or all are in one. */
  readonly title?: string;
  readonly members: readonly PictureNode[];
}

/** What is gone was in a stack of the old version, which may be called otherwise. */
export function hasSeveralStacks(nodes: readonly PictureNode[]): boolean {
  return new Set(nodes.filter(({ change }) => change !== 'removed').map(({ node }) => node.stack).filter((stack) => stack !== '')).size > 1;
}

/** The nodes stack by stack, where there are several stacks. */
export function groupsOf(nodes: readonly PictureNode[]): Group[] {
  const byStack = new Map<string, PictureNode[]>();
  for (const each of nodes) {
    byStack.set(each.node.stack, [...byStack.get(each.node.stack) ?? [], each]);
  }
  return !hasSeveralStacks(nodes) ? [{ members: nodes }] : [...byStack].map(([stack, members]) => stack === '' ? { members } : { title: stack, members });
}
