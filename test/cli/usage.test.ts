import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, runs, twoNames } from './command-line';
import { ALL_RULES } from '../../src/rules/all-rules';
import * as warnings from '../../src/shared/warnings';
import { EVERY_TEMPLATE_RULE } from '../../src/template-rules/all-template-rules';
import { written } from '../model/assembly-fixture';

const RIGHT = fileOf('right.yaml', twoNames('backend', 'frontend'));

test.each([
  ['a command that is none', ['chekc', RIGHT], 'there is no command "chekc"; did you mean check?'],
  ['a command that is near to none', ['destroy', RIGHT], 'there is no command "destroy"'],
  ['an option that is none', ['check', RIGHT, '--josn'], 'Unknown option --josn; did you mean --json?'],
  ['an option that is near to none', ['check', RIGHT, '--verbose'], 'Unknown option --verbose'],
  ['a letter that is no option', ['check', RIGHT, '-x'], 'Unknown option -x'],
  ['an option of another command', ['map', RIGHT, '--outptu=a.svg'], 'Unknown option --outptu; did you mean --output?'],
  ['an option without its value', ['check', RIGHT, '--fail-on'], "Option '--fail-on <value>' argument missing"],
  ['two reports at once', ['check', RIGHT, '--json', '--sarif'], '--json and --sarif exclude each other'],
  ['a severity that is none', ['check', RIGHT, '--fail-on', 'info'], '--fail-on is "info", and can be error or warning'],
  ['a parameter without a value', ['check', RIGHT, '--parameter', 'Name'], '--parameter is "Name", and takes Name=Value'],
  ['explain without a rule', ['explain'], 'explain takes the id of one rule'],
  ['a rule that is none', ['explain', 'nothing'], 'there is no rule "nothing": docs/rules.md lists all of them'],
  ['a rule that is nearly one', ['explain', 'discovery-nmae-twice'], 'there is no rule "discovery-nmae-twice"; did you mean discovery-name-twice?'],
  ['a rule that is nearly one of the constructors, as synth prints it', ['explain', 'cdk-discoverable-service::wrong-valeu'],
    'there is no rule "cdk-discoverable-service::wrong-valeu"; did you mean wrong-value?'],
  ['two rules', ['explain', 'port', 'image'], 'explain takes the id of one rule'],
])('%s is wrong usage', (_, args, problem) => {
  expect(runs(...args)).toEqual({ stdout: '', stderr: `cdk-discoverable-service: ${problem} (see --help)\n`, exitCode: 2 });
});

test('help tells all options, and is wrong usage where nothing was asked for', () => {
  const { stdout, exitCode } = runs('--help');

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/--json .*--sarif .*--parameter .*--fail-on .*--config .*--baseline .*--write-baseline .*--list-rules .*explain /s);
  expect(runs()).toEqual({ stdout, stderr: '', exitCode: 2 });
});

test('tells its version', () => {
  expect(runs('--version')).toEqual({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/), stderr: '', exitCode: 0 });
});

test.each([['check', '--list-rules'], ['--list-rules']])('lists each rule (%s %s)', (...args) => {
  const { stdout, exitCode } = runs(...args.filter((arg) => arg !== undefined));

  expect(exitCode).toBe(0);
  EVERY_TEMPLATE_RULE.forEach(({ id, severity }) => expect(stdout).toMatch(new RegExp(`^  ${id} +${severity} `, 'm')));
});

test('explains a rule of constructors that templates are asked, too', () => {
  expect(runs('explain', 'discovery-name-twice')).toEqual({
    stdout: `discovery-name-twice (error)
  why: A name stands once in a namespace, and DNS does not tell capital letters from small ones: the second CreateService fails with ServiceAlreadyExists.
  fix: Give one of them another discoveryName, or another namespace.
  in a template: Give one of the two AWS::ServiceDiscovery::Service another Name, or another namespace.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html

Acknowledge it in code: Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::discovery-name-twice', reason: '...' })
`,
    stderr: '',
    exitCode: 0,
  });
});

test('explains a rule of templates', () => {
  expect(runs('explain', 'health-probe-unmapped-port').stdout).toBe(`health-probe-unmapped-port (warning)
  why: No container of the task says that it listens on the port that the check asks. Where nobody does, the check never passes, and ECS replaces the tasks without end.
  fix: Ask a port that the container maps, or add the port mapping.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html

Acknowledge it in code: Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::health-probe-unmapped-port', reason: '...' })
`);
});

test('explains a rule of constructors', () => {
  expect(runs('explain', 'connect-to-itself').stdout).toBe(`connect-to-itself (error)
  why: Start order would make the service wait for itself, and its own address is known to it without a connection.
  fix: Use service.endpoint for its own address; for tasks that call each other, service.connections.allowInternally(port).
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md

Acknowledge it in code: Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::connect-to-itself', reason: '...' })
`);
});

test('explains what is told at synth, beside the rule of templates that tells the same', () => {
  expect(runs('explain', 'long-ttl').stdout).toBe(`long-ttl (warning)
  why: ECS stops a task without waiting for the TTL of its records, so clients call a stopped task for as long as the TTL lasts.
  fix: Set TTL to 60 seconds or less, such as 10.
  at synth: ${warnings.LONG_TTL.text}
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html

Acknowledge it in code: Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::long-ttl', reason: '...' })
`);
});

test.each([
  ['a warning', warnings.STOP_BEFORE_TTL, 'warning', "Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::stop-before-ttl', reason: '...' })"],
  ['an information', warnings.MORE_THAN_EIGHT, 'info', "Annotations.of(scope).acknowledgeInfo('cdk-discoverable-service:more-than-eight-tasks', '...')"],
])('explains %s that only constructs tell', (_, { id, text }, severity, acknowledgement) => {
  const bare = id.replace('cdk-discoverable-service:', '');
  expect(runs('explain', id).stdout).toBe(`${bare} (${severity})\n  why: ${text}\n\nAcknowledge it in code: ${acknowledgement}\n`);
});

test('tells both ways to acknowledge what is an information of constructs and found in templates', () => {
  expect(runs('explain', 'service-connect-task-size').stdout).toMatch(new RegExp('^service-connect-task-size \\(warning\\)\\n.*'
    + "\\nAcknowledge it in code: Validations.of\\(scope\\).acknowledge\\({ id: 'cdk-discoverable-service::service-connect-task-size', reason: '...' }\\)"
    + "\\n  and at synth: Annotations.of\\(scope\\).acknowledgeInfo\\('cdk-discoverable-service:service-connect-task-size', '...'\\)\\n$", 's'));
});

test.each(['cdk-discoverable-service::', 'cdk-discoverable-service:', 'Annotation::cdk-discoverable-service:'])('takes an id as synth prints it, with %s', (prefix) => {
  expect(runs('explain', `${prefix}long-ttl`)).toEqual(runs('explain', 'long-ttl'));
});

test('explains each id of docs/rules.md', () => {
  const ids = [...readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8').matchAll(/^### (\S+)$/gm)].map(([, id]) => id);

  expect(ids.length).toBeGreaterThan([...ALL_RULES.values()].flat().length);
  expect(ids.filter((id) => runs('explain', id).exitCode !== 0)).toEqual([]);
});

describe('check in the folder of an app', () => {
  const before = process.cwd();

  afterEach(() => process.chdir(before));

  const appFolder = (files: Record<string, unknown>) => process.chdir(written(files));

  test('is wrong usage without a path where no cdk.out is', () => {
    appFolder({ 'cdk.json': {} });
    expect(runs('check')).toEqual({
      stdout: '', stderr: 'cdk-discoverable-service: check takes the directory of an assembly (cdk.out) or templates (see --help)\n', exitCode: 2,
    });
  });

  test('takes cdk.out where no path is given, and says so', () => {
    appFolder({ 'cdk.out/manifest.json': { artifacts: {} } });

    expect(runs('check', '--json')).toEqual({
      stdout: expect.stringContaining('"findings": []'), stderr: 'cdk-discoverable-service: no path is given, so cdk.out of the current folder is checked\n', exitCode: 0,
    });
  });

  test('says nothing of it where the path is given', () => {
    appFolder({ 'cdk.out/manifest.json': { artifacts: {} } });

    expect(runs('check', 'cdk.out').stderr).toBe('');
  });

  test('tells of cdk.out where the folder is given', () => {
    appFolder({ 'cdk.out/manifest.json': { artifacts: {} } });

    expect(runs('check', '.')).toEqual({
      stdout: '', stderr: 'cdk-discoverable-service: . is not a cloud assembly: it has no manifest.json; did you mean cdk.out?\n', exitCode: 2,
    });
  });

  test('asks whether the synthesis failed where there is an empty cdk.out', () => {
    appFolder({ 'cdk.out/notes.json': {} });

    expect(runs('check', 'cdk.out')).toEqual({
      stdout: '', stderr: 'cdk-discoverable-service: cdk.out is not a cloud assembly: it has no manifest.json. Did `cdk synth` fail? Run it first\n', exitCode: 2,
    });
  });

  test('tells of a path that is not there', () => {
    appFolder({ 'cdk.out/notes.json': {} });

    expect(runs('check', 'cdk.ou')).toEqual({ stdout: '', stderr: 'cdk-discoverable-service: cdk.ou does not exist\n', exitCode: 2 });
  });
});
