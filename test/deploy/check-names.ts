import type { Deployed } from './deployed';
import { balancerOf, resourcesOf } from './deployed';
import type { Failover, Name } from './promise';
import type { Asker } from './resolve';
import { resolve } from './resolve';

export function problemsOfName(state: Deployed, asker: Asker, { at, type, answers }: Name): string[] {
  const found = resolve(state, asker, at, type)?.values ?? [];
  const isSo = typeof answers === 'number' ? found.length === answers : String(found) === String(answers);
  return isSo ? [] : [`${at} is answered with [${found.join(', ')}], and not with ${String(answers)}`];
}

export function problemsOfAlias(state: Deployed, asker: Asker, at: string, id: string): string[] {
  const expected = balancerOf(state.regions[asker.region], id)?.dnsName ?? `a load balancer of ${id}`;
  return problemsOfName(state, asker, { at, type: 'A', answers: [expected] });
}

/** The first load balancer is answered while it is up; the other one when its targets are down, or what its health check asks. */
export function problemsOfFailover(state: Deployed, asker: Asker, { at, from, to, checked }: Failover): string[] {
  const here = state.regions[asker.region];
  const first = balancerOf(here, from)?.dnsName;
  const others = Object.values(state.regions).map((region) => balancerOf(region, to)?.dnsName).filter((name) => name !== undefined && name !== first);
  const checks = resourcesOf(here, 'AWS::Route53::HealthCheck', from).map(({ physicalId }) => physicalId);
  const answered = (down: readonly (string | undefined)[]) => resolve(state, { ...asker, down }, at, 'A')?.values ?? [];
  const leadsTo = (names: readonly (string | undefined)[], down: readonly (string | undefined)[]) => {
    const values = answered(down);
    return values.length === 1 && names.includes(values[0]);
  };
  return [
    ...leadsTo([first], []) ? [] : [`${at} does not lead to ${from} while that is up`],
    ...leadsTo(others, [first]) ? [] : [`${at} does not lead to ${to} while the targets of ${from} are down`],
    ...!checked || (checks.length > 0 && leadsTo(others, checks)) ? [] : [`${at} does not lead to ${to} while the health check of ${from} fails`],
  ];
}
