import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { followGroups } from './connect/follow-groups';
import type { ServiceConnectPart } from './connect/participant';
import { introduce } from './connect/participant';
import type { DiscoverableServiceParts } from './define-discoverable-service';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { identityOf } from './plan/identity';
import { isInServiceConnect } from './service-connect/service-connect-choice';
import { makeIdsOnce } from './shared/ids-once';

/** The security groups of the tasks, with the main port as the default port. */
export function connectionsOf({ clientPorts: { ports: [port] } }: DiscoverableServicePlan, { groups }: DiscoverableServiceParts): Connections {
  return new Connections({ securityGroups: [...groups.constructs()], defaultPort: port === undefined ? undefined : Port.tcp(port) });
}

/** Makes a service known to those that it connects to, and that connect to it. */
export function introduceService(
  construct: IConstruct & IGrantable & IConnectable,
  plan: DiscoverableServicePlan, parts: DiscoverableServiceParts, endpoint: EndpointFacts | undefined,
): void {
  const { ecsService: service, cluster, container, groups } = parts;
  const network = { groups: groups.connected, onInstances: plan.capacity.networkMode !== 'awsvpc' };
  makeIdsOnce(construct);
  followGroups(construct, network);
  introduce({
    construct,
    ...network,
    endpoint,
    registered: plan.registered,
    service,
    container,
    grantee: construct,
    vpc: cluster.vpc,
    serviceConnect: serviceConnectPart(plan, parts),
  });
}

/** What others in Service Connect know of a service; nothing where it takes no part. */
function serviceConnectPart(
  { serviceConnect, cloudMapNamespace: choice, capacity }: DiscoverableServicePlan, { cloudMapNamespace }: DiscoverableServiceParts,
): ServiceConnectPart | undefined {
  if (serviceConnect === undefined || cloudMapNamespace === undefined || !isInServiceConnect(serviceConnect.choice)) {
    return undefined;
  }
  const server = serviceConnect.choice.kind === 'server' ? serviceConnect.choice : undefined;
  return {
    // What is read from a parameter is another token in each stack.
    namespaceIdentity: choice.kind === 'parameter' ? `parameter ${choice.parameterName}` : identityOf(cloudMapNamespace.namespaceId),
    ports: serviceConnect.ports,
    dnsName: server?.dnsName,
    hasEphemeralPorts: capacity.networkMode === 'bridge',
    hasTls: server?.tls !== undefined,
  };
}
