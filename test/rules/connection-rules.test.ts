import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { CONNECTION } from './facts';
import { textsOf } from './texts-of';
import type { ConnectionFacts } from '../../src/plan/connection-facts';
import { connectionRules, pinRules } from '../../src/rules/connection-rules';

const CONNECT = 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md';

const STAGE = `[connect-other-stage] Shop/Frontend and Shop/Backend are in two stages.
  why: Stages of a CDK app are deployed apart: one cannot refer to resources of the other.
  fix: Import the target into the caller's stage with DiscoverableService.fromAttributes().
  see: https://docs.aws.amazon.com/cdk/v2/guide/stages.html`;
const VPC = `[connect-other-vpc] Shop/Frontend and Shop/Backend run in two VPCs.
  why: A private name resolves in the VPC of its namespace only, and a security group cannot be named in a rule of another VPC.
  fix: Put both services into one VPC. Where the VPCs are peered and the hosted zone is associated with both, import the target with \
DiscoverableService.fromAttributes().
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html`;
const GROUP = (who: string) => `[connect-without-security-group] ${who} has no security group.
  why: Nothing can be opened: a rule needs a security group on both sides.
  fix: Give both services a security group; a task in awsvpc mode has one, and in bridge and host mode it is that of the instances of the cluster.
  see: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html`;
const CONTAINER = `[connect-without-container] Shop/Frontend has no container.
  why: The address is written into the environment of a container, and the task definition has none.
  fix: Add the container to the task definition first.
  see: ${CONNECT}`;
const PREFIX = (got: string) => `[connect-prefix] ${got}
  why: Shells, and most programs, read only variables whose names are letters, digits and "_" and do not start with a digit.
  fix: Give connectTo() a prefix such as "BACKEND": a literal, because CloudFormation names no variable by a value of the deployment.
  see: ${CONNECT}`;
const SCHEME = (scheme: string) => `[connect-scheme] The scheme is "${scheme}".
  why: A URL starts with a scheme: a letter, then letters, digits, "+", "." or "-". Clients cannot read any other.
  fix: Give a scheme without "://", such as "https" or "grpc".
  see: https://www.rfc-editor.org/rfc/rfc3986#section-3.1`;
const VARIABLE = (got: string) => `[connect-variable] ${got}
  why: One of the two values would be lost, and the container would start with the other: addEnvironment() overwrites in silence.
  fix: Take the variable out of the container's environment, or give connectTo() another prefix.
  see: ${CONNECT}`;
const WITHOUT_URL = `[connect-scheme-without-url] Shop/Backend has no URL.
  why: The scheme stands in the URL, and callers of this target get none: its name has no address, or no port is known that leads to it.
  fix: Leave scheme out, or give the target a port.
  see: ${CONNECT}`;
const DYNAMIC = `[connect-dynamic-port] The port is given, and each task of Shop/Backend has another one.
  why: In bridge mode without a fixed host port, Docker takes a free port of the instance for each task: no single port leads to the target, and all that \
Docker takes from are opened.
  fix: Leave port out, or give the target a fixed port of the instance with Capacity.ec2Bridge({ hostPort }).
  see: ${CONNECT}`;
const TWICE = `[connect-twice] Shop/Frontend is connected to Shop/Backend on this port already, with another startOrder or securityGroupRuleIn.
  why: One connection has one start order and one place for its rule; a second line cannot change what the first one says.
  fix: Keep one of the two lines.
  see: ${CONNECT}`;
const LATE = `[connect-after-synth] Synthesis has begun.
  why: Where rules live is decided over all connections when synthesis begins; one that comes later would be left out.
  fix: Call connectTo() and allowFrom() while the app is being built, not from an aspect or after app.synth().
  see: ${CONNECT}`;

const texts = (facts: Partial<ConnectionFacts>) => textsOf(connectionRules, { ...CONNECTION, ...facts });
const conflicts = [{ name: 'BACKEND_HOST', wanted: 'backend.ecs-internal', present: '"old"' }, { name: 'BACKEND_PORT', wanted: '80', present: '"81"' }];

test.each<[string, Partial<ConnectionFacts>, string[]]>([
  ['between two stages', { sameStage: false }, [STAGE]],
  ['between two VPCs', { otherVpc: true }, [VPC]],
  ['from a caller without a security group', { callerHasSecurityGroup: false }, [GROUP('Shop/Frontend')]],
  ['to a target without a security group', { targetHasSecurityGroup: false }, [GROUP('Shop/Backend')]],
  ['without any security group', { callerHasSecurityGroup: false, targetHasSecurityGroup: false }, [GROUP('Shop/Frontend'), GROUP('Shop/Backend')]],
  ['from a caller without a container', { callerHasContainer: false }, [CONTAINER]],
  ['with variables that are there with other values', { conflicts }, [
    VARIABLE('BACKEND_HOST of Shop/Frontend is "old", and the connection to Shop/Backend would make it "backend.ecs-internal".'),
    VARIABLE('BACKEND_PORT of Shop/Frontend is "81", and the connection to Shop/Backend would make it "80".'),
  ]],
  ['with a scheme to a target that has no URL', { scheme: 'https', targetHasUrl: false }, [WITHOUT_URL]],
  ['with a port to a target whose tasks have ports of their own', { port: 8080, targetPorts: [], targetHasDynamicPorts: true }, [DYNAMIC]],
  ['that contradicts an earlier one', { contradicts: true }, [TWICE]],
  ['after synthesis has begun', { tooLate: true }, [LATE]],
])('a connection %s is refused', (_what, facts, expected) => {
  expect(texts(facts)).toEqual(expected);
});

test.each(['', '3TIER', 'ORDER-SERVICE', 'ORDER SERVICE', 'ORDER.SERVICE', 'BÄCKEND'])('variables cannot start with %j', (prefix) => {
  expect(texts({ prefix })).toEqual([PREFIX(`The variables would start with "${prefix}".`)]);
});

test.each(['BACKEND', 'backend', '_B', 'ORDER_SERVICE_2'])('variables can start with %j', (prefix) => {
  expect(texts({ prefix })).toEqual([]);
});

test('variables cannot be named after a name that is known at deployment', () => {
  expect(texts({ prefix: Lazy.string({ produce: () => 'BACKEND' }) }))
    .toEqual([PREFIX('What the variables would start with is not known yet.')]);
});

test.each(['', 'https://', '1http', '-http', 'my_http', 'ht tp'])('%j is no scheme', (scheme) => {
  expect(texts({ scheme })).toEqual([SCHEME(scheme)]);
});

test.each(['https', 'HTTPS', 'grpc', 'h2c', 'git+ssh', 'a.b-c', undefined])('%s is a scheme, or none is named', (scheme) => {
  expect(texts({ scheme })).toEqual([]);
});

test.each([
  ['lazy', Lazy.string({ produce: () => 'my scheme' })],
  ['a parameter', new CfnParameter(new Stack(), 'Scheme').valueAsString],
])('a scheme that is %s passes', (_what, scheme) => {
  expect(texts({ scheme })).toEqual([]);
});

const parameter = new CfnParameter(new Stack(), 'Port', { type: 'Number' }).valueAsNumber;

test.each<[string, Partial<ConnectionFacts>, string[]]>([
  ['without a port, to a target whose tasks have ports of their own', { targetPorts: [], targetHasDynamicPorts: true, targetHasUrl: false }, []],
  ['with a port that is not known yet, which is one too many as well',
    { port: parameter, targetPorts: [], targetHasDynamicPorts: true, targetHasUrl: false }, [DYNAMIC]],
  ['without a scheme, to a target that has no URL', { targetHasUrl: false }, []],
  ['with a scheme that is not known yet, to a target that has no URL', { targetHasUrl: false, scheme: Lazy.string({ produce: () => 'https' }) }, [WITHOUT_URL]],
  ['without a port, to a target that there is nothing to open of', { targetPorts: [], targetIsOpen: true, targetHasUrl: false }, []],
  ['with a scheme, to a worker, of which one reason is enough',
    { targetHasName: false, targetHasUrl: false, targetPorts: [], targetIsRegistered: false, scheme: 'https' }, [`[connect-to-worker] Shop/Backend has no port.
  why: A service without a port is not registered: no name leads to it, and nothing listens.
  fix: Set \`port\` on Shop/Backend to the port that its process listens on; or, for a worker, drop connectTo().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`]],
])('a connection %s is judged', (_what, facts, expected) => {
  expect(texts(facts)).toEqual(expected);
});

test('a place of the rule that cannot be had is named', () => {
  expect(textsOf(pinRules, { caller: 'Shop/Frontend', target: 'Stock/Backend', side: 'TARGET' })).toEqual([`[connect-pin] \
Shop/Frontend connects to Stock/Backend with securityGroupRuleIn: ConnectionSide.TARGET.
  why: With the rule in that stack, each of the two stacks would have to be deployed after the other.
  fix: Leave securityGroupRuleIn out: the rule is then put where it closes no circle.
  see: ${CONNECT}`]);
});
