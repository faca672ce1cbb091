import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

/** What decides whether ECS can watch alarms. */
export interface RollbackFacts {
  readonly service: string;
  readonly alarms: readonly WatchedAlarm[];
  readonly account: string;
  readonly region: string;
  readonly tooLate: boolean;
}

export interface WatchedAlarm {
  readonly path: string;
  readonly account: string;
  readonly region: string;
  readonly isOfOtherStage: boolean;
  /** Whether its name refers to the service. */
  readonly isNamedByService: boolean;
}

const isElsewhere = (here: string, there: string) => known(here) && known(there) && here !== there;

export const rollbackRules: ReadonlyArray<Rule<RollbackFacts>> = [
  {
    id: 'rollback-alarm',
    severity: 'error',
    why: 'ECS watches alarms of its own account and Region, by their names, which are written into the service when synthesis begins. A name that refers to the service would be known '
      + 'after it, and one of another stage is made without knowledge of this one.',
    fix: 'Give rollBackOn() alarms of the service\'s account, Region and stage while the app is being built, with literal names or none; of another stage Alarm.fromAlarmName().',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
    broken: ({ service, alarms, account, region, tooLate }) => [
      ...alarms.length === 0 ? [`No alarm is given for ${service}.`] : [],
      ...tooLate ? ['Synthesis has begun.'] : [],
      ...alarms.filter((alarm) => isElsewhere(account, alarm.account) || isElsewhere(region, alarm.region))
        .map((alarm) => `${alarm.path} is in ${alarm.account}/${alarm.region}, and ${service} in ${account}/${region}.`),
      ...alarms.filter(({ isOfOtherStage }) => isOfOtherStage).map(({ path }) => `${path} is in another stage than ${service}.`),
      ...alarms.filter(({ isNamedByService }) => isNamedByService).map(({ path }) => `The name of ${path} refers to ${service}.`),
    ],
  },
];
