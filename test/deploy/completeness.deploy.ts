import { ALL } from './promises';
import { exampleNames } from '../../scripts/examples';

test('each example promises something, and is deployed', () => {
  expect(Object.keys(ALL).sort()).toEqual(exampleNames());
});
