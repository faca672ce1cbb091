import type { PictureNode, PictureText, PictureWay } from './picture';
import { signed, textsOfWay } from './picture';
import type { Font } from './text-width';
import { widthOf, wrapped } from './text-width';

/** A node or the label of a way, with its size. */
export interface Box {
  readonly lines: readonly PictureText[];
  readonly width: number;
  readonly height: number;
}

export const LINE_HEIGHT = 19;
export const PADDING = 12;
const WIDEST_TEXT = 260;
const NARROWEST = 110;

export function fontOf(role: PictureText['role']): Font {
  return role === 'title' ? { size: 14, isBold: true } : { size: 12, isBold: role === 'error' || role === 'warning' };
}

/** @param showsStack whether it is said in which stack the node is */
export function boxOfNode({ texts, change, node }: PictureNode, showsStack: boolean): Box {
  const stack: PictureText[] = showsStack && node.stack !== '' ? [{ text: `stack ${node.stack}`, role: 'detail' }] : [];
  const [title, ...rest] = texts;
  return boxOf([{ ...title, text: signed(title.text, change) }, ...stack, ...rest], PADDING, NARROWEST);
}

export function boxOfWay(way: PictureWay): Box {
  const texts = textsOfWay(way);
  return texts.length === 0 ? { lines: [], width: 0, height: 0 } : boxOf(texts, 4, 0);
}

function boxOf(texts: readonly PictureText[], padding: number, narrowest: number): Box {
  const lines = texts.flatMap(({ text, role }) => wrapped(text, fontOf(role), WIDEST_TEXT).map((line) => ({ text: line, role })));
  const width = Math.max(narrowest, ...lines.map(({ text, role }) => widthOf(text, fontOf(role)) + 2 * padding));
  return { lines, width: Math.ceil(width), height: lines.length * LINE_HEIGHT + 2 * padding };
}
