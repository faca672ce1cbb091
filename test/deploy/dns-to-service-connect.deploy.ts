import { AssemblyCopy } from './assembly-copy';
import { deploy, destroy } from './cdk';
import { checkPromises } from './check-promises';
import { clientsOf } from './clients';
import type { Deployed } from './deployed';
import { deployed, serviceOf } from './deployed';
import { Emulator, REGION } from './emulator';
import { ALL } from './promises';
import { physicalIds } from './prove-example';
import { assemblyDirectory } from '../../scripts/examples';

const STEPS = [1, 2, 3].map((step) => `dns-to-service-connect-${step}`);

let emulator: Emulator;
beforeAll(async () => {
  emulator = await Emulator.start();
});
afterAll(() => emulator?.stop());

const tasksOf = ({ regions }: Deployed, id: string) => serviceOf(regions[REGION], id).tasks.map((task) => task.id).sort();

test('a system moves from DNS to Service Connect, each step over the one before: what has a name stays, and only what joins is replaced', async () => {
  const states: Deployed[] = [];
  for (const step of STEPS) {
    const copy = new AssemblyCopy(assemblyDirectory(step));
    await deploy(emulator, copy.directory).finally(() => copy.remove());
    states.push(await deployed(emulator));
    await checkPromises(states[states.length - 1], clientsOf(emulator), ALL[step], REGION);
  }

  const [first, second, third] = states;
  expect(physicalIds(second)).toEqual(expect.objectContaining(physicalIds(first)));
  expect(physicalIds(third)).toEqual(expect.objectContaining(physicalIds(second)));
  expect(tasksOf(second, 'Backend').filter((id) => tasksOf(first, 'Backend').includes(id))).toEqual([]);
  expect(tasksOf(second, 'Frontend')).toEqual(tasksOf(first, 'Frontend'));
  expect(tasksOf(third, 'Backend')).toEqual(tasksOf(second, 'Backend'));
  expect(tasksOf(third, 'Frontend').filter((id) => tasksOf(second, 'Frontend').includes(id))).toEqual([]);
  const last = new AssemblyCopy(assemblyDirectory(STEPS[2]));
  await destroy(emulator, last.directory).finally(() => last.remove());
  expect((await deployed(emulator)).regions[REGION].left).toEqual({});
});
