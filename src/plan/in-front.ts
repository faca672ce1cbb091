import { CfnIntegration, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';
import { CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IConstruct } from 'constructs';
import { identityOf } from './identity';
import { resolveToReferences } from './resolve-to-references';
import { known } from '../shared/known';

/** What stands in front of a service and speaks no TLS to it, seen when the app has been built; a target group that was imported does not say what it speaks. */
export function plainTextClients(construct: IConstruct & { readonly service: BaseService }): string[] {
  return [
    ...targetGroupsOf(construct.service).filter(({ protocol }) => known(protocol) && !['HTTPS', 'TLS'].includes(protocol))
      .map((group) => `${group.node.scope!.node.path} speaks ${group.protocol}`),
    ...integrationsOf(construct).filter(({ tlsConfig }) => tlsConfig === undefined).map((integration) => `${apiOf(integration)} speaks HTTP`),
  ];
}

/** The HTTP APIs in front of a service: they find its tasks in Cloud Map. */
export function httpApisOf(construct: IConstruct): string[] {
  return integrationsOf(construct).map(apiOf);
}

function integrationsOf({ node }: IConstruct): CfnIntegration[] {
  return node.findAll().filter((construct) => construct instanceof CfnIntegration);
}

function apiOf(integration: CfnIntegration): string {
  const { scopes } = integration.node;
  return (scopes.find((scope) => scope instanceof HttpApi) ?? integration).node.path;
}

function targetGroupsOf(service: BaseService): CfnTargetGroup[] {
  const resource = service.node.defaultChild as CfnService;
  const loadBalancers = resolveToReferences(resource, resource.loadBalancers) as CfnService.LoadBalancerProperty[] | undefined ?? [];
  return loadBalancers.map(({ targetGroupArn }) => typeof targetGroupArn === 'string' ? identityOf(targetGroupArn) : undefined)
    .filter((group) => group instanceof CfnTargetGroup);
}
