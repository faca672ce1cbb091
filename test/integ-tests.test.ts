import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The integration tests are deployed by hand. What holds of them without an account is tested here; `npx projen integ:snapshots` compares the templates. */
const DIRECTORY = join(__dirname, 'integ');

/** Each area of the library that makes resources of AWS, and the test that deploys it. */
const AREAS: Readonly<Record<string, string>> = {
  'namespace': 'namespaces',
  'records': 'records',
  'capacity': 'capacity',
  'connect': 'connect',
  'roles': 'connect',
  'ecs-service': 'capacity',
  'logging': 'capacity',
  'security-group': 'connect',
  'exposure': 'exposure',
  'service-connect': 'service-connect',
  'health': 'health',
  'deployment': 'deployment',
  'scaling': 'scaling',
  'draining': 'draining',
  'monitoring': 'monitoring',
  'route53-check': 'published-names',
  'published-name': 'published-names',
  'endpoint': 'registered-endpoints',
  'registration': 'existing-services',
};

/** Folders that decide, check or draw, and make no resource. */
const WITHOUT_RESOURCES = [
  'assertions', 'checks', 'cli', 'dependencies', 'map', 'model', 'plan', 'rules', 'shared', 'simulator', 'template-rules',
];

/** What nobody could find out without an account: docs/integration-tests.md tells what the library assumes. */
const OPEN_QUESTIONS: Readonly<Record<string, string>> = {
  'a HealthCheckConfig for tasks of ECS in a public namespace': 'question-public-health-check',
  'service discovery on Managed Instances': 'question-managed-instances',
  'names while a native blue/green deployment runs': 'question-blue-green-names',
  'CloudFormation and a change of the routing policy': 'question-routing-policy',
  'a change of tags of Cloud Map resources': 'question-tags',
  'the error of ECS where a name of Service Connect is taken': 'question-taken-name',
  'which name the condition key NamespaceName compares': 'question-namespace-name-key',
};

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly expected?: string; readonly Policies?: ReadonlyArray<{ readonly PolicyDocument: object }> };
}

const entries = readdirSync(DIRECTORY);
const tests = entries.flatMap((name) => /^integ\.(.+)\.ts$/.exec(name)?.[1] ?? []);
const read = (...path: string[]) => readFileSync(join(DIRECTORY, ...path), 'utf8');
const snapshotOf = (test: string) => `integ.${test}.ts.snapshot`;
const resourcesOf = (test: string, file: string) =>
  Object.values((JSON.parse(read(snapshotOf(test), `discovery-${test}${file}.template.json`)) as { Resources: Record<string, Resource> }).Resources);

test('each area of the library that makes resources has an integration test', () => {
  const folders = readdirSync(join(__dirname, '../src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

  expect([...Object.keys(AREAS), ...WITHOUT_RESOURCES].sort()).toEqual(folders.sort());
  expect(Object.values(AREAS).filter((name) => !tests.includes(name))).toEqual([]);
});

test('each open question has an integration test, and each integration test is one of an area or of a question', () => {
  const known = [...Object.values(AREAS), ...Object.values(OPEN_QUESTIONS)];

  expect([...new Set(known)].sort()).toEqual([...tests].sort());
});

test('each integration test says in its head what it costs, and a question what rests on its answer', () => {
  const headOf = (name: string) => /^\/\*\*[\s\S]*?\*\//.exec(read(`integ.${name}.ts`))?.[0] ?? '';

  expect(tests.filter((name) => !headOf(name).includes('Costs: '))).toEqual([]);
  expect(Object.values(AREAS).filter((name) => !headOf(name).includes('Only AWS can tell'))).toEqual([]);
  expect(Object.values(OPEN_QUESTIONS).filter((name) => !/Open question: [\s\S]*The library assumes[\s\S]*rest/.test(headOf(name)))).toEqual([]);
});

test('each integration test is in the page about them', () => {
  const page = readFileSync(join(__dirname, '../docs/integration-tests.md'), 'utf8');

  expect(tests.filter((name) => !page.includes(`integ.${name}.ts`))).toEqual([]);
});

test('each integration test has a snapshot, and no snapshot is left of a test that is gone', () => {
  expect(entries.filter((name) => /^integ\..*\.snapshot$/.test(name)).sort()).toEqual(tests.map(snapshotOf).sort());
});

describe.each(tests)('the snapshot of integ.%s.ts', (name) => {
  test('has assertions that AWS has to answer', () => {
    const calls = resourcesOf(name, '-assertions').filter(({ Type, Properties }) => Type.startsWith('Custom::DeployAssert') && Properties.expected !== undefined);

    expect(calls.length).toBeGreaterThan(0);
  });

  test('gives its roles no more policies than IAM takes: 10,240 characters for a role', () => {
    const sizes = [...resourcesOf(name, ''), ...resourcesOf(name, '-assertions')].filter(({ Type }) => Type === 'AWS::IAM::Role')
      .map(({ Properties }) => JSON.stringify(Properties.Policies ?? []).length);

    expect(Math.max(...sizes)).toBeLessThan(10_240);
  });

  test('holds no account, no path of a machine and no code of functions', () => {
    const files = readdirSync(join(DIRECTORY, snapshotOf(name)), { withFileTypes: true });
    const text = files.filter((entry) => entry.isFile()).map((entry) => read(snapshotOf(name), entry.name)).join('\n');

    expect(files.filter((entry) => entry.isDirectory()).map((entry) => entry.name)).toEqual([]);
    expect(text).not.toMatch(/[:/]\d{12}[:/"]/);
    expect(text).not.toContain(join(__dirname, '..'));
    expect(text).not.toMatch(/"(\/home|\/root|\/tmp|\/Users|[A-Z]:\\)/);
  });
});

test('all snapshots together are less than 3 MB', () => {
  const sizes = tests.map(snapshotOf).flatMap((folder) => readdirSync(join(DIRECTORY, folder)).map((file) => read(folder, file).length));

  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
});
