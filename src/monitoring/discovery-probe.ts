import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Code, Function as ProbeFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { defineAskingPolicy, defineWatch } from './define-watch';
import type { MonitoredService } from './monitored-service';
import { charactersOfArn, charactersOfInput } from './monitored-service';
import { PROBE_CODE } from './probe-code';
import { chunksWithin } from '../shared/chunks-within';
import { Synthesis } from '../shared/synthesis';

const PROBE_ID = 'DiscoveryProbe';

/**
 * What EventBridge takes, in characters: an event pattern, and the constant input of a target. Less room for what stands around the services.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
const PATTERN_CHARACTERS = 2_048 - 160;
const INPUT_CHARACTERS = 8_192 - 100;

/**
 * What IAM takes, in characters: a managed policy, less room for what stands around the ARNs. A role has ten of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const POLICY_CHARACTERS = 6_144 - 400;

/** "arn:aws-us-gov:servicediscovery:ap-southeast-1:123456789012:service/srv-<16 characters>", with its quotes and comma. */
const CLOUD_MAP_ARN_CHARACTERS = 100;

/** CloudWatch takes no more actions for an alarm. */
const MOST_ACTIONS = 5;

/**
 * The function that counts what AWS publishes no metrics of. One a stack, made by the first service that is monitored.
 *
 * It lives beside the services, never beside the cluster, and refers to none of them: what names them are its rules and policies, which nothing waits
 * for.
 */
export class DiscoveryProbe extends Construct {
  /** The probe of the stack that `scope` is in. */
  public static of(scope: IConstruct): DiscoveryProbe {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(PROBE_ID) as DiscoveryProbe | undefined ?? new DiscoveryProbe(stack);
  }

  public readonly failing: Alarm;

  private readonly monitored: MonitoredService[] = [];
  private readonly actions = new Map<string, IAlarmAction>();

  private constructor(private readonly stack: Stack) {
    super(stack, PROBE_ID);
    const logGroup = new LogGroup(this, 'LogGroup', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, 'Role', {
      description: 'Counts the tasks of discoverable services',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        WriteLogs: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] })],
        }),
      },
    });
    const probe = new ProbeFunction(this, 'Function', {
      description: 'Counts registered, healthy and running tasks of discoverable services, every minute',
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline(PROBE_CODE),
      memorySize: 256,
      timeout: Duration.minutes(1),
      // The next minute asks again.
      retryAttempts: 0,
      role,
      logGroup,
    });
    this.failing = defineFailureAlarm(this, probe);
    Synthesis.of(this).prepare(() => this.watch(probe, role));
  }

  /** Has a service asked for. */
  public add(monitored: MonitoredService): void {
    this.monitored.push(monitored);
  }

  /** Tells of a probe that fails, and of one that does not run: then there is no data. Each action once, whoever it comes from. */
  public addAlarmAction(action: IAlarmAction): void {
    const config = action.bind(this.failing, this.failing);
    const key = JSON.stringify(this.stack.resolve(config.alarmActionArn));
    if (!this.actions.has(key) && this.actions.size < MOST_ACTIONS) {
      const bound = { bind: () => config };
      this.actions.set(key, bound);
      this.failing.addAlarmAction(bound);
      this.failing.addInsufficientDataAction(bound);
    }
  }

  /** In the order of the services' paths, so that moving a line moves nothing in the template. */
  private watch(probe: IFunction, role: Role): void {
    const sorted = [...this.monitored].sort((a, b) => a.service.node.path < b.service.node.path ? -1 : 1);
    const policies = chunksWithin(POLICY_CHARACTERS, POLICY_CHARACTERS, sorted, (service) => charactersOfArn(service) + CLOUD_MAP_ARN_CHARACTERS)
      .map((services, index) => defineAskingPolicy(this, `Policy${index + 1}`, role, services));
    // What a service takes of whichever is scarcer, the pattern or the input.
    const share = INPUT_CHARACTERS / PATTERN_CHARACTERS;
    const sizeOf = (service: MonitoredService) => Math.max(Math.ceil((charactersOfArn(service) + 3) * share), charactersOfInput(service));
    chunksWithin(INPUT_CHARACTERS, INPUT_CHARACTERS, sorted, sizeOf)
      .map((services, index) => defineWatch(this, `Watch${index + 1}`, probe, services))
      // Whoever is asked for must be allowed by then.
      .forEach((watch) => watch.node.addDependency(...policies));
  }
}

/** A run fails where a service was not answered for; three times five minutes are no hiccup. */
function defineFailureAlarm(scope: Construct, probe: IFunction): Alarm {
  return new Alarm(scope, 'Failing', {
    alarmDescription: 'The probe that counts the tasks of discoverable services fails or (INSUFFICIENT_DATA) does not run: no other discovery alarm of '
      + 'this stack can be trusted. Look first at the log of the function, which names the services that were not answered for.',
    metric: probe.metricErrors({ period: Duration.minutes(5) }),
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    threshold: 1,
    evaluationPeriods: 3,
    // Not breaching: a first deployment has no data until its services are up.
    treatMissingData: TreatMissingData.MISSING,
  });
}
