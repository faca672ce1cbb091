import { wayRules } from './connection-way-rules';
import { isPort, mayBeIn } from '../plan/client-ports';
import type { ConnectionFacts } from '../plan/connection-facts';
import { known } from '../shared/known';
import type { Rule, RuleText } from '../shared/rule';

const CONNECT = 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md';
const ECS_DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';
const SECURITY_GROUPS = 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html';

type TargetFacts = Pick<ConnectionFacts, 'caller' | 'target' | 'sameService' | 'targetHasName' | 'targetIsRegistered' | 'targetNamespaceNameKnown'
| 'targetPorts' | 'targetHasDynamicPorts' | 'targetIsOpen' | 'port'>;

const OR_NO_CONNECTION = 'to the port that its process listens on; or, for a worker, drop connectTo().';

/** Whether there is something to connect to. */
export const targetRules: ReadonlyArray<Rule<TargetFacts>> = [
  {
    id: 'connect-to-itself',
    severity: 'error',
    why: 'Start order would make the service wait for itself, and its own address is known to it without a connection.',
    fix: 'Use service.endpoint for its own address; for tasks that call each other, service.connections.allowInternally(port).',
    link: CONNECT,
    broken: ({ sameService, caller }) => sameService ? [`${caller} connects to itself.`] : [],
  },
  {
    id: 'connect-to-worker',
    severity: 'error',
    why: 'A service without a port is not registered: no name leads to it, and nothing listens.',
    fix: `Set \`port\` on the target ${OR_NO_CONNECTION}`,
    link: ECS_DISCOVERY,
    broken: ({ targetHasName, target }) => targetHasName ? []
      : [{ got: `${target} has no port.`, fix: `Set \`port\` on ${target} ${OR_NO_CONNECTION}` }],
  },
  {
    id: 'connect-to-unregistered',
    severity: 'error',
    why: 'With registered: false ECS takes the tasks of the target out of its name, and the name answers NXDOMAIN.',
    fix: 'Take the connections away first, then the registration.',
    link: CONNECT,
    broken: ({ targetHasName, targetIsRegistered, target }) => !targetHasName || targetIsRegistered ? [] : [`${target} has registered: false.`],
  },
  {
    id: 'connect-port',
    severity: 'error',
    why: 'The rule would open a port on which the target does not listen, and the caller would run into a time-out.',
    fix: 'Use a port of the target, or add it to the target\'s additionalPorts. In bridge mode callers use the port of the instance (hostPort).',
    link: CONNECT,
    broken: ({ port, targetPorts, target }) => {
      if (known(port) && !isPort(port)) {
        return [`The port is ${port}.`];
      }
      return targetPorts.length === 0 || mayBeIn(port, targetPorts) ? [] : [`The port is ${port}, and ${target} has ${targetPorts.join(', ')}.`];
    },
  },
  {
    id: 'connect-dynamic-port',
    severity: 'error',
    why: 'In bridge mode without a fixed host port, Docker takes a free port of the instance for each task: no single port leads to the target, and all that '
      + 'Docker takes from are opened.',
    fix: 'Leave port out, or give the target a fixed port of the instance with Capacity.ec2Bridge({ hostPort }).',
    link: CONNECT,
    broken: ({ targetHasDynamicPorts, port, target }) => targetHasDynamicPorts && port !== undefined ? [`The port is given, and each task of ${target} has another one.`] : [],
  },
  {
    id: 'connect-without-port',
    severity: 'error',
    why: 'A security-group rule opens a port, and none is known: none was given, and no container maps exactly one.',
    fix: 'Give port to the target, or to connectTo().',
    link: CONNECT,
    broken: ({ targetHasName, port, targetPorts, targetHasDynamicPorts, targetIsOpen, target }) =>
      targetHasName && port === undefined && targetPorts.length === 0 && !targetHasDynamicPorts && !targetIsOpen
        ? [`No port of ${target} is known.`] : [],
  },
  {
    id: 'connect-name-unknown',
    severity: 'error',
    why: 'The address of the target ends with the name of its namespace, which was imported by id or ARN only.',
    fix: 'Give name to DiscoveryNamespace.existingByAttributes().',
    link: CONNECT,
    broken: ({ targetHasName, targetNamespaceNameKnown, target }) => targetHasName && !targetNamespaceNameKnown
      ? [`The namespace of ${target} has no known name.`] : [],
  },
];

type NetworkFacts = Pick<ConnectionFacts, 'caller' | 'target' | 'sameStage' | 'otherVpc' | 'targetHasName' | 'callerHasSecurityGroup' | 'targetHasSecurityGroup'>;

/** Whether a group is there on both sides: asked when a connection is made, and again when all instances are there. */
export const groupRules: ReadonlyArray<Rule<Pick<NetworkFacts, 'caller' | 'target' | 'targetHasName' | 'callerHasSecurityGroup' | 'targetHasSecurityGroup'>>> = [
  {
    id: 'connect-without-security-group',
    severity: 'error',
    why: 'Nothing can be opened: a rule needs a security group on both sides.',
    fix: 'Give both services a security group; a task in awsvpc mode has one, and in bridge and host mode it is that of the instances of the cluster.',
    link: SECURITY_GROUPS,
    broken: ({ callerHasSecurityGroup, targetHasSecurityGroup, caller, target, targetHasName }) => [
      ...callerHasSecurityGroup ? [] : [`${caller} has no security group.`],
      ...targetHasSecurityGroup || !targetHasName ? [] : [`${target} has no security group.`],
    ],
  },
];

/** Whether the network lets one reach the other. */
export const networkRules: ReadonlyArray<Rule<NetworkFacts>> = [
  {
    id: 'connect-other-stage',
    severity: 'error',
    why: 'Stages of a CDK app are deployed apart: one cannot refer to resources of the other.',
    fix: 'Import the target into the caller\'s stage with DiscoverableService.fromAttributes().',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/stages.html',
    broken: ({ sameStage, caller, target }) => sameStage ? [] : [`${caller} and ${target} are in two stages.`],
  },
  {
    id: 'connect-other-vpc',
    severity: 'error',
    why: 'A private name resolves in the VPC of its namespace only, and a security group cannot be named in a rule of another VPC.',
    fix: 'Put both services into one VPC. Where the VPCs are peered and the hosted zone is associated with both, import the target with '
      + 'DiscoverableService.fromAttributes().',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: ({ otherVpc, caller, target }) => otherVpc ? [`${caller} and ${target} run in two VPCs.`] : [],
  },
  ...groupRules,
];

/** Whether a variable has two values: asked when a connection is made, and again when all variables are there. */
export const variableConflictRules: ReadonlyArray<Rule<Pick<ConnectionFacts, 'conflicts' | 'caller' | 'target'>>> = [
  {
    id: 'connect-variable',
    severity: 'error',
    why: 'One of the two values would be lost, and the container would start with the other: addEnvironment() overwrites in silence.',
    fix: 'Take the variable out of the container\'s environment, or give connectTo() another prefix.',
    link: CONNECT,
    broken: ({ conflicts, caller, target }) => conflicts.map(({ name, wanted, present }) =>
      `${name} of ${caller} is ${present}, and the connection to ${target} would make it "${wanted}".`),
  },
];

/** Whether the address can be written. */
const variableRules: ReadonlyArray<Rule<ConnectionFacts>> = [
  {
    id: 'connect-without-container',
    severity: 'error',
    why: 'The address is written into the environment of a container, and the task definition has none.',
    fix: 'Add the container to the task definition first.',
    link: CONNECT,
    broken: ({ callerHasContainer, caller }) => callerHasContainer ? [] : [`${caller} has no container.`],
  },
  {
    id: 'connect-prefix',
    severity: 'error',
    why: 'Shells, and most programs, read only variables whose names are letters, digits and "_" and do not start with a digit.',
    fix: 'Give connectTo() a prefix such as "BACKEND": a literal, because CloudFormation names no variable by a value of the deployment.',
    link: CONNECT,
    broken: ({ prefix, targetHasName }) => targetHasName && !(known(prefix) && /^[A-Za-z_][A-Za-z0-9_]*$/.test(prefix))
      ? [known(prefix) ? `The variables would start with "${prefix}".` : 'What the variables would start with is not known yet.'] : [],
  },
  {
    id: 'connect-scheme',
    severity: 'error',
    why: 'A URL starts with a scheme: a letter, then letters, digits, "+", "." or "-". Clients cannot read any other.',
    fix: 'Give a scheme without "://", such as "https" or "grpc".',
    link: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.1',
    broken: ({ scheme }) => known(scheme) && !/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme) ? [`The scheme is "${scheme}".`] : [],
  },
  {
    id: 'connect-scheme-without-url',
    severity: 'error',
    why: 'The scheme stands in the URL, and callers of this target get none: its name has no address, or no port is known that leads to it.',
    fix: 'Leave scheme out, or give the target a port.',
    link: CONNECT,
    broken: ({ scheme, targetHasUrl, targetHasName, target }) => scheme !== undefined && targetHasName && !targetHasUrl ? [`${target} has no URL.`] : [],
  },
  ...variableConflictRules,
];

/** Whether the line can mean anything where it stands. */
export const orderRules: ReadonlyArray<Rule<Pick<ConnectionFacts, 'caller' | 'target' | 'contradicts' | 'tooLate'>>> = [
  {
    id: 'connect-twice',
    severity: 'error',
    why: 'One connection has one start order and one place for its rule; a second line cannot change what the first one says.',
    fix: 'Keep one of the two lines.',
    link: CONNECT,
    broken: ({ contradicts, caller, target }) => contradicts
      ? [`${caller} is connected to ${target} on this port already, with another startOrder or securityGroupRuleIn.`] : [],
  },
  {
    id: 'connect-after-synth',
    severity: 'error',
    why: 'Where rules live is decided over all connections when synthesis begins; one that comes later would be left out.',
    fix: 'Call connectTo() and allowFrom() while the app is being built, not from an aspect or after app.synth().',
    link: CONNECT,
    broken: ({ tooLate }) => tooLate ? ['Synthesis has begun.'] : [],
  },
];

export const connectionRules: ReadonlyArray<Rule<ConnectionFacts>> = [
  ...targetRules, ...networkRules, ...wayRules, ...variableRules, ...orderRules,
];

/** A pin that cannot be had is seen at synth only. */
export const pinRules: ReadonlyArray<Rule<{ readonly caller: string; readonly target: string; readonly side: string }>> = [
  {
    id: 'connect-pin',
    severity: 'error',
    why: 'With the rule in that stack, each of the two stacks would have to be deployed after the other.',
    fix: 'Leave securityGroupRuleIn out: the rule is then put where it closes no circle.',
    link: CONNECT,
    broken: ({ caller, target, side }) => [`${caller} connects to ${target} with securityGroupRuleIn: ConnectionSide.${side}.`],
  },
];

/** The target is a construct that this library did not make, so there are no facts about it. */
export const CONNECT_TO_STRANGER: RuleText = {
  id: 'connect-to-stranger',
  severity: 'error',
  why: 'How the target is found, and what opens it, is not known.',
  fix: 'Register the ECS service with ServiceRegistration, or name its attributes with DiscoverableService.fromAttributes().',
  link: CONNECT,
};

/** The same of what `exposeVia()` returns. */
export const CONNECT_TO_EXPOSED: Pick<RuleText, 'why' | 'fix'> = {
  why: 'It has no name in the namespace: the name of the service leads to its tasks, and not to what exposes them.',
  fix: 'Connect to the service, call exposed.url, or give the load balancer a name of its own and connect to that: new RegisteredEndpoint(this, \'Api\', { cluster, '
    + 'target: EndpointTarget.loadBalancer(exposed.loadBalancer), port: 80, connectable: exposed }).',
};

/** What is let in has no security group that a rule could name. */
export const ALLOW_FROM_NOBODY: RuleText = {
  id: 'allow-from-nobody',
  severity: 'error',
  why: 'A rule names the security group of who is let in, and there is none.',
  fix: 'Put the client into the VPC (a Lambda function: give it vpc), or give it a security group.',
  link: SECURITY_GROUPS,
};

/** The same of what is no client: a range of addresses, a list of prefixes. */
export const ALLOW_FROM_PEER: Pick<RuleText, 'fix'> = {
  fix: 'Let it in by connections.allowFrom(peer, Port.tcp(80)) of the service, with the port of its container.',
};
