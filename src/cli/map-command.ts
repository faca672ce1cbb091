import { writeFileSync } from 'node:fs';
import { assembliesAt } from './assemblies-at';
import type { Command } from './command';
import type { MapFormat, MapOptions } from './map-options';
import { readMapOptions } from './map-options';
import { diffOf } from '../map/diff';
import { pictureOf } from '../map/picture';
import { readMap } from '../map/read-map';
import { renderDot } from '../map/render-dot';
import { renderHtml } from '../map/render-html';
import { renderJson } from '../map/render-json';
import { renderMermaid } from '../map/render-mermaid';
import { renderSvg } from '../map/render-svg';
import type { ServiceMap } from '../map/service-map';
import { messageOf } from '../model/json';
import { UnusableInput } from '../model/unusable-input';

const RENDERERS: Readonly<Record<MapFormat, (map: ServiceMap) => string>> = {
  mermaid: (map) => renderMermaid(pictureOf(map)),
  dot: (map) => renderDot(pictureOf(map)),
  json: renderJson,
  svg: (map) => renderSvg(pictureOf(map)),
  html: (map) => renderHtml(pictureOf(map)),
};

function mapAt(sources: readonly string[], { parameters }: MapOptions): ServiceMap {
  const [assembly, ...others] = assembliesAt(sources, parameters);
  if (others.length > 0) {
    throw new UnusableInput('one assembly is drawn at a time, and not beside templates');
  }
  return readMap(assembly);
}

export const MAP: Command = {
  help: `cdk-discoverable-service map <cdk.out | template ...>   draws who calls whom
  --format <format>          mermaid (where none is given), dot, json (schema/service-map.schema.json in the package), svg or html
  --output <file>            where to write it; without it, standard output
  --diff <old> <new>         what a change adds and cuts
  --parameter Name=Value     the value of a template's parameter
`,
  run: (args, print) => {
    const options = readMapOptions(args);
    const map = mapAt(options.sources, options);
    const text = RENDERERS[options.format](options.old === undefined ? map : diffOf(mapAt([options.old], options), map));
    if (options.output === undefined) {
      print(text);
    } else {
      written(options.output, text);
    }
    return 0;
  },
};

function written(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UnusableInput(`${file} cannot be written: ${messageOf(error)}`);
  }
}
