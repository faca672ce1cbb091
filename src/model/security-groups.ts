import { findResource, resourcesOfType } from './assembly';
import type { Assembly } from './assembly';
import { listOf, objectOf } from './json';
import type { JsonObject } from './json';
import { numberIn, resolveValue, textIn } from './resolve-value';

/** Ports of one protocol; a bound is undefined where it is only known at deployment. */
export interface PortRange {
  readonly protocol: 'tcp' | 'udp' | 'all';
  readonly lowest?: number;
  readonly highest?: number;
}

/** A rule that lets the members of one security group reach the members of another. */
export interface IngressRule {
  readonly source: string;
  readonly target: string;
  readonly ports: PortRange;
}

/** Protocols without ports are no way to reach a service. */
const PROTOCOLS: ReadonlyMap<string, PortRange['protocol']> = new Map([
  ['tcp', 'tcp'], ['6', 'tcp'], ['udp', 'udp'], ['17', 'udp'], ['-1', 'all'],
]);

/**
 * A key that is the same for all expressions that stand for the same security group; undefined where it is not known.
 *
 * `Ref` and `GroupId` of a security group are the same id; the same literal id is the same group.
 */
export function securityGroupIn(assembly: Assembly, stack: string, expression: unknown): string | undefined {
  const value = resolveValue(assembly, stack, expression);
  switch (value.kind) {
    case 'literal': return String(value.value);
    case 'reference': {
      const isGroup = findResource(assembly, value)?.type === 'AWS::EC2::SecurityGroup';
      return JSON.stringify([value.stack, value.logicalId, isGroup ? 'GroupId' : value.attribute]);
    }
    default: return undefined;
  }
}

/** The rules between security groups, written as resources of their own or inside the group. */
export function ingressRulesIn(assembly: Assembly): IngressRule[] {
  const own = resourcesOfType(assembly, 'AWS::EC2::SecurityGroupIngress')
    .flatMap(({ stack, properties }) => readRule(assembly, stack, properties.GroupId, properties));
  const inside = resourcesOfType(assembly, 'AWS::EC2::SecurityGroup')
    .flatMap(({ stack, logicalId, properties }) => listOf(properties.SecurityGroupIngress)
      .flatMap((rule) => readRule(assembly, stack, { Ref: logicalId }, objectOf(rule))));
  return [...own, ...inside];
}

function readRule(assembly: Assembly, stack: string, group: unknown, rule: JsonObject): IngressRule[] {
  const target = securityGroupIn(assembly, stack, group);
  const source = securityGroupIn(assembly, stack, rule.SourceSecurityGroupId);
  const protocol = PROTOCOLS.get(textIn(assembly, stack, rule.IpProtocol) ?? '');
  if (target === undefined || source === undefined || protocol === undefined) {
    return [];
  }
  const lowest = protocol === 'all' ? 0 : numberIn(assembly, stack, rule.FromPort);
  const highest = protocol === 'all' ? 65535 : numberIn(assembly, stack, rule.ToPort);
  return [{ source, target, ports: { protocol, lowest, highest } }];
}
