import type { Dependencies, Wish } from '../../src/dependencies/arrange';

/** Random numbers from 0 to below 1 that are the same for one seed (Park and Miller's generator). */
export function randomFrom(seed: number): () => number {
  let state = seed * 7919;
  return () => {
    state = state * 48271 % 2147483647;
    return state / 2147483647;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items.map((item) => ({ item, place: random() })).sort((a, b) => a.place - b.place).map(({ item }) => item);
}

/** A graph of nodes that are their own names, from `A > B` and the like. */
export function graph(...edges: string[]): Dependencies<string> {
  return { of: (node) => edges.map((edge) => edge.split(' > ')).filter(([from]) => from === node).map(([, to]) => to), nameOf: (node) => node };
}

/** `A > B`, or with a pin `A > B!`. */
export function wish(text: string): Wish<string> {
  const [from, to] = text.replace('!', '').split(' > ');
  return { from, to, pinned: text.endsWith('!') };
}

export function textOf({ from, to, pinned }: Wish<string>): string {
  return `${from} > ${to}${pinned ? '!' : ''}`;
}

export interface Case { readonly existing: string[]; readonly wishes: Wish<string>[] }

/** Edges that close no circle, and wishes that may. */
export function randomCase(random: () => number, pins: boolean): Case {
  const nodes = 'ABCDEFGH'.slice(0, 2 + Math.floor(random() * 7)).split('');
  const order = shuffled(nodes, random);
  const pairs = order.flatMap((from, index) => order.slice(index + 1).map((to) => [from, to]));
  const existing = pairs.filter(() => random() < 0.2).map(([from, to]) => `${from} > ${to}`);
  // Pins follow the order too, so that all of them can be had together.
  const pinned = pins ? pairs.filter(() => random() < 0.1).map(([from, to]) => wish(`${from} > ${to}!`)) : [];
  const free = nodes.flatMap((from) => nodes.filter((to) => to !== from && random() < 0.25).map((to) => wish(`${from} > ${to}`)));
  return { existing, wishes: shuffled([...free, ...pinned], random) };
}

/** Whether one can walk from a node to another one, or back to itself, along edges such as `A > B`. */
export function leads(edges: readonly string[], from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const [, next] of edges.map((edge) => edge.split(' > ')).filter(([start]) => start === node)) {
      if (next === to) {
        return true;
      }
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return false;
}

export function hasCircle(edges: readonly string[]): boolean {
  return edges.some((edge) => leads(edges, edge.split(' > ')[0], edge.split(' > ')[0]));
}
