import { Duration } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { MonitoredService } from './monitored-service';

/** Allows the probe to ask for some services. Managed: a role has more room for these than for inline ones. */
export function defineAskingPolicy(scope: Construct, id: string, role: IRole, monitored: readonly MonitoredService[]): ManagedPolicy {
  return new ManagedPolicy(scope, id, {
    description: 'Asks how many tasks of monitored services run, and how many are registered and healthy',
    roles: [role],
    statements: [
      new PolicyStatement({ actions: ['ecs:DescribeServices'], resources: monitored.map(({ probed }) => probed.arn) }),
      // By condition: AWS's pages disagree on whether this action knows resources, and a condition on the ARN holds either way.
      new PolicyStatement({
        actions: ['servicediscovery:GetInstancesHealthStatus'],
        resources: ['*'],
        conditions: { ArnEquals: { 'servicediscovery:ServiceArn': monitored.map(({ cloudMapService }) => cloudMapService.serviceArn) } },
      }),
    ],
  });
}

/**
 * Has the probe asked for some services: every minute, and whenever a deployment of one of them fails.
 *
 * The list is the constant input of the two rules, where it has more room than in the environment of the function. Rules wait for the services that
 * they name, so a service is first asked for when its first tasks are up, and no longer when it is being deleted: neither is an alarm.
 */
export function defineWatch(scope: Construct, id: string, probe: IFunction, monitored: readonly MonitoredService[]): Construct {
  const watch = new Construct(scope, id);
  const services = monitored.map(({ probed }) => probed);
  new Rule(watch, 'EveryMinute', {
    description: 'Asks for the monitored services',
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaFunction(probe, { event: RuleTargetInput.fromObject({ services }) })],
  });
  new Rule(watch, 'DeploymentFailure', {
    description: 'Counts failed deployments of the monitored services',
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Deployment State Change'],
      resources: services.map(({ arn }) => arn),
      detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
    },
    targets: [new LambdaFunction(probe, { event: RuleTargetInput.fromObject({ services, failed: EventField.fromPath('$.resources[0]') }) })],
  });
  return watch;
}
