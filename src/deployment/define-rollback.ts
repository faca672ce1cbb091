import { Names, Stack, Stage } from 'aws-cdk-lib';
import type { CfnAlarm, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';
import type { DeploymentChoice } from './deployment-choice';
import { shiftsTraffic } from './deployment-choice';
import { referencesIn } from '../dependencies/references';
import { rollbackRules } from '../rules/rollback-rules';
import { unacknowledged } from '../shared/acknowledged';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';
import { Synthesis } from '../shared/synthesis';

const alarmsOfService = new WeakMap<BaseService, Set<IAlarm>>();

/** Has deployments of a service end when one of the alarms goes off. */
export function rollBackOn(service: BaseService, choice: DeploymentChoice, alarms: readonly IAlarm[]): void {
  const subject = service.node.scope!.node.path;
  const synthesis = Synthesis.of(service);
  const { account, region } = Stack.of(service);
  refuse(`${subject}.rollBackOn()`, unacknowledged(service, findingsOf(rollbackRules, {
    service: subject,
    alarms: alarms.map((alarm) => ({
      path: alarm.node.path, ...alarm.env, isOfOtherStage: Stage.of(alarm) !== Stage.of(service), isNamedByService: isNamedBy(service, alarm),
    })),
    account,
    region,
    tooLate: synthesis.hasBegun,
  })));
  const watched = alarmsOfService.get(service) ?? new Set<IAlarm>();
  if (watched.size === 0) {
    alarmsOfService.set(service, watched);
    synthesis.prepare(() => watch(service, [...watched].map(nameOf), shiftsTraffic(choice) || choice.rollback));
  }
  alarms.forEach((alarm) => watched.add(alarm));
}

/** The alarms that end deployments of a service. */
export function watchedAlarms(service: BaseService): IAlarm[] {
  return [...alarmsOfService.get(service) ?? []];
}

/** Not by `enableDeploymentAlarms()`: the CDK keeps the names of its first call only, and warns of circles that are not there. */
function watch(service: BaseService, alarmNames: readonly string[], rollback: boolean): void {
  const resource = service.node.defaultChild as CfnService;
  const there = (Stack.of(service).resolve(resource.deploymentConfiguration) as CfnService.DeploymentConfigurationProperty).alarms;
  resource.addPropertyOverride('DeploymentConfiguration.Alarms', {
    AlarmNames: [...new Set([...(there as CfnService.DeploymentAlarmsProperty | undefined)?.alarmNames ?? [], ...alarmNames])].sort(),
    Enable: true,
    Rollback: rollback,
  });
}

/**
 * A literal, because an alarm on a metric of the service refers to the service: a service that referred to the alarm would close a circle.
 *
 * So an alarm without a name of its own gets one, which no other stack of the account can have.
 */
function nameOf(alarm: IAlarm): string {
  const resource = alarm.node.defaultChild as CfnAlarm | undefined;
  if (resource === undefined) {
    return alarm.alarmName;
  }
  // The CDK has a token there, which comes to nothing where no name was given.
  if (Stack.of(alarm).resolve(resource.alarmName) === undefined) {
    resource.alarmName = `${outermost(Stack.of(alarm)).stackName}-${Names.uniqueResourceName(alarm, { maxLength: 120, separator: '-' })}`;
  }
  return resource.alarmName!;
}

/** Whether the name of an alarm is known only when the service is there. */
function isNamedBy(service: BaseService, alarm: IAlarm): boolean {
  const resource = alarm.node.defaultChild as CfnAlarm | undefined;
  return resource !== undefined && referencesIn(resource.alarmName, resource).has(service.node.defaultChild!);
}

/** The name of a nested stack is known at deployment only. */
function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}
