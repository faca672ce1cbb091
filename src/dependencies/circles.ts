/**
 * Numbers the nodes so that two nodes have one number exactly when each is reachable from the other (Tarjan's strongly connected
 * components). Nodes are asked for their successors once, and only those that can be reached from the roots.
 */
export function circlesOf<Node>(roots: Iterable<Node>, successorsOf: (node: Node) => Iterable<Node>): Map<Node, number> {
  const circle = new Map<Node, number>();
  const order = new Map<Node, number>();
  const stack: Node[] = [];

  function visit(node: Node): number {
    const index = order.size;
    order.set(node, index);
    stack.push(node);
    let lowest = index;
    for (const successor of successorsOf(node)) {
      if (!order.has(successor)) {
        lowest = Math.min(lowest, visit(successor));
      } else if (!circle.has(successor)) {
        lowest = Math.min(lowest, order.get(successor)!);
      }
    }
    if (lowest === index) {
      let member: Node;
      do {
        member = stack.pop()!;
        circle.set(member, index);
      } while (member !== node);
    }
    return lowest;
  }

  for (const root of roots) {
    if (!order.has(root)) {
      visit(root);
    }
  }
  return circle;
}

/**
 * The place of each node in an order where a node comes after all that it depends on, and else by its name: the same for the same graph,
 * in whatever order it was built.
 */
export function dependencyOrder<Node>(
  nodes: Iterable<Node>, successorsOf: (node: Node) => Iterable<Node>, nameOf: (node: Node) => string,
): Map<Node, number> {
  const place = new Map<Node, number>();
  const seen = new Set<Node>();
  const byName = (all: Iterable<Node>) => [...all].sort((a, b) => nameOf(a) < nameOf(b) ? -1 : 1);

  function visit(node: Node): void {
    if (seen.has(node)) {
      return;
    }
    seen.add(node);
    byName(successorsOf(node)).forEach(visit);
    place.set(node, place.size);
  }

  byName(nodes).forEach(visit);
  return place;
}
