import { Template } from 'aws-cdk-lib/assertions';
import * as cdk from 'aws-cdk-lib/core';
import { AppStack } from '../lib/app-stack';

test('the stack is as it was', () => {
  const stack = new AppStack(new cdk.App(), 'AppStack');

  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
});
