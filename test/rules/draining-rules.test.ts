import { CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { TASK } from './facts';
import { textsOf } from './texts-of';
import type { DiscoverableServiceProps } from '../../src';
import { Capacity, DnsRecords, Draining } from '../../src';
import { marginRules } from '../../src/draining/draining-rules';
import type { TaskFacts } from '../../src/plan/task-facts';
import { taskRules } from '../../src/rules/task-rules';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const CONTAINER = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html';

const MARGIN = (got: string) => `[draining-margin] ${got}
  why: The companion container sleeps for a whole number of seconds, which stands in its command: it has to be known at synth.
  fix: Give a duration in whole seconds, such as Duration.seconds(5).
  see: ${CONTAINER}`;

const TIME = (got: string) => `[draining-time] ${got}
  why: The companion container sleeps for TTL and margin while ECS waits for it to stop. On Fargate that wait (stopTimeout) is at most 120 seconds, of which 2 are kept \
for the shell. The sleep stands in a command, so it has to be known at synth; one of 0 seconds would change nothing.
  fix: Choose a ttl of DnsRecords and a margin of Draining that come to 1 to 118 seconds, such as 10 and 5.
  see: ${CONTAINER}`;

const WORKER = `[worker-is-not-registered] There is no port, but draining is given.
  why: A service without a port calls others and is not called: it is not registered, so what says how it is found would change nothing.
  fix: Set port, or leave these props out.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`;

const parameter = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;
const margins = (marginSeconds: number) => textsOf(marginRules, { marginSeconds });
const texts = (facts: Partial<TaskFacts>) => textsOf(taskRules, { ...TASK, ...facts });

test.each([0, 1, 5, 600])('a margin of %d seconds is whole', (seconds) => {
  expect(margins(seconds)).toEqual([]);
});

test.each([-1, 0.5, Infinity, NaN])('a margin of %d seconds is refused', (seconds) => {
  expect(margins(seconds)).toEqual([MARGIN(`margin is ${seconds} seconds.`)]);
});

test.each([['a parameter', parameter], ['lazy', Lazy.number({ produce: () => 5 })]])('a margin that is %s cannot stand in the command, and is refused', (_what, seconds) => {
  expect(margins(seconds)).toEqual([MARGIN('margin is not known yet.')]);
});

test('Draining.afterTtl() refuses a margin in parts of seconds, and one that is not known', () => {
  expect(messageOf(() => Draining.afterTtl({ margin: Duration.millis(1500) })))
    .toBe(`Draining.afterTtl(): 1 problem\n\n${MARGIN('margin is 1.5 seconds.')}\n`);
  expect(messageOf(() => Draining.afterTtl({ margin: Duration.seconds(parameter) })))
    .toBe(`Draining.afterTtl(): 1 problem\n\n${MARGIN('margin is not known yet.')}\n`);
});

test.each<[TaskFacts['capacity'], number | undefined]>([
  ['fargate', undefined], ['fargate', 1], ['fargate', 118], ['managedInstances', 119], ['ec2', 118], ['ec2', 119], ['ec2', 3600],
])('on %s a wait of %s seconds is whole', (capacity, drainSeconds) => {
  expect(texts({ capacity, drainSeconds })).toEqual([]);
});

test.each<[TaskFacts['capacity'], number]>([['fargate', 119], ['fargate', 300]])(
  'on %s a wait of %d seconds is refused', (capacity, drainSeconds) => {
    expect(texts({ capacity, drainSeconds })).toEqual([TIME(`TTL and margin come to ${drainSeconds} seconds.`)]);
  });

test.each<[TaskFacts['capacity']]>([['fargate'], ['managedInstances'], ['ec2']])('on %s no wait at all is refused, and one that is not known', (capacity) => {
  expect(texts({ capacity, drainSeconds: 0 })).toEqual([TIME('TTL and margin come to 0 seconds.')]);
  expect(texts({ capacity, drainSeconds: parameter })).toEqual([TIME('The TTL of the records is not known yet.')]);
});

const ttl = (seconds: number) => ({ dnsRecords: DnsRecords.a({ ttl: Duration.seconds(seconds) }) });
const none = Draining.afterTtl({ margin: Duration.seconds(0) });
const refused = (props: Partial<DiscoverableServiceProps>) => messageOf(() => new Shop().service('Backend', { draining: Draining.afterTtl(), ...props }));

test.each<[string, Partial<DiscoverableServiceProps>, string]>([
  ['that is too long', ttl(114), 'TTL and margin come to 119 seconds.'],
  ['of nothing', { ...ttl(0), draining: none }, 'TTL and margin come to 0 seconds.'],
  ['of nothing, because there are no records', { dnsRecords: DnsRecords.none(), draining: none }, 'TTL and margin come to 0 seconds.'],
  ['for a TTL that is known at deployment only', ttl(parameter), 'The TTL of the records is not known yet.'],
])('a service on Fargate with a wait %s is refused', (_what, props, got) => {
  expect(refused(props)).toBe(`Shop/Backend: 1 problem\n\n${TIME(got)}\n`);
});

test('a TTL that is known at deployment only does not matter where there are no records', () => {
  expect(brokenRules(() => new Shop().service('Backend', { dnsRecords: DnsRecords.none(), draining: Draining.afterTtl() }))).toEqual([]);
});

test('the longest wait on Fargate passes, and a longer one on EC2', () => {
  expect(brokenRules(() => new Shop().service('Backend', { ...ttl(113), draining: Draining.afterTtl() }))).toEqual([]);
  expect(brokenRules(() => new Shop().service('Backend', { ...ttl(300), capacity: Capacity.ec2(), draining: Draining.afterTtl() }))).toEqual([]);
});

test('a worker has no name to be taken out of: draining is refused', () => {
  expect(refused({ port: undefined })).toBe(`Shop/Backend: 1 problem\n\n${WORKER}\n`);
});
