import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const RECORD_SET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';

/** What a record of a group is asked to be. */
export interface RoutingSettings {
  readonly setIdentifier?: string;
  readonly weight?: number;
  readonly region?: string;
}

export const routingRules: ReadonlyArray<Rule<RoutingSettings>> = [
  {
    id: 'routing-set-identifier',
    severity: 'error',
    why: 'Route 53 tells the records of a name apart by identifiers of 1 to 128 characters.',
    fix: 'Leave setIdentifier out, or give a short one such as "primary".',
    link: RECORD_SET,
    broken: ({ setIdentifier: id }) => known(id) && (id.length < 1 || id.length > 128) ? [`setIdentifier has ${id.length} characters.`] : [],
  },
  {
    id: 'routing-weight',
    severity: 'error',
    why: 'A weight is a whole number from 0 to 255.',
    fix: 'Give shares such as 90 and 10.',
    link: RECORD_SET,
    broken: ({ weight }) => known(weight) && !(Number.isInteger(weight) && weight >= 0 && weight <= 255) ? [`weight is ${weight}.`] : [],
  },
  {
    id: 'routing-region',
    severity: 'error',
    why: 'A latency record names the Region of AWS that its target is in, and not an Availability Zone.',
    fix: 'Give a Region such as "eu-west-1", or leave region out in the stack that the target is in.',
    link: RECORD_SET,
    broken: ({ region }) => known(region) && !/^[a-z]+(-[a-z]+)+-\d$/.test(region) ? [`region is "${region}".`] : [],
  },
];
