import type { MapEdge, MapNode, ServiceMap } from './service-map';

export type Change = 'added' | 'removed' | 'kept';

type Changed<T> = T & { readonly change: Change };

/** What is in one map or in both. */
export interface ChangedMap extends ServiceMap {
  readonly nodes: ReadonlyArray<Changed<MapNode>>;
  readonly edges: ReadonlyArray<Changed<MapEdge>>;
}

/**
 * What a new version adds and cuts. What is in both is told as the new one has it; findings are those of the new one. A call that was open and is closed now is gone, and
 * there is another one in its place.
 */
export function diffOf(old: ServiceMap, next: ServiceMap): ChangedMap {
  return {
    nodes: merged(old.nodes, next.nodes, ({ id }) => id),
    edges: merged(old.edges, next.edges, ({ from, to, kind, port, isClosed }) => JSON.stringify([from, to, kind, port, isClosed])),
    findings: next.findings,
  };
}

function merged<T extends MapNode | MapEdge>(old: readonly T[], next: readonly T[], keyOf: (item: T) => string): Array<Changed<T>> {
  const [before, after] = [old, next].map((items) => new Set(items.map(keyOf)));
  const removed = old.filter((item) => !after.has(keyOf(item))).map((item) => ({ ...item, findings: [], change: 'removed' as const }));
  const there = next.map((item) => ({ ...item, change: before.has(keyOf(item)) ? 'kept' as const : 'added' as const }));
  return [...there, ...removed].sort((a, b) => keyOf(a) < keyOf(b) ? -1 : 1);
}
