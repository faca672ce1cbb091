import type { DeployedRegion } from './deployed';
import { resourcesOf } from './deployed';
import type { Expected, Recorded } from './promise';
import { Reference } from './promise';

export function problemsOfRecorded(here: DeployedRegion, { type, of = '', count = 1, having = {} }: Recorded): string[] {
  const found = resourcesOf(here, type, of);
  const right = found.filter(({ properties }) => matches(here, properties, having));
  return right.length === count ? [] : [`${right.length} of ${found.length} ${type} ${of} are as promised, and not ${count}`];
}

/** Of objects, what is expected is there; of lists, each that is expected is. CloudFormation takes numbers as texts, too. */
function matches(here: DeployedRegion, value: unknown, expected: Expected): boolean {
  if (expected instanceof RegExp) {
    return expected.test(String(value));
  }
  if (expected instanceof Reference) {
    return here.resources.some(({ id, physicalId }) => id.startsWith(expected.id) && String(value).includes(physicalId));
  }
  if (Array.isArray(expected)) {
    return Array.isArray(value) && expected.every((part) => value.some((item) => matches(here, item, part)));
  }
  if (typeof expected === 'object') {
    const parts = (value ?? {}) as Record<string, unknown>;
    return Object.entries(expected).every(([name, part]) => matches(here, parts[name], part as Expected));
  }
  return String(value) === String(expected);
}
