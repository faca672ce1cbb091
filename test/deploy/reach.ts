import type { DeployedRegion, GroupRule } from './deployed';

/** Whether packets to a port pass the security groups of both sides. Tasks of one VPC have addresses in it, so rules for all addresses hold. */
export function reaches(region: DeployedRegion, from: readonly string[], to: readonly string[], port: number, protocol = 'tcp'): boolean {
  const rules = (ids: readonly string[], direction: string) => region.securityGroups.filter(({ id }) => ids.includes(id))
    .flatMap((group) => group.rules)
    .filter((rule) => rule.direction === direction && covers(rule, port, protocol));
  const isFor = (ids: readonly string[]) => ({ group, cidr }: GroupRule) => group === null ? /^(0\.0\.0\.0|::|10\..*)\/\d+$/.test(cidr ?? '') : ids.includes(group);
  return rules(from, 'egress').some(isFor(to)) && rules(to, 'ingress').some(isFor(from));
}

function covers(rule: GroupRule, port: number, protocol: string): boolean {
  return rule.protocol === '-1' || (rule.protocol === protocol && rule.from <= port && port <= rule.to);
}
