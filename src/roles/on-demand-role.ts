import type { RemovalPolicy, ResourceEnvironment } from 'aws-cdk-lib';
import { Lazy, Stack } from 'aws-cdk-lib';
import type {
  AddToPrincipalPolicyResult, Grant, IManagedPolicy, IPrincipal, IRole, Policy, PolicyStatement, PrincipalPolicyFragment, RoleReference,
} from 'aws-cdk-lib/aws-iam';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IConstruct, IMixin, Node } from 'constructs';
import { Construct, Dependable } from 'constructs';
import { follow, leadAspects } from '../shared/follow';

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
 * takes one of the stack's 500 resources. Until then it is in no construct tree either, which a synthesis goes through again and again.
 */
export class OnDemandRole implements IRole {
  public readonly grantPrincipal: IPrincipal = this;
  public readonly assumeRoleAction = 'sts:AssumeRole';
  public readonly stack: Stack;
  private role?: Role;
  private handing = false;
  /** Keeps what is said of a role that may come. */
  private outside?: Construct;
  /** If the role is ever made, it has these too. */
  private readonly takenOver: PolicyStatement[] = [];
  private readonly waiting: ((role: Role) => void)[] = [];

  constructor(public readonly scope: Construct, private readonly id: string, private readonly standIn?: StandIn) {
    this.stack = Stack.of(scope);
    const roots = () => this.role ? [this.role] : [];
    Dependable.implement(this, { get dependencyRoots() { return roots(); } });
    leadAspects(this, () => this.role ?? this.outsideTree());
  }

  /** By which the CDK tells principals apart (`grantInvoke` of a function). */
  public toString(): string {
    return `${this.scope.node.path}/${this.id}`;
  }

  /** Whether the role has been made. */
  public get exists(): boolean {
    return this.role !== undefined;
  }

  /**
   * With a stand-in, the ARN of whichever role it turns out to be. Without one, a reader wants this role, so it is made;
   * all but the task definition while it is being defined.
   */
  public get roleArn(): string {
    if (this.standIn === undefined && !this.handing) {
      return this.make().roleArn;
    }
    return Lazy.uncachedString({ produce: () => this.role?.roleArn ?? this.standIn?.roleArn });
  }

  public get roleName(): string {
    return this.make().roleName;
  }

  public get roleRef(): RoleReference {
    return this.make().roleRef;
  }

  public get node(): Node {
    return (this.role ?? this.outsideTree()).node;
  }

  public get env(): ResourceEnvironment {
    return { account: this.stack.account, region: this.stack.region };
  }

  public get principalAccount(): string {
    return this.env.account;
  }

  public get policyFragment(): PrincipalPolicyFragment {
    return this.make().policyFragment;
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
    if (this.role === undefined && this.standIn?.takesOver(this, statement)) {
      this.takenOver.push(statement);
      return { statementAdded: true, policyDependable: this };
    }
    return this.make().addToPrincipalPolicy(statement);
  }

  public attachInlinePolicy(policy: Policy): void {
    this.make().attachInlinePolicy(policy);
  }

  public addManagedPolicy(policy: IManagedPolicy): void {
    this.make().addManagedPolicy(policy);
  }

  public grant(grantee: IPrincipal, ...actions: string[]): Grant {
    return this.make().grant(grantee, ...actions);
  }

  public grantPassRole(grantee: IPrincipal): Grant {
    return this.make().grantPassRole(grantee);
  }

  public grantAssumeRole(grantee: IPrincipal): Grant {
    return this.make().grantAssumeRole(grantee);
  }

  public applyRemovalPolicy(policy: RemovalPolicy): void {
    this.make().applyRemovalPolicy(policy);
  }

  public with(...mixins: IMixin[]): IConstruct {
    return this.make().with(...mixins);
  }

  /** Calls back when the role is made, or at once. */
  public onceMade(use: (role: Role) => void): void {
    if (this.role) {
      use(this.role);
    } else {
      this.waiting.push(use);
    }
  }

  /** Where the role would be, for whoever asks for path and context, and below nothing. */
  private outsideTree(): Construct {
    if (this.outside === undefined) {
      this.outside = new Construct(this.scope, this.id);
      this.scope.node.tryRemoveChild(this.id);
    }
    return this.outside;
  }

  /** Makes the role, if it has not been made. */
  public make(): Role {
    if (this.role === undefined) {
      const role = new Role(this.scope, this.id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
      this.role = role;
      if (this.outside) {
        follow(this.outside, role);
      }
      this.takenOver.forEach((statement) => role.addToPrincipalPolicy(statement));
      this.waiting.splice(0).forEach((use) => use(role));
    }
    return this.role;
  }
}
