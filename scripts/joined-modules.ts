import { posix } from 'node:path';
import * as ts from 'typescript';

/** The modules of a package that go into one file, by their paths: `shared/rule.js`. */
export type Sources = ReadonlyMap<string, string>;

/** In which they are. */
export const JOINED = 'joined.js';

/**
 * One file of many modules, each of which still runs when it is first asked for. Functions in parentheses: V8 compiles these at once, and not after it has looked them over.
 *
 * `names` of modules are paths below the folder of the file.
 */
export function joinModules(sources: Sources): string {
  const modules = [...sources].map(([name, text]) => `${JSON.stringify(name)}: (function (module, exports) {\n${redirect(name, text, (target) =>
    sources.has(target) ? `load(${JSON.stringify(target)})` : undefined)}\n}),`);
  return `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const loaded = Object.create(null);
function load(name) {
  if (loaded[name] === undefined) {
    const module = loaded[name] = { exports: {} };
    try {
      modules[name](module, module.exports);
    } catch (error) {
      delete loaded[name];
      throw error;
    }
  }
  return loaded[name].exports;
}
exports.load = load;
const modules = {
${modules.join('\n')}
};
`;
}

/** What is left in the place of a module that was joined: for whoever asks for its file. */
export function leadToJoined(name: string): string {
  return `module.exports = require(${JSON.stringify(pathTo(JOINED, name))}).load(${JSON.stringify(name)});\n`;
}

/** A module that was not joined, which asks the joined ones directly. */
export function askJoined(name: string, text: string, joined: Sources): string {
  return redirect(name, text, (target) => joined.has(target) ? `require(${JSON.stringify(pathTo(JOINED, name))}).load(${JSON.stringify(target)})` : undefined, name);
}

/** A module with each `require("./x.js")` told where that is now. In the joined file, paths are those from its folder. */
function redirect(name: string, text: string, joined: (target: string) => string | undefined, from = JOINED): string {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'require' && ts.isStringLiteral(node.arguments[0]) && node.arguments[0].text.startsWith('.')) {
      const target = posix.join(posix.dirname(name), node.arguments[0].text);
      edits.push({ start: node.getStart(), end: node.getEnd(), text: joined(target) ?? `require(${JSON.stringify(pathTo(target, from))})` });
    }
    node.forEachChild(visit);
  };
  visit(file);
  return edits.sort((a, b) => b.start - a.start).reduce((whole, { start, end, text: by }) => whole.slice(0, start) + by + whole.slice(end), text);
}

function pathTo(target: string, from: string): string {
  const path = posix.relative(posix.dirname(from), target);
  return path.startsWith('.') ? path : `./${path}`;
}
