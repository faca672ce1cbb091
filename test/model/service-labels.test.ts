import { serviceLabels } from '../../src/model/service-labels';

const service = (stack: string, path: string | undefined, logicalId = 'Service1234') =>
  ({ stack, path, logicalId, dependsOn: [], type: 'AWS::ECS::Service', properties: {} });

test.each([
  ['Shop', 'Shop/Frontend/Service', 'Frontend'],
  ['Shop', 'Shop/Frontend/Service/Service', 'Frontend'],
  ['Prod/Shop', 'Prod/Shop/Frontend/Resource', 'Frontend'],
  ['Shop', 'Shop/Checkout/Frontend/Service', 'Checkout/Frontend'],
  ['Shop', 'Shop/Service/Service', 'Service'],
  ['Shop', 'Elsewhere/Frontend/Service', 'Elsewhere/Frontend'],
  ['Shop', undefined, 'Service1234'],
])('in stack %s, %s is called %s', (stack, path, label) => {
  expect([...serviceLabels([service(stack, path)]).values()]).toEqual([label]);
});

test('puts the stack before names that two services would share', () => {
  const labels = serviceLabels([
    service('Beta', 'Beta/Frontend/Service'), service('Prod', 'Prod/Frontend/Service'), service('Prod', 'Prod/Backend/Service'),
  ]);

  expect([...labels.values()]).toEqual(['Beta/Frontend', 'Prod/Frontend', 'Backend']);
});
