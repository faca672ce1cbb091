import { Construct } from 'constructs';
import type { WrongValue } from '../shared/wrong-value';

/** What a place takes. */
export interface Place {
  /** For messages: factories where there are some. */
  readonly takes: string;
  readonly isRight: (value: unknown) => boolean;
  readonly required?: boolean;
}

/** By what the library reads of it, and not by its class: an app may have two copies of the library. */
export function choice(takes: string, holder: '_choice' | '_probe' = '_choice'): Place {
  return { takes, isRight: (value) => has(value, holder) };
}

export function construct(takes: string, member: string): Place {
  return { takes, isRight: (value) => Construct.isConstruct(value) && has(value, member) };
}

const NUMBER: Place = { takes: 'a number', isRight: (value) => typeof value === 'number' };
const NUMBERS: Place = { takes: 'a list of numbers', isRight: (value) => Array.isArray(value) && value.every(NUMBER.isRight) };
const NAMESPACE = choice('DiscoveryNamespace.privateDns(), publicDns(), http() or one of the existing…()');
const RECORDS = choice('DnsRecords.a(), aaaa(), dualStack(), srv(), aAndSrv() or none()');
const CLUSTER: Place = { ...construct('an ECS cluster', 'clusterName'), required: true };

export const SERVICE_PROPS: Readonly<Record<string, Place>> = {
  cluster: CLUSTER,
  image: { takes: 'an image, such as ecs.ContainerImage.fromRegistry()', isRight: (value) => has(value, 'bind'), required: true },
  port: NUMBER,
  additionalPorts: NUMBERS,
  cpu: NUMBER,
  memoryLimitMiB: NUMBER,
  cloudMapNamespace: NAMESPACE,
  dnsRecords: RECORDS,
  serviceConnect: choice('ServiceConnectRole.clientOnly(), clientAndServer() or off()'),
  capacity: choice('Capacity.fargate(), ec2(), ec2Bridge(), ec2Host() or managedInstances()'),
  taskCount: choice('TaskCount.exactly() or autoScaled()'),
  deployment: choice('Deployment.rolling(), blueGreen(), linear() or canary()'),
  draining: choice('Draining.afterTtl()'),
  healthProbe: choice('HealthProbe.http(), tcp() or command()', '_probe'),
};

export const REGISTRATION_PROPS: Readonly<Record<string, Place>> = {
  service: { ...construct('an ECS service, such as an ecs.FargateService', 'taskDefinition'), required: true },
  port: NUMBER,
  cloudMapNamespace: NAMESPACE,
  dnsRecords: RECORDS,
};

export const ENDPOINT_PROPS: Readonly<Record<string, Place>> = {
  cluster: CLUSTER,
  target: { ...choice('EndpointTarget.addresses(), cname(), loadBalancer(), dualStackLoadBalancer() or attributes()'), required: true },
  port: NUMBER,
  cloudMapNamespace: NAMESPACE,
  healthCheck: choice('EndpointHealthCheck.http(), https() or tcp()'),
};

/** What a verb is called with. */
export const ARGUMENTS: Readonly<Record<'target' | 'exposure' | 'alarm' | 'check' | 'name', Place>> = {
  target: {
    ...construct('a DiscoverableService, a ServiceRegistration, a RegisteredEndpoint, or what DiscoverableService.fromAttributes() returns', 'node'), required: true,
  },
  exposure: {
    ...choice('Exposure.publicAlb(), internalAlb(), publicNlb(), internalNlb(), existingListener(), existingNlb() or httpApi()'), required: true,
  },
  alarm: { ...construct('a CloudWatch alarm', 'alarmName'), required: true },
  check: {
    ...choice('Route53Check.healthyTargets(), runningTasks(), reportingTasks(), onAlarm(), http(), https(), tcp(), calculated() or routingControl()'), required: true,
  },
  name: { ...choice('PublishedName.inHostedZone() or inNamespace()'), required: true },
};

/** All values that are of another type. Nothing is asked of what is left out, where that is allowed. */
export function wrongValues(values: object, places: Readonly<Record<string, Place>>): WrongValue[] {
  const given = values as Readonly<Record<string, unknown>>;
  return Object.entries(places)
    .filter(([name, { isRight, required }]) => (required || (given[name] !== undefined && given[name] !== null)) && !isRight(given[name]))
    .map(([name, { takes }]) => ({ name, got: textOf(given[name]), takes }));
}

function has(value: unknown, member: string): boolean {
  return typeof value === 'object' && value !== null && member in value;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return `"${value}"`;
  }
  if (Construct.isConstruct(value)) {
    return value.node.path;
  }
  return typeof value === 'function' ? 'a function' : typeof value === 'object' && value !== null ? Array.isArray(value) ? 'a list' : 'an object' : String(value);
}
