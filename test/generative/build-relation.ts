import { Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Cluster } from 'aws-cdk-lib/aws-ecs';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { attributesOf, durationOf } from './build-task';
import type { CallerPart, CheckPart, Combination, ConnectPart, EndpointPart, LambdaPart, TargetPart } from './combination';
import { named } from './combination';
import type { Network } from './network';
import { environmentOf } from './network';
import type { ConnectOptions, DiscoveryNamespace } from '../../src';
import { Capacity, ConnectionSide, DiscoverableService, EndpointHealthCheck, EndpointTarget, RegisteredEndpoint } from '../../src';

export const IMAGE = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

/** What is being built: the combination, its stack, what it shares, and its service. */
export interface Site {
  readonly stack: Stack;
  readonly combination: Combination;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly namespace?: DiscoveryNamespace;
  readonly service: DiscoverableService;
}

function optionsOf({ port, prefix, scheme, startOrder, ruleIn }: ConnectPart): ConnectOptions {
  return { port, prefix, scheme, startOrder, securityGroupRuleIn: ruleIn && ConnectionSide[ruleIn] };
}

export function groupOf(stack: Stack, id: string, network: Network, kind: 'open' | 'closed' | undefined): SecurityGroup[] | undefined {
  return kind && [new SecurityGroup(stack, id, { vpc: network.vpc, allowAllOutbound: kind === 'open' })];
}

function buildCallerService(stack: Stack, { mode, group, variable }: CallerPart, network: Network): DiscoverableService {
  const onInstances = mode === 'bridge';
  return new DiscoverableService(stack, 'Caller', {
    cluster: onInstances ? network.instances.cluster : network.cluster,
    image: IMAGE,
    capacity: onInstances ? Capacity.ec2Bridge() : undefined,
    securityGroups: groupOf(stack, 'CallerGroup', network, group),
    environment: variable && { [variable.name]: variable.value },
  });
}

export function buildCaller({ stack, network, service, combination }: Site, part: CallerPart): void {
  const place = part.place === 'sameStack' ? stack : new Stack(stack.node.root, `${stack.stackName}Caller`, { env: environmentOf(combination.world) });
  const caller = part.itself ? service : buildCallerService(place, part, network);
  caller.connectTo(service, optionsOf(part));
  if (part.again) {
    caller.connectTo(service, part.again === 'same' ? optionsOf(part) : { ...optionsOf(part), startOrder: !(part.startOrder ?? true) });
  }
}

export function buildLambda({ stack, network, service }: Site, part: LambdaPart): void {
  const client = new LambdaFunction(stack, 'Client', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    ...part.inVpc ? { vpc: network.vpc, vpcSubnets: { subnets: network.vpc.publicSubnets }, allowPublicSubnet: true } : {},
  });
  service.allowFrom(client, { port: part.port });
  if (part.grant) {
    service.grants.discover(client);
  }
}

function buildTarget(target: TargetPart, network: Network): EndpointTarget {
  switch (target.kind) {
    case 'addresses': return EndpointTarget.addresses([...target.addresses]);
    case 'cname': return EndpointTarget.cname(target.host);
    case 'loadBalancer': return target.dualStack ? EndpointTarget.dualStackLoadBalancer(network.loadBalancer) : EndpointTarget.loadBalancer(network.loadBalancer);
    case 'attributes': return EndpointTarget.attributes(attributesOf(target.attributes)!);
  }
}

function buildCheck(part: CheckPart | undefined): EndpointHealthCheck | undefined {
  return part && EndpointHealthCheck[part.type]({ path: part.path, failureThreshold: part.failureThreshold });
}

export function buildEndpoint({ stack, combination, network, cluster, namespace, service }: Site, part: EndpointPart): void {
  const endpoint = new RegisteredEndpoint(stack, 'Endpoint', {
    cluster,
    target: buildTarget(part.target, network),
    port: part.port,
    cloudMapNamespace: namespace,
    discoveryName: named(part.discoveryName, combination.index),
    ttl: durationOf(part.ttl),
    attributes: attributesOf(part.attributes),
    healthCheck: buildCheck(part.healthCheck),
    connectable: part.connectable ? groupOf(stack, 'TargetGroup', network, 'open')![0] : undefined,
  });
  if (part.connect) {
    service.connectTo(endpoint, optionsOf(part.connect));
  }
}
