import type { Construct } from 'constructs';

/**
 * Runs what defines the inside of a construct. If that fails, the construct is taken out of its tree: nothing half-defined is left, and its id
 * is free again.
 *
 * @param undo takes back what was defined elsewhere
 */
export function orUndo<T>(construct: Construct, define: () => T, undo?: () => void): T {
  try {
    return define();
  } catch (error) {
    undo?.();
    construct.node.scope?.node.tryRemoveChild(construct.node.id);
    throw error;
  }
}
