import type { Change } from './diff';
import type { MapEdge, MapFinding, MapNode, NodeKind, ServiceMap } from './service-map';

/** A line of the text of a node or a way. */
export interface PictureText {
  readonly text: string;
  readonly role: 'title' | 'kind' | 'name' | 'detail' | 'ports' | 'error' | 'warning';
}

export interface PictureNode {
  readonly node: MapNode;
  readonly texts: readonly PictureText[];
  readonly change: Change;
}

/** What is known of a way. */
export type WayState =
  /** The one calls the other, and nothing that is known stands in the way. */
  | 'called'
  /** The one is given the address of the other, and security groups close the way. */
  | 'closed'
  /** Security groups open the way, and no template says that somebody takes it. */
  | 'unused';

/** All edges from one node to another, as one line. */
export interface PictureWay {
  readonly from: string;
  readonly to: string;
  readonly state: WayState;
  /** The ports, each once; with a sign where a port is new or gone. */
  readonly label: string;
  readonly edges: readonly MapEdge[];
  readonly findings: readonly MapFinding[];
  readonly change: Change;
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly ways: readonly PictureWay[];
  readonly findings: readonly MapFinding[];
  /** Whether it compares two versions. */
  readonly isDiff: boolean;
}

type Changed<T> = T & { readonly change?: Change };

/** What all pictures of a map show. */
export function pictureOf(map: ServiceMap): Picture {
  const nodes: readonly Changed<MapNode>[] = map.nodes;
  const edges: readonly Changed<MapEdge>[] = map.edges;
  return {
    nodes: nodes.map((node) => ({ node, texts: textsOf(node), change: node.change ?? 'kept' })),
    ways: waysOf(edges),
    findings: map.findings,
    isDiff: [...nodes, ...edges].some(({ change }) => change !== undefined),
  };
}

export const KINDS: Readonly<Record<NodeKind, string>> = {
  'service': 'service', 'load-balancer': 'load balancer', 'http-api': 'HTTP API', 'endpoint': 'registered name', 'function': 'function', 'internet': 'internet',
};

function textsOf({ name, kind, names, ports, tasks, findings }: MapNode): PictureText[] {
  const load = [...ports.length > 0 ? [`port ${ports.join(', ')}`] : [], ...tasks === undefined ? [] : [tasks === 1 ? '1 task' : `${tasks} tasks`]];
  return [
    { text: name, role: 'title' },
    ...kind === 'service' || kind === 'internet' ? [] : [{ text: KINDS[kind], role: 'kind' as const }],
    ...names.flatMap((each): PictureText[] => [
      { text: each.name, role: 'name' },
      { text: [...each.records, healthText(each.health)].join(' · '), role: 'detail' },
    ]),
    ...load.length > 0 ? [{ text: load.join(' · '), role: 'detail' as const }] : [],
    ...findings.map(textOfFinding),
  ];
}

/** What decides whether the name leads to a node. */
function healthText(health: string): string {
  switch (health) {
    case 'none': return 'no health check';
    case 'Service Connect': return health;
    default: return `health: ${health}`;
  }
}

function waysOf(edges: readonly Changed<MapEdge>[]): PictureWay[] {
  const byEnds = new Map<string, Changed<MapEdge>[]>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    byEnds.set(key, [...byEnds.get(key) ?? [], edge]);
  }
  return [...byEnds.values()].map((all) => ({
    from: all[0].from,
    to: all[0].to,
    state: stateOf(all),
    label: labelOf(all),
    edges: all,
    findings: all.flatMap(({ findings }) => findings),
    change: changeOf(all),
  }));
}

/** Of the new version: what is gone says nothing of how it is now, unless all of it is gone. */
function stateOf(edges: readonly Changed<MapEdge>[]): WayState {
  const there = edges.filter(({ change }) => change !== 'removed');
  const meant = there.length > 0 ? there : edges;
  return meant.some(({ isClosed }) => isClosed) ? 'closed' : meant.some(isCall) ? 'called' : 'unused';
}

function isCall({ kind }: MapEdge): boolean {
  return kind !== 'security-group';
}

function changeOf(edges: readonly Changed<MapEdge>[]): Change {
  const [{ change = 'kept' }] = edges;
  return edges.every((edge) => (edge.change ?? 'kept') === change) ? change : 'kept';
}

const SIGNS: Readonly<Record<Change, string>> = { added: '+', removed: '-', kept: '' };

/** Port by port, with what is new or gone of it, and whether it is closed. */
function labelOf(edges: readonly Changed<MapEdge>[]): string {
  const whole = changeOf(edges);
  const ports = new Map<string, Changed<MapEdge>[]>();
  for (const edge of edges) {
    const text = [edge.isClosed ? 'closed' : '', edge.port ?? ''].filter((part) => part !== '').join(' ');
    ports.set(text, [...ports.get(text) ?? [], edge]);
  }
  return [...ports].filter(([text]) => text !== '').map(([text, all]) => {
    const own = changeOf(all);
    return own !== whole ? `${SIGNS[own]}${text}` : own === 'kept' ? `${text}${callChange(all)}` : text;
  }).join(', ');
}

/** Where the way stays open and only the call is new or gone. */
function callChange(edges: readonly Changed<MapEdge>[]): string {
  const calls = edges.filter(isCall);
  const change = calls.length === 0 ? 'kept' : changeOf(calls);
  return change === 'kept' ? '' : ` (${SIGNS[change]}call)`;
}

/** A text with the sign of its change: colors are not for everybody. */
export function signed(text: string, change: Change): string {
  return change === 'kept' ? text : `${SIGNS[change]} ${text}`.trimEnd();
}

/** What stands beside a way: its ports, and what was found. */
export function textsOfWay({ label, change, findings }: PictureWay): PictureText[] {
  const ports = signed(label, change);
  return [...ports === '' ? [] : [{ text: ports, role: 'ports' as const }], ...findings.map(textOfFinding)];
}

function textOfFinding({ ruleId, severity }: MapFinding): PictureText {
  return { text: `${severity}: ${ruleId}`, role: severity };
}
