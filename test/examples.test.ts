import { exampleNames, synthesizeExample, templatesIn } from './testing/examples';

/** What a deployment of the example would make: the parameter and the rule of the bootstrap version say nothing about it. */
function deployed(name: string): unknown {
  return Object.fromEntries(Object.entries(templatesIn(synthesizeExample(name)))
    .map(([file, { Resources, Outputs }]) => [file, { Resources, Outputs }]));
}

describe.each(exampleNames())('the example %s', (name) => {
  test('deploys what its snapshot says', () => {
    expect(deployed(name)).toMatchSnapshot();
  });
});
