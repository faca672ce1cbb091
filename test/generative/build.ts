import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-ecs';
import { CfnService, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { buildCluster, buildNamespace } from './build-namespace';
import type { Site } from './build-relation';
import { buildCaller, buildEndpoint, buildLambda, groupOf, IMAGE } from './build-relation';
import { attributesOf, buildCapacity, buildProbe, buildRecords, buildTaskCount, durationOf } from './build-task';
import type { Combination } from './combination';
import { named } from './combination';
import { lettersOf, namespaceNameOf, namespaceTypeOf, serviceNameOf } from './meaning';
import type { Networks } from './network';
import { environmentOf } from './network';
import type { DiscoverableServiceProps } from '../../src';
import { DiscoverableService, Draining } from '../../src';

export function stackNameOf({ index }: Combination): string {
  return `C${String(index).padStart(4, '0')}`;
}

type Place = Pick<Site, 'stack' | 'combination' | 'network' | 'cluster' | 'namespace'>;

function propsOf({ stack, combination, network, cluster, namespace }: Place): DiscoverableServiceProps {
  const { index, draining } = combination;
  return {
    cluster,
    image: IMAGE,
    port: combination.port,
    additionalPorts: combination.additionalPorts && [...combination.additionalPorts],
    cloudMapNamespace: namespace,
    discoveryName: combination.discoveryName === undefined ? undefined : named(combination.discoveryName, index),
    dnsRecords: buildRecords(combination.records),
    serviceAttributes: attributesOf(combination.serviceAttributes),
    registered: combination.registered,
    capacity: buildCapacity(combination, network),
    taskCount: buildTaskCount(combination.taskCount),
    cpu: combination.cpu,
    memoryLimitMiB: combination.memoryLimitMiB,
    environment: combination.environment,
    secrets: combination.secrets && Object.fromEntries(combination.secrets.map((name) => [name, Secret.fromSsmParameter(network.secret)])),
    healthProbe: buildProbe(combination.probe),
    stopTimeout: durationOf(combination.stopTimeout),
    draining: draining && Draining.afterTtl({ margin: durationOf(draining.margin) }),
    shortNames: combination.shortNames,
    securityGroups: groupOf(stack, 'OwnGroup', network, combination.ownGroup),
  };
}

function buildRelation(site: Site): void {
  const { relation } = site.combination;
  switch (relation.kind) {
    case 'none': return;
    case 'caller': return buildCaller(site, relation);
    case 'lambda': return buildLambda(site, relation);
    case 'endpoint': return buildEndpoint(site, relation);
  }
}

/** What an app may define by the CDK alone, without knowing what the library does. */
function buildNeighbour({ stack, combination, network, service }: Site): void {
  if (combination.neighbour === undefined || combination.port === undefined) {
    return;
  }
  if (combination.neighbour === 'secondZone') {
    new PrivateDnsNamespace(stack, 'SecondZone', { name: namespaceNameOf(combination) ?? 'second.internal', vpc: network.vpc });
    return;
  }
  const name = serviceNameOf(combination);
  const isSame = combination.neighbour === 'sameName';
  new CfnService(stack, 'Neighbour', {
    name: isSame ? name : name.toUpperCase(),
    namespaceId: service.cloudMapService.namespace.namespaceId,
    dnsConfig: namespaceTypeOf(combination) === 'http' ? undefined : { dnsRecords: [{ type: 'A', ttl: 60 }], routingPolicy: 'MULTIVALUE' },
  });
}

/** Builds a combination in a stack of its own, by the public API only. */
export function build(app: App, networks: Networks, combination: Combination): void {
  const network = networks.of(combination);
  const stack = new Stack(app, stackNameOf(combination), { env: environmentOf(combination.world) });
  const place = {
    stack, combination, network, cluster: buildCluster(stack, combination, network), namespace: buildNamespace(stack, combination, network),
  };
  const site = { ...place, service: new DiscoverableService(stack, `OrderX${lettersOf(combination.index)}`, propsOf(place)) };
  buildRelation(site);
  buildNeighbour(site);
}
