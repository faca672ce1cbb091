import { fileOf, runs, twoNames } from './command-line';
import { EVERY_TEMPLATE_RULE } from '../../src/template-rules/all-template-rules';

const RIGHT = fileOf('right.yaml', twoNames('backend', 'frontend'));

test.each([
  ['a command that is none', ['chekc', RIGHT], 'there is no command "chekc"'],
  ['check without a path', ['check'], 'check takes the directory of an assembly (cdk.out) or templates'],
  ['an option that is none', ['check', RIGHT, '--jsno'], "Unknown option '--jsno'. To specify a positional argument starting with a '-', place it at the end of the command after '--', "
    + 'as in \'-- "--jsno"'],
  ['two reports at once', ['check', RIGHT, '--json', '--sarif'], '--json and --sarif exclude each other'],
  ['a severity that is none', ['check', RIGHT, '--fail-on', 'info'], '--fail-on is "info", and can be error or warning'],
  ['a parameter without a value', ['check', RIGHT, '--parameter', 'Name'], '--parameter is "Name", and takes Name=Value'],
  ['explain without a rule', ['explain'], 'explain takes the id of one rule'],
  ['a rule that is none', ['explain', 'nothing'], 'there is no rule "nothing" for templates (see --list-rules; an error of a constructor says all there is)'],
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

test('explains a rule', () => {
  expect(runs('explain', 'discovery-name-twice')).toEqual({
    stdout: `discovery-name-twice (error)
  why: A name stands once in a namespace, and DNS does not tell capital letters from small ones: the second CreateService fails with ServiceAlreadyExists.
  fix: Give one of the two AWS::ServiceDiscovery::Service another Name, or another namespace.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html

Acknowledge it in code: Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::discovery-name-twice', reason: '...' })
`,
    stderr: '',
    exitCode: 0,
  });
});
