import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { CONNECTION } from './facts';
import { textsOf } from './texts-of';
import type { ConnectionFacts } from '../../src/plan/connection-facts';
import { connectionRules } from '../../src/rules/connection-rules';

const CONNECT = 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md';
const ECS_DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';

const ITSELF = `[connect-to-itself] Shop/Frontend connects to itself.
  why: Start order would make the service wait for itself, and its own address is known to it without a connection.
  fix: Use service.endpoint for its own address; for tasks that call each other, service.connections.allowInternally(port).
  see: ${CONNECT}`;
const WORKER = `[connect-to-worker] Shop/Backend has no port.
  why: A service without a port is not registered: no name leads to it, and nothing listens.
  fix: Set \`port\` on Shop/Backend to the port that its process listens on; or, for a worker, drop connectTo().
  see: ${ECS_DISCOVERY}`;
const UNREGISTERED = `[connect-to-unregistered] Shop/Backend has registered: false.
  why: With registered: false ECS takes the tasks of the target out of its name, and the name answers NXDOMAIN.
  fix: Take the connections away first, then the registration.
  see: ${CONNECT}`;
const PORT = (got: string) => `[connect-port] The port is ${got}.
  why: The rule would open a port on which the target does not listen, and the caller would run into a time-out.
  fix: Use a port of the target, or add it to the target's additionalPorts. In bridge mode callers use the port of the instance (hostPort).
  see: ${CONNECT}`;
const WITHOUT_PORT = `[connect-without-port] No port of Shop/Backend is known.
  why: A security-group rule opens a port, and none is known: none was given, and no container maps exactly one.
  fix: Give port to the target, or to connectTo().
  see: ${CONNECT}`;
const NAME = `[connect-name-unknown] The namespace of Shop/Backend has no known name.
  why: The address of the target ends with the name of its namespace, which was imported by id or ARN only.
  fix: Give name to DiscoveryNamespace.existingByAttributes().
  see: ${CONNECT}`;

const texts = (facts: Partial<ConnectionFacts>) => textsOf(connectionRules, { ...CONNECTION, ...facts });

test('two services of which one can connect to the other are whole', () => {
  expect(texts({})).toEqual([]);
});

test.each<[string, Partial<ConnectionFacts>, string]>([
  ['to itself', { sameService: true }, ITSELF],
  ['to a target whose registration was taken away', { targetIsRegistered: false }, UNREGISTERED],
  ['to a port that the target has not', { port: 22 }, PORT('22, and Shop/Backend has 8080, 9090')],
  ['to a target of which no port is known', { targetPorts: [] }, WITHOUT_PORT],
  ['to a target whose namespace has no known name', { targetNamespaceNameKnown: false }, NAME],
])('a connection %s is refused', (_what, facts, expected) => {
  expect(texts(facts)).toEqual([expected]);
});

test('of a worker nothing is said but that it has no port', () => {
  expect(texts({
    targetHasName: false, targetIsRegistered: false, targetNamespaceNameKnown: false, targetPorts: [], targetHasSecurityGroup: false, prefix: '',
  })).toEqual([WORKER]);
});

const parameter = new CfnParameter(new Stack(), 'Port', { type: 'Number' }).valueAsNumber;

test.each<[string, Partial<ConnectionFacts>]>([
  ['the main port', { port: 8080 }],
  ['a further port', { port: 9090 }],
  ['a port of a target of which none is known', { port: 22, targetPorts: [] }],
  ['a port that is a parameter', { port: parameter }],
  ['a port that is lazy', { port: Lazy.number({ produce: () => 22 }) }],
  ['a port of a target that has a parameter among its ports', { port: 22, targetPorts: [8080, parameter] }],
])('a connection to %s is whole', (_what, facts) => {
  expect(texts(facts)).toEqual([]);
});
