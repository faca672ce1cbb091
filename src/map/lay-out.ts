import { graphlib, layout } from '@dagrejs/dagre';
import type { Direction, Point } from './attach-ways';
import { attached } from './attach-ways';
import type { Box } from './boxes';
import { boxOfNode, boxOfWay } from './boxes';
import { hasSeveralStacks } from './groups';
import type { Picture, PictureNode, PictureWay } from './picture';

export interface PlacedNode extends Box, Point {
  readonly of: PictureNode;
}

export interface PlacedWay {
  readonly of: PictureWay;
  readonly points: readonly Point[];
  readonly direction: Direction;
  /** With the middle of the label. */
  readonly label: Box & Point;
}

/** A picture with a place for everything. Points are middles. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly ways: readonly PlacedWay[];
}

/** Wider than that, a page has to be moved to and fro to be read; from top to bottom it is moved one way. */
const WIDEST = 1500;
const GAP = 40;

/** Parts of the map that have nothing to do with each other are laid out each by itself, and set beside and below one another. */
export function layOut(picture: Picture): Layout {
  const showsStack = hasSeveralStacks(picture.nodes);
  const boxes = new Map(picture.nodes.map((each) => [each.node.id, { ...boxOfNode(each, showsStack), of: each }]));
  return inRows(partsOf(picture).map(({ nodes, ways }) => partLayout(nodes.map(({ node }) => boxes.get(node.id)!), ways)));
}

interface Part {
  readonly nodes: PictureNode[];
  readonly ways: PictureWay[];
}

/** What is connected, in the order of the nodes. */
function partsOf({ nodes, ways }: Picture): Part[] {
  const partOf = new Map<string, Part>(nodes.map((each) => [each.node.id, { nodes: [each], ways: [] }]));
  for (const way of ways) {
    const [one, other] = [partOf.get(way.from)!, partOf.get(way.to)!];
    one.ways.push(way);
    if (one !== other) {
      one.nodes.push(...other.nodes);
      one.ways.push(...other.ways);
      other.nodes.forEach(({ node }) => partOf.set(node.id, one));
    }
  }
  return [...new Set(nodes.map(({ node }) => partOf.get(node.id)!))];
}

type Sized = Box & { readonly of: PictureNode };

/** From left to right, as one reads who calls whom, unless that is too wide and the other way is less so. */
function partLayout(nodes: readonly Sized[], ways: readonly PictureWay[]): Layout {
  const wide = directed(nodes, ways, 'LR');
  const high = wide.width <= WIDEST ? wide : directed(nodes, ways, 'TB');
  return high.width < wide.width ? high : wide;
}

function directed(nodes: readonly Sized[], ways: readonly PictureWay[], direction: Direction): Layout {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: direction, nodesep: 24, ranksep: 44, edgesep: 14, marginx: 2, marginy: 2 });
  nodes.forEach(({ of, width, height }) => graph.setNode(of.node.id, { width, height }));
  const labels = ways.map(boxOfWay);
  ways.forEach(({ from, to }, index) => graph.setEdge(from, to, { width: labels[index].width, height: labels[index].height, labelpos: 'c' }));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  const placed = nodes.map((each): PlacedNode => ({ ...each, ...pointOf(graph.node(each.of.node.id)) }));
  const edges = ways.map((of) => ({ of, ...graph.edge(of.from, of.to) as Partial<Point> & { readonly points: readonly Point[] } }));
  const points = attached(edges, new Map(placed.map((box) => [box.of.node.id, box])), direction);
  return {
    width,
    height,
    nodes: placed,
    ways: edges.map((edge, index) => ({ of: edge.of, direction, points: points.get(edge)!, label: { ...labels[index], ...pointOf(edge) } })),
  };
}

function pointOf({ x = 0, y = 0 }: Partial<Point>): Point {
  return { x, y };
}

/** Beside each other while there is room, as words are set in lines. */
function inRows(parts: readonly Layout[]): Layout {
  const widest = Math.max(WIDEST, ...parts.map(({ width }) => width));
  const placed: Layout[] = [];
  let [x, y, rowHeight] = [0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > widest) {
      [x, y, rowHeight] = [0, y + rowHeight + GAP, 0];
    }
    placed.push(moved(part, x, y));
    x += part.width + GAP;
    rowHeight = Math.max(rowHeight, part.height);
  }
  return {
    width: Math.max(0, ...placed.flatMap(({ nodes, ways }) => [...nodes, ...ways.map(({ label }) => label)].map((box) => box.x + box.width / 2))),
    height: y + rowHeight,
    nodes: placed.flatMap(({ nodes }) => nodes),
    ways: placed.flatMap(({ ways }) => ways),
  };
}

function moved({ width, height, nodes, ways }: Layout, x: number, y: number): Layout {
  const move = <T extends Point>(point: T): T => ({ ...point, x: point.x + x, y: point.y + y });
  return { width, height, nodes: nodes.map(move), ways: ways.map((way) => ({ ...way, points: way.points.map(move), label: move(way.label) })) };
}
