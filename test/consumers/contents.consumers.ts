import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { tarball } from './support/place';

const entries = () => execFileSync('tar', ['tvzf', tarball()], { encoding: 'utf8', maxBuffer: 1e8 }).trim().split('\n').map((line) => {
  const [, size, name] = /^\S+\s+\S+\s+(\d+)\s+\S+\s+\S+\s+package\/(.*)$/.exec(line)!;
  return { name, size: Number(size) };
});
const own = () => entries().filter(({ name }) => !name.startsWith('node_modules/')).map(({ name }) => name);

test('the package is under 1.2 MB packed, and under 5 MB unpacked', () => {
  expect(statSync(tarball()).size).toBeLessThan(1_200_000);
  expect(entries().reduce((sum, { size }) => sum + size, 0)).toBeLessThan(5_000_000);
});

test('the package holds compiled code, types, the jsii assembly, schemas, the command and its papers, and nothing else', () => {
  const wanted = /^(lib\/.*\.(js|d\.ts)|schema\/[\w-]+\.schema\.json|bin\/cdk-discoverable-service|\.jsii|package\.json|README\.md|LICENSE|NOTICE)$/;

  expect(own().filter((name) => !wanted.test(name))).toEqual([]);
  expect(own()).toEqual(expect.arrayContaining([
    'lib/index.js', 'lib/index.d.ts', 'lib/simulator/index.js', 'lib/simulator/index.d.ts', 'lib/cli/main.js', 'bin/cdk-discoverable-service',
    'schema/check-report.schema.json', 'schema/service-map.schema.json', '.jsii', 'README.md', 'LICENSE', 'NOTICE', 'package.json',
  ]));
});

test('each bundled package brings its licence', () => {
  const names = entries().map(({ name }) => name);
  const bundled = names.flatMap((name) => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(name)?.[1] ?? []);

  expect(bundled.length).toBeGreaterThan(2);
  expect(bundled.filter((folder) => !names.includes(`${folder}/LICENSE`))).toEqual([]);
});
