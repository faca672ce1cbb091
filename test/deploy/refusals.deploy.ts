import { AssemblyCopy } from './assembly-copy';
import { deploy } from './cdk';
import { deployed } from './deployed';
import { Emulator } from './emulator';
import { REFUSALS } from './refusals';
import { assemblyDirectory } from '../../scripts/examples';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await Emulator.start();
});
afterAll(() => emulator?.stop());

test.each(REFUSALS)('a deployment is refused, and nothing of it stays, where %s (%s)', async (_, example, edit, text) => {
  const copy = new AssemblyCopy(assemblyDirectory(example)).change(edit);

  await expect(deploy(emulator, copy.directory).finally(() => copy.remove())).rejects.toThrow(text);
  expect(Object.values((await deployed(emulator)).regions).map(({ left }) => left)).toEqual([{}, {}]);
});
