import type { Stack } from 'aws-cdk-lib';
import { CfnMesh, CfnVirtualNode, CfnVirtualService } from 'aws-cdk-lib/aws-appmesh';
import type { FargateTaskDefinitionProps } from 'aws-cdk-lib/aws-ecs';
import { AppMeshProxyConfiguration, ContainerDependencyCondition, ContainerImage, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** The mesh of a website that calls orders: what `before.ts` and `callers.ts` define, and `after.ts` no more. */
export function defineMesh(stack: Stack) {
  const mesh = new CfnMesh(stack, 'Mesh', { meshName: 'shop' });
  const node = (id: string, virtualNodeName: string, backends: CfnVirtualNode.BackendProperty[]) => new CfnVirtualNode(stack, id, {
    meshName: mesh.attrMeshName,
    virtualNodeName,
    spec: {
      listeners: [{ portMapping: { port: 80, protocol: 'http' } }],
      serviceDiscovery: { awsCloudMap: { namespaceName: 'shop.internal', serviceName: virtualNodeName } },
      backends,
    },
  });
  const orders = node('OrdersNode', 'orders', []);
  const website = node('WebsiteNode', 'website', [{ virtualService: { virtualServiceName: 'orders.shop.internal' } }]);
  const virtualService = new CfnVirtualService(stack, 'OrdersVirtualService', {
    meshName: mesh.attrMeshName,
    virtualServiceName: 'orders.shop.internal',
    spec: { provider: { virtualNode: { virtualNodeName: orders.attrVirtualNodeName } } },
  });
  return { orders, website, all: [mesh, orders, website, virtualService] };
}

/** The settings of a task definition whose traffic goes through Envoy. */
export const PROXIED: FargateTaskDefinitionProps = {
  proxyConfiguration: new AppMeshProxyConfiguration({
    containerName: 'envoy',
    properties: { appPorts: [80], proxyIngressPort: 15000, proxyEgressPort: 15001, ignoredUID: 1337, egressIgnoredIPs: ['169.254.170.2', '169.254.169.254'] },
  }),
};

/** A task with a container that serves on port 80, and Envoy beside it. */
export function proxiedTask(stack: Stack, id: string, node: CfnVirtualNode, image: string, environment: Record<string, string> = {}) {
  const task = new FargateTaskDefinition(stack, id, PROXIED);
  const envoy = task.addContainer('envoy', {
    image: ContainerImage.fromRegistry('public.ecr.aws/appmesh/aws-appmesh-envoy:v1.29.12.1-prod'),
    environment: { APPMESH_RESOURCE_ARN: node.attrArn },
    user: '1337',
    healthCheck: { command: ['CMD-SHELL', 'curl -s http://localhost:9901/server_info | grep state | grep -q LIVE'] },
  });
  const web = task.addContainer('web', { image: ContainerImage.fromRegistry(image), portMappings: [{ containerPort: 80 }], environment });
  web.addContainerDependencies({ container: envoy, condition: ContainerDependencyCondition.HEALTHY });
  task.defaultContainer = web;
  task.addToTaskRolePolicy(new PolicyStatement({ actions: ['appmesh:StreamAggregatedResources'], resources: [node.attrArn] }));
  return task;
}
