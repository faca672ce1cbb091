import { Lazy, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { identityOf } from '../../src/plan/identity';
import { resolveToReferences } from '../../src/plan/resolve-to-references';

test('a value that is read early may still change: an aspect can come later', () => {
  const stack = new Stack();
  let value = 'early';
  const lazy = Lazy.string({ produce: () => value });
  expect(resolveToReferences(stack, lazy)).toBe('early');
  value = 'late';
  expect(stack.resolve(lazy)).toBe('late');
});

test('a reference stays one, which tells the resource', () => {
  const stack = new Stack();
  const bucket = new Bucket(stack, 'Bucket');
  expect(identityOf((resolveToReferences(stack, { arn: bucket.bucketArn }) as { arn: string }).arn)).toBe(bucket.node.defaultChild);
});
