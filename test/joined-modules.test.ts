import { runInNewContext } from 'node:vm';
import { askJoined, joinModules, leadToJoined } from '../scripts/joined-modules';

const SOURCES = new Map([
  ['a.js', 'exports.a = 1; const b = () => require("./deep/b.js"); exports.b = () => b().b;'],
  ['deep/b.js', 'exports.b = [require("../a.js").a, require("../outside.js"), require("node:path")];'],
]);

/** What a package of these modules has, and which files it asks for. */
function load(text: string) {
  const asked: string[] = [];
  const exports = {} as { load(name: string): Record<string, unknown> };
  runInNewContext(text, {
    exports,
    require: (name: string) => {
      asked.push(name);
      return name;
    },
  });
  return { load: exports.load, asked };
}

test('modules of one file find each other, what is beside it, and packages', () => {
  const { load: get, asked } = load(joinModules(SOURCES));
  expect(JSON.parse(JSON.stringify((get('a.js').b as () => unknown)()))).toEqual([1, './outside.js', 'node:path']);
  expect(asked).toEqual(['./outside.js', 'node:path']);
});

test('a module runs once, when it is first asked for', () => {
  const { load: get, asked } = load(joinModules(SOURCES));
  expect(get('a.js')).toBe(get('a.js'));
  expect(asked).toEqual([]);
});

test('a module that takes the place of its exports is what others get', () => {
  const { load: get } = load(joinModules(new Map([['f.js', 'module.exports = () => 5;'], ['g.js', 'exports.five = require("./f.js")();']])));
  expect(get('g.js').five).toBe(5);
});

test('a module that fails is run again when it is asked for again', () => {
  const { load: get } = load(joinModules(new Map([['f.js', 'exports.half = true; throw new Error("no");']])));
  expect(() => get('f.js')).toThrow('no');
  expect(() => get('f.js')).toThrow('no');
});

test('in the place of a module is one that leads to it', () => {
  expect(leadToJoined('deep/b.js')).toBe('module.exports = require("../joined.js").load("deep/b.js");\n');
});

test('other modules ask the file at once', () => {
  expect(askJoined('index.js', 'exports.a = require("./a.js").a; require("./outside.js");', SOURCES))
    .toBe('exports.a = require("./joined.js").load("a.js").a; require("./outside.js");');
  expect(askJoined('cli/main.js', 'require("../deep/b.js"); require("./command.js");', SOURCES))
    .toBe('require("../joined.js").load("deep/b.js"); require("./command.js");');
});
