import type { Example } from './examples';
import { NUMBER_LIST, always, flagOf, memberOf, numberOr, portOf, withNumber, withText } from './examples';
import { ConnectVia, ConnectionSide } from '../connect/connect-options';
import type { Kind } from '../shared/arguments';
import { ALARM, FLAG, NUMBER, OPTIONS, TEXT, has, resource, textOf } from '../shared/arguments';
import type { WrongValue } from '../shared/wrong-value';

/** What a place takes: factories where there are some. */
export interface Place extends Kind {
  /** What to write: of a prop its value, of an argument the whole call. */
  readonly example: Example;
  readonly isArgument?: boolean;
  readonly required?: boolean;
}

/** By what the library reads of it, and not by its class: an app may have two copies of the library. */
function choice(takes: string, example: Example, holder: '_choice' | '_probe' = '_choice'): Place {
  return { takes, example, isRight: (value) => has(value, holder) };
}

function construct(takes: string, example: Example, member: string): Place {
  return { ...resource(takes, member), example };
}

const number = (otherwise: number): Place => ({ ...NUMBER, example: numberOr(otherwise) });
const NUMBERS: Place = { takes: 'a list of numbers', example: NUMBER_LIST, isRight: (value) => Array.isArray(value) && value.every(NUMBER.isRight) };
const isSecurityGroup = (value: unknown) => has(value, 'securityGroupId');
const PORT = number(80);
const word = (example: string): Place => ({ ...TEXT, example: always(`'${example}'`) });
const NAME = word('backend');
const SWITCH: Place = { ...FLAG, example: flagOf };

function oneOf(name: string, members: Readonly<Record<string, string>>): Place {
  const [first, ...others] = Object.keys(members);
  return { takes: `${name}.${[first, ...others].join(' or ')}`, example: memberOf(name, members), isRight: (value) => Object.values(members).includes(value as string) };
}

const NAMESPACE = choice('DiscoveryNamespace.privateDns(), publicDns(), http() or one of the existing…()',
  withText((name) => `DiscoveryNamespace.privateDns(${name})`, 'DiscoveryNamespace.privateDns(\'ecs-internal\')'));
const RECORDS = choice('DnsRecords.a(), aaaa(), dualStack(), srv(), aAndSrv() or none()', always('DnsRecords.a()'));
const CLUSTER: Place = { ...construct('an ECS cluster', always('new Cluster(this, \'Cluster\', { vpc })'), 'clusterName'), required: true };

export const SERVICE_PROPS: Readonly<Record<string, Place>> = {
  cluster: CLUSTER,
  registered: SWITCH,
  shortNames: SWITCH,
  enableExecuteCommand: SWITCH,
  image: {
    takes: 'an image, such as ecs.ContainerImage.fromRegistry()',
    example: withText((name) => `ContainerImage.fromRegistry(${name})`, 'ContainerImage.fromRegistry(\'nginx\')'),
    isRight: (value) => has(value, 'bind'),
    required: true,
  },
  discoveryName: NAME,
  port: PORT,
  additionalPorts: NUMBERS,
  securityGroups: {
    takes: 'a list of security groups',
    example: withText((id) => `[SecurityGroup.fromSecurityGroupId(this, 'Group', ${id})]`, '[new SecurityGroup(this, \'Group\', { vpc })]', /^sg-/),
    isRight: (value) => Array.isArray(value) && value.every(isSecurityGroup),
  },
  cpu: number(256),
  memoryLimitMiB: number(512),
  cloudMapNamespace: NAMESPACE,
  dnsRecords: RECORDS,
  serviceConnect: choice('ServiceConnectRole.clientOnly(), clientAndServer() or off()',
    (given) => given === false ? 'ServiceConnectRole.off()' : 'ServiceConnectRole.clientAndServer()'),
  capacity: choice('Capacity.fargate(), ec2(), ec2Bridge(), ec2Host() or managedInstances()', always('Capacity.fargate()')),
  taskCount: choice('TaskCount.exactly() or autoScaled()', withNumber('TaskCount.exactly', 'TaskCount.exactly(2)')),
  deployment: choice('Deployment.rolling(), blueGreen(), linear() or canary()', always('Deployment.rolling()')),
  draining: choice('Draining.afterTtl()', always('Draining.afterTtl()')),
  healthProbe: choice('HealthProbe.http(), tcp() or command()', withText((path) => `HealthProbe.http({ path: ${path} })`, 'HealthProbe.http()', /^\//), '_probe'),
};

export const REGISTRATION_PROPS: Readonly<Record<string, Place>> = {
  service: {
    ...construct('an ECS service that this app defines, such as an ecs.FargateService (of a pattern its service; one of another app is named by DiscoverableService.fromAttributes())',
      always('new FargateService(this, \'Service\', { cluster, taskDefinition })'), 'associateCloudMapService'),
    required: true,
  },
  registered: SWITCH,
  discoveryName: NAME,
  port: PORT,
  cloudMapNamespace: NAMESPACE,
  dnsRecords: RECORDS,
};

export const ENDPOINT_PROPS: Readonly<Record<string, Place>> = {
  cluster: CLUSTER,
  target: {
    ...choice('EndpointTarget.addresses(), cname(), loadBalancer(), dualStackLoadBalancer() or attributes()',
      withText((text) => /^'([\d.]+|[\da-f:]+:[\da-f:.]*)'$/i.test(text) ? `EndpointTarget.addresses([${text}])` : `EndpointTarget.cname(${text})`, 'EndpointTarget.addresses([\'10.0.0.9\'])')),
    required: true,
  },
  discoveryName: NAME,
  port: PORT,
  cloudMapNamespace: NAMESPACE,
  healthCheck: choice('EndpointHealthCheck.http(), https() or tcp()',
    withText((path) => `EndpointHealthCheck.http({ path: ${path} })`, 'EndpointHealthCheck.http()', /^\//)),
};

export const IMPORTED_ATTRIBUTES: Readonly<Record<string, Place>> = {
  discoveryName: { ...NAME, required: true },
  namespaceName: { ...word('ecs-internal'), required: true },
  port: { ...PORT, required: true },
  additionalPorts: NUMBERS,
  securityGroup: {
    takes: 'a security group',
    example: withText((id) => `SecurityGroup.fromSecurityGroupId(this, 'Group', ${id})`, 'SecurityGroup.fromSecurityGroupId(this, \'Group\', \'sg-0123456789abcdef0\')', /^sg-/),
    isRight: isSecurityGroup,
    required: true,
  },
  dnsRecords: RECORDS,
};

function argument(place: Place): Place {
  return { ...place, required: true, isArgument: true };
}

/** What follows the target of a call. */
export const CONNECT_OPTIONS: Readonly<Record<string, Place>> = {
  port: PORT,
  prefix: word('BACKEND'),
  scheme: word('http'),
  startOrder: SWITCH,
  via: oneOf('ConnectVia', ConnectVia),
  securityGroupRuleIn: oneOf('ConnectionSide', ConnectionSide),
};

/** What each verb takes besides; what is given to these two without a name is most likely a port. */
export const OPTIONS_OF: Readonly<Record<'connectTo' | 'allowFrom' | 'addRoute53HealthCheck' | 'monitor', Place>> = {
  connectTo: argument({ ...OPTIONS, example: (given) => `frontend.connectTo(backend, { port: ${portOf(given)} })` }),
  allowFrom: argument({ ...OPTIONS, example: (given) => `service.allowFrom(client, { port: ${portOf(given)} })` }),
  addRoute53HealthCheck: argument({ ...OPTIONS, example: always('service.addRoute53HealthCheck(Route53Check.runningTasks(), { id: \'Second\' })') }),
  monitor: argument({ ...OPTIONS, example: always('service.monitor({ minHealthyTasks: 2 })') }),
};

/** What a verb is called with. */
export const ARGUMENTS: Readonly<Record<'target' | 'exposure' | 'alarm' | 'check' | 'name', Place>> = {
  target: argument(construct('a DiscoverableService, a ServiceRegistration, a RegisteredEndpoint, or what DiscoverableService.fromAttributes() returns',
    always('frontend.connectTo(backend)'), 'node')),
  exposure: argument(choice('Exposure.publicAlb(), internalAlb(), publicNlb(), internalNlb(), existingListener(), existingNlb() or httpApi()',
    always('service.exposeVia(Exposure.publicAlb())'))),
  alarm: argument({ ...ALARM, example: always('service.rollBackOn(alarm)') }),
  check: argument(choice('Route53Check.healthyTargets(), runningTasks(), reportingTasks(), onAlarm(), http(), https(), tcp(), calculated() or routingControl()',
    always('service.addRoute53HealthCheck(Route53Check.runningTasks())'))),
  name: argument(choice('PublishedName.inHostedZone() or inNamespace()', always('service.publishTo(PublishedName.inHostedZone(hostedZone))'))),
};

/** All values that are of another type. Nothing is asked of what is left out, where that is allowed; of all of it where even the object is. */
export function wrongValues(values: object | undefined, places: Readonly<Record<string, Place>>): WrongValue[] {
  const given = (values ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(places)
    .filter(([name, { isRight, required }]) => (required || (given[name] !== undefined && given[name] !== null)) && !isRight(given[name]))
    .map(([name, { takes, example, isArgument }]) => {
      const written = example(given[name]);
      return { name, got: textOf(given[name]), takes, fix: `Write \`${isArgument ? written : `${name}: ${written}`}\`.` };
    });
}
