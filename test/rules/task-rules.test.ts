import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { TASK } from './facts';
import { textsOf } from './texts-of';
import type { TaskFacts } from '../../src/plan/task-facts';
import { portRules, taskRules } from '../../src/rules/task-rules';

const PORT = (got: string) => `[port] ${got}
  why: A container listens on whole port numbers from 1 to 65535, on each of them once; ECS refuses a port mapping of anything else.
  fix: Set port, and additionalPorts, to the ports that the process in the container listens on.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html`;

const ADDITIONAL = `[additional-ports-without-port] additionalPorts is given, and port is not.
  why: The main port is the one that callers get when they name none. A service with further ports only would have none to give.
  fix: Move the most used of the additionalPorts to port.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html`;

const WORKER = (got: string) => `[worker-is-not-registered] There is no port, but ${got} given.
  why: A service without a port calls others and is not called: it is not registered, so what says how it is found would change nothing.
  fix: Set port, or leave these props out.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`;

const PROBE = `[probe-without-port] Neither the service nor its health probe has a port.
  why: The health probe asks a port of the container, and there is none to ask.
  fix: Give the service a \`port\`, or the probe one of its own; or use HealthProbe.command().
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html`;

const STOP = (got: string) => `[stop-timeout] stopTimeout is ${got} ${got === '1' ? 'second' : 'seconds'}.
  why: A container has whole seconds between the stop signal and being killed; on Fargate 2 to 120 of them.
  fix: Give a duration in whole seconds, such as Duration.seconds(30).
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html`;

const TWICE = (name: string) => `[variable-twice] "${name}" stands in environment and in secrets.
  why: A container's environment has each name once: ECS refuses a secret that has the name of a plain variable.
  fix: Keep the name in environment or in secrets.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html`;

const texts = (facts: Partial<TaskFacts>) => textsOf(taskRules, { ...TASK, ...facts });

test('a task with nothing wrong is whole', () => {
  expect(texts({})).toEqual([]);
});

test.each([[[1]], [[65535]], [[80, 443, 8080]], [[]]])('the ports %j are whole', (ports) => {
  expect(textsOf(portRules, { ports })).toEqual([]);
  expect(texts({ ports })).toEqual([]);
});

test.each<[number[], string[]]>([
  [[0], ['port is 0.']],
  [[-1], ['port is -1.']],
  [[65536], ['port is 65536.']],
  [[70000], ['port is 70000.']],
  [[80.5], ['port is 80.5.']],
  [[Infinity], ['port is Infinity.']],
  [[80, 0, 70000], ['additionalPorts[0] is 0.', 'additionalPorts[1] is 70000.']],
  [[80, 80], ['Port 80 is given twice.']],
  [[80, 443, 80, 443, 80], ['Port 80 is given twice.', 'Port 443 is given twice.']],
  [[0, 0], ['port is 0.', 'additionalPorts[0] is 0.']],
])('the ports %p are refused', (ports, got) => {
  expect(texts({ ports })).toEqual(got.map(PORT));
});

test('where further ports are all that there are, the first one is one of these', () => {
  expect(texts({ ports: [0, 80], additionalPortsOnly: true })).toEqual([PORT('additionalPorts[0] is 0.'), ADDITIONAL]);
});

test.each<[string, Partial<TaskFacts>, string[]]>([
  ['with further ports only', { additionalPortsOnly: true }, [ADDITIONAL]],
  ['that is a worker with a discovery name', { discoveryPropsWithoutPort: ['discoveryName'] }, [WORKER('discoveryName is')]],
  ['that is a worker with name and records', { discoveryPropsWithoutPort: ['discoveryName', 'dnsRecords'] }, [WORKER('discoveryName, dnsRecords are')]],
  ['with a probe that has nothing to ask', { probeNeedsPort: true }, [PROBE]],
  ['with a variable that is plain and secret', { variables: ['A', 'KEY'], secrets: ['KEY'] }, [TWICE('KEY')]],
  ['with two of them', { variables: ['A', 'B', 'C'], secrets: ['C', 'A'] }, [TWICE('C'), TWICE('A')]],
])('a task %s is refused', (_what, facts, expected) => {
  expect(texts(facts)).toEqual(expected);
});

test('variables whose names differ by case are two', () => {
  expect(texts({ variables: ['key'], secrets: ['KEY'] })).toEqual([]);
});

test.each([2, 30, 119, 120, undefined])('%s seconds to stop are whole', (stopTimeoutSeconds) => {
  expect(texts({ stopTimeoutSeconds })).toEqual([]);
});

test.each([-1, 0, 1, 2.5, 121])('%d seconds to stop are refused', (stopTimeoutSeconds) => {
  expect(texts({ stopTimeoutSeconds })).toEqual([STOP(`${stopTimeoutSeconds}`)]);
});

const parameter = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;

test.each<[string, Partial<TaskFacts>]>([
  ['a port', { ports: [parameter] }],
  ['two equal ports', { ports: [80, parameter, parameter] }],
  ['a lazy port', { ports: [Lazy.number({ produce: () => 0 })] }],
  ['the seconds to stop', { stopTimeoutSeconds: parameter }],
])('%s that is known at deployment passes', (_what, facts) => {
  expect(texts(facts)).toEqual([]);
});

test('a literal port is judged beside one that is known at deployment', () => {
  expect(texts({ ports: [parameter, 0] })).toEqual([PORT('additionalPorts[0] is 0.')]);
});
