import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { ContainerDefinition, LogDriverConfig } from 'aws-cdk-lib/aws-ecs';
import { AwsLogDriverMode, LogDriver } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { isInjected } from '../shared/is-injected';
import { standFor } from '../shared/stand-for';
import { Synthesis } from '../shared/synthesis';

/**
 * The log group of a service's tasks.
 *
 * L1, because most users never touch it, and a construct around it costs at every synthesis; it becomes one when somebody asks for it.
 */
export class TaskLogs {
  /** Has a container write its logs there. */
  public readonly driver: (streamPrefix: string) => LogDriver;
  private readonly resource: CfnLogGroup;
  private construct?: ILogGroup;

  constructor(private readonly scope: Construct, retention: RetentionDays = RetentionDays.ONE_MONTH) {
    if (isInjected(scope, () => LogGroup.PROPERTY_INJECTION_ID)) {
      this.construct = new LogGroup(scope, 'LogGroup', { retention });
      this.resource = this.construct.node.defaultChild as CfnLogGroup;
    } else {
      this.resource = new CfnLogGroup(scope, 'LogGroup', { retentionInDays: retention === RetentionDays.INFINITE ? undefined : retention });
      this.resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
    this.driver = (streamPrefix) => new NonBlockingLogs(this.resource, streamPrefix);
  }

  /** As a construct of the CDK, with the resource as its default child: what is said of it (tags, dependencies) is said of that. */
  public get logGroup(): ILogGroup {
    this.construct ??= Synthesis.of(this.scope).makeReadable(() => standFor(LogGroup.fromLogGroupName(this.scope, 'LogGroupByName', this.resource.ref), this.resource));
    return this.construct;
  }
}

/** Non-blocking logs: a container that cannot write a line goes on, and does not stop answering. */
class NonBlockingLogs extends LogDriver {
  constructor(private readonly resource: CfnLogGroup, private readonly streamPrefix: string) {
    super();
  }

  public bind(_scope: Construct, { taskDefinition }: ContainerDefinition): LogDriverConfig {
    taskDefinition.addToExecutionRolePolicy(new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [this.resource.attrArn],
    }));
    return {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': this.resource.ref,
        'awslogs-stream-prefix': this.streamPrefix,
        'awslogs-region': Stack.of(this.resource).region,
        'mode': AwsLogDriverMode.NON_BLOCKING,
      },
    };
  }
}
