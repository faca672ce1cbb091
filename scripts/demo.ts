import { cdkSynth } from './cdk-synth';
import { isExample } from './examples';
import { renderScreen } from './screen';
import { discoveryModel } from '../src/model/discovery-model';
import { readAssembly } from '../src/model/read-assembly';

const EXAMPLE = 'frontend-backend';

function demo(): void {
  if (!isExample(EXAMPLE)) {
    throw new Error(`examples/${EXAMPLE}/app.ts is not there`);
  }
  const directory = cdkSynth(EXAMPLE);
  console.log(`What the templates of examples/${EXAMPLE} say\n`);
  console.log(renderScreen(discoveryModel(readAssembly(directory))));
}

try {
  demo();
} catch (error) {
  console.error(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
