import { calls } from './reachability/calls';
import { Network } from './reachability/network';
import { exampleNames, synthesizeExample } from './testing/examples';

describe.each(exampleNames())('in the example %s', (name) => {
  const network = new Network(synthesizeExample(name));

  test('nobody is let in from everywhere, but by a load balancer that was called public', () => {
    const allowed = network.publicGroups();
    expect(network.openToAll().filter((rule) => !allowed.some((group) => rule.startsWith(`${group} `)))).toEqual([]);
  });

  test('whoever is told an address reaches it', () => {
    const broken = calls(network).filter(({ caller, target, port }) => {
      const [from, to] = [caller, target].map((key) => network.groupsOfService(key));
      return from.length > 0 && to.length > 0 && !from.some((one) => to.some((other) => network.reaches(one, other, 'tcp', port)));
    });
    expect(broken).toEqual([]);
  });

  test('each task lets in security groups, and no range of addresses', () => {
    const ranges = network.ofType('AWS::ECS::Service').flatMap(([key]) => network.groupsOfService(key)).flatMap((group) => network.callersOf(group))
      .filter((caller) => /^[0-9a-f.:]+\/\d+ /.test(caller));
    expect(ranges).toEqual([]);
  });
});

test('the examples hold calls and public load balancers: the tests above have something to judge', () => {
  const networks = exampleNames().map((name) => new Network(synthesizeExample(name)));
  expect(networks.flatMap((network) => calls(network)).length).toBeGreaterThan(20);
  expect(networks.flatMap((network) => network.openToAll()).length).toBeGreaterThan(1);
});
