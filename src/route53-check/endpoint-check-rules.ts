import type { EndpointChoice } from './route53-check-choice';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { secondsText } from '../shared/seconds-text';

const LINK = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

const CHECKER_REGIONS: readonly string[] = [
  'us-east-1', 'us-west-1', 'us-west-2', 'eu-west-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'sa-east-1',
];

/** A number that is not a whole one in a range. */
export function outside(name: string, value: number, least: number, most: number): string[] {
  return known(value) && !(Number.isInteger(value) && value >= least && value <= most) ? [`${name} is ${value}.`] : [];
}

function brokenRegions(regions: readonly string[]): string[] {
  const foreign = regions.filter((region) => known(region) && !CHECKER_REGIONS.includes(region));
  return [
    ...foreign.map((region) => `No checker is in "${region}".`),
    ...new Set(regions).size < 3 ? [`regions has ${new Set(regions).size} of them.`] : [],
  ];
}

export const endpointCheckRules: ReadonlyArray<Rule<EndpointChoice>> = [
  {
    id: 'health-check-port',
    severity: 'error',
    why: 'An endpoint listens on a whole port number from 1 to 65535. Route 53 refuses any other.',
    fix: 'Give the port that clients call, such as 443.',
    link: LINK,
    broken: ({ port }) => outside('port', port, 1, 65535),
  },
  {
    id: 'health-check-path',
    severity: 'error',
    why: 'Route 53 takes a path of at most 255 characters.',
    fix: 'Give a path such as "/health".',
    link: LINK,
    broken: ({ path }) => known(path) && path.length > 255 ? [`path has ${path.length} characters.`] : [],
  },
  {
    id: 'health-check-search-string',
    severity: 'error',
    why: 'Route 53 looks for a text of 1 to 255 characters.',
    fix: 'Give a short text that only a good answer has, or leave searchString out to let the status decide.',
    link: LINK,
    broken: ({ searchString: text }) => known(text) && (text.length === 0 || text.length > 255) ? [`searchString has ${text.length} characters.`] : [],
  },
  {
    id: 'health-check-interval',
    severity: 'error',
    why: 'Each checker asks every 10 or every 30 seconds. The API refuses anything between, though the schema of CloudFormation takes it.',
    fix: 'Give Duration.seconds(10) or Duration.seconds(30).',
    link: LINK,
    broken: ({ requestIntervalSeconds: interval }) => known(interval) && interval !== 10 && interval !== 30 ? [`requestInterval is ${secondsText(interval)}.`] : [],
  },
  {
    id: 'health-check-failure-threshold',
    severity: 'error',
    why: 'A checker changes its mind after 1 to 10 checks in a row. Route 53 refuses any other number.',
    fix: 'Give a whole number such as 3.',
    link: LINK,
    broken: ({ failureThreshold }) => outside('failureThreshold', failureThreshold, 1, 10),
  },
  {
    id: 'health-check-regions',
    severity: 'error',
    why: `Route 53 checks from at least three of ${CHECKER_REGIONS.join(', ')}.`,
    fix: 'Give three or more of them, or leave regions out for all.',
    link: LINK,
    broken: ({ regions }) => known(regions) ? brokenRegions(regions) : [],
  },
];
