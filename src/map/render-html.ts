import { paletteRules } from './palette';
import type { Picture, PictureNode, PictureWay, WayState } from './picture';
import { KINDS } from './picture';
import { renderSvg } from './render-svg';
import type { MapEdge, MapFinding } from './service-map';
import { xmlText } from './xml-text';

/** A page that stands alone, and works from a file: no script, and nothing that is loaded. All that the picture shows stands below it as text. */
export function renderHtml(picture: Picture): string {
  const rows = new Map(picture.nodes.map(({ node }, index) => [node.id, `node-${index}`]));
  const names = new Map(picture.nodes.map(({ node }) => [node.id, node.name]));
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Service map</title>
<style>${STYLE}</style>
</head>
<body class="map-page">
<h1>Service map</h1>
<p>${count(picture.nodes.length, 'node')}, ${count(picture.ways.length, 'connection')}. Choose a node to read all about it.</p>
${legend(picture)}
<input type="checkbox" id="fit"><label for="fit"> Fit the picture to the window</label>
<div class="picture" tabindex="0" role="region" aria-label="Picture">
${renderSvg(picture, { linkOf: (id) => `#${rows.get(id)}` })}</div>
${findingList('Findings about no node', picture.findings)}
<h2>Nodes</h2>
${table('Nodes', ['Name', 'Kind', 'Found as', 'Ports and tasks', 'Findings', 'Where'], picture.nodes.map((each) => nodeRow(each, rows.get(each.node.id)!)))}
<h2>Connections</h2>
${table('Connections', ['From', 'To', 'Ports', 'Seen in', 'State', 'Findings'], picture.ways.map((way) => wayRow(way, names, rows)))}
</body>
</html>
`;
}

const STYLE = `
${paletteRules('.map-page')}
.map-page { margin: 24px; overflow-wrap: anywhere; background: var(--page); color: var(--text); font: 15px/1.5 "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 24px; } h2 { font-size: 18px; margin-top: 32px; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.picture { overflow: auto; border: 1px solid var(--line); }
.picture svg { display: block; }
#fit:checked ~ .picture svg { max-width: 100%; height: auto; }
.table { overflow-x: auto; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 24px; padding: 0; list-style: none; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 6px 16px 6px 0; text-align: left; vertical-align: top; overflow-wrap: break-word; }
tr:target { background: var(--box); }
.error { color: var(--error); font-weight: bold; } .warning { color: var(--warning); font-weight: bold; }
`;

const STATES: Readonly<Record<WayState, string>> = {
  called: 'called', closed: 'called, and security groups stop it', unused: 'open, and no call is seen',
};

function legend({ isDiff }: Picture): string {
  const entries: ReadonlyArray<readonly [classes: string, marker: string, text: string]> = [
    ['called kept', 'arrow-line', 'one calls the other, or leads to it'],
    ['closed kept', 'bar-error', '"closed": one calls the other, and security groups stop it'],
    ['unused kept', 'arrow-line', 'security groups open the way, and no call is seen'],
    ...isDiff ? [['called added', 'arrow-added', '"+": new'], ['called removed', 'arrow-removed', '"-": gone']] as const : [],
  ];
  const sample = (classes: string, marker: string) => '<svg class="service-map" width="48" height="12" aria-hidden="true">'
    + `<path class="way ${classes}" d="M2,6 L44,6" marker-end="url(#${marker})"/></svg>`;
  return `<ul class="legend">${entries.map(([classes, marker, text]) => `<li>${sample(classes, marker)} ${text}</li>`).join('')}</ul>`;
}

function table(label: string, heads: readonly string[], rows: readonly string[]): string {
  return `<div class="table" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
}

function changeOf(change: string): string {
  return change === 'kept' ? '' : ` (${change})`;
}

function nodeRow({ node, texts, change }: PictureNode, row: string): string {
  const listed = (role: string) => texts.filter((text) => text.role === role).map(({ text }) => xmlText(text));
  const found = node.names.map(({ name, records, health }) => xmlText([name, ...records, health].join(' · ')));
  const load = listed('detail').slice(node.names.length);
  return `<tr id="${row}"><th scope="row">${xmlText(node.name)}${changeOf(change)}</th><td>${KINDS[node.kind]}</td><td>${found.join('<br>')}</td>`
    + `<td>${load.join('<br>')}</td><td>${messages(node.findings)}</td><td>${xmlText(node.path || node.id)}</td></tr>`;
}

function wayRow(way: PictureWay, names: ReadonlyMap<string, string>, rows: ReadonlyMap<string, string>): string {
  const link = (id: string) => `<a href="#${rows.get(id)}">${xmlText(names.get(id)!)}</a>`;
  return `<tr><td>${link(way.from)}${changeOf(way.change)}</td><td>${link(way.to)}</td><td>${xmlText(way.label)}</td><td>${way.edges.map(source).join('<br>')}</td>`
    + `<td>${STATES[way.state]}</td><td>${messages(way.findings)}</td></tr>`;
}

function source({ kind, by, port }: MapEdge): string {
  return xmlText(`${kind.replace('-', ' ')}${by.length > 0 ? `: ${by.join(', ')}` : ''}${port === null ? '' : ` (${port})`}`);
}

function messages(findings: readonly MapFinding[]): string {
  return findings.map(({ ruleId, severity, message }) => `<span class="${severity}">${severity}: ${xmlText(ruleId)}</span> ${xmlText(message)}`).join('<br>');
}

function findingList(title: string, findings: readonly MapFinding[]): string {
  return findings.length === 0 ? '' : `<h2>${title}</h2>\n<ul>${findings.map((finding) => `<li>${messages([finding])}</li>`).join('')}</ul>`;
}
