import type { Change } from './diff';
import { groupsOf } from './groups';
import type { Picture, PictureNode, PictureWay, WayState } from './picture';
import { signed, textsOfWay } from './picture';

/** A graph for Graphviz. */
export function renderDot({ nodes, ways }: Picture): string {
  const inside = groupsOf(nodes).flatMap(({ title, members }, index) => {
    const lines = members.map((member) => `  ${nodeLine(member)}`);
    return title === undefined ? lines : [`  subgraph cluster_${index} {`, `    label=${quoted(title)}`, ...lines.map((line) => `  ${line}`), '  }'];
  });
  const lines = [
    '  rankdir=LR',
    '  node [shape=box, style=rounded, fontname="sans-serif"]',
    '  edge [fontname="sans-serif"]',
    ...inside,
    ...ways.map((way) => `  ${wayLine(way)}`),
  ];
  return `digraph services {\n${lines.join('\n')}\n}\n`;
}

function nodeLine({ node, texts, change }: PictureNode): string {
  const hasError = node.findings.some(({ severity }) => severity === 'error');
  const label = texts.map(({ text, role }) => role === 'title' ? signed(text, change) : text).join('\n');
  const attributes = [`label=${quoted(label)}`, ...styleOf(change), ...hasError && change === 'kept' ? ['color="#b42318"'] : []];
  return `${quoted(node.id)} [${attributes.join(', ')}]`;
}

const WAYS: Readonly<Record<WayState, readonly string[]>> = {
  called: [], closed: ['color="#b42318"', 'arrowhead=tee'], unused: ['style=dashed'],
};

function wayLine(way: PictureWay): string {
  const attributes = [`label=${quoted(textsOfWay(way).map(({ text }) => text).join('\n'))}`, ...way.change === 'kept' ? WAYS[way.state] : styleOf(way.change)];
  return `${quoted(way.from)} -> ${quoted(way.to)} [${attributes.join(', ')}]`;
}

function styleOf(change: Change): string[] {
  return { added: ['color="#1a7f37"', 'penwidth=3'], removed: ['color="#b42318"', 'style=dotted'], kept: [] }[change];
}

/** A quoted string of the language: a backslash of its own would begin an escape, and no character of zero can stand in it. */
function quoted(text: string): string {
  return `"${text.replaceAll('\0', '').replaceAll('\r', '').replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
