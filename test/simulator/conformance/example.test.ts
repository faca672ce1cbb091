import { rmSync } from 'node:fs';
import { DiscoverInstancesCommand, ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { addresses } from './support/ask';
import { addressesOf, startedWith } from './support/simulation';
import { DiscoverySimulator } from '../../../src/simulator';
import { synthesizeExample } from '../../testing/examples';

let assembly: string;
let simulator: DiscoverySimulator;

beforeAll(async () => {
  assembly = synthesizeExample('frontend-backend');
  simulator = await startedWith({ sources: [assembly] });
}, 60_000);

afterAll(() => rmSync(assembly, { recursive: true }));

test('the names of a synthesized example answer with its tasks', async () => {
  for (const name of ['backend.ecs-internal', 'frontend.ecs-internal']) {
    expect(await addresses(simulator.dnsServer, name)).toEqual(addressesOf(simulator, name));
    expect(simulator.tasks(name).length).toBeGreaterThan(0);
  }
});

test('a service of the CDK is named by its construct path', () => {
  const [task] = simulator.tasks('backend');
  expect(simulator.tasks(task.service)).toEqual(simulator.tasks('backend'));
  expect(simulator.tasks('Shop/Backend/Service')).toEqual(simulator.tasks('backend'));
});

test('the API finds the example\'s tasks', async () => {
  const client = new ServiceDiscoveryClient({
    endpoint: simulator.apiEndpoint, region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, disableHostPrefix: true,
  });
  const { Instances } = await client.send(new DiscoverInstancesCommand({ NamespaceName: 'ecs-internal', ServiceName: 'backend' }));
  expect(Instances?.map(({ InstanceId }) => InstanceId).sort()).toEqual(simulator.tasks('backend').map(({ id }) => id).sort());
  client.destroy();
});
