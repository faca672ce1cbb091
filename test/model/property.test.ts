import { handWritten } from './assembly-fixture';
import { findResource } from '../../src/model/assembly';
import { Property } from '../../src/model/property';

/** The property `P` of a resource, in a template with parameters, conditions and a second resource. */
function property(expression: unknown, condition: unknown = { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }): Property {
  const assembly = handWritten({
    A: {
      Parameters: { Stage: { Type: 'String', Default: 'prod' } },
      Conditions: { IsProd: condition },
      Resources: { Subject: { Type: 'X', Properties: { P: expression } }, Other: { Type: 'Y' } },
    },
  });
  return Property.of(assembly, findResource(assembly, { stack: 'A', logicalId: 'Subject' })!).at('P');
}

const NOTHING = { Ref: 'AWS::NoValue' };
const choice = (...branches: unknown[]) => ({ 'Fn::If': ['IsProd', ...branches] });

test.each([
  ['nothing', undefined, { isAbsent: true, isThere: false, isUnknown: false }],
  ['AWS::NoValue', NOTHING, { isAbsent: true, isThere: false, isUnknown: false }],
  ['text', 'a', { isAbsent: false, isThere: true, isUnknown: false }],
  ['a reference', { Ref: 'Other' }, { isAbsent: false, isThere: true, isUnknown: false }],
  ['a parameter', { Ref: 'Stage' }, { isAbsent: false, isThere: true, isUnknown: true }],
  ['a choice of two things', choice('a', 'b'), { isAbsent: false, isThere: true, isUnknown: true }],
  ['a choice of something and nothing', choice('a', NOTHING), { isAbsent: false, isThere: false, isUnknown: true }],
  ['a choice in a choice that may be nothing', choice('a', choice('b', NOTHING)), { isAbsent: false, isThere: false, isUnknown: true }],
  ['a choice of nothing and nothing', choice(NOTHING, NOTHING), { isAbsent: true, isThere: false, isUnknown: false }],
  ['an object', { Key: 1 }, { isAbsent: false, isThere: true, isUnknown: false }],
  ['null', null, { isAbsent: false, isThere: true, isUnknown: true }],
])('tells whether %s is there', (_, expression, { isAbsent, isThere, isUnknown }) => {
  const subject = property(expression);

  expect({ isAbsent: subject.isAbsent, isThere: subject.isThere, isUnknown: subject.isUnknown }).toEqual({ isAbsent, isThere, isUnknown });
});

test.each([
  ['below nothing', undefined, { isAbsent: true, isThere: false }],
  ['below a parameter', { Ref: 'Stage' }, { isAbsent: false, isThere: false }],
  ['below a reference', { Ref: 'Other' }, { isAbsent: false, isThere: false }],
  ['below text', 'a', { isAbsent: false, isThere: false }],
  ['below an object that has it', { Key: 1 }, { isAbsent: false, isThere: true }],
  ['below an object that does not have it', { Else: 1 }, { isAbsent: true, isThere: false }],
])('tells what stands %s', (_, expression, { isAbsent, isThere }) => {
  const below = property(expression).at('Key');

  expect({ isAbsent: below.isAbsent, isThere: below.isThere }).toEqual({ isAbsent, isThere });
});

test.each([
  ['a text', 'a', 'a'], ['a number', 1, '1'], ['a flag', true, 'true'], ['an unknown', { Ref: 'Stage' }, undefined], ['a list', ['a'], undefined],
  ['what is looked up at deployment', '{{resolve:ssm:/name}}', undefined],
])('reads %s as text', (_, expression, text) => {
  expect(property(expression).text).toBe(text);
});

test.each([
  [80, 80], ['80', 80], ['-1', -1], ['1.5', 1.5], ['80/tcp', undefined], ['', undefined], [{ Ref: 'Stage' }, undefined],
])('reads %j as the number %s', (expression, number) => {
  expect(property(expression).number).toBe(number);
});

test.each([
  [true, true], ['true', true], ['True', true], ['yes', true], ['on', true], [false, false], ['false', false], ['no', false], ['off', false], ['maybe', undefined], [1, undefined],
])('reads %j as the flag %s', (expression, flag) => {
  expect(property(expression).flag).toBe(flag);
});

test('reads a reference, and the resource it leads to', () => {
  const subject = property({ 'Fn::GetAtt': ['Other', 'Arn'] });

  expect(subject.reference).toEqual({ kind: 'reference', stack: 'A', logicalId: 'Other', attribute: 'Arn' });
  expect(subject.resource).toMatchObject({ logicalId: 'Other', type: 'Y' });
  expect(property('Other').reference).toBeUndefined();
  expect(property('Other').resource).toBeUndefined();
});

test.each([
  ['a list', ['a', 'b'], ['a', 'b'], true],
  ['an empty list', [], [], true],
  ['one thing in place of a list', 'a', ['a'], true],
  ['a list with something that may be nothing', ['a', choice('b', NOTHING)], ['a'], false],
  ['a list with AWS::NoValue', ['a', NOTHING], ['a'], true],
  ['a list with a parameter', ['a', { Ref: 'Stage' }], ['a', undefined], false],
  ['nothing', undefined, [], true],
  ['a parameter', { Ref: 'Stage' }, [], false],
  ['a list that is split from text', { 'Fn::Split': [',', 'a,b'] }, ['a', 'b'], true],
])('reads the items of %s', (_, expression, texts, isWholeList) => {
  const subject = property(expression);

  expect(subject.items.map(({ text }) => text)).toEqual(texts);
  expect(subject.isWholeList).toBe(isWholeList);
});

test('tells the keys of an object, and of nothing else', () => {
  expect(property({ A: 1, B: 2 }).keys).toEqual(['A', 'B']);
  expect(property(['a']).keys).toEqual([]);
  expect(property({ Ref: 'Stage' }).keys).toEqual([]);
});

test('tells where it stands', () => {
  expect(property({ List: ['a', { Key: 'b' }] }).at('List').items[1].at('Key').path).toBe('Properties/P/List/1/Key');
});

test.each([
  ['equal texts', 'a', 'a', true],
  ['a text and a number', '80', 80, true],
  ['two texts', 'a', 'b', false],
  ['one reference', { Ref: 'Other' }, { Ref: 'Other' }, true],
  ['two attributes', { Ref: 'Other' }, { 'Fn::GetAtt': ['Other', 'Arn'] }, false],
  ['one parameter', { Ref: 'Stage' }, { Ref: 'Stage' }, true],
  ['one expression over a parameter', { 'Fn::Sub': 'a-${Stage}' }, { 'Fn::Sub': 'a-${Stage}' }, true],
  ['two expressions over a parameter', { 'Fn::Sub': 'a-${Stage}' }, { 'Fn::Sub': 'b-${Stage}' }, false],
])('gives %s one identity, or two', (_, one, other, same) => {
  expect(property(one).identity === property(other).identity).toBe(same);
});

test('gives nothing no identity', () => {
  expect(property(undefined).identity).toBeUndefined();
  expect(property(NOTHING).identity).toBeUndefined();
});

test.each([
  ['holds', { 'Fn::Equals': ['a', 'a'] }, 'yes'],
  ['does not hold', { 'Fn::Equals': ['a', 'b'] }, 'no'],
  ['is negated', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'a'] }] }, 'no'],
  ['has a part that does not hold', { 'Fn::And': [{ 'Fn::Equals': ['a', 'b'] }, { 'Fn::Equals': [{ Ref: 'Stage' }, 'a'] }] }, 'no'],
  ['has a part that is not known', { 'Fn::And': [{ 'Fn::Equals': ['a', 'a'] }, { 'Fn::Equals': [{ Ref: 'Stage' }, 'a'] }] }, undefined],
  ['has an alternative that holds', { 'Fn::Or': [{ 'Fn::Equals': ['a', 'a'] }, { 'Fn::Equals': [{ Ref: 'Stage' }, 'a'] }] }, 'yes'],
  ['has an alternative that is not known', { 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }, { 'Fn::Equals': [{ Ref: 'Stage' }, 'a'] }] }, undefined],
  ['depends on a parameter', { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, undefined],
  ['depends on itself', { Condition: 'IsProd' }, undefined],
  ['is none', 'true', undefined],
])('follows a choice whose condition %s', (_, condition, text) => {
  expect(property(choice('yes', 'no'), condition).text).toBe(text);
});

test('knows a choice whose branches are the same, whatever its condition', () => {
  expect(property(choice('a', 'a')).text).toBe('a');
});

test('decides conditions that refer to each other many times once', () => {
  const conditions = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`C${index + 1}`, {
    'Fn::Or': [{ Condition: `C${index}` }, { 'Fn::Not': [{ Condition: `C${index}` }] }],
  }]));
  const assembly = handWritten({
    A: { Conditions: { C0: { 'Fn::Equals': ['a', 'b'] }, ...conditions }, Resources: { Made: { Type: 'X', Condition: 'C60' }, Not: { Type: 'X', Condition: 'C0' } } },
  });

  expect([...assembly.stacks.get('A')!.resources.keys()]).toEqual(['Made']);
});
