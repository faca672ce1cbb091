import type { CfnResource } from 'aws-cdk-lib';
import { Stack, Token } from 'aws-cdk-lib';
import type { BaseService, CfnCluster, CfnService, ICluster } from 'aws-cdk-lib/aws-ecs';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { ProbedService } from './probe-code';
import type { EndpointFacts } from '../endpoint/discovery-endpoint';

/** A service that the probe asks for. */
export interface MonitoredService {
  readonly service: BaseService;
  readonly cloudMapService: IService;
  readonly probed: ProbedService;
}

/**
 * What the probe is told of a service.
 *
 * Namespace and name are those that users see. Two environments of one account can have both in common, but not the cluster too: within one, a name
 * is there once. A namespace that was imported without its name goes by its ID.
 */
export function monitoredService(service: BaseService, cloudMapService: IService, { namespaceName, discoveryName }: EndpointFacts): MonitoredService {
  return {
    service,
    cloudMapService,
    probed: {
      cluster: service.cluster.clusterName,
      namespace: namespaceName ?? cloudMapService.namespace.namespaceId,
      name: discoveryName,
      id: cloudMapService.serviceId,
      arn: service.serviceArn,
    },
  };
}

/** The most characters that the ARN of a service can have at deployment. */
export function charactersOfArn({ service }: MonitoredService): number {
  // "arn:aws-us-gov:ecs:ap-southeast-1:123456789012:service/<cluster>/<service>"
  const resource = service.node.findChild('Service') as CfnService;
  return 60 + charactersOfCluster(service.cluster) + charactersOfName(resource, resource.serviceName);
}

/** The most characters that a service takes in the input of the probe. */
export function charactersOfInput(monitored: MonitoredService): number {
  const { service, cloudMapService, probed: { namespace, name, id } } = monitored;
  const longestNamespace = cloudMapService.namespace.type === NamespaceType.HTTP ? 1024 : 253;
  // {"cluster":"","namespace":"","name":"","id":"","arn":""}
  return 60 + charactersOfCluster(service.cluster) + charactersOf(namespace, longestNamespace) + charactersOf(name, 127) + charactersOf(id, 64)
    + charactersOfArn(monitored);
}

function charactersOf(value: string, most: number): number {
  return Token.isUnresolved(value) ? most : value.length;
}

function charactersOfCluster(cluster: ICluster): number {
  const resource = cluster.node.defaultChild as CfnCluster | undefined;
  return resource ? charactersOfName(resource, resource.clusterName) : charactersOf(cluster.clusterName, 255);
}

/** A name that was given, or the one that CloudFormation makes: `<stack name>-<logical id>-<12 characters>`. */
function charactersOfName(resource: CfnResource, name: string | undefined): number {
  const stack = Stack.of(resource);
  const given = stack.resolve(name) as unknown;
  return given === undefined
    ? charactersOf(stack.stackName, 128) + stack.getLogicalId(resource).length + 14
    : typeof given === 'string' ? given.length : 255;
}
