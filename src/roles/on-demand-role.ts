import { Lazy } from 'aws-cdk-lib';
import type { AddToPrincipalPolicyResult, IManagedPolicy, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LazyRole, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** What serves in place of a role that does not exist (yet). */
export interface StandIn {
  readonly roleArn: string;
  /** Takes the statement over, or says that the role itself is needed for it. */
  takesOver(role: OnDemandRole, statement: PolicyStatement): boolean;
}

/**
 * A role for ECS tasks that exists only once it is needed.
 *
 * `LazyRole` of the CDK keeps grants until somebody asks for the ARN, and a task definition always asks. Here a grant makes the role,
 * and what a task definition reads is rendered only when the role has been made: no grant is lost, and no role without a policy
 * takes one of the stack's 500 resources.
 */
export class OnDemandRole extends LazyRole {
  private handing = false;

  constructor(scope: Construct, id: string, private readonly standIn?: StandIn) {
    super(scope, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  }

  /** Whether the role has been made: `LazyRole` makes it as its child `Default`. */
  public get exists(): boolean {
    return this.node.tryFindChild('Default') !== undefined;
  }

  /**
   * With a stand-in, the ARN of whichever role it turns out to be. Without one, a reader wants this role, so it is made;
   * all but the task definition while it is being defined.
   */
  public get roleArn(): string {
    if (this.standIn === undefined && !this.handing) {
      return super.roleArn;
    }
    return Lazy.uncachedString({ produce: () => this.exists ? super.roleArn : this.standIn?.roleArn });
  }

  /** Runs what defines the task definition: what that reads does not make the role. */
  public handTo<T>(define: (role: OnDemandRole) => T): T {
    this.handing = true;
    try {
      return define(this);
    } finally {
      this.handing = false;
    }
  }

  public addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    // What the stand-in takes over is still kept by LazyRole: if the role is ever made, it has the statement too.
    if (this.exists || !this.standIn?.takesOver(this, statement)) {
      this.make();
    }
    return super.addToPrincipalPolicy(statement);
  }

  public attachInlinePolicy(policy: Policy): void {
    this.make();
    super.attachInlinePolicy(policy);
  }

  public addManagedPolicy(policy: IManagedPolicy): void {
    this.make();
    super.addManagedPolicy(policy);
  }

  /** Makes the role, if it has not been made. */
  public make(): void {
    // LazyRole has no verb for it, but each getter that needs the role makes it.
    void this.roleName;
  }
}
