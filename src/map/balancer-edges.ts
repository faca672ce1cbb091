import type { EdgeFact } from './edge-facts';
import type { Member, Members } from './members';
import type { Resource } from '../model/assembly';
import type { Declared } from '../model/declared';
import { instancesIn } from '../model/instance-facts';
import { forwardingIn, loadBalancerOf } from '../model/target-group-facts';
import type { TemplateFacts } from '../model/template-facts';

/** Load balancers and HTTP APIs, to the services that they lead to; and the internet, to those that it reaches. */
export function balancerEdges(facts: TemplateFacts, members: Members): EdgeFact[] {
  return [...toServices(facts, members), ...fromApis(facts, members), ...fromAliases(facts, members), ...fromInternet(facts, members)];
}

/** A name of Cloud Map that is an alias of a load balancer. */
function fromAliases(facts: TemplateFacts, members: Members): EdgeFact[] {
  return facts.once(instancesIn).flatMap(({ cloudMapService, attributes }): EdgeFact[] => {
    const balancer = attributes.at('AWS_ALIAS_DNS_NAME').resource;
    const [from, to] = [cloudMapService?.resource, balancer].map((resource) => resource && members.get(resource));
    return from && to ? [{ from, to, port: null, kind: 'load-balancer' }] : [];
  });
}

function toServices(facts: TemplateFacts, members: Members): EdgeFact[] {
  const { senders } = facts.once(forwardingIn);
  return facts.ecsServices.flatMap(({ resource, properties }) => properties.at('LoadBalancers').items.flatMap((entry) => {
    const to = members.get(resource)!;
    const alternate = entry.at('AdvancedConfiguration', 'AlternateTargetGroupArn').resource;
    const groups = [entry.at('TargetGroupArn').resource, alternate].flatMap((group) => group ?? []);
    const balancers = new Set(groups.flatMap((group) => senders.get(group) ?? []).flatMap((sender) => loadBalancerOf(sender, facts)?.resource ?? []));
    return [...balancers].flatMap((balancer): EdgeFact[] => {
      const from = members.get(balancer);
      return from ? [{ from, to, port: entry.at('ContainerPort').number ?? null, kind: 'load-balancer' }] : [];
    });
  }));
}

/** An HTTP API leads to a name of Cloud Map, or to a listener. */
function fromApis(facts: TemplateFacts, members: Members): EdgeFact[] {
  return facts.of('AWS::ApiGatewayV2::Integration').flatMap(({ properties }) => {
    const [api, target] = [properties.at('ApiId').resource, properties.at('IntegrationUri').resource];
    const from = api && members.get(api);
    return from && target ? targetsOf(facts, members, target).map((to): EdgeFact => ({ from, to, port: null, kind: 'load-balancer' })) : [];
  });
}

function targetsOf(facts: TemplateFacts, members: Members, target: Resource): Member[] {
  const name = facts.cloudMapServices.find(({ resource }) => resource === target);
  const balancer = target.type === 'AWS::ElasticLoadBalancingV2::Listener' ? loadBalancerOf(facts.as(target), facts) : undefined;
  const found = name ? [...facts.registrantsOf(name), name] : balancer ? [balancer] : [];
  return found.flatMap(({ resource }: Declared) => members.get(resource) ?? []);
}

/** A listener of a load balancer that has addresses of the internet, and an HTTP API, which always has. */
function fromInternet(facts: TemplateFacts, members: Members): EdgeFact[] {
  const listeners = facts.of('AWS::ElasticLoadBalancingV2::Listener').flatMap((listener): EdgeFact[] => {
    const balancer = loadBalancerOf(listener, facts);
    const to = balancer && members.get(balancer.resource);
    const isPublic = balancer?.properties.at('Scheme').isAbsent || balancer?.properties.at('Scheme').text === 'internet-facing';
    return to && isPublic ? [{ from: 'internet', to, port: listener.properties.at('Port').number ?? null, kind: 'load-balancer' }] : [];
  });
  const apis = facts.of('AWS::ApiGatewayV2::Api').flatMap(({ resource }): EdgeFact[] => {
    const to = members.get(resource);
    return to ? [{ from: 'internet', to, port: 443, kind: 'load-balancer' }] : [];
  });
  return [...listeners, ...apis];
}
