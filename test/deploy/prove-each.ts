import { AssemblyCopy } from './assembly-copy';
import { Emulator } from './emulator';
import type { Promises } from './promise';
import { proveExample } from './prove-example';
import { assemblyDirectory } from '../../scripts/examples';

/** A test for each example, all in one emulator; after one that fails, in another one. */
export function proveEach(promises: Promises): void {
  let emulator: Emulator;
  let isClean = true;
  beforeAll(async () => {
    emulator = await Emulator.start();
  });
  afterAll(() => emulator?.stop());

  test.each(Object.keys(promises))('%s is deployed, found, changed, updated and destroyed', async (example) => {
    if (!isClean) {
      await emulator.stop();
      emulator = await Emulator.start();
    }
    isClean = false;
    await proveExample(emulator, new AssemblyCopy(assemblyDirectory(example)), promises[example]);
    isClean = true;
  });
}
