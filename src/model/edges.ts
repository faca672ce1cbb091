import { addressVariables } from './address-variables';
import type { EcsService, ServiceRef } from './ecs-services';
import type { Registration } from './registrations';
import type { IngressRule, PortRange } from './security-groups';

/** One service may reach another. */
export interface Edge {
  readonly from: ServiceRef;
  readonly to: ServiceRef;
  readonly ports: readonly PortRange[];
  /** The environment variables of the caller that carry the address of the target. */
  readonly variables: readonly string[];
}

export function edgesBetween(services: readonly EcsService[], rules: readonly IngressRule[], registrations: readonly Registration[]): Edge[] {
  const members = membersByGroup(services);
  const portsByTarget = new Map<EcsService, Map<EcsService, PortRange[]>>();
  for (const { source, target, ports } of rules) {
    for (const from of members.get(source) ?? []) {
      for (const to of members.get(target) ?? []) {
        const targets = portsByTarget.get(from) ?? new Map<EcsService, PortRange[]>();
        targets.set(to, withRange(targets.get(to) ?? [], ports));
        portsByTarget.set(from, targets);
      }
    }
  }
  return [...portsByTarget].flatMap(([from, targets]) => [...targets]
    .map(([to, ports]) => ({ from: from.ref, to: to.ref, ports, variables: variablesFor(from, to, registrations) })));
}

function membersByGroup(services: readonly EcsService[]): Map<string, EcsService[]> {
  const members = new Map<string, EcsService[]>();
  for (const service of services) {
    for (const group of new Set(service.securityGroups)) {
      members.set(group, [...members.get(group) ?? [], service]);
    }
  }
  return members;
}

/** Several security groups of one service often repeat the same rule. */
function withRange(ranges: readonly PortRange[], added: PortRange): PortRange[] {
  const isKnown = ranges.some(({ protocol, lowest, highest }) =>
    protocol === added.protocol && lowest === added.lowest && highest === added.highest);
  return isKnown ? [...ranges] : [...ranges, added];
}

function variablesFor(from: EcsService, to: EcsService, registrations: readonly Registration[]): string[] {
  const own = registrations.filter(({ ecsService }) => ecsService === to.ref);
  const address = {
    hosts: own.flatMap(({ host }) => host ?? []),
    ports: own.flatMap(({ port }) => port ?? []),
  };
  const names = (from.containers ?? []).flatMap(({ environment }) => addressVariables(environment, address));
  return [...new Set(names)];
}
