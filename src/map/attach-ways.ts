import type { Box } from './boxes';
import type { PictureWay } from './picture';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Into which direction the ranks of a layout go. */
export type Direction = 'LR' | 'TB';

/** A way as the layout has it: its points from end to end, the first and the last one somewhere at the edge of a box. */
export interface RoughWay {
  readonly of: PictureWay;
  readonly points: readonly Point[];
}

interface End {
  readonly way: RoughWay;
  readonly node: string;
  /** Whether it is at the side where the next rank is. */
  readonly isAhead: boolean;
  readonly neighbor: Point;
}

/**
 * The points of each way, with its ends at the sides of the boxes that face along the ranks: spread over a side in the order in which the ways go on, so that they neither
 * cross nor meet there.
 */
export function attached(
  ways: readonly RoughWay[], boxes: ReadonlyMap<string, Box & Point>, direction: Direction,
): ReadonlyMap<RoughWay, readonly Point[]> {
  const along = (point: Point) => direction === 'LR' ? point.x : point.y;
  const across = (point: Point) => direction === 'LR' ? point.y : point.x;
  const ends = ways.map((way): readonly [End, End] => {
    const { of: { from, to }, points } = way;
    const goesAhead = along(boxes.get(to)!) >= along(boxes.get(from)!);
    return [
      { way, node: from, isAhead: goesAhead, neighbor: points[1] },
      { way, node: to, isAhead: !goesAhead, neighbor: points[points.length - 2] },
    ];
  });
  const places = new Map(sidesOf(ends.flat()).flatMap((side) => {
    const sorted = [...side].sort((a, b) => across(a.neighbor) - across(b.neighbor));
    const partOf = (index: number) => (index + 1) / (sorted.length + 1);
    return sorted.map((end, index): [End, Point] => [end, placeAt(boxes.get(end.node)!, direction, end.isAhead, partOf(index))]);
  }));
  return new Map(ends.map(([start, end]) => [start.way, [places.get(start)!, ...start.way.points.slice(1, -1), places.get(end)!]]));
}

function sidesOf(ends: readonly End[]): End[][] {
  const sides = new Map<string, End[]>();
  for (const end of ends) {
    const key = JSON.stringify([end.node, end.isAhead]);
    sides.set(key, [...sides.get(key) ?? [], end]);
  }
  return [...sides.values()];
}

/** @param part how far along the side, from 0 to 1 */
function placeAt({ x, y, width, height }: Box & Point, direction: Direction, isAhead: boolean, part: number): Point {
  const side = isAhead ? 1 : -1;
  return direction === 'LR' ? { x: x + side * width / 2, y: y + (part - 0.5) * height } : { x: x + (part - 0.5) * width, y: y + side * height / 2 };
}

/** A path through all points that leaves and enters each of them along the ranks. */
export function pathThrough([first, ...rest]: readonly Point[], direction: Direction): string {
  let last = first;
  const curves = rest.map((point) => {
    const [from, middle] = [last, { x: (last.x + point.x) / 2, y: (last.y + point.y) / 2 }];
    last = point;
    return direction === 'LR'
      ? `C${pair(middle.x, from.y)} ${pair(middle.x, point.y)} ${pair(point.x, point.y)}`
      : `C${pair(from.x, middle.y)} ${pair(point.x, middle.y)} ${pair(point.x, point.y)}`;
  });
  return `M${pair(first.x, first.y)} ${curves.join(' ')}`;
}

function pair(x: number, y: number): string {
  return `${round(x)},${round(y)}`;
}

export function round(number: number): number {
  return Math.round(number * 10) / 10;
}
