import type { Change, ChangedMap } from './diff';
import type { MapEdge, MapNode, ServiceMap } from './service-map';

/** The map for programs; its shape is described by schema/service-map.schema.json. */
export function renderJson({ nodes, edges, findings }: ServiceMap | ChangedMap): string {
  return `${JSON.stringify({ version: 1, nodes: nodes.map(nodeAsJson), edges: edges.map(edgeAsJson), findings }, undefined, 2)}\n`;
}

type Changed<T> = T & { readonly change?: Change };

function nodeAsJson({ id, kind, name, stack, path, findings, names, ports, tasks, change }: Changed<MapNode>): object {
  return { id, kind, name, stack, path, findings, names, ports, tasks, change };
}

function edgeAsJson({ from, to, port, kind, findings, by, isClosed, change }: Changed<MapEdge>): object {
  return { from, to, port, kind, findings, by, isClosed, change };
}
