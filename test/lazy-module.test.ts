import { lazyModule } from '../scripts/lazy-module';

const NO_NAMES = () => [];

test('a module is loaded when one of its names is used first', () => {
  expect(lazyModule('a.js', 'const x_1 = require("./x");\nfunction f() { return (0, x_1.g)(x_1.h); }\n', NO_NAMES)).toBe(
    'let x_1 = () => { const loaded = require("./x.js"); x_1 = () => loaded; return loaded; };\nfunction f() { return (0, x_1().g)(x_1().h); }\n');
});

test('a class of a loaded module is constructed, and not the function that loads it', () => {
  expect(lazyModule('a.js', 'const x_1 = require("x");\nnew x_1.Y(new x_1.Z.W());\n', NO_NAMES)).toBe(
    'let x_1 = () => { const loaded = require("x"); x_1 = () => loaded; return loaded; };\nnew (x_1()).Y(new (x_1()).Z.W());\n');
});

test('a module that is required for what it does is required at once', () => {
  expect(lazyModule('a.js', 'require("./x");\n', NO_NAMES)).toBe('require("./x");\n');
});

test('the names that a module passes on are told one by one, and load it when they are asked for', () => {
  expect(lazyModule('a.js', '__exportStar(require("./x"), exports);\n', () => ['A', 'B'])).toBe([
    'exports.A = void 0;',
    'Object.defineProperty(exports, String("A"), { enumerable: true, get: function () { return require("./x.js").A; } });',
    'exports.B = void 0;',
    'Object.defineProperty(exports, String("B"), { enumerable: true, get: function () { return require("./x.js").B; } });',
    '',
  ].join('\n'));
});

test('a getter of the compiler keeps its name for importers, who read the text', () => {
  const getter = (key: string, value: string) => `Object.defineProperty(exports, ${key}, { enumerable: true, get: function () { return ${value}; } });\n`;
  expect(lazyModule('a.js', `var x_1 = require("x");\n${getter('"A"', 'x_1.A')}`, NO_NAMES)).toBe(
    `let x_1 = () => { const loaded = require("x"); x_1 = () => loaded; return loaded; };\n${getter('String("A")', 'x_1().A')}`);
});

test('a use that is not known is refused, and no file is written that would fail later', () => {
  expect(() => lazyModule('a.js', 'const x_1 = require("./x");\nf(x_1);\n', NO_NAMES)).toThrow('a.js uses x_1 in a way that is not known: f(x_1)');
});
