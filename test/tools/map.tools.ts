import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { launch } from 'puppeteer-core';
import { mapsToShow } from './map-pages';
import { needs } from './support/tools';
import { pictureOf } from '../../src/map/picture';
import { renderDot } from '../../src/map/render-dot';
import { renderHtml } from '../../src/map/render-html';
import { renderMermaid } from '../../src/map/render-mermaid';

/** Screenshots stay there, for somebody to look at. */
const REPORTS = resolve(__dirname, '../../test-reports');
const MERMAID = readFileSync(require.resolve('mermaid/dist/mermaid.min.js'), 'utf8');
const IN_PAGE = readFileSync(join(__dirname, 'support/in-page.js'), 'utf8');
const directory = mkdtempSync(join(tmpdir(), 'map-tools-'));
const MAPS = mapsToShow();

needs('chromium', 'dot');

let browser: Browser;
beforeAll(async () => {
  mkdirSync(REPORTS, { recursive: true });
  browser = await launch({ executablePath: spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).stdout.trim(), args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

/** Opens a page from a file, as a user does, and tells all that goes wrong. */
async function opened(name: string, html: string): Promise<{ readonly page: Page; readonly problems: string[] }> {
  const file = join(directory, `${name.replace(/\W/g, '-')}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => request.url().startsWith('file:') || problems.push(`asks for ${request.url()}`));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`file://${file}`);
  return { page, problems };
}

/** Asks what support/in-page.js has. */
async function inPage(page: Page, call: string): Promise<unknown> {
  await page.evaluate(IN_PAGE);
  return page.evaluate(`inPage.${call}`);
}

describe.each(MAPS)('the page of %s', (title, map) => {
  const picture = pictureOf(map);

  test('loads without a problem, has all nodes and ways, and no text is cut', async () => {
    const { page, problems } = await opened(title, renderHtml(picture));
    try {
      const count = (selector: string) => page.$$eval(selector, (found) => found.length);

      expect(await count('.service-map .node')).toBe(picture.nodes.length);
      expect(await count('.picture path.way')).toBe(picture.ways.length);
      expect(await inPage(page, 'cutTexts()')).toEqual([]);
      expect(await inPage(page, 'isWiderThanWindow()')).toBe(false);
      expect(await page.title()).toBe('Service map');
      expect(problems).toEqual([]);
    } finally {
      await page.close();
    }
  });

  test('is parsed by Graphviz, and by Mermaid', async () => {
    const { stdout, stderr, status } = spawnSync('dot', ['-Tjson'], { input: renderDot(picture), encoding: 'utf8', maxBuffer: 1e8 });
    expect([status, stderr]).toEqual([0, '']);
    const { objects = [] } = JSON.parse(stdout) as { readonly objects?: ReadonlyArray<{ readonly name: string; readonly nodes?: unknown }> };
    expect(objects.filter(({ nodes }) => nodes === undefined).map(({ name }) => name).sort()).toEqual(map.nodes.map(({ id }) => id).sort());

    const page = await browser.newPage();
    try {
      await page.addScriptTag({ content: MERMAID });
      const shown = await inPage(page, `drawn(${JSON.stringify(renderMermaid(picture))})`);
      expect(shown).toEqual([picture.nodes.length, 0]);
    } finally {
      await page.close();
    }
  });
});

const layered = () => pictureOf(MAPS.find(([title]) => title === '50 services in layers')![1]);

test('by keyboard, each node is reached in turn, is seen to be, and leads to its row', async () => {
  const { page } = await opened('keyboard', renderHtml(pictureOf(MAPS.find(([title]) => title === '5 services')![1])));
  const links = new Map<string, string>();
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Tab');
    const { link, stroke } = await inPage(page, 'focused()') as { readonly link: string; readonly stroke: string };
    links.set(link, stroke);
  }
  const nodes = [...links].filter(([link]) => link.startsWith('#node-'));
  expect(nodes.map(([link]) => link).sort()).toEqual(['#node-0', '#node-1', '#node-2', '#node-3', '#node-4']);
  nodes.forEach(([, stroke]) => expect(stroke).toBe('4px'));
  await inPage(page, 'focus(\'a[href="#node-4"]\')');
  await page.keyboard.press('Enter');
  expect(await inPage(page, 'target()')).toBe('Service4');
  await page.close();
});

test.each(['light', 'dark'] as const)('is shown %s to those who like it so, and letters are no smaller than 12 pixels', async (scheme) => {
  const { page } = await opened(scheme, renderHtml(layered()));
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  const color = await inPage(page, 'pageColor()');
  const sizes = await page.$$eval('.service-map text', (texts) => texts.map((text) => (text as unknown as { getBoundingClientRect: () => { readonly height: number } }).getBoundingClientRect().height));

  expect(color).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(14, 17, 22)');
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
  await page.screenshot({ path: join(REPORTS, `map-${scheme}.png`), fullPage: true });
  await page.close();
});
