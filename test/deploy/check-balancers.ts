import type { DeployedRegion, EcsService, Resource, TargetGroup, Task } from './deployed';
import { resourcesOf, serviceOf } from './deployed';
import type { Request } from './promise';
import type { Protocol } from './reach';
import { reaches } from './reach';

export function problemsOfBalancer(here: DeployedRegion, id: string): string[] {
  const service = serviceOf(here, id);
  const groups = here.targetGroups.filter(({ arn }) => service.targetGroups.includes(arn));
  const problems = groups.length === 0 ? ['it has no target group'] : groups.flatMap((group) => unbalanced(here, service, group));
  return problems.map((problem) => `${id}: ${problem}`);
}

function unbalanced(here: DeployedRegion, service: EcsService, { targets, loadBalancers, protocol }: TargetGroup): string[] {
  const senders = here.loadBalancers.filter(({ arn }) => loadBalancers.includes(arn));
  const lacking = service.tasks.filter(({ addresses }) => !targets.some(({ id }) => addresses.includes(id)));
  const areSame = lacking.length === 0 && targets.length === service.tasks.length;
  const isClosed = (to: Task, by: Protocol) => targets.filter(({ id }) => to.addresses.includes(id))
    .some(({ id, port }) => !senders.every((from) => reaches(here, from, to, id, port, by)));
  return [
    ...areSame ? [] : [`the load balancer has ${targets.length} targets, and ${service.tasks.length} tasks run`],
    ...senders.length === 0 ? ['no load balancer sends to its target group'] : [],
    ...protocolsOf(protocol).filter((by) => service.tasks.some((task) => isClosed(task, by))).map((by) => `its port is closed to the load balancer by ${by}`),
  ];
}

function protocolsOf(protocol: string): readonly Protocol[] {
  return protocol === 'TCP_UDP' ? ['tcp', 'udp'] : protocol === 'UDP' ? ['udp'] : ['tcp'];
}

/** The request goes where the first rule leads whose conditions all hold, and else where the listener does. */
export function problemsOfRequest(here: DeployedRegion, request: Request): string[] {
  const { to, ...asked } = request;
  const service = serviceOf(here, to);
  const leads = resourcesOf(here, 'AWS::ElasticLoadBalancingV2::Listener').some((listener) => {
    const rules = resourcesOf(here, 'AWS::ElasticLoadBalancingV2::ListenerRule').filter(({ properties }) => properties.ListenerArn === listener.physicalId)
      .sort((a, b) => Number(a.properties.Priority) - Number(b.properties.Priority));
    const chosen = rules.find(({ properties }) => properties.Conditions.every((condition: Condition) => holds(condition, request)));
    return service.targetGroups.some((group) => groupsOf(chosen ?? listener).includes(group));
  });
  return leads ? [] : [`the request ${JSON.stringify(asked)} does not go to ${to}`];
}

interface Condition {
  readonly PathPatternConfig?: { readonly Values: readonly string[] };
  readonly HostHeaderConfig?: { readonly Values: readonly string[] };
  readonly HttpHeaderConfig?: { readonly HttpHeaderName: string; readonly Values: readonly string[] };
}

interface Action {
  readonly TargetGroupArn?: string;
  readonly ForwardConfig?: { readonly TargetGroups: readonly { readonly TargetGroupArn: string; readonly Weight?: number }[] };
}

/** A condition that is not known here holds for nothing. */
function holds({ PathPatternConfig: path, HostHeaderConfig: host, HttpHeaderConfig: header }: Condition, request: Request): boolean {
  const value = path ? request.path : host ? request.host : header && request.headers?.[header.HttpHeaderName];
  const patterns = (path ?? host ?? header)?.Values ?? [];
  return patterns.some((pattern) => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`).test(value ?? ''));
}

/** What gets nothing of the traffic, such as the other group of a blue/green deployment, does not count. */
function groupsOf({ properties }: Resource): string[] {
  const actions: readonly Action[] = properties.Actions ?? properties.DefaultActions;
  return actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    ...TargetGroupArn ? [TargetGroupArn] : [],
    ...(ForwardConfig?.TargetGroups ?? []).filter(({ Weight }) => Number(Weight ?? 1) > 0).map((group) => group.TargetGroupArn),
  ]);
}
