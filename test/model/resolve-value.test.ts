import { handWritten } from './assembly-fixture';
import type { Assembly } from '../../src/model/assembly';
import { numberIn, resolveValue } from '../../src/model/resolve-value';

const UNKNOWN = { kind: 'unknown' };
const literal = (value: unknown) => ({ kind: 'literal', value });
const reference = (stack: string, logicalId: string, attribute: string) => ({ kind: 'reference', stack, logicalId, attribute });
const importOf = (name: unknown) => ({ 'Fn::ImportValue': name });
const exported = (name: unknown, value: unknown) => ({ Outputs: { Out: { Value: value, Export: { Name: name } } } });

const GROUP = { Group: { Type: 'AWS::EC2::SecurityGroup' } };
const GROUP_ID = { 'Fn::GetAtt': ['Group', 'GroupId'] };

const one = handWritten({
  A: {
    Parameters: { Choice: { Type: 'String', Default: 'guess' } },
    Mappings: { Names: { prod: { backend: 'api' } } },
    Resources: {
      ...GROUP,
      Backend: { Type: 'AWS::ServiceDiscovery::Service', Properties: { Name: { 'Fn::Join': ['-', ['back', 'end']] } } },
      Borrowed: { Type: 'AWS::ServiceDiscovery::Service', Properties: { Name: { Ref: 'Group' } } },
      Nameless: { Type: 'AWS::ServiceDiscovery::Service', Properties: { Name: { Ref: 'Choice' } } },
    },
  },
});

test.each([
  ['text', 'backend', literal('backend')],
  ['a number', 8080, literal(8080)],
  ['false', false, literal(false)],
  ['Ref of a resource', { Ref: 'Group' }, reference('A', 'Group', 'Ref')],
  ['Fn::GetAtt as a list', GROUP_ID, reference('A', 'Group', 'GroupId')],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Group.GroupId' }, reference('A', 'Group', 'GroupId')],
  ['Fn::Join of literals', { 'Fn::Join': ['.', ['backend', 'ecs', 1]] }, literal('backend.ecs.1')],
  ['the name of a Cloud Map service', { 'Fn::GetAtt': ['Backend', 'Name'] }, literal('back-end')],
  ['a name that is an attribute itself', { 'Fn::GetAtt': ['Borrowed', 'Name'] }, reference('A', 'Group', 'Ref')],
  ['another attribute of a Cloud Map service', { 'Fn::GetAtt': ['Backend', 'Arn'] }, reference('A', 'Backend', 'Arn')],
  ['a name that is not known', { 'Fn::GetAtt': ['Nameless', 'Name'] }, reference('A', 'Nameless', 'Name')],
  ['Fn::Sub without variables', { 'Fn::Sub': 'backend' }, literal('backend')],
  ['Fn::Sub with variables of its own', { 'Fn::Sub': ['${Name}.${Zone}', { Name: 'backend', Zone: { 'Fn::Join': ['-', ['ecs', 'internal']] } }] }, literal('backend.ecs-internal')],
  ['Fn::Sub of an attribute', { 'Fn::Sub': '${Backend.Name}.local' }, literal('back-end.local')],
  ['Fn::Sub of one resource', { 'Fn::Sub': '${Group}' }, reference('A', 'Group', 'Ref')],
  ['Fn::Sub with what only looks like a variable', { 'Fn::Sub': 'a-${!Name}' }, literal('a-${Name}')],
  ['Fn::Join of one reference', { 'Fn::Join': ['', [GROUP_ID]] }, reference('A', 'Group', 'GroupId')],
  ['Fn::Join without what is no value', { 'Fn::Join': ['.', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, literal('a.b')],
  ['Fn::Select', { 'Fn::Select': [1, ['a', 'b']] }, literal('b')],
  ['Fn::Select with a position that is text', { 'Fn::Select': ['0', { 'Fn::Split': ['/', 'a/b'] }] }, literal('a')],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Names', 'prod', 'backend'] }, literal('api')],
  ['AWS::NoValue', { Ref: 'AWS::NoValue' }, { kind: 'absent' }],
])('resolves %s', (_, expression, value) => {
  expect(resolveValue(one, 'A', expression)).toEqual(value);
});

test.each([
  ['a parameter, even with a default', { Ref: 'Choice' }],
  ['a pseudo parameter', { Ref: 'AWS::Region' }],
  ['a resource that is not there', { 'Fn::GetAtt': ['Missing', 'Arn'] }],
  ['Fn::Join with an unknown part', { 'Fn::Join': ['.', ['backend', { Ref: 'Choice' }]] }],
  ['Fn::Join with a reference', { 'Fn::Join': ['.', ['backend', { Ref: 'Group' }]] }],
  ['Fn::Join of an unknown list', { 'Fn::Join': ['.', { Ref: 'Choice' }] }],
  ['Fn::If', { 'Fn::If': ['IsProd', 'a', 'b'] }],
  ['Fn::Sub with a parameter', { 'Fn::Sub': '${Choice}.local' }],
  ['Fn::Sub of no text', { 'Fn::Sub': [{ Ref: 'Choice' }, {}] }],
  ['Fn::Select beyond the list', { 'Fn::Select': [2, ['a', 'b']] }],
  ['Fn::Select with a position that is not known', { 'Fn::Select': [{ Ref: 'Choice' }, ['a', 'b']] }],
  ['Fn::Split of a parameter', { 'Fn::Split': [',', { Ref: 'Choice' }] }],
  ['Fn::FindInMap with a key that is not known', { 'Fn::FindInMap': ['Names', { Ref: 'Choice' }, 'backend'] }],
  ['Fn::FindInMap with a key that is not there', { 'Fn::FindInMap': ['Names', 'test', 'backend'] }],
  ['Fn::Transform', { 'Fn::Transform': { Name: 'AWS::Include' } }],
  ['a function that is none', { 'Fn::Nothing': 'a' }],
  ['what is looked up at deployment', '{{resolve:ssm:/shop/name}}'],
  ['null', null],
  ['an object that only looks like Ref', { Ref: 'Group', Other: 1 }],
])('does not guess %s', (_, expression) => {
  expect(resolveValue(one, 'A', expression)).toEqual(UNKNOWN);
});

test('follows an import to the resource another stack exports, also through a third', () => {
  const assembly = handWritten({
    Maker: { Resources: GROUP, ...exported('group', GROUP_ID) },
    Middle: exported({ 'Fn::Join': ['-', ['group', 'again']] }, importOf('group')),
    User: {},
  });

  expect(resolveValue(assembly, 'User', importOf('group-again'))).toEqual(reference('Maker', 'Group', 'GroupId'));
  expect(resolveValue(assembly, 'User', importOf('something-else'))).toEqual(UNKNOWN);
});

test('does not choose between two stacks that export the same name', () => {
  const assembly = handWritten({ One: exported('name', 'a'), Two: exported('name', 'b'), User: {} });

  expect(resolveValue(assembly, 'User', importOf('name'))).toEqual(UNKNOWN);
});

test('imports only from the environment the stack is deployed to', () => {
  const east = 'aws://1/us-east-1';
  const west = 'aws://1/us-west-2';
  const assembly = handWritten({
    East: { ...exported('name', 'east'), environment: east },
    West: { ...exported('name', 'west'), environment: west },
    User: { environment: west },
  });

  expect(resolveValue(assembly, 'User', importOf('name'))).toEqual(literal('west'));
});

test('stops at stacks that import from each other in a circle', () => {
  const assembly = handWritten({ One: exported('a', importOf('b')), Two: exported('b', importOf('a')) });

  expect(resolveValue(assembly, 'One', importOf('b'))).toEqual(UNKNOWN);
});

test('passes parameters into a nested stack and outputs out of it', () => {
  const assembly = nestedIn(
    { Resources: GROUP },
    { GroupParameter: GROUP_ID },
    { Outputs: { Given: { Value: { Ref: 'GroupParameter' } }, Text: { Value: 'backend' } } },
  );

  expect(resolveValue(assembly, 'Parent/Nested', { Ref: 'GroupParameter' })).toEqual(reference('Parent', 'Group', 'GroupId'));
  expect(resolveValue(assembly, 'Parent', { 'Fn::GetAtt': ['Nested', 'Outputs.Text'] })).toEqual(literal('backend'));
  expect(resolveValue(assembly, 'Parent', { 'Fn::GetAtt': ['Nested', 'Outputs.Given'] })).toEqual(reference('Parent', 'Group', 'GroupId'));
  expect(resolveValue(assembly, 'Parent', { 'Fn::GetAtt': ['Nested', 'Outputs.Missing'] })).toEqual(UNKNOWN);
});

test.each([
  [60, 60],
  ['60', 60],
  ['sixty', undefined],
  ['', undefined],
  [{ Ref: 'Choice' }, undefined],
])('takes %p for the number %p', (expression, expected) => {
  expect(numberIn(one, 'A', expression)).toBe(expected);
});

function nestedIn(parent: { Resources: object }, parameters: object, nested: object = {}): Assembly {
  const Nested = {
    Type: 'AWS::CloudFormation::Stack',
    Properties: { Parameters: parameters },
    Metadata: { 'aws:asset:path': 'Nested.json' },
  };
  return handWritten({ Parent: { Resources: { ...parent.Resources, Nested } } }, { 'Nested.json': nested });
}

test('knows account and region where the stack has them', () => {
  const assembly = handWritten({ A: { environment: 'aws://111122223333/eu-west-1' }, B: { environment: 'aws://unknown-account/unknown-region' } });

  expect(resolveValue(assembly, 'A', { 'Fn::Sub': '${AWS::AccountId}/${AWS::Region}' })).toEqual(literal('111122223333/eu-west-1'));
  expect(resolveValue(assembly, 'B', { Ref: 'AWS::AccountId' })).toEqual(UNKNOWN);
  expect(resolveValue(assembly, 'B', { Ref: 'AWS::Region' })).toEqual(UNKNOWN);
});

describe('an output that is looked up by the name of its stack', () => {
  const lookUp = (more: object) => ({ 'Fn::GetStackOutput': { StackName: 'Maker', OutputName: 'Out', ...more } });
  const assembly = handWritten({
    Maker: { Resources: GROUP, Outputs: { Out: { Value: GROUP_ID } }, environment: 'aws://111122223333/eu-west-1' },
    User: { environment: 'aws://111122223333/us-east-1' },
  });

  test.each([[{}], [{ Region: 'eu-west-1' }]])('is followed (%j)', (more) => {
    expect(resolveValue(assembly, 'User', lookUp(more))).toEqual(reference('Maker', 'Group', 'GroupId'));
  });

  test.each([
    ['another Region', { Region: 'us-east-1' }], ['a stack that is not there', { StackName: 'Other' }], ['an output that is not there', { OutputName: 'Other' }],
    ['a stack that is not known', { StackName: { Ref: 'AWS::StackName' } }],
  ])('of %s is not guessed', (_, more) => {
    expect(resolveValue(assembly, 'User', lookUp(more))).toEqual(UNKNOWN);
  });
});
