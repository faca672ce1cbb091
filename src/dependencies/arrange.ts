import { circlesOf, dependencyOrder } from './circles';

/** An edge of a dependency graph: `from` is deployed after `to`. */
export interface Edge<Node> {
  readonly from: Node;
  readonly to: Node;
}

/** A dependency that a connection would like to add. */
export interface Wish<Node> extends Edge<Node> {
  /** The user said so: it holds, and the others are arranged around it. */
  readonly pinned?: boolean;
}

/** What a wish came to. */
export interface Arrangement<W> {
  readonly granted: ReadonlySet<W>;
  /** Pins that close a circle with what is there and with other pins. */
  readonly impossible: readonly W[];
}

/** The graph that wishes are added to. */
export interface Dependencies<Node> {
  of(node: Node): Iterable<Node>;
  nameOf(node: Node): string;
}

/**
 * Decides which wishes can be had without closing a circle.
 *
 * A wish whose ends are in no common circle of all that exists and all that is wished is granted. Within a circle, an order decides that
 * respects all that exists and all pins, and else goes by name. So the result depends on the graph alone, never on the order of the
 * wishes; and a wish outside a circle does not move when a circle appears elsewhere.
 */
export function arrange<Node, W extends Wish<Node>>(wishes: readonly W[], existing: Dependencies<Node>): Arrangement<W> {
  const pins = wishes.filter(({ pinned }) => pinned);
  const fixed = withEdges(existing, pins);
  const all = withEdges(existing, wishes);
  // A circle through a wish can be walked from where the wish leads to, and back to where it starts; what is not reached on that walk is in none.
  const circle = circlesOf(new Set(wishes.map(({ to }) => to)), all);
  const fixedCircle = circlesOf(new Set(pins.map(({ to }) => to)), fixed);
  const inCircle = ({ from, to }: W) => circle.get(from) === circle.get(to);
  const place = dependencyOrder(new Set(wishes.filter(inCircle).flatMap(({ from, to }) => [from, to])), fixed, existing.nameOf);

  const isGranted = (wish: W) => wish.pinned || !inCircle(wish) || place.get(wish.from)! > place.get(wish.to)!;
  return {
    granted: new Set(wishes.filter(isGranted)),
    impossible: pins.filter(({ from, to }) => fixedCircle.get(from) === fixedCircle.get(to)),
  };
}

function withEdges<Node>(existing: Dependencies<Node>, edges: ReadonlyArray<Edge<Node>>): (node: Node) => Iterable<Node> {
  const added = new Map<Node, Node[]>();
  for (const { from, to } of edges) {
    const ends = added.get(from) ?? [];
    ends.push(to);
    added.set(from, ends);
  }
  return (node) => [...existing.of(node), ...added.get(node) ?? []];
}
