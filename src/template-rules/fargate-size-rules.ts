import { eachRunner } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { TaskRunner } from '../model/task-runner-facts';

/** CPU units: the least and the most memory in MiB, and the steps between. */
const SIZES: ReadonlyMap<number, readonly [least: number, most: number, step: number]> = new Map([
  [256, [512, 2048, 512]],
  [512, [1024, 4096, 1024]],
  [1024, [2048, 8192, 1024]],
  [2048, [4096, 16384, 1024]],
  [4096, [8192, 30720, 1024]],
  [8192, [16384, 61440, 4096]],
  [16384, [32768, 122880, 8192]],
]);
const MOST_CPU = 16384;

/** The least CPU goes with 512, 1024 and 2048 MiB, and not with 1536. Larger ones than are known may come. */
function isSize(cpu: number, memory: number): boolean {
  const [least, most, step] = SIZES.get(cpu) ?? [0, 0, 1];
  return cpu > MOST_CPU || (memory >= least && memory <= most && (memory - least) % step === 0 && !(cpu === 256 && memory === 1536));
}

/** With Service Connect, memory that is not there is told of by another rule. */
function wrongSize({ resource, taskDefinition, isOnFargate, isInServiceConnect }: TaskRunner): Broken[] {
  const [cpu, memory] = ['Cpu', 'Memory'].map((size) => taskDefinition?.properties.at(size));
  const missing = (isInServiceConnect ? [cpu] : [cpu, memory]).find((size) => size?.isAbsent);
  const isWrong = cpu?.number !== undefined && memory?.number !== undefined && !isSize(cpu.number, memory.number);
  const what = missing ? `no ${missing.path.replace('Properties/', '')}` : isWrong ? `Cpu ${cpu.number} with Memory ${memory.number}` : undefined;
  return isOnFargate && taskDefinition && what !== undefined ? [{
    got: `${resource.logicalId} runs on Fargate, and ${taskDefinition.resource.logicalId} has ${what}.`, at: taskDefinition.resource, property: missing ?? memory, beside: [resource],
  }] : [];
}

export const fargateSizeRules: readonly TemplateRule[] = [
  {
    id: 'fargate-size',
    severity: 'error',
    why: 'Fargate runs tasks of certain sizes only: each CPU value comes with a range of memory. RegisterTaskDefinition refuses any other pair.',
    fix: 'Set Cpu and Memory of the task definition to a pair that Fargate has, such as 256 and 512.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html',
    broken: eachRunner(wrongSize),
  },
];
