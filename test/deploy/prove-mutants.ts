import { AssemblyCopy } from './assembly-copy';
import { deploy } from './cdk';
import { checkPromises } from './check-promises';
import { clientsOf } from './clients';
import { deployed } from './deployed';
import { Emulator, REGION } from './emulator';
import type { Mutant } from './mutant';
import { ALL } from './promises';
import { assemblyDirectory } from '../../scripts/examples';

/** A test for each mutant, in an emulator of its own: what is deployed stays. */
export function proveMutants(mutants: readonly Mutant[]): void {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await Emulator.start();
  });
  afterEach(() => emulator.stop());

  test.each(mutants)('the proof fails where %s (%s)', async (_, example, edit, problem) => {
    const copy = new AssemblyCopy(assemblyDirectory(example)).change(edit);
    const prove = async () => {
      await deploy(emulator, copy.directory);
      await checkPromises(await deployed(emulator), clientsOf(emulator), ALL[example], REGION);
    };

    await expect(prove().finally(() => copy.remove())).rejects.toThrow(problem);
  });
}
