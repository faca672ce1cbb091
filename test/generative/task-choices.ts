import * as fc from 'fast-check';
import { compact, leftOut, oneOf, weighted } from './choices';
import type { CapacityPart, InstancesPart, ProbePart, Span, TaskCountPart } from './combination';

export const seconds = (...values: number[]): fc.Arbitrary<Span> => oneOf(...values).map((value) => ({ seconds: value }));

const instances = (kind: InstancesPart['kind']): fc.Arbitrary<CapacityPart> => fc.record({
  providers: leftOut(5, oneOf<InstancesPart['providers'] & object>([{}], [{ base: 1, weight: 2 }, { weight: 1 }], [{ base: 100000 }, { weight: 1000 }])),
  strategies: leftOut(7, fc.constant(true)),
  distinct: leftOut(7, fc.constant(true)),
  daemon: leftOut(8, fc.constant(true)),
  hostPort: kind === 'ec2Bridge' ? leftOut(5, oneOf(80, 8080, 65535)) : fc.constant(undefined),
}).map(({ daemon, providers, strategies, ...rest }) => compact<CapacityPart>({
  kind, ...rest, daemon, providers: daemon ? undefined : providers, strategies: daemon ? undefined : strategies,
}));

export const tameCapacity: fc.Arbitrary<CapacityPart> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<CapacityPart>({ kind: 'default' }) },
  {
    weight: 5,
    arbitrary: fc.record({
      arm: leftOut(6, fc.boolean()),
      spot: leftOut(5, oneOf({}, { onDemandBase: 0, onDemandWeight: 1, spotWeight: 3 }, { onDemandBase: 100000, spotWeight: 1000 })),
      assignPublicIp: leftOut(8, fc.constant(true)),
      subnets: leftOut(9, fc.constant('public' as const)),
    }).map((part) => compact<CapacityPart>({ kind: 'fargate', ...part })),
  },
  { weight: 3, arbitrary: instances('ec2') },
  { weight: 4, arbitrary: instances('ec2Bridge') },
  { weight: 2, arbitrary: instances('ec2Host') },
  { weight: 2, arbitrary: leftOut(6, fc.boolean()).map((arm) => compact<CapacityPart>({ kind: 'managedInstances', arm })) },
);

const wildHostPorts = [0, 22, 2375, 2376, 51678, 51679, 51680, 65536, 80.5, -1];

export const wildCapacity: fc.Arbitrary<CapacityPart> = fc.oneof(
  oneOf<CapacityPart>(
    { kind: 'fargate', spot: { onDemandWeight: 0, spotWeight: 0 } },
    { kind: 'fargate', spot: { onDemandBase: 100001 } },
    { kind: 'fargate', spot: { onDemandBase: -1 } },
    { kind: 'fargate', spot: { spotWeight: 1001 } },
    { kind: 'fargate', spot: { spotWeight: 0.5 } },
    { kind: 'fargate', subnets: 'isolated' },
    { kind: 'ec2', subnets: 'isolated' },
    { kind: 'ec2', providers: [{ base: 1 }, { base: 1 }] },
    { kind: 'ec2Bridge', providers: [{ weight: 0 }] },
    { kind: 'ec2Host', providers: [{ weight: 1.5 }] },
    { kind: 'ec2', foreignProvider: true },
    { kind: 'managedInstances', foreignProvider: true },
    { kind: 'ec2', daemon: true, strategies: true },
    { kind: 'ec2Bridge', daemon: true, providers: [{}] },
  ),
  oneOf(...wildHostPorts).map((hostPort): CapacityPart => ({ kind: 'ec2Bridge', hostPort })),
);

export const tameTaskCount: fc.Arbitrary<TaskCountPart | undefined> = leftOut(6, fc.oneof(
  oneOf(0, 1, 3, 1000).map((tasks): TaskCountPart => ({ kind: 'exactly', tasks })),
  fc.record({
    max: oneOf(1, 2, 10, 1000),
    min: leftOut(5, oneOf(0, 1)),
    cpu: leftOut(5, oneOf(1, 60, 100)),
    memory: leftOut(6, oneOf(1, 75, 100)),
    schedules: leftOut(7, oneOf([{ min: 1, max: 20 }], [{ min: 1 }], [{ max: 1000 }, { min: 0 }])),
  }).map((part) => compact<TaskCountPart>({ kind: 'autoScaled', ...part })),
));

export const wildTaskCount: fc.Arbitrary<TaskCountPart> = oneOf<TaskCountPart>(
  { kind: 'exactly', tasks: 1001 }, { kind: 'exactly', tasks: -1 }, { kind: 'exactly', tasks: 1.5 },
  { kind: 'autoScaled', max: 1001 }, { kind: 'autoScaled', max: 2, min: 3 }, { kind: 'autoScaled', max: 2.5 }, { kind: 'autoScaled', max: 2, min: -1 },
  { kind: 'autoScaled', max: 10, cpu: 0 }, { kind: 'autoScaled', max: 10, cpu: 101 }, { kind: 'autoScaled', max: 10, memory: -5 },
  { kind: 'autoScaled', max: 10, schedules: [{}] }, { kind: 'autoScaled', max: 10, schedules: [{ min: 5, max: 4 }] },
  { kind: 'autoScaled', max: 10, schedules: [{ max: 2000 }] },
);

const times = fc.record({
  interval: leftOut(6, seconds(5, 30, 300)),
  timeout: leftOut(7, seconds(2, 5)),
  retries: leftOut(7, oneOf(1, 10)),
  startPeriod: leftOut(7, seconds(0, 60, 300)),
});

export const tameProbe: fc.Arbitrary<ProbePart | undefined> = leftOut(3, fc.oneof(
  fc.tuple(times, leftOut(5, oneOf('/', '/health?deep=1', '/a%20b')), leftOut(8, oneOf(9000))).map(([time, path, port]) => compact<ProbePart>({ kind: 'http', path, port, ...time })),
  fc.tuple(times, leftOut(8, oneOf(9000))).map(([time, port]) => compact<ProbePart>({ kind: 'tcp', port, ...time })),
  fc.tuple(times, oneOf(['CMD', '/bin/check', '--fast'], ['CMD-SHELL', 'test -f /tmp/ready'])).map(([time, command]) => compact<ProbePart>({ kind: 'command', command, ...time })),
));

export const wildProbe: fc.Arbitrary<ProbePart> = oneOf<ProbePart>(
  { kind: 'http', path: 'health' }, { kind: 'http', path: '/a b' }, { kind: 'http', path: '/$HOME' }, { kind: 'http', path: "/it's" },
  { kind: 'http', port: 0 }, { kind: 'tcp', port: 65536 }, { kind: 'tcp', port: 80.5 },
  { kind: 'tcp', interval: { seconds: 4 } }, { kind: 'tcp', interval: { seconds: 301 } }, { kind: 'tcp', interval: { millis: 7500 } },
  { kind: 'http', timeout: { seconds: 1 } }, { kind: 'http', timeout: { seconds: 61 }, interval: { seconds: 90 } },
  { kind: 'http', timeout: { seconds: 12 } }, { kind: 'http', retries: 0 }, { kind: 'http', retries: 11 }, { kind: 'http', retries: 2.5 },
  { kind: 'http', startPeriod: { seconds: 301 } }, { kind: 'http', startPeriod: { millis: 500 } },
  { kind: 'command', command: [] }, { kind: 'command', command: ['CMD'] }, { kind: 'command', command: ['test', '-f'] },
  { kind: 'command', command: ['CMD-SHELL', 'test', '-f'] }, { kind: 'command', command: ['CMD-SHELL', ''] },
);

export const tamePorts = fc.record({
  port: weighted<number | undefined>([14, 80], [6, 8080], [1, 65535], [1, 1], [2, undefined]),
  additionalPorts: leftOut(7, oneOf([9090], [9090, 9091])),
}).map(({ port, additionalPorts }) => ({ port, additionalPorts: port === undefined ? undefined : additionalPorts }));

export const wildPorts = oneOf<{ port?: number; additionalPorts?: number[] }>(
  { port: 0 }, { port: 65536 }, { port: 80.5 }, { port: -1 }, { port: 22 }, { port: 80, additionalPorts: [80] },
  { port: 80, additionalPorts: [9090, 9090] },
  { port: 80, additionalPorts: [0] }, { additionalPorts: [9090] }, { port: 80, additionalPorts: [51678] },
);
