import type { Instance } from '../tasks/instance';

/** Route 53 answers a multivalue question with no more. */
const MOST_ANSWERS = 8;

/**
 * Whom an answer is of: one in weighted routing, else at most eight. Those that are not healthy are left out, unless none is healthy.
 *
 * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsConfig.html
 */
export function chosen(instances: readonly Instance[], routingPolicy: 'MULTIVALUE' | 'WEIGHTED', random: () => number): readonly Instance[] {
  const healthy = instances.filter(({ name, health }) => name.health === 'nobody' || health === 'HEALTHY');
  const eligible = healthy.length > 0 ? healthy : instances;
  return sample(eligible, routingPolicy === 'WEIGHTED' ? 1 : MOST_ANSWERS, random);
}

/** Some of a list, in an order of chance. */
function sample<T>(list: readonly T[], count: number, random: () => number): T[] {
  const rest = [...list];
  const some: T[] = [];
  while (some.length < count && rest.length > 0) {
    const index = Math.floor(random() * rest.length);
    some.push(rest[index]);
    rest[index] = rest[rest.length - 1];
    rest.pop();
  }
  return some;
}
