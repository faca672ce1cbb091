import * as ts from 'typescript';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `const x_1 = require("…")`, as the compiler writes it: a name that nothing else in the file has. */
function loadedName(statement: ts.Statement): ts.Identifier | undefined {
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) {
    return undefined;
  }
  const [{ name, initializer }] = statement.declarationList.declarations;
  return ts.isIdentifier(name) && /_\d+$/.test(name.text) && initializer && requiredBy(initializer) !== undefined ? name : undefined;
}

/** The module of `require("…")`. */
function requiredBy(expression: ts.Expression): string | undefined {
  const [module] = ts.isCallExpression(expression) && expression.expression.getText() === 'require' ? expression.arguments : [];
  return module && ts.isStringLiteral(module) ? module.text : undefined;
}

/** The module of `__exportStar(require("…"), exports)`. */
function exportedBy(statement: ts.Statement): string | undefined {
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  return call && ts.isCallExpression(call) && call.expression.getText() === '__exportStar' ? requiredBy(call.arguments[0]) : undefined;
}

/** Node.js then looks for no other file. */
function withExtension(module: string): string {
  return module.startsWith('.') && !module.endsWith('.json') ? `${module}.js` : module;
}

function editOf(node: ts.Node, text: string): Edit {
  return { start: node.getStart(), end: node.getEnd(), text };
}

function loadOnce(name: ts.Identifier): Edit {
  const { initializer } = name.parent as ts.VariableDeclaration;
  return editOf(name.parent.parent, `let ${name.text} = () => { const loaded = require("${withExtension(requiredBy(initializer!)!)}"); ${name.text} = () => loaded; return loaded; }`);
}

/** `new x_1().Y()` would construct `x_1`. */
function isConstructed(node: ts.Node): boolean {
  return ts.isNewExpression(node.parent) ? node.parent.expression === node : ts.isPropertyAccessExpression(node.parent) && isConstructed(node.parent);
}

/** Each use of a module becomes a call. */
function useEdits(file: ts.SourceFile, names: ReadonlySet<ts.Identifier>): Edit[] {
  const texts = new Set([...names].map(({ text }) => text));
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && texts.has(node.text) && !names.has(node)) {
      if (!ts.isPropertyAccessExpression(node.parent) || node.parent.expression !== node) {
        throw new Error(`${file.fileName} uses ${node.text} in a way that is not known: ${node.parent.getText()}`);
      }
      edits.push(editOf(node, isConstructed(node.parent) ? `(${node.text}())` : `${node.text}()`));
    }
    node.forEachChild(visit);
  };
  visit(file);
  return edits;
}

/**
 * Node.js finds the names that importers may ask for by reading the text. A getter that it can read and that is more than `return x.y` takes the name out again; of one whose key
 * it cannot read, it keeps what `exports.x = void 0` said.
 */
function hiddenKey(name: string): string {
  return `String("${name}")`;
}

/** The keys of the getters that the compiler wrote: `Object.defineProperty(exports, "x", …)`. */
function keyEdits(file: ts.SourceFile): Edit[] {
  return file.statements.flatMap((statement) => {
    const call = ts.isExpressionStatement(statement) && ts.isCallExpression(statement.expression) ? statement.expression : undefined;
    const [target, key] = call?.expression.getText() === 'Object.defineProperty' ? call.arguments : [];
    return target?.getText() === 'exports' && ts.isStringLiteral(key) && key.text !== '__esModule' ? [editOf(key, hiddenKey(key.text))] : [];
  });
}

/** The names of a module one by one, each of which loads it: `exports.x = void 0` tells importers of ECMAScript modules that it is there. */
function exportEdit(statement: ts.Statement, module: string, names: readonly string[]): Edit {
  return editOf(statement, names.map((name) => `exports.${name} = void 0;\n`
    + `Object.defineProperty(exports, ${hiddenKey(name)}, { enumerable: true, get: function () { return require("${withExtension(module)}").${name}; } });`).join('\n'));
}

/**
 * A module that the compiler wrote, with its modules loaded on first use. Imports that are there for what they do (`import './x'`) stay as they are.
 *
 * @param namesOf what another module exports: `export * from './x'` does not say it
 */
export function lazyModule(path: string, source: string, namesOf: (module: string) => readonly string[]): string {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const names = new Set(file.statements.map(loadedName).filter((name) => name !== undefined));
  const stars = file.statements.flatMap((statement) => {
    const module = exportedBy(statement);
    return module === undefined ? [] : [exportEdit(statement, module, namesOf(module))];
  });
  const edits = [...[...names].map(loadOnce), ...useEdits(file, names), ...keyEdits(file), ...stars];
  return edits.sort((a, b) => b.start - a.start).reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), source);
}
