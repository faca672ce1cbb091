import { relative } from 'node:path';
import { IniFile, JsonFile, YamlFile, awscdk, github, javascript, typescript } from 'projen';

/** Lowest aws-cdk-lib the library supports; the peer range becomes ^FLOOR. */
const CDK_FLOOR = '2.258.1';

/** Newest aws-cdk-lib and constructs the tests are also run against. */
const CDK_LATEST = '2.276.0';
const CONSTRUCTS_LATEST = '10.8.1';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-discoverable-service',
  description: 'AWS CDK constructs that make Amazon ECS services discoverable through AWS Cloud Map',
  keywords: ['aws', 'aws-cdk', 'awscdk', 'cdk', 'ecs', 'fargate', 'cloudmap', 'cloud-map', 'service-discovery', 'service-connect'],
  author: 'cdk-discoverable-service contributors',
  authorAddress: 'https://github.com/cdk-discoverable-service',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-discoverable-service/cdk-discoverable-service.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk-discoverable-service contributors',
  stability: 'experimental',
  defaultReleaseBranch: 'main',

  // --- toolchain -----------------------------------------------------------
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  minNodeVersion: '20.16.0',
  workflowNodeVersion: '22',
  cdkVersion: CDK_FLOOR,
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.3',
  bumpPackage: 'commit-and-tag-version@^12',
  bundledDeps: ['yaml@^2', 'dns-packet@^5.6', '@dagrejs/dagre@^1.1.8'],
  bin: { 'cdk-discoverable-service': 'bin/cdk-discoverable-service' },
  devDeps: [
    'aws-cdk@^2',
    'cdk-nag@^3',
    'dns2@^3', // measured beside the simulator
    'fast-check@^4',
    'mermaid@^11', // its own parser reads what the map prints
    'puppeteer-core@^24', // drives Debian's Chromium
    '@aws-cdk/cloudformation-diff@^2',
    '@aws-cdk/integ-runner@2.197.10', // newer ones need a newer schema of the cloud assembly than the floor writes
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    '@aws-sdk/client-cloudformation@^3',
    '@aws-sdk/client-ecs@^3',
    '@aws-sdk/client-servicediscovery@^3',
    '@stryker-mutator/core@~9.6', // 10 needs Node.js 22
    '@stryker-mutator/jest-runner@~9.6',
    '@types/dns-packet@^5.6',
    '@types/sarif@^2',
    'ajv@^8',
    'ajv-formats@^3',
    'vega@^5', // draws the benchmark's picture; 6 is for ECMAScript modules only
    'vega-lite@^5',
  ],

  // --- compiler ------------------------------------------------------------
  sampleCode: false,
  typecheckTests: true,
  tsconfig: {
    // Half of the package would be maps. The compiled files keep names and comments of the sources: a stack trace is readable without.
    compilerOptions: { inlineSourceMap: false, inlineSources: false },
  },
  tsconfigDev: {
    // one type check covers the tests, the examples and the scripts
    include: ['../benchmark/**/*.ts', '../examples/**/*.ts', '../scripts/**/*.ts'],
    compilerOptions: {
      paths: { 'cdk-discoverable-service': ['../src'], 'cdk-discoverable-service/simulator': ['../src/simulator'] },
    },
  },

  // --- tests ---------------------------------------------------------------
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    extraCliOptions: ['--json', '--outputFile=test-reports/jest.json'], // .ci/run counts from it
    jestConfig: {
      // On demand (npx jest --coverage): it doubles the time of the whole run.
      collectCoverage: false,
      coverageProvider: 'v8',
      maxWorkers: '100%', // by itself, Jest leaves one of two cores idle
      testTimeout: 30_000, // on a machine that is busy with something else, too
      setupFiles: ['<rootDir>/test/testing/environment.ts'],
      moduleNameMapper: { '^cdk-discoverable-service$': '<rootDir>/src', '^cdk-discoverable-service/simulator$': '<rootDir>/src/simulator' },
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '/test/newest/'],
      modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'], // a copy of the package, while mutants are tried
    },
  },

  // --- lint ----------------------------------------------------------------
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'benchmark', 'examples', 'scripts'],
  },

  // --- community -----------------------------------------------------------
  githubOptions: { pullRequestLintOptions: { semanticTitleOptions: { types: ['feat', 'fix', 'docs', 'test', 'build', 'ci', 'refactor', 'perf', 'style', 'chore'] } } },
  pullRequestTemplateContents: [
    'Fixes #',
    '',
    '<!-- What was wrong or missing, and why this is the right way. -->',
    '',
    '- [ ] a test that failed before',
    '- [ ] `npm cit` passes, generated files are committed',
    '- [ ] docs/upgrading.md tells of ids that change and resources that are replaced',
  ],

  // --- publishing ----------------------------------------------------------
  releaseToNpm: true,
  npmProvenance: true,
  jsiiReleaseVersion: '^0.2',
  publishToPypi: {
    distName: 'cdk-discoverable-service',
    module: 'cdk_discoverable_service',
  },
  publishToMaven: {
    javaPackage: 'io.github.cdkdiscoverableservice',
    mavenGroupId: 'io.github.cdk-discoverable-service',
    mavenArtifactId: 'cdk-discoverable-service',
  },
  publishToNuget: {
    dotNetNamespace: 'CdkDiscoverableService',
    packageId: 'CdkDiscoverableService',
  },
  publishToGo: {
    moduleName: 'github.com/cdk-discoverable-service/cdk-discoverable-service-go',
    packageName: 'cdkdiscoverableservice',
  },
});

// The simulator is for tests in TypeScript and JavaScript, and no part of the jsii API.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './simulator': { types: './lib/simulator/index.d.ts', default: './lib/simulator/index.js' },
  './schema/*': './schema/*',
  './.jsii': './.jsii',
  './.warnings.jsii.js': './.warnings.jsii.js',
  './package.json': './package.json',
});
// For compilers that do not read "exports" (moduleResolution "node").
project.package.addField('typesVersions', { '*': { simulator: ['./lib/simulator/index.d.ts'] } });

// package-lock.json must not record where a package was downloaded from.
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

// One version of the native resolver whose optional bindings are all published:
// with a version that lacks some, "npm install" writes a lock that "npm ci" rejects.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// Examples and scripts import the library by its package name. These files are for
// editors, eslint and tsx: the type check itself is part of test/tsconfig.json.
for (const dir of ['benchmark', 'examples', 'scripts', 'test/integ']) {
  const config = new javascript.TypescriptConfig(project, {
    fileName: `${dir}/tsconfig.json`,
    include: ['**/*.ts'],
    compilerOptions: {
      noEmit: true,
      rootDir: relative(dir, '.'),
      isolatedModules: true,
      paths: { 'cdk-discoverable-service': [relative(dir, 'src')], 'cdk-discoverable-service/simulator': [relative(dir, 'src/simulator')] },
    },
  });
  config.addExtends(project.tsconfig!);
}

// The library's own name resolves through tsconfig paths, which the import plugin does not read.
project.eslint!.addRules({ 'import/no-unresolved': ['error', { ignore: ['^cdk-discoverable-service(/simulator)?$'] }] });

// Each example's cloud assembly, where a user, a test or a later tool can read it.
project.addTask('synth:examples', {
  description: 'Write the cloud assembly of each example to cdk.out/<example>',
  execArgs: ['tsx', '--tsconfig', 'scripts/tsconfig.json', 'scripts/synth-examples.ts'],
});

// The README's demo: the real CDK CLI synthesizes, and the templates are read back.
project.addTask('demo', {
  description: 'Synthesize examples/frontend-backend with the CDK CLI and print what its templates say',
  execArgs: ['tsx', '--tsconfig', 'scripts/tsconfig.json', 'scripts/demo.ts'],
});

// docs/rules.md is made from the rules; a test holds it current.
project.addTask('docs:rules', {
  description: 'Write docs/rules.md from the rule table',
  execArgs: ['tsx', '--tsconfig', 'scripts/tsconfig.json', 'scripts/rules-doc.ts'],
});

// What the next upgrade is compared with; docs/upgrading.md tells when.
project.addTask('upgrade:baseline', {
  description: 'Write what the examples synthesize as the state of the last release (only at a release)',
  execArgs: ['tsx', '--tsconfig', 'scripts/tsconfig.json', 'scripts/upgrade-baseline.ts'],
});

// What the library costs beside the plain CDK: the same system by both, in fresh processes.
project.addTask('benchmark', {
  description: 'Measure what the library costs beside the plain CDK; --check compares with the committed ratios (after "npx projen compile" and "npm ci --prefix compat")',
  receiveArgs: true,
  execArgs: ['tsx', '--tsconfig', 'benchmark/tsconfig.json', 'benchmark/run.ts'],
});

// CPU time of the command line's check, by the size of the app.
project.addTask('bench:check', {
  description: 'Measure what checking an assembly costs, from 50 to 500 services (after "npx projen compile")',
  execArgs: ['tsx', '--tsconfig', 'scripts/tsconfig.json', 'scripts/bench-check.ts'],
});

// What the simulator costs, beside another DNS server for Node.js.
project.addTask('bench:simulate', {
  description: 'Measure the simulator with 1,000 instances under 100 names (after "npx projen compile")',
  execArgs: ['tsx', '--tsconfig', 'scripts/tsconfig.json', 'scripts/bench-simulate.ts'],
});

// Mutants of the rules and of what they decide by; it takes hours, so on demand. A part: npx stryker run --mutate src/rules/app-rules.ts
project.addTask('mutate', {
  description: 'Measure with StrykerJS how many mistakes in the rules the tests would see',
  steps: ['stryker.config.json', 'stryker.templates.config.json'].map((file) => ({ execArgs: ['stryker', 'run', file] })),
});

// The compiled files load their modules on first use.
project.compileTask.exec('tsx --tsconfig scripts/tsconfig.json scripts/lazy-requires.ts');
project.compileTask.exec('tsx --tsconfig scripts/tsconfig.json scripts/join-modules.ts');

// Examples in the README and in doc comments must compile; jsii-rosetta reads them from the compiled assembly.
const rosetta = project.addTask('rosetta:check', {
  description: 'Compile the code examples in README.md and in doc comments',
  execArgs: ['jsii-rosetta', 'extract', '--compile', '--strict', '--output', 'dist/rosetta.tabl.json'],
});
project.testTask.prependSpawn(rosetta);
project.testTask.prependSpawn(project.compileTask);

// Code of the language bindings, without the language toolchains.
project.addTask('package:sources', {
  description: 'Generate the Python, Java, .NET and Go sources of the bindings',
  execArgs: ['jsii-pacmak', '-v', '--code-only', '--outdir', 'dist/sources', '-t', 'js', '-t', 'python', '-t', 'java', '-t', 'dotnet', '-t', 'go'],
});

// The same tests, and the type check, against the newest aws-cdk-lib.
new JsonFile(project, 'compat/package.json', {
  obj: {
    name: 'compat',
    private: true,
    description: 'The newest versions of the peers, for `npx projen test:latest`',
    dependencies: { 'aws-cdk-lib': CDK_LATEST, 'constructs': CONSTRUCTS_LATEST },
  },
});
new IniFile(project, 'compat/.npmrc', { obj: { 'omit-lockfile-registry-resolved': true } });
const latest = new javascript.TypescriptConfig(project, {
  fileName: 'compat/tsconfig.json',
  include: ['../src/**/*.ts', '../test/**/*.ts', '../examples/**/*.ts'],
  compilerOptions: {
    noEmit: true,
    rootDir: '..',
    isolatedModules: true,
    paths: {
      'cdk-discoverable-service': ['../src'],
      'cdk-discoverable-service/simulator': ['../src/simulator'],
      'aws-cdk-lib': ['./node_modules/aws-cdk-lib'],
      'aws-cdk-lib/*': ['./node_modules/aws-cdk-lib/*'],
      'constructs': ['./node_modules/constructs'],
    },
  },
});
latest.addExtends(project.tsconfig!);
project.addTask('test:latest', {
  description: 'Type-check and test against the newest aws-cdk-lib',
  receiveArgs: true,
  steps: [
    { execArgs: ['npm', 'ci', '--prefix', 'compat', '--no-audit', '--no-fund'] },
    { execArgs: ['tsc', '--noEmit', '-p', 'compat/tsconfig.json'] },
    { execArgs: ['jest', '--ci', '-c', 'compat/jest.config.js', '--json', '--outputFile=test-reports/jest-latest.json'], receiveArgs: true },
  ],
});

// Tests that need tools which npm does not bring, on demand; each says what to install.
project.addTask('test:tools', {
  description: 'Test with tools that npm does not bring (after "npx projen compile")',
  receiveArgs: true,
  steps: [
    { execArgs: ['jest', '--ci', '-c', 'test/tools/jest.config.js', '--json', '--outputFile=test-reports/jest-tools.json'], receiveArgs: true },
  ],
});

// What a user does with the package, in each language and package manager: they install what "npx projen package:js" and its siblings have made.
for (const [name, description] of Object.entries({
  deploy: 'Deploy, update and destroy each example with the CDK CLI against an emulator of AWS (needs Python 3)',
  consumers: 'Install the packed tarball as users of npm, pnpm and yarn do, and use it',
  languages: 'Build the packages for Python, Java and Go, and use each in an app of its own (needs Python 3, Maven and Go)',
})) {
  project.addTask(`test:${name}`, {
    description,
    receiveArgs: true,
    steps: [
      { execArgs: ['jest', '--ci', '-c', `test/${name}/jest.config.js`, '--json', `--outputFile=test-reports/jest-${name}.json`], receiveArgs: true },
    ],
  });
}

// Tests for a real account. What they would deploy is compared with what is committed, which needs none.
for (const [name, task] of Object.entries({
  'integ:snapshots': { description: 'Compare what the integration tests would deploy with their snapshots (needs no account)', flags: [] },
  'integ:update': { description: 'Write the snapshots of the integration tests, without deploying them', flags: ['--dry-run', '--update-on-failed'] },
  'integ': { description: 'Deploy the integration tests to the AWS account of your credentials, assert, and destroy: it costs money', flags: ['--update-on-failed', '--force'] },
})) {
  project.addTask(name, {
    description: task.description,
    receiveArgs: true,
    steps: [{
      execArgs: [
        'integ-runner', '--directory', 'test/integ', '--language', 'typescript', '--test-regex', '^integ\\..*\\.ts$',
        '--app', 'tsx --tsconfig test/integ/tsconfig.json {filePath}', ...task.flags,
      ],
      receiveArgs: true,
    }],
  });
}

// --- community -------------------------------------------------------------
const text = (id: string, label: string, description: string, required = true) => ({
  type: 'textarea', id, attributes: { label, description }, validations: { required },
});
new YamlFile(project, '.github/ISSUE_TEMPLATE/bug.yml', {
  obj: {
    name: 'Something is wrong',
    description: 'A template that AWS refuses or that does not work, a rule that is not right, an error that does not help',
    labels: ['bug'],
    body: [
      text('program', 'The smallest program or template that shows it', 'Without names and addresses of your own'),
      text('expected', 'What you expected', 'And where that is documented, if it is about AWS'),
      text('happened', 'What happened', 'The whole text of the error, also that of a deployment'),
      text('versions', 'Versions', 'cdk-discoverable-service, aws-cdk-lib, the CDK CLI, Node.js, and the language'),
    ],
  },
});
new YamlFile(project, '.github/ISSUE_TEMPLATE/feature.yml', {
  obj: {
    name: 'Something is missing',
    description: 'What you want to build, and cannot',
    labels: ['enhancement'],
    body: [
      text('goal', 'What you want to build', 'Who finds whom, over what'),
      text('today', 'What you do today', 'The lines that you write in place of it', false),
      text('aws', 'What AWS says of it', 'Links to its documentation', false),
    ],
  },
});
new YamlFile(project, '.github/ISSUE_TEMPLATE/config.yml', {
  obj: {
    blank_issues_enabled: true,
    contact_links: [{
      name: 'A vulnerability',
      url: 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/security/advisories/new',
      about: 'In private, please: see SECURITY.md',
    }],
  },
});

// The whole proof, and what only the public registry can tell.
const proof = new github.GithubWorkflow(project.github!, 'proof');
proof.on({ push: { branches: ['main'] }, pullRequest: {}, schedule: [{ cron: '0 5 * * 1' }] });
proof.addJobs({
  proof: {
    runsOn: ['ubuntu-latest'],
    permissions: { contents: github.workflows.JobPermission.READ },
    timeoutMinutes: 90,
    // Debian and root: its packages bring the browser and the resolvers, which Ubuntu's do not.
    container: { image: 'node:20-bookworm' },
    steps: [
      github.WorkflowSteps.checkout(),
      { name: 'Set up Java', run: 'apt-get update -qq && apt-get install -y -qq --no-install-recommends maven openjdk-17-jdk-headless' },
      { name: 'Set up Go', uses: 'actions/setup-go@v6', with: { 'go-version': '1.26', 'cache': false } },
      { name: 'All checks', run: 'git config --global --add safe.directory "$GITHUB_WORKSPACE" && bash .ci/run' },
    ],
  },
  audit: {
    runsOn: ['ubuntu-latest'],
    permissions: { contents: github.workflows.JobPermission.READ },
    steps: [
      github.WorkflowSteps.checkout(),
      { name: 'Set up Node.js', uses: 'actions/setup-node@v7.0.0', with: { 'node-version': '22', 'package-manager-cache': false } },
      { name: 'Known vulnerabilities of what is shipped', run: 'npm audit --omit=dev' },
    ],
  },
});

// A release is of a commit that is proven, and of the newest: it begins when the proof has ended.
const release = project.github!.tryFindWorkflow('release')!.file!;
release.addDeletionOverride('on.push');
release.addOverride('on.workflow_run', { workflows: ['proof'], types: ['completed'], branches: ['main'] });
release.addOverride('jobs.release.if', "github.event_name == 'workflow_dispatch' || "
  + "(github.event.workflow_run.conclusion == 'success' && github.event.workflow_run.head_sha == github.sha)");

for (const path of ['cdk.out/', 'cdk-integ.out.*/', 'examples/java/target/', '.venv/', '__pycache__/', '*.tabl.json', 'compat/node_modules/', '.stryker-tmp/', 'reports/']) {
  project.gitignore.exclude(path);
}
for (const path of ['/.ci/', '/.npmrc', '/benchmark/', '/API.md', '/compat/', '/cdk.out/', '/docs/', '/examples/', '/rosetta/', '/scripts/', '/stryker*', '*.tabl.json', '/CONTRIBUTING.md', '/CODE_OF_CONDUCT.md', '/SECURITY.md']) {
  project.npmignore!.exclude(path);
}

project.synth();
