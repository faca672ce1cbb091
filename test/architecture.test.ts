import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import * as ts from 'typescript';

const SOURCE = join(__dirname, '../src');
const FILES = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort();
const TEXT = new Map(FILES.map((file) => [file, readFileSync(join(SOURCE, file), 'utf8')]));
const PARSED = new Map(FILES.map((file) => [file, ts.createSourceFile(file, TEXT.get(file)!, ts.ScriptTarget.Latest, true)]));

/** From the ground up: a file imports from lower levels, and from its own room. */
const LEVELS: ReadonlyArray<readonly [level: number, pattern: RegExp]> = [
  [0, /^shared\//],
  [1, /^model\//],
  [1, /^dependencies\//],
  [1, /^ecs-service\//],
  [0.5, /^security-group\//],
  [4, /^(namespace|records|capacity|scaling|draining|endpoint|deployment|service-connect|exposure|published-name|route53-check)\/define-/],
  [4, /^health\/render-/],
  [1, /^(namespace|records|health|capacity|scaling|draining|endpoint|deployment|service-connect|exposure|published-name|route53-check)\//],
  [1, /^connect\/connect-options/],
  [1, /^monitoring\/monitoring-(options|rules)/],
  [2, /^plan\//],
  [3, /^rules\//],
  [3.3, /^template-rules\//],
  [3.6, /^checks\//],
  [3.7, /^simulator\/app\//],
  [3.72, /^simulator\/tasks\//],
  [3.74, /^simulator\/dns\//],
  [3.76, /^simulator\/world/],
  [3.78, /^simulator\/api\//],
  [3.8, /^(map|simulator)\//],
  [4, /^(roles|logging|registration|connect|monitoring|assertions|cli)\//],
  [6, /^index\.ts$/],
  [5, /^[a-z-]+\.ts$/],
];

function levelOf(file: string): number {
  const level = LEVELS.find(([, pattern]) => pattern.test(file))?.[0];
  if (level === undefined) {
    throw new Error(`src/${file} belongs to no level of test/architecture.test.ts.`);
  }
  return level;
}

const roomOf = (file: string) => dirname(file);

/** Whether a statement is gone when the program runs. */
function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  return ts.isImportDeclaration(statement) ? statement.importClause?.isTypeOnly ?? false : statement.isTypeOnly;
}

interface Loading {
  /** Whether imports of types count. */
  readonly types: boolean;
}

function importsOf(file: string, { types }: Loading = { types: true }): string[] {
  return PARSED.get(file)!.statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .filter((statement) => types || !isTypeOnly(statement))
    .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral | undefined)?.text)
    .filter((specifier) => specifier?.startsWith('.'))
    .map((specifier) => `${relative(SOURCE, resolve(SOURCE, dirname(file), specifier!))}.ts`);
}

function packagesOf(file: string, { types }: Loading = { types: true }): string[] {
  return PARSED.get(file)!.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .filter((statement) => types || !isTypeOnly(statement))
    .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text)
    .filter((specifier) => !specifier.startsWith('.'));
}

/** Each function, method and constructor of a file, with its length in lines. */
function functionsOf(file: string): { readonly name: string; readonly lines: number }[] {
  const source = PARSED.get(file)!;
  const found: { name: string; lines: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const [start, end] = [node.getStart(source), node.end].map((position) => source.getLineAndCharacterOfPosition(position).line);
      found.push({ name: `src/${file}:${start + 1}`, lines: end - start + 1 });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

describe('the structure of the sources', () => {
  test('a file imports from its own room or from a lower level', () => {
    const wrong = FILES.flatMap((file) => importsOf(file)
      .filter((imported) => !(roomOf(file) === roomOf(imported) && roomOf(file) !== '.') && levelOf(imported) >= levelOf(file) && levelOf(file) < 5)
      .map((imported) => `src/${file} imports src/${imported}`));
    expect(wrong).toEqual([]);
  });

  test('nothing below the constructs imports one', () => {
    const wrong = FILES.filter((file) => levelOf(file) < 5).flatMap((file) => importsOf(file).filter((imported) => levelOf(imported) >= 5));
    expect(wrong).toEqual([]);
  });

  test('no import goes in a circle', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) {
        circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
      } else if (!done.has(file)) {
        importsOf(file).forEach((imported) => visit(imported, [...way, file]));
        done.add(file);
      }
    };
    FILES.forEach((file) => visit(file, []));
    expect(circles).toEqual([]);
  });

  /** Some files, and all that they load when the program runs. */
  const loadedBy = (isMeant: (file: string) => boolean): string[] => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (!seen.has(file)) {
        seen.add(file);
        importsOf(file, { types: false }).forEach(visit);
      }
    };
    FILES.filter(isMeant).forEach(visit);
    return [...seen];
  };

  test('what reads templates does not load the CDK', () => {
    const loaded = loadedBy((file) => /^(model|template-rules|checks|map|simulator|cli)\//.test(file)).flatMap((file) => packagesOf(file, { types: false }));
    expect([...new Set(loaded)].filter((name) => !name.startsWith('node:')).sort()).toEqual(['@dagrejs/dagre', 'dns-packet', 'yaml']);
  });

  test('the library loads nothing of the simulator, the map and the command line', () => {
    expect(loadedBy((file) => file === 'index.ts').filter((file) => /^(map|simulator|cli)\//.test(file))).toEqual([]);
  });

  test('the library loads nothing but its peers, what Node.js has, and readers and writers of formats', () => {
    const loaded = FILES.flatMap((file) => packagesOf(file));
    expect([...new Set(loaded)].filter((name) => !/^(constructs(\/package\.json)?|aws-cdk-lib|yaml|dns-packet|@dagrejs\/dagre|sarif)$|^(aws-cdk-lib\/|node:)/.test(name))).toEqual([]);
  });

  test('a file holds at most 250 lines, and half of them at most 60', () => {
    const lengths = FILES.map((file) => TEXT.get(file)!.split('\n').length - 1).sort((a, b) => a - b);
    expect(lengths[lengths.length - 1]).toBeLessThanOrEqual(250);
    // Tables of rules are longer by nature: half of a row is text.
    const others = FILES.filter((file) => !file.startsWith('template-rules/')).map((file) => TEXT.get(file)!.split('\n').length - 1).sort((a, b) => a - b);
    expect(others[Math.floor(others.length / 2)]).toBeLessThanOrEqual(60);
  });

  test('a function holds at most 40 lines', () => {
    expect(FILES.flatMap(functionsOf).filter(({ lines }) => lines > 40)).toEqual([]);
  });

  test('no class inherits but from a construct, a log driver, a resolver of tokens, and an error', () => {
    const parents = FILES.flatMap((file) => PARSED.get(file)!.statements)
      .filter((statement) => ts.isClassDeclaration(statement))
      .flatMap(({ heritageClauses }) => heritageClauses ?? [])
      .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
      .flatMap(({ types }) => types.map((type) => type.getText()));
    expect([...new Set(parents)].sort()).toEqual(['Construct', 'DefaultTokenResolver', 'Error', 'LogDriver']);
  });
});

/** The declarations that users see: exported by name from index.ts, or by a file that it exports whole. */
function publicDeclarations(): (ts.InterfaceDeclaration | ts.ClassDeclaration | ts.EnumDeclaration)[] {
  const index = TEXT.get('index.ts')!;
  const whole = [...index.matchAll(/export \* from '\.\/([a-z-]+)'/g)].map(([, file]) => `${file}.ts`);
  return FILES.flatMap((file) => PARSED.get(file)!.statements
    .filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement))
    .filter(({ name, modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      && (whole.includes(file) || new RegExp(`\\b${name!.text}\\b`).test(index.replace(/from '.*/g, '')))));
}

const docOf = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).map((doc) => doc.getText()).join('\n');

describe('what users see', () => {
  test('each public declaration and member is documented', () => {
    const members = publicDeclarations().flatMap((declaration) => [declaration, ...declaration.members as ts.NodeArray<ts.ClassElement>]);
    const bare = members.filter((node) => docOf(node) === '' && !/^private/.test(node.getText()));
    expect(bare.map((node) => node.getText().split('\n')[0])).toEqual([]);
  });

  test('each optional prop says what happens without it', () => {
    const optional = publicDeclarations().filter(ts.isInterfaceDeclaration).flatMap(({ members }) => [...members])
      .filter((member) => member.questionToken !== undefined);
    expect(optional.length).toBeGreaterThan(30);
    expect(optional.filter((member) => !docOf(member).includes('@default')).map((member) => member.getText())).toEqual([]);
  });

  test('each public class shows an example', () => {
    const classes = publicDeclarations().filter(ts.isClassDeclaration);
    expect(classes.filter((declaration) => !docOf(declaration).includes('@example')).map(({ name }) => name!.text)).toEqual([]);
  });
});
