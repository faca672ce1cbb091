import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

interface Manifest {
  readonly name: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly bundledDependencies?: readonly string[];
}

const manifestOf = (name: string) => JSON.parse(read('node_modules', name, 'package.json')) as Manifest;

function bundled(names: readonly string[]): Manifest[] {
  return names.map(manifestOf).flatMap((manifest) => [manifest, ...bundled(Object.keys(manifest.dependencies ?? {}))]);
}

test('NOTICE lists each package that the package brings, with its licence and its copyright', () => {
  const all = bundled((JSON.parse(read('package.json')) as Manifest).bundledDependencies ?? []);
  const listed = read('NOTICE').split('\n').flatMap((line) => {
    const [, name, license, copyright] = /^(\S+) +([A-Z][\w.-]+) +(Copyright.+)$/.exec(line) ?? [];
    return name ? [{ name, license, copyright }] : [];
  });

  expect(listed.map(({ name, license }) => `${name} ${license}`)).toEqual(all.map(({ name, license }) => `${name} ${license}`).sort());
  for (const { name, copyright } of listed) {
    expect(read('node_modules', name, 'LICENSE')).toContain(copyright);
  }
});

describe('Construct Hub', () => {
  // What stands in code is shown as it is.
  const prose = read('README.md').replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

  test('finds all links and pictures of the README, because they are absolute', () => {
    const targets = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);

    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !/^(https:\/\/|#)/.test(target))).toEqual([]);
  });

  test('strips nothing from the README: it has no HTML', () => {
    expect(prose.match(/<\/?[a-z][^>]*>/gi)).toBeNull();
  });
});

test('each link of the papers to a file of the project leads to one', () => {
  const base = /https:\/\/github\.com\/cdk-discoverable-service\/cdk-discoverable-service\/(?:blob|tree)\/main\/([\w./-]+)/g;
  const linked = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'].flatMap((file) => [...read(file).matchAll(base)].map(([, path]) => path));

  expect(linked.length).toBeGreaterThan(20);
  expect(linked.filter((path) => !existsAt(path))).toEqual([]);
});

function existsAt(path: string): boolean {
  try {
    readFileSync(join(ROOT, path));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}
