import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnService, HttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { fileOf, reported, runs, twoNames } from './command-line';
import { DiscoveryChecks } from '../../src';
import { temporaryDirectory } from '../model/assembly-fixture';

const SCHEMA = new Ajv().compile(JSON.parse(readFileSync(join(__dirname, '../../schema/check-report.schema.json'), 'utf8')));

const WRONG = fileOf('wrong.yaml', twoNames('backend', 'backend'));
const RIGHT = fileOf('right.yaml', twoNames('backend', 'frontend'));

/** An assembly with a stage whose stack has a name twice. */
function assemblyWith(change: (other: CfnService) => void = () => undefined): string {
  const app = new App({ outdir: temporaryDirectory(), analyticsReporting: false, stackTraces: true });
  const stack = new Stack(new Stage(app, 'Prod'), 'Shop');
  const { namespaceId } = new HttpNamespace(stack, 'Namespace', { name: 'shop' });
  new CfnService(stack, 'One', { name: 'backend', namespaceId });
  change(new CfnService(stack, 'Other', { name: 'backend', namespaceId }));
  return app.synth().directory;
}

test('tells people what is wrong, where, why, and what to do', () => {
  expect(runs('check', WRONG)).toEqual({
    stdout: `== ${WRONG}

error [discovery-name-twice] Other at Properties/Name
  One ("backend") and Other ("backend") would have one name in one namespace.
  with: One
  why: A name stands once in a namespace, and DNS does not tell capital letters from small ones: the second CreateService fails with ServiceAlreadyExists.
  fix: Give one of the two AWS::ServiceDiscovery::Service another Name, or another namespace.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html

1 error, 0 warnings, 0 acknowledged
`,
    stderr: '',
    exitCode: 1,
  });
});

test('says that nothing is wrong, with exit code 0', () => {
  expect(runs('check', RIGHT)).toEqual({ stdout: '0 errors, 0 warnings, 0 acknowledged\n', stderr: '', exitCode: 0 });
});

test('a template without discovery is right', () => {
  const bucket = fileOf('bucket.json', JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }));

  expect(runs('check', bucket).exitCode).toBe(0);
});

test('writes a report for programs, as its schema says, and nothing else', () => {
  const { exitCode, ...report } = reported(WRONG);

  expect(exitCode).toBe(1);
  expect(SCHEMA(report)).toBe(true);
  expect(report).toEqual({
    version: 1,
    findings: [{
      ruleId: 'discovery-name-twice',
      severity: 'error',
      message: 'One ("backend") and Other ("backend") would have one name in one namespace. A name stands once in a namespace, and DNS does not tell capital letters from small ones: '
        + 'the second CreateService fails with ServiceAlreadyExists. Give one of the two AWS::ServiceDiscovery::Service another Name, or another namespace.',
      stack: WRONG,
      logicalId: 'Other',
      path: '',
      resources: ['Other', 'One'],
      locations: [
        { stack: WRONG, logicalId: 'Other', path: '', property: 'Properties/Name' },
        { stack: WRONG, logicalId: 'One', path: '', property: '' },
      ],
    }],
    acknowledged: [],
  });
});

test('names stack and construct of what is in a stage', () => {
  const { findings: [{ stack, logicalId, path }] } = reported(assemblyWith());

  expect({ stack, logicalId, path }).toEqual({ stack: 'Prod/Shop', logicalId: 'Other', path: 'Prod/Shop/Other' });
});

test.each([
  ['the resource', (other: CfnService) => other],
  ['its stack', (other: CfnService) => Stack.of(other)],
])('lists what was acknowledged in code on %s, with its reason', (_, scopeOf) => {
  const directory = assemblyWith((other) => Validations.of(scopeOf(other)).acknowledge({
    id: 'cdk-discoverable-service::discovery-name-twice', reason: 'It goes away.',
  }));
  const { exitCode, findings, acknowledged, version } = reported(directory);

  expect(SCHEMA({ version, findings, acknowledged })).toBe(true);
  expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
  expect(acknowledged).toEqual([expect.objectContaining({ logicalId: 'Other', reason: 'It goes away.', acknowledgedBy: 'code' })]);
});

test.each([
  ['its stage', (other: CfnService) => Stage.of(other)!],
  ['the app', (other: CfnService) => other.node.root],
])('lists what was acknowledged in code on %s, where the app has its templates checked', (_, scopeOf) => {
  jest.spyOn(console, 'error').mockImplementation();
  const directory = assemblyWith((other) => {
    DiscoveryChecks.of(other);
    Validations.of(scopeOf(other)).acknowledge({ id: 'cdk-discoverable-service::discovery-name-twice', reason: 'It goes away.' });
  });

  expect(reported(directory).acknowledged).toEqual([expect.objectContaining({ logicalId: 'Other', reason: 'It goes away.' })]);
});

test('judges what depends on a parameter only where its value is given', () => {
  const template = fileOf('parameter.yaml', twoNames('backend', '!Ref Name'));

  expect(reported(template).findings).toEqual([]);
  expect(reported(template, '--parameter', 'Name=backend').findings).toHaveLength(1);
  expect(reported(template, '--parameter', 'Name=frontend').findings).toEqual([]);
  expect(reported(template, '--parameter', 'Name=a=b').findings).toEqual([expect.objectContaining({ message: expect.stringContaining('"a=b"') })]);
});

test('takes templates that are given together for neighbors, which import from each other', () => {
  const exporting = fileOf('exporting.yaml', `${twoNames('a', 'backend')}
Outputs: { Namespace: { Value: !Ref Namespace, Export: { Name: shop-namespace } } }`);
  const importing = fileOf('importing.yaml', `
Resources:
  Third: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: backend, NamespaceId: !ImportValue shop-namespace } }`);

  expect(reported(importing).findings).toEqual([]);
  expect(reported(exporting, importing).findings).toEqual([expect.objectContaining({
    logicalId: 'Third',
    resources: ['Third', 'Other'],
    locations: [expect.objectContaining({ stack: importing }), expect.objectContaining({ stack: exporting })],
  })]);
});

describe('the report for code scanning', () => {
  const resultsOf = (...args: string[]) => {
    const { stdout, exitCode } = runs('check', ...args, '--sarif');
    const { version, runs: [{ tool, results }] } = JSON.parse(stdout);
    return { version, driver: tool.driver, results, exitCode };
  };

  test('has the rules, and each finding with the line of the template, a fingerprint and what takes part', () => {
    const { version, driver, results, exitCode } = resultsOf(WRONG);

    expect({ version, exitCode }).toEqual({ version: '2.1.0', exitCode: 1 });
    expect(driver.rules.map(({ id }: { readonly id: string }) => id)).toContain('discovery-name-twice');
    expect(results).toEqual([{
      ruleId: 'discovery-name-twice',
      ruleIndex: driver.rules.findIndex(({ id }: { readonly id: string }) => id === 'discovery-name-twice'),
      level: 'error',
      message: { text: expect.stringMatching(/^One \("backend"\) and Other \("backend"\) would have one name/) },
      locations: [{
        physicalLocation: { artifactLocation: { uri: WRONG }, region: { startLine: 7 } },
        logicalLocations: [{ name: 'Other', fullyQualifiedName: `${WRONG}/Other`, kind: 'resource' }],
      }],
      relatedLocations: [expect.objectContaining({ id: 0, physicalLocation: { artifactLocation: { uri: WRONG }, region: { startLine: 6 } } })],
      partialFingerprints: { 'discoveryFinding/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    }]);
  });

  test('has the line of the program that made a construct', () => {
    const { results: [{ locations: [{ physicalLocation, logicalLocations }] }] } = resultsOf(assemblyWith());

    expect(logicalLocations[0].fullyQualifiedName).toBe('Prod/Shop/Other');
    expect(physicalLocation.artifactLocation.uri).toMatch(/(^|\/)test\/cli\/check\.test\.ts$/);
    const line = readFileSync(__filename, 'utf8').split('\n')[physicalLocation.region.startLine - 1];
    expect(line).toContain("new CfnService(stack, 'Other'");
  });

  test('has what was acknowledged as suppressed', () => {
    const { results, exitCode } = resultsOf(assemblyWith((other) => Validations.of(other).acknowledge({
      id: 'cdk-discoverable-service::discovery-name-twice', reason: 'It goes away.',
    })));

    expect(exitCode).toBe(0);
    expect(results).toEqual([expect.objectContaining({ suppressions: [{ kind: 'inSource', justification: 'It goes away.' }] })]);
  });

  test('has a fingerprint that stays while other things change', () => {
    const fingerprintIn = (...args: string[]) => resultsOf(...args).results[0].partialFingerprints;

    const first = fingerprintIn(fileOf('same.yaml', twoNames('backend', 'backend')));
    expect(fingerprintIn(fileOf('same.yaml', `# moved by a line\n${twoNames('backend', 'backend')}`))).toEqual(first);
    expect(fingerprintIn(fileOf('same.yaml', twoNames('frontend', 'frontend')))).not.toEqual(first);
    expect(fingerprintIn(fileOf('same.yaml', twoNames('backend', 'backend').replace('Other', 'Third')))).not.toEqual(first);
  });
});

test('a template that is given twice, however its path is spelled, is one', () => {
  expect(reported(WRONG, WRONG.replace(/\/([^/]+)$/, '/./$1')).findings).toHaveLength(1);
});

test('the line of a resource is that under Resources, and not of an output of the same name', () => {
  const template = fileOf('outputs first.yaml', `Outputs: { Other: { Value: x } }\n${twoNames('backend', 'backend')}`);
  const { stdout } = runs('check', template, '--sarif');
  const [{ physicalLocation }] = JSON.parse(stdout).runs[0].results[0].locations;

  expect(physicalLocation.region.startLine).toBe(8);
  expect(physicalLocation.artifactLocation.uri).toMatch(/outputs%20first\.yaml$/);
});
