import { CfnParameter, Stack } from 'aws-cdk-lib';
import { TASK } from './facts';
import { textsOf } from './texts-of';
import type { TaskFacts } from '../../src/plan/task-facts';
import { taskRules } from '../../src/rules/task-rules';

const TABLE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size';

const SIZE = (got: string) => `[fargate-size] ${got}
  why: Fargate runs tasks of certain sizes only: each CPU value comes with a range of memory. RegisterTaskDefinition refuses any other pair.
  fix: Choose one of these pairs; leave memoryLimitMiB out for the least that goes with the CPU.
  see: ${TABLE}`;

const RANGES: Record<number, string> = {
  256: '512 to 2048 in steps of 512, but not 1536',
  512: '1024 to 4096 in steps of 1024',
  1024: '2048 to 8192 in steps of 1024',
  2048: '4096 to 16384 in steps of 1024',
  4096: '8192 to 30720 in steps of 1024',
  8192: '16384 to 61440 in steps of 4096',
  16384: '32768 to 122880 in steps of 8192',
};

const texts = (facts: Partial<TaskFacts>) => textsOf(taskRules, { ...TASK, ...facts });
const GIB = 1024;

test.each([
  [256, 512], [256, 1 * GIB], [256, 2 * GIB],
  [512, 1 * GIB], [512, 3 * GIB], [512, 4 * GIB],
  [1024, 2 * GIB], [1024, 7 * GIB], [1024, 8 * GIB],
  [2048, 4 * GIB], [2048, 15 * GIB], [2048, 16 * GIB],
  [4096, 8 * GIB], [4096, 29 * GIB], [4096, 30 * GIB],
  [8192, 16 * GIB], [8192, 20 * GIB], [8192, 60 * GIB],
  [16384, 32 * GIB], [16384, 40 * GIB], [16384, 120 * GIB],
])('%d CPU units with %d MiB are a size of Fargate', (cpu, memoryLimitMiB) => {
  expect(texts({ cpu, memoryLimitMiB })).toEqual([]);
});

test.each([
  [256, 256], [256, 1536], [256, 3 * GIB], [256, 511],
  [512, 512], [512, 1536], [512, 5 * GIB],
  [1024, 1 * GIB], [1024, 9 * GIB], [1024, 2 * GIB + 1],
  [2048, 3 * GIB], [2048, 17 * GIB],
  [4096, 7 * GIB], [4096, 31 * GIB],
  [8192, 17 * GIB], [8192, 12 * GIB], [8192, 64 * GIB],
  [16384, 36 * GIB], [16384, 24 * GIB], [16384, 128 * GIB],
])('%d CPU units with %d MiB are none', (cpu, memoryLimitMiB) => {
  expect(texts({ cpu, memoryLimitMiB })).toEqual([SIZE(`cpu is ${cpu}, and memoryLimitMiB is ${memoryLimitMiB}. With ${cpu} go ${RANGES[cpu]}.`)]);
});

test.each([0, -256, 128, 255, 0.25, 300, 32768])('%d CPU units are none, with any memory', (cpu) => {
  expect(texts({ cpu })).toEqual([SIZE(`cpu is ${cpu}. Fargate has 256, 512, 1024, 2048, 4096, 8192, 16384; 1024 units are one vCPU.`)]);
});

const parameter = new CfnParameter(new Stack(), 'Size', { type: 'Number' }).valueAsNumber;

test.each([
  ['CPU units', { cpu: parameter, memoryLimitMiB: 7 }],
  ['memory', { cpu: 256, memoryLimitMiB: parameter }],
  ['both', { cpu: parameter, memoryLimitMiB: parameter }],
])('a parameter for %s passes', (_what, facts) => {
  expect(texts(facts)).toEqual([]);
});

test('memory that cannot be worked out is asked for', () => {
  expect(texts({ cpu: parameter, memoryLimitMiB: undefined })).toEqual([`[memory-of-unknown-cpu] cpu is not known yet, and memoryLimitMiB is not given.
  why: The memory that goes with a CPU value cannot be worked out from a value that is known at deployment only.
  fix: Give memoryLimitMiB.
  see: ${TABLE}`]);
});
