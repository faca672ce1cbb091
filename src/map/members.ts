import type { NodeKind } from './service-map';
import type { Resource } from '../model/assembly';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { Declared } from '../model/declared';
import type { EcsServiceFacts } from '../model/ecs-service-facts';
import { groupsAt } from '../model/network-facts';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';

/** What may be a node, by the resource that it is. */
export interface Member {
  readonly id: string;
  readonly kind: NodeKind;
  readonly resource: Resource;
  readonly service?: EcsServiceFacts;
  readonly name?: CloudMapServiceFacts;
  /** Its security groups, as far as they are of the assembly. */
  readonly groups: readonly Declared[];
}

export type Members = ReadonlyMap<Resource, Member>;

/** All that may be a node; what has no edge and is no service is left out later. */
export function membersIn(facts: TemplateFacts): Members {
  const member = (kind: NodeKind, { resource }: Declared, groups?: Property): Member => ({
    id: idOf(facts, resource),
    kind,
    resource,
    groups: groups ? groupsAt(groups, facts) : [],
  });
  const services = facts.ecsServices.map((service) => ({
    ...member('service', service, service.network.at('SecurityGroups')), service,
  }));
  const balancers = facts.of('AWS::ElasticLoadBalancingV2::LoadBalancer')
    .map((balancer) => member('load-balancer', balancer, balancer.properties.at('SecurityGroups')));
  const functions = facts.of('AWS::Lambda::Function')
    .map((declared) => member('function', declared, declared.properties.at('VpcConfig', 'SecurityGroupIds')));
  const apis = facts.of('AWS::ApiGatewayV2::Api').map((api) => member('http-api', api));
  const endpoints = facts.cloudMapServices.filter((name) => facts.registrantsOf(name).length === 0).map((name) => ({ ...member('endpoint', name), name }));
  return new Map([...services, ...balancers, ...apis, ...functions, ...endpoints].map((each) => [each.resource, each]));
}

/** A construct path says more than a logical id, and both are the same in the next version. Where one template is looked at, its file says nothing. */
function idOf({ assembly: { stacks } }: TemplateFacts, { path, stack, logicalId }: Resource): string {
  return path ?? (stacks.size === 1 ? logicalId : `${stack}/${logicalId}`);
}
