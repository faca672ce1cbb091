import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import { participantOf } from './connect/participant';
import { DiscoveryMonitoring } from './monitoring/discovery-monitoring';
import { monitoredService } from './monitoring/monitored-service';
import type { MonitoringOptions } from './monitoring/monitoring-options';
import { monitoringRules } from './monitoring/monitoring-rules';
import { OPTIONS_OF, wrongValues } from './plan/wrong-values';
import { desiredCountOf, hasCircuitBreaker } from './registration/register-tasks';
import { unacknowledged } from './shared/acknowledged';
import { refuse } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { Synthesis } from './shared/synthesis';
import { warn } from './shared/warn';
import { FAILED_DEPLOYMENTS_UNSEEN } from './shared/warnings';
import { refuseWrongValues } from './shared/wrong-value';

/** Metrics and alarms of a service with a name, or all reasons why it cannot have them. */
export function monitor(construct: IConstruct, cloudMapService: IService, options: MonitoringOptions): DiscoveryMonitoring {
  refuseWrongValues(`${construct.node.path}.monitor()`, wrongValues({ options }, { options: OPTIONS_OF.monitor }));
  const { service, endpoint, registered } = participantOf(construct)!;
  const { minHealthyTasks = 1, healthyEvaluationPeriods = 5, evaluationPeriods = 15 } = options;
  const found = DiscoveryMonitoring._find(service!.construct);
  refuse(`${construct.node.path}.monitor()`, unacknowledged(construct, findingsOf(monitoringRules, {
    service: construct.node.path,
    registered,
    minHealthyTasks: options.minHealthyTasks,
    periods: new Map(Object.entries({ healthyEvaluationPeriods, evaluationPeriods })),
    tasks: desiredCountOf(service!),
    contradicts: found !== undefined && Object.values(options).some((value) => value !== undefined),
    tooLate: found === undefined && Synthesis.of(construct).hasBegun,
  })));
  if (found) {
    return found;
  }
  const monitored = monitoredService(service!.construct, cloudMapService, endpoint!);
  const { namespace, name } = monitored.probed;
  const monitoring = DiscoveryMonitoring._of(monitored, {
    label: name === '.' ? namespace : `${name}.${namespace}`, minHealthyTasks, healthyEvaluationPeriods, evaluationPeriods,
  });
  monitoring.addAlarmAction(...options.alarmActions ?? []);
  if (!hasCircuitBreaker(service!)) {
    warn(monitoring, FAILED_DEPLOYMENTS_UNSEEN);
  }
  return monitoring;
}
