import { Aws, CfnParameter, Lazy, Stack, Token } from 'aws-cdk-lib';
import { known } from '../../src/shared/known';

test.each([['text', 'a'], ['no characters', ''], ['a number', 80], ['zero', 0], ['false', false], ['a list', ['a']], ['an empty list', []]])(
  '%s is known', (_name, value) => {
    expect(known(value)).toBe(true);
  });

test('what is not there is not known', () => {
  expect(known(undefined)).toBe(false);
});

const stack = new Stack();

test.each<[string, unknown]>([
  ['a lazy string', Lazy.string({ produce: () => 'a' })],
  ['a lazy number', Lazy.number({ produce: () => 1 })],
  ['an attribute in a list', Token.asList({ Ref: 'A' })],
  ['a pseudo parameter', Aws.REGION],
  ['a parameter', new CfnParameter(stack, 'Text').valueAsString],
  ['a parameter as a number', new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber],
  ['text with a token in it', `backend-${Aws.REGION}`],
])('%s is not known', (_name, value) => {
  expect(known(value)).toBe(false);
});
