import { App, Stack } from 'aws-cdk-lib';
import { subjectOf } from '../../src/shared/subject';

test('a construct that is not there yet is named by the path that it is going to have', () => {
  expect(subjectOf(new Stack(new App(), 'Shop'), 'Backend')).toBe('Shop/Backend');
});

test('below an app, which has no path, it is named by its id', () => {
  expect(subjectOf(new App(), 'Shop')).toBe('Shop');
});
