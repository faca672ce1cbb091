import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import { ecsTemplate } from './ecs-template';

const broken = (size: string, launch = 'LaunchType: FARGATE') => brokenBy(ecsRules, ecsTemplate({ launch, task: 'RequiresCompatibilities: [FARGATE, EC2]', size }));
const pair = (cpu: number | string, memory: number | string) => `Cpu: ${cpu}\n      Memory: ${memory}`;

describe('fargate-size', () => {
  test.each([
    ['Cpu: 256', 'Memory', 'no Memory'],
    ['Memory: 512', 'Cpu', 'no Cpu'],
    ['', 'Cpu', 'no Cpu'],
    [pair(256, 256), 'Memory', 'Cpu 256 with Memory 256'],
    [pair(256, 1536), 'Memory', 'Cpu 256 with Memory 1536'],
    [pair(256, 2560), 'Memory', 'Cpu 256 with Memory 2560'],
    [pair(512, 5120), 'Memory', 'Cpu 512 with Memory 5120'],
    [pair(1024, 2049), 'Memory', 'Cpu 1024 with Memory 2049'],
    [pair(4096, 31744), 'Memory', 'Cpu 4096 with Memory 31744'],
    [pair(8192, 17408), 'Memory', 'Cpu 8192 with Memory 17408'],
    [pair(16384, 131072), 'Memory', 'Cpu 16384 with Memory 131072'],
    [pair(300, 512), 'Memory', 'Cpu 300 with Memory 512'],
  ])('refuses "%s"', (size, property, what) => {
    expect(broken(size)).toEqual([`fargate-size at Task, Properties/${property}, with Backend: Backend runs on Fargate, and Task has ${what}.`]);
  });

  test.each([
    pair(256, 512), pair(256, 1024), pair(256, 2048), pair(512, 1024), pair(512, 4096), pair(1024, 8192), pair(2048, 4096), pair(4096, 30720),
    pair(8192, 61440), pair(16384, 32768), pair(16384, 122880), pair(32768, 65536), pair('"256"', '"512"'), pair('.25 vCPU', '0.5 GB'),
    pair('!Ref Number', 512), pair(256, '!Ref Number'),
  ])('lets "%s" pass', (size) => {
    expect(broken(size)).toEqual([]);
  });

  test('lets any size pass on instances', () => {
    expect(broken('', 'LaunchType: EC2')).toEqual([]);
    expect(broken(pair(300, 512), 'LaunchType: EC2')).toEqual([]);
  });
});
