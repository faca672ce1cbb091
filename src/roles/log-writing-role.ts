import { CfnElement, Lazy, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnManagedPolicy, CfnRole, Effect } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import type { OnDemandRole, StandIn } from './on-demand-role';
import { circlesOf } from '../dependencies/circles';
import type { Unit } from '../dependencies/deployment-graph';
import { DeploymentGraph } from '../dependencies/deployment-graph';
import { ElementDependencies } from '../dependencies/element-dependencies';
import { chunksWithin } from '../shared/chunks-within';
import { Synthesis } from '../shared/synthesis';

/** All that ECS needs to write the log streams of a task, in a log group that exists. */
const LOG_WRITING_ACTIONS = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/**
 * What IAM allows, in characters without white space, less room for the rest of the document.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const INLINE_CHARACTERS = 10_240 - 300;
const MANAGED_CHARACTERS = 6_144 - 300;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
const LONGEST_LOGICAL_ID = 255;

const roles = new WeakMap<Stack, LogWritingRole>();

/** Whether a statement asks for nothing but to write log streams. */
function isLogWriting({ effect, conditions, resources, actions }: PolicyStatement): boolean {
  return effect === Effect.ALLOW
    && Object.keys(conditions as object).length === 0
    && resources.length > 0
    && actions.length > 0
    && actions.every((action) => LOG_WRITING_ACTIONS.includes(action));
}

/** Whether a construct is still there: one whose definition failed was taken out. */
function isInTree({ node }: IConstruct): boolean {
  return node.scope === undefined || (node.scope.node.tryFindChild(node.id) !== undefined && isInTree(node.scope));
}

/** The element that an ARN is an attribute of. */
function elementIn(arn: string): CfnElement | undefined {
  const { tokens: [token], length } = Tokenization.reverseString(arn);
  return length === 1 && Reference.isReference(token) && CfnElement.isCfnElement(token.target) ? token.target : undefined;
}

/**
 * One execution role a stack, for services that need it for nothing but their logs.
 *
 * It lives in the stack of its services, never beside the cluster: a cluster's stack that knows the log groups of the stacks that use
 * the cluster is a cyclic reference.
 */
export class LogWritingRole implements StandIn {
  /** The role of the stack that `scope` is in. */
  public static of(scope: IConstruct): LogWritingRole {
    const stack = Stack.of(scope);
    const role = roles.get(stack) ?? new LogWritingRole(stack);
    roles.set(stack, role);
    return role;
  }

  private readonly logGroupArns = new Map<OnDemandRole, Set<string>>();
  private readonly role: CfnRole;
  private readonly furtherPolicies: CfnManagedPolicy[] = [];
  /** What has gone to further policies. All else is inline, also what an aspect adds after that. */
  private furtherArns: readonly string[] = [];

  private constructor(private readonly stack: Stack) {
    this.role = new CfnRole(stack, 'DiscoveryExecutionRole', {
      description: 'Writes the logs of discoverable services',
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' } }],
      },
      policies: Lazy.uncachedAny({ produce: () => this.renderInlinePolicies() }, { omitEmptyArray: true }),
      managedPolicyArns: Lazy.uncachedList({ produce: () => this.furtherPolicies.map(({ ref }) => ref) }, { omitEmpty: true }),
    });
    Synthesis.of(stack).prepare(() => this.settle());
  }

  public get roleArn(): string {
    return this.role.attrArn;
  }

  public takesOver(role: OnDemandRole, statement: PolicyStatement): boolean {
    if (!isLogWriting(statement)) {
      return false;
    }
    const arns = this.logGroupArns.get(role) ?? new Set();
    statement.resources.forEach((arn) => arns.add(arn));
    this.logGroupArns.set(role, arns);
    return true;
  }

  /** In the order of the services' paths, so that moving a line moves nothing in the template. */
  private arns(): string[] {
    return [...this.logGroupArns]
      .filter(([role]) => !role.exists && isInTree(role.scope))
      // Some versions of constructs put a path together each time that it is asked for.
      .map(([{ scope }, arns]) => ({ path: scope.node.path, arns }))
      .sort((a, b) => a.path < b.path ? -1 : 1)
      .flatMap(({ arns }) => [...arns]);
  }

  /** Removes what turns out not to be needed, and splits what is too large for one policy. */
  private settle(): void {
    this.leaveOutWhatClosesCircles();
    if (this.arns().length === 0) {
      this.stack.node.tryRemoveChild(this.role.node.id);
      return;
    }
    const further = this.furtherChunks();
    this.furtherArns = further.flat();
    further.forEach((arns, index) => this.furtherPolicies.push(new CfnManagedPolicy(this.role, `WriteLogs${index + 2}`, {
      description: 'Writes the logs of discoverable services',
      policyDocument: this.document(arns),
    })));
  }

  /** What does not go into the role itself. */
  private furtherChunks(): readonly string[][] {
    const arns = this.arns();
    // Where all fit with the longest ids that can be, these need not be made: each is a hash.
    const [whole] = chunksWithin(INLINE_CHARACTERS, MANAGED_CHARACTERS, arns, (arn) => this.charactersOf(arn, () => LONGEST_LOGICAL_ID));
    return whole.length === arns.length ? []
      : chunksWithin(INLINE_CHARACTERS, MANAGED_CHARACTERS, arns, (arn) => this.charactersOf(arn, () => this.idLengthOf(arn))).slice(1);
  }

  /**
   * The role waits for the log groups that it names, and services wait for the role. Where a log group waits for a service, because the
   * user has one service wait for another with all that belongs to it, that service gets a role of its own.
   */
  private leaveOutWhatClosesCircles(): void {
    if (this.noLogGroupWaits()) {
      return;
    }
    const graph = new DeploymentGraph(this.stack);
    const circle = circlesOf<Unit>([this.role], (unit) => graph.of(unit));
    for (const [role, arns] of this.logGroupArns) {
      const logGroups = [...arns].map(elementIn).filter((element) => element !== undefined);
      if (logGroups.some((logGroup) => circle.get(logGroup) === circle.get(this.role))) {
        role.make();
      }
    }
  }

  /** Then no way leads from one of them back to the role, and nothing else needs to be read. What is no log group may be a nested stack. */
  private noLogGroupWaits(): boolean {
    const dependencies = new ElementDependencies();
    const elements = [...this.logGroupArns.values()].flatMap((arns) => [...arns].map(elementIn)).filter((element) => element !== undefined);
    return elements.every((element) => element instanceof CfnLogGroup && dependencies.of(element).size === 0);
  }

  private renderInlinePolicies(): object[] {
    const split = new Set(this.furtherArns);
    const arns = this.arns().filter((arn) => !split.has(arn));
    return arns.length === 0 ? [] : [{ policyName: 'WriteLogs', policyDocument: this.document(arns) }];
  }

  private document(arns: readonly string[]): object {
    return { Version: '2012-10-17', Statement: [{ Action: LOG_WRITING_ACTIONS, Effect: 'Allow', Resource: arns }] };
  }

  /** The most characters that an ARN can have at deployment. */
  private charactersOf(arn: string, idLength: () => number): number {
    if (!Token.isUnresolved(arn)) {
      return arn.length;
    }
    const stackName = Token.isUnresolved(this.stack.stackName) ? 128 : this.stack.stackName.length;
    // "arn:aws-us-gov:logs:ap-southeast-1:123456789012:log-group:<stack name>-<logical id>-<12 characters>:*"
    return 80 + stackName + (elementIn(arn) ? idLength() : JSON.stringify(this.stack.resolve(arn)).length);
  }

  private idLengthOf(arn: string): number {
    return this.stack.getLogicalId(elementIn(arn)!).length;
  }
}
