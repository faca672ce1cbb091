import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { orUndo } from '../../src/shared/or-undo';
import { messageOf } from '../testing/shop';

test('what was defined is handed out, and the construct stays', () => {
  const stack = new Stack();
  const thing = new Construct(stack, 'Thing');

  expect(orUndo(thing, () => 7)).toBe(7);
  expect(stack.node.tryFindChild('Thing')).toBe(thing);
});

test('where defining fails, the same error comes out, the construct is gone and its id is free again', () => {
  const stack = new Stack();
  const thing = new Construct(stack, 'Thing');
  const message = messageOf(() => orUndo(thing, () => {
    new Construct(thing, 'Half');
    throw new Error('out of salt');
  }));

  expect(message).toBe('out of salt');
  expect(stack.node.tryFindChild('Thing')).toBeUndefined();
  expect(() => new Construct(stack, 'Thing')).not.toThrow();
});

test('a root, which is in no tree, fails with its own error', () => {
  const root = new Construct(undefined as unknown as Construct, '');

  expect(messageOf(() => orUndo(root, () => {
    throw new Error('out of salt');
  }))).toBe('out of salt');
});
