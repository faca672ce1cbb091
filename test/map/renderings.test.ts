import { FRONTEND_BACKEND, cloudMapName, mapOf, service } from './fixture';
import { diffOf } from '../../src/map/diff';
import { layOut } from '../../src/map/lay-out';
import { DARK, LIGHT } from '../../src/map/palette';
import { pictureOf } from '../../src/map/picture';
import { renderDot } from '../../src/map/render-dot';
import { renderHtml } from '../../src/map/render-html';
import { renderMermaid } from '../../src/map/render-mermaid';
import { renderSvg } from '../../src/map/render-svg';
import { widthOf, wrapped } from '../../src/map/text-width';

const HOSTILE = [
  '"quoted" \\ and \\" more', '<script>alert(1)</script>', ']]>', '|a|b|', 'end', '"]; drop', 'line\nbreak\r\n', '`code` #quot; &amp;', '🚀'.repeat(30),
  'مرحبا', '\0\u0007\ud800', 'x'.repeat(200), '--> n0', 'constructor', '__proto__',
];

const { Rule, ...CLOSED } = FRONTEND_BACKEND;
const MAP = mapOf(FRONTEND_BACKEND);

function hostile(name: string) {
  const map = mapOf(FRONTEND_BACKEND);
  const nodes = map.nodes.map((node) => ({ ...node, name, path: name, names: [{ name, records: [], health: name }] }));
  return { ...map, nodes, findings: [{ ruleId: name, severity: 'error' as const, message: name }] };
}

test('Mermaid tells nodes and ways, with the ports', () => {
  expect(renderMermaid(pictureOf(MAP)).split('\n').slice(0, 4)).toEqual([
    'flowchart LR',
    '  n0["<b>Backend</b><br/>backend.shop.internal<br/>A 10 s · health: container check<br/>port 8080 · 2 tasks"]',
    '  n1["<b>Frontend</b><br/>port 8080 · 2 tasks"]',
    '  n1 -->|"8080"| n0',
  ]);
});

test('a way that is closed, and one that nobody is seen to take, look otherwise in every picture', () => {
  const closed = pictureOf(mapOf(CLOSED));
  const unused = pictureOf(mapOf({ ...FRONTEND_BACKEND, ...service('Frontend') }));

  expect(Rule).toBeDefined();
  expect(renderMermaid(closed)).toContain('n1 --x|"closed 8080<br/>error: address-closed"| n0');
  expect(renderMermaid(unused)).toContain('n1 -.->|"8080"| n0');
  expect(renderDot(closed)).toContain('"Frontend" -> "Backend" [label="closed 8080\\nerror: address-closed", color="#b42318", arrowhead=tee]');
  expect(renderDot(unused)).toContain('"Frontend" -> "Backend" [label="8080", style=dashed]');
  expect(renderSvg(closed)).toMatch(/<path class="way closed kept" [^>]*marker-end="url\(#bar-error\)"/);
  expect(renderSvg(unused)).toMatch(/<path class="way unused kept" [^>]*marker-end="url\(#arrow-line\)"/);
});

test('what is new or gone is told by a sign, and not by its color alone', () => {
  const picture = pictureOf(diffOf(mapOf({ ...CLOSED, ...service('Old') }), mapOf({ ...FRONTEND_BACKEND, ...service('New') })));

  expect(renderMermaid(picture)).toMatch(/<b>\+ New<\/b>.*:::added\n.*<b>- Old<\/b>.*:::removed\n/s);
  expect(renderMermaid(pictureOf(diffOf(mapOf(service('Old')), MAP)))).toContain('  linkStyle 0 stroke-width:4px,stroke:#1a7f37');
  expect(renderDot(picture)).toMatch(/label="\+ New.*penwidth=3.*label="- Old.*style=dotted/s);
  expect(renderSvg(picture)).toMatch(/node service added.*>\+ New<.*node service removed.*>- Old</s);
  expect(renderHtml(picture)).toMatch(/New \(added\).*Old \(removed\)/s);
});

test('a port that comes to a way is told beside those that stay', () => {
  const metrics = { ...FRONTEND_BACKEND.Rule.Properties, FromPort: 9100, ToPort: 9100 };
  const two = { ...FRONTEND_BACKEND, Metrics: { ...FRONTEND_BACKEND.Rule, Properties: metrics } };

  expect(pictureOf(diffOf(MAP, mapOf(two))).ways.map(({ label }) => label)).toEqual(['8080, +9100']);
  expect(pictureOf(diffOf(mapOf(two), MAP)).ways.map(({ label }) => label)).toEqual(['8080, -9100']);
});

test('stacks stand apart where there are several, in pictures of the same map', () => {
  const several = { ...MAP, nodes: MAP.nodes.map((node, index) => ({ ...node, stack: `Stack ${index}` })) };

  expect(renderMermaid(pictureOf(several))).toMatch(/subgraph g0\["Stack 0"\]\n {4}n0.*\n {2}end\n {2}subgraph g1/);
  expect(renderDot(pictureOf(several))).toContain('subgraph cluster_1 {\n    label="Stack 1"');
  expect(renderSvg(pictureOf(several))).toContain('>stack Stack 0<');
});

describe.each(HOSTILE)('with a name such as %j', (name) => {
  const picture = pictureOf(hostile(name));

  test('Mermaid has no sign of its language but its own', () => {
    const labels = [...renderMermaid(picture).matchAll(/"([^"\n]*)"/g)].map(([, label]) => label.replaceAll(/<\/?b>|<br\/>|#\d+;/g, ''));

    labels.forEach((label) => expect(label).toMatch(/^[\p{L}\p{N} ._·:/,+-]*$/u));
    expect(renderMermaid(picture).split('\n')).toHaveLength(renderMermaid(pictureOf(MAP)).split('\n').length);
  });

  test('DOT keeps each text inside its quotes', () => {
    const rest = renderDot(picture).replaceAll(/"(?:[^"\\]|\\.)*"/gs, '""');

    expect(rest).not.toMatch(/script|drop|alert|\0/);
    expect(rest.split('\n')).toHaveLength(renderDot(pictureOf(MAP)).split('\n').length);
  });

  test('SVG and HTML have no element or attribute but their own', () => {
    const tags = (text: string) => [...text.matchAll(/<(\/?[a-z0-9]+)/gi)].map(([, tag]) => tag).filter((tag) => !/^\/?text$/.test(tag));
    const plain = pictureOf(hostile('plain'));

    expect(tags(renderSvg(picture))).toEqual(tags(renderSvg(plain)));
    expect(tags(renderHtml(picture))).toEqual(tags(renderHtml(plain)));
    expect(renderHtml(picture)).not.toMatch(/[^\P{Cc}\t\n\r]|\p{Cs}/u);
  });
});

describe('the page', () => {
  const page = renderHtml(pictureOf(mapOf({ ...CLOSED, BackendName: cloudMapName('backend', { DnsConfig: { DnsRecords: [{ Type: 'SRV', TTL: 10 }] } }) })));

  test('runs nothing, and loads nothing', () => {
    expect(page).toContain('content="default-src \'none\'; style-src \'unsafe-inline\'"');
    expect(page).not.toMatch(/<script|<img|<link|@import|url\((?!#)|\ssrc=|\shref="(?!#)/);
  });

  test('says all that the picture shows in words, and leads from a node to them', () => {
    expect(page).toContain('<a href="#node-0" aria-label="Backend, service">');
    expect(page).toContain('<tr id="node-0"><th scope="row">Backend</th>');
    expect(page).toMatch(/error: srv-without-port<\/span> \S+/);
    expect(page).toContain('<td>environment: BACKEND_URL (8080)</td>');
  });
});

describe('the layout', () => {
  const chain = Array.from({ length: 50 }, (_, index) => `s${index}`);
  const node = (id: string) => ({ ...MAP.nodes[0], id, name: id });
  const edge = (from: string, to: string) => ({ ...MAP.edges[0], from, to });
  const SHAPES = {
    'a chain of 50': { nodes: chain.map(node), edges: chain.slice(1).map((id, index) => edge(chain[index], id)) },
    '50 that have nothing to do with each other': { nodes: chain.map(node), edges: [] },
    'a star of 50': { nodes: chain.map(node), edges: chain.slice(1).map((id) => edge(chain[0], id)) },
    'a circle, and one that calls itself by another': { nodes: chain.slice(0, 3).map(node), edges: [edge('s0', 's1'), edge('s1', 's0'), edge('s1', 's2'), edge('s2', 's0')] },
    'nothing': { nodes: [], edges: [] },
  };

  test.each(Object.entries(SHAPES))('of %s has no box over another one, all inside, and is no wider than a page that is read', (_, shape) => {
    const { nodes, ways, width, height } = layOut(pictureOf({ ...shape, findings: [] }));
    const boxes = [...nodes, ...ways.map(({ label }) => label)].map((box) => ({
      left: box.x - box.width / 2, right: box.x + box.width / 2, top: box.y - box.height / 2, bottom: box.y + box.height / 2,
    }));

    boxes.forEach((box, index) => boxes.slice(index + 1).forEach((other) => {
      expect(box.left >= other.right - 1 || other.left >= box.right - 1 || box.top >= other.bottom - 1 || other.top >= box.bottom - 1).toBe(true);
    }));
    boxes.forEach((box) => expect(box.left >= -1 && box.top >= -1 && box.right <= width + 1 && box.bottom <= height + 1).toBe(true));
    expect(width).toBeLessThan(1600);
  });

  test('lets each way begin and end at the side of its boxes', () => {
    const { nodes, ways: [{ points }] } = layOut(pictureOf(MAP));
    const [backend, frontend] = ['Backend', 'Frontend'].map((id) => nodes.find(({ of }) => of.node.id === id)!);

    expect(points[0].x).toBeCloseTo(frontend.x + frontend.width / 2);
    expect(points[points.length - 1].x).toBeCloseTo(backend.x - backend.width / 2);
  });
});

test.each(['plain-name.shop.internal', 'x'.repeat(200), 'a b '.repeat(40), '🚀'.repeat(30), 'e\u0301'.repeat(60)])('text is broken into lines, and none of it is cut off: %s', (text) => {
  const font = { size: 12, isBold: false };
  const lines = wrapped(text, font, 200);

  expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  lines.forEach((line) => expect(widthOf(line, font)).toBeLessThanOrEqual(200));
  expect(lines.filter((line) => line.startsWith('\u0301'))).toEqual([]);
});

describe.each([['light', LIGHT], ['dark', DARK]] as const)('the colors for those who like it %s', (_, palette) => {
  const light = (color: string) => {
    const parts = [1, 3, 5].map((index) => Number.parseInt(color.slice(index, index + 2), 16) / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const contrast = (one: string, other: string) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);

  test.each(['text', 'muted', 'error', 'warning', 'accent', 'added', 'removed', 'line'] as const)('let %s be read on a page and in a box', (name) => {
    expect(contrast(palette[name], palette.page)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette[name], palette.box)).toBeGreaterThanOrEqual(4.5);
  });
});
