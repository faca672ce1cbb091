import { pathThrough, round } from './attach-ways';
import { LINE_HEIGHT, PADDING } from './boxes';
import type { Layout, PlacedNode, PlacedWay } from './lay-out';
import { layOut } from './lay-out';
import { paletteRules } from './palette';
import type { Picture } from './picture';
import { KINDS } from './picture';
import { xmlText } from './xml-text';

const MARGIN = 16;

/** How a picture is set into what is around it. */
export interface SvgOptions {
  /** Where a node leads to when it is chosen; without it, nodes are no links. */
  readonly linkOf?: (id: string) => string;
}

/** A picture that stands alone: colors for light and dark, no script, and nothing that is loaded from elsewhere. */
export function renderSvg(picture: Picture, options: SvgOptions = {}): string {
  const layout = layOut(picture);
  const [width, height] = [layout.width, layout.height].map((size) => Math.ceil(size + 2 * MARGIN));
  return `<svg xmlns="http://www.w3.org/2000/svg" class="service-map" width="${width}" height="${height}" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" role="group" aria-label="Service map">
<style>${styleOf()}</style>
<defs>${markers()}</defs>
<rect class="page" x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}"/>
${layout.ways.map((way) => wayPath(way)).join('\n')}
${layout.ways.map((way) => wayLabel(way, layout)).join('\n')}
${layout.nodes.map((node) => nodeBox(node, options)).join('\n')}
</svg>
`;
}

function styleOf(): string {
  return `
${paletteRules('.service-map')}
.service-map text { font-family: "Helvetica Neue", Arial, sans-serif; font-size: 12px; fill: var(--text); }
.service-map .title { font-size: 14px; font-weight: bold; }
.service-map .kind, .service-map .detail { fill: var(--muted); }
.service-map .error { fill: var(--error); font-weight: bold; }
.service-map .warning { fill: var(--warning); font-weight: bold; }
.service-map .page { fill: var(--page); }
.service-map .node rect { fill: var(--box); stroke: var(--line); stroke-width: 1.5; }
.service-map .node.has-error rect { stroke: var(--error); stroke-width: 2.5; }
.service-map .node.added rect { stroke: var(--added); stroke-width: 3; }
.service-map .node.removed rect { stroke: var(--removed); stroke-width: 2; stroke-dasharray: 6 4; }
.service-map a:focus { outline: none; }
.service-map a:focus rect { stroke: var(--accent); stroke-width: 4; }
.service-map .way { fill: none; stroke: var(--line); stroke-width: 1.5; }
.service-map .way.unused { stroke-dasharray: 5 4; }
.service-map .way.closed { stroke: var(--error); stroke-width: 2; }
.service-map .way.added { stroke: var(--added); stroke-width: 3; }
.service-map .way.removed { stroke: var(--removed); stroke-dasharray: 2 4; }
.service-map .behind { fill: var(--page); }
`;
}

const MARKED = ['line', 'error', 'added', 'removed'] as const;
const SHAPES = { arrow: 'M0,1 L9,5 L0,9 z', bar: 'M6,0 L9,0 L9,10 L6,10 z' } as const;

/** Arrows, and bars for ways that are closed; each in the colors that ways have. */
function markers(): string {
  return MARKED.flatMap((color) => Object.entries(SHAPES).map(([shape, path]) =>
    `<marker id="${shape}-${color}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" `
    + `orient="auto"><path d="${path}" style="fill: var(--${color})"/></marker>`)).join('');
}

function wayPath({ of, points, direction }: PlacedWay): string {
  const color = of.change !== 'kept' ? of.change : of.state === 'closed' ? 'error' : 'line';
  const marker = `${of.state === 'closed' ? 'bar' : 'arrow'}-${color}`;
  return `<path class="way ${of.state} ${of.change}" d="${pathThrough(points, direction)}" marker-end="url(#${marker})"/>`;
}

function wayLabel({ of, label }: PlacedWay, { nodes }: Layout): string {
  if (label.lines.length === 0) {
    return '';
  }
  const nameOf = (id: string) => nodes.find((node) => node.of.node.id === id)!.of.node.name;
  const [left, top] = [label.x - label.width / 2, label.y - label.height / 2];
  const lines = label.lines.map(({ text, role }, index) =>
    `<text class="${role}" x="${round(label.x)}" y="${round(top + 4 + (index + 0.72) * LINE_HEIGHT)}" text-anchor="middle">${xmlText(text)}</text>`);
  return `<g class="label"><title>${xmlText(`${nameOf(of.from)} to ${nameOf(of.to)}: ${of.edges.flatMap(({ kind, by }) => [kind, ...by]).join(', ')}`)}</title>`
    + `<rect class="behind" x="${round(left)}" y="${round(top)}" width="${label.width}" height="${label.height}" rx="3"/>${lines.join('')}</g>`;
}

function nodeBox({ of: { node, change }, x, y, width, height, lines }: PlacedNode, { linkOf }: SvgOptions): string {
  const [left, top] = [x - width / 2, y - height / 2];
  const hasError = node.findings.some(({ severity }) => severity === 'error');
  const texts = lines.map(({ text, role }, index) =>
    `<text class="${role}" x="${round(left + PADDING)}" y="${round(top + PADDING + (index + 0.72) * LINE_HEIGHT)}">${xmlText(text)}</text>`);
  const radius = node.kind === 'service' ? 6 : node.kind === 'internet' ? height / 2 : 0;
  const title = `<title>${xmlText([node.path || node.id, KINDS[node.kind], ...node.findings.map(({ message }) => message)].join('\n'))}</title>`;
  const box = `<g class="node ${node.kind} ${change}${hasError ? ' has-error' : ''}" data-id="${xmlText(node.id)}">${title}`
    + `<rect x="${round(left)}" y="${round(top)}" width="${width}" height="${height}" rx="${round(radius)}"/>${texts.join('')}</g>`;
  return linkOf ? `<a href="${xmlText(linkOf(node.id))}" aria-label="${xmlText(`${node.name}, ${KINDS[node.kind]}`)}">${box}</a>` : box;
}
