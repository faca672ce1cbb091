import type { Change } from './diff';
import { groupsOf } from './groups';
import type { Picture, PictureNode, PictureWay, WayState } from './picture';
import { signed, textsOfWay } from './picture';

const CLASSES = `  classDef added stroke-width:3px,stroke:#1a7f37
  classDef removed stroke-width:2px,stroke-dasharray:4 3,stroke:#b42318
  classDef error stroke-width:2px,stroke:#b42318
`;

/** A flowchart that GitHub, GitLab and editors draw. */
export function renderMermaid({ nodes, ways }: Picture): string {
  const ids = new Map(nodes.map(({ node }, index) => [node.id, `n${index}`]));
  const inside = groupsOf(nodes).map(({ title, members }, index) => {
    const lines = members.map((member) => `  ${nodeLine(member, ids)}`);
    return title === undefined ? lines : [`  subgraph g${index}["${escaped(title)}"]`, ...lines.map((line) => `  ${line}`), '  end'];
  });
  const lines = [...inside.flat(), ...ways.map((way) => `  ${wayLine(way, ids)}`), ...ways.flatMap(({ change }, index) => LINKS[change].map((style) => `  linkStyle ${index} ${style}`))];
  return `flowchart LR\n${lines.map((line) => `${line}\n`).join('')}${CLASSES}`;
}

function nodeLine({ node, texts, change }: PictureNode, ids: ReadonlyMap<string, string>): string {
  const label = texts.map(({ text, role }) => role === 'title' ? `<b>${escaped(signed(text, change))}</b>` : escaped(text)).join('<br/>');
  const style = change !== 'kept' ? `:::${change}` : node.findings.some(({ severity }) => severity === 'error') ? ':::error' : '';
  return `${ids.get(node.id)}["${label}"]${style}`;
}

const ARROWS: Readonly<Record<WayState, string>> = { called: '-->', closed: '--x', unused: '-.->' };

/** A line that is new is thick, and one that is gone dotted. */
const LINKS: Readonly<Record<Change, readonly string[]>> = { added: ['stroke-width:4px,stroke:#1a7f37'], removed: ['stroke-dasharray:2 4,stroke:#b42318'], kept: [] };

function wayLine(way: PictureWay, ids: ReadonlyMap<string, string>): string {
  const label = textsOfWay(way).map(({ text }) => escaped(text)).join('<br/>');
  return `${ids.get(way.from)} ${ARROWS[way.state]}${label === '' ? '' : `|"${label}"|`} ${ids.get(way.to)}`;
}

/** All that is no letter, digit or harmless sign is written by its number: then nothing in a name is read as a part of the language. */
function escaped(text: string): string {
  return [...text].map((char) => /[\p{L}\p{N} ._·:/,+-]/u.test(char) ? char : `#${char.codePointAt(0)!};`).join('');
}
