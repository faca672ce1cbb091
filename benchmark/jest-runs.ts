import { rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fasterHalfOf, measured } from './child';
import type { Program } from './synthesis';
import type { Workplace } from './workplace';

const JEST = resolve(__dirname, '../node_modules/jest/bin/jest.js');

/** CPU of a run of Jest with one snapshot test of a two-service stack, and of each test that comes after it. */
export interface JestCost {
  readonly first: number;
  readonly further: number;
}

/** So many that what Jest itself does from run to run is little beside them. */
const FURTHER = 30;

const testOf = (name: string) => `
test('${name}', () => {
  const app = new App();
  build({ app, services: 2 });
  expect(Template.fromStack(app.node.findChild('Services0')).toJSON()).toMatchSnapshot();
});`;

function writeTests(workplace: Workplace, program: Program, tests: number): string {
  const file = workplace.path(`${program}-${tests}.test.js`);
  writeFileSync(file, `const { App } = require('aws-cdk-lib');
const { Template } = require('aws-cdk-lib/assertions');
const { build } = require('./programs/systems/${program}');
${Array.from({ length: tests }, (_, index) => testOf(`the stack is as it was, ${index}`)).join('')}
`);
  return file;
}

/** The first run writes the snapshot and is not measured. */
function run(workplace: Workplace, program: Program, tests: number): number {
  const file = writeTests(workplace, program, tests);
  const report = workplace.path('tell-cpu.js');
  writeFileSync(report, "process.on('exit', () => { const { user, system } = process.cpuUsage(); console.log('\\n' + (user + system) / 1000); });");
  const jest = () => measured<number>(workplace.folder, ['-r', report, JEST, '--runInBand', '--silent', '--config', '{}', '--rootDir', workplace.folder, file], { CDK_VALIDATION: 'false' });
  jest();
  const cpu = jest();
  rmSync(file);
  rmSync(workplace.path('__snapshots__'), { recursive: true });
  return cpu;
}

export function measureJest(workplace: Workplace, programs: readonly Program[], rounds: number): Map<Program, JestCost> {
  const costs = new Map(programs.map((program): [Program, Record<'one' | 'all', number[]>] => [program, { one: [], all: [] }]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [program, { one, all }] of costs) {
      one.push(run(workplace, program, 1));
      all.push(run(workplace, program, 1 + FURTHER));
    }
  }
  return new Map([...costs].map(([program, { one, all }]) => {
    const first = fasterHalfOf(one);
    return [program, { first, further: (fasterHalfOf(all) - first) / FURTHER }];
  }));
}
