import type { Instance } from '../tasks/instance';
import { sample } from '../tasks/sample';

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
