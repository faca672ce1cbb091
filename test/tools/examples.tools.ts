import { rmSync } from 'node:fs';
import { DiscoverySimulator } from '../../src/simulator';
import { ask, dataOf } from '../simulator/conformance/support/ask';
import { startedWith } from '../simulator/conformance/support/simulation';
import { exampleNames, synthesizeExample } from '../testing/examples';

/** An app for two Regions has a namespace twice; one resolver has one of them. */
const STACKS: Readonly<Record<string, readonly string[]>> = { 'health-two-regions': ['ShopInIreland'] };

const answering: Record<string, number> = {};

/** The names of an app's instances, each with the addresses of its tasks. */
function namesOf(simulator: DiscoverySimulator): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { address, ipv6Address, instances } of simulator.tasks()) {
    for (const { serviceName, namespaceName } of instances) {
      const name = `${serviceName}.${namespaceName}`;
      names.set(name, [...names.get(name) ?? [], address, ...ipv6Address === undefined ? [] : [ipv6Address]]);
    }
  }
  return names;
}

test.each(exampleNames())('the names of the example %s answer with its tasks, or not at all', async (example) => {
  const assembly = synthesizeExample(example);
  const simulator = await startedWith({ sources: [assembly], stacks: STACKS[example] });
  rmSync(assembly, { recursive: true });
  answering[example] = 0;
  for (const [name, known] of namesOf(simulator)) {
    const replies = await Promise.all((['A', 'AAAA', 'SRV'] as const).map((type) => ask(simulator.dnsServer, name, type, { transport: 'tcp' })));
    expect(replies.filter(({ rcode }) => !['NOERROR', 'REFUSED', 'NXDOMAIN'].includes(rcode))).toEqual([]); // the last two: for the API alone
    expect(replies.flatMap(({ answers }) => dataOf(answers, 'A')).filter((address) => !known.includes(address))).toEqual([]);
    answering[example] += replies.some(({ answers }) => answers.length > 0) ? 1 : 0;
  }
  await simulator.stop();
});

test('all examples but those without DNS have a name that answers', () => {
  expect(Object.keys(answering).filter((example) => answering[example] === 0)).toEqual(['namespace-http', 'remove-discovery']);
});
