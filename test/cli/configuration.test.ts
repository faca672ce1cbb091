import { readFileSync } from 'node:fs';
import { fileOf, reported, runs, twoNames } from './command-line';

const WRONG = fileOf('wrong.yaml', twoNames('backend', 'backend'));

const configured = (body: unknown, name = 'config.json') => ['--config', fileOf(name, typeof body === 'string' ? body : JSON.stringify(body))];

test('a rule can be off', () => {
  const { findings, acknowledged, exitCode } = reported(WRONG, ...configured({ rules: { 'discovery-name-twice': 'off' } }));

  expect({ findings, acknowledged, exitCode }).toEqual({ findings: [], acknowledged: [], exitCode: 0 });
});

test('a rule can have another severity, which decides the exit code', () => {
  const asWarning = configured('rules:\n  discovery-name-twice: warning\n', 'config.yaml');

  expect(reported(WRONG, ...asWarning)).toMatchObject({ findings: [{ severity: 'warning' }], exitCode: 0 });
  expect(runs('check', WRONG, ...asWarning, '--fail-on', 'warning').exitCode).toBe(1);
});

const because = { ruleId: 'discovery-name-twice', reason: 'One of them goes away.' };

test.each([
  ['everywhere', because],
  ['of a resource', { ...because, logicalId: 'Other' }],
  ['of a stack', { ...because, stack: WRONG }],
])('a finding %s can be acknowledged with a reason', (_, acknowledgement) => {
  expect(reported(WRONG, ...configured({ acknowledgements: [acknowledgement] }))).toMatchObject({
    findings: [], acknowledged: [{ logicalId: 'Other', reason: 'One of them goes away.', acknowledgedBy: 'configuration' }], exitCode: 0,
  });
});

test.each([
  ['resource', { ...because, logicalId: 'One' }],
  ['stack', { ...because, stack: 'other.yaml' }],
  ['construct path', { ...because, path: 'Shop' }],
])('the acknowledgement of another %s is none', (_, acknowledgement) => {
  expect(reported(WRONG, ...configured({ acknowledgements: [acknowledgement] }))).toMatchObject({ findings: [{ logicalId: 'Other' }], exitCode: 1 });
});

test.each([
  ['rules that are a list', { rules: ['discovery-name-twice'] }, 'it is no map with rules (a map) and acknowledgements (a list)'],
  ['nothing in it', '[]', 'it is no map with rules (a map) and acknowledgements (a list)'],
  ['a key that is none', { rule: {} }, '"rule" is none of rules and acknowledgements'],
  ['a rule that is none', { rules: { 'discovery-name-twise': 'off' } }, 'there is no rule "discovery-name-twise" (see --list-rules)'],
  ['a severity that is none', { rules: { 'discovery-name-twice': 'info' } }, '"discovery-name-twice" is "info", and can be error, warning, off'],
  ['an acknowledgement of no rule', { acknowledgements: [{ reason: 'why' }] }, 'there is no rule "undefined" (see --list-rules)'],
  ['an acknowledgement without a reason', { acknowledgements: [{ ruleId: because.ruleId, reason: ' ' }] }, 'the acknowledgement of "discovery-name-twice" has no reason'],
  [
    'a place that is none', { acknowledgements: [{ ...because, resource: 'Other' }] },
    'the acknowledgement of "discovery-name-twice" has "resource", and can have ruleId, reason, path, logicalId, stack',
  ],
  ['a place that is no text', { acknowledgements: [{ ...because, path: 1 }] }, 'the acknowledgement of "discovery-name-twice" has a "path" that is no text'],
])('a configuration with %s is refused', (_, body, problem) => {
  const [option, file] = configured(body);

  expect(runs('check', WRONG, option, file)).toEqual({ stdout: '', stderr: `cdk-discoverable-service: ${file}: ${problem}\n`, exitCode: 2 });
});

test('a configuration that is not there is refused', () => {
  expect(runs('check', WRONG, '--config', 'missing.json')).toEqual({
    stdout: '', stderr: expect.stringContaining('missing.json does not exist'), exitCode: 2,
  });
});

describe('a baseline', () => {
  const baseline = fileOf('baseline.json', '');

  test('is written with what is wrong today, and does not fail', () => {
    expect(runs('check', WRONG, '--write-baseline', baseline).exitCode).toBe(0);
    expect(JSON.parse(readFileSync(baseline, 'utf8'))).toEqual({
      version: 1, findings: [{ fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/), ruleId: 'discovery-name-twice', stack: WRONG, logicalId: 'Other', path: '' }],
    });
  });

  test('lets pass what was there, and nothing else', () => {
    expect(reported(WRONG, '--baseline', baseline)).toMatchObject({
      findings: [], acknowledged: [{ acknowledgedBy: 'baseline', reason: 'It was there when the baseline was written.' }], exitCode: 0,
    });

    fileOf('wrong.yaml', twoNames('backend', 'backend').replace('Other:', 'Third:'));
    expect(reported(WRONG, '--baseline', baseline)).toMatchObject({ findings: [{ logicalId: 'Third' }], acknowledged: [], exitCode: 1 });
  });

  test.each([
    ['something else', '{}', 'is no baseline: write one with --write-baseline'],
    ['no JSON', '{', 'cannot be read as JSON'],
  ])('that is %s is refused', (_, content, problem) => {
    const { stderr, exitCode } = runs('check', WRONG, '--baseline', fileOf('other.json', content));

    expect(stderr).toContain(problem);
    expect(exitCode).toBe(2);
  });

  test('that cannot be written is refused', () => {
    expect(runs('check', WRONG, '--write-baseline', '/nowhere/baseline.json')).toEqual({
      stdout: '', stderr: expect.stringContaining('/nowhere/baseline.json cannot be written: ENOENT'), exitCode: 2,
    });
  });
});
