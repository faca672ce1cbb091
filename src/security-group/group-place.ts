import { Names, Stack } from 'aws-cdk-lib';
import type { RemovalPolicy, ResourceEnvironment } from 'aws-cdk-lib';
import type { Connections, ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/**
 * Where the resource of a security group is, alone. A rule between two groups needs no more than this; all else is done by the construct, which is made by the
 * first who asks.
 */
export class GroupPlace extends Construct implements ISecurityGroup {
  public readonly resource: CfnSecurityGroup;
  public readonly securityGroupId: string;
  public readonly allowAllOutbound = true;
  public readonly canInlineRule = false;

  constructor(scope: Construct, vpc: IVpc, private readonly make: () => ISecurityGroup) {
    super(scope, 'SecurityGroup');
    this.resource = new CfnSecurityGroup(this, 'Resource', propertiesOf(this, vpc));
    this.securityGroupId = this.resource.attrGroupId;
  }

  public get construct(): ISecurityGroup {
    return this.make();
  }

  public get connections(): Connections {
    return this.construct.connections;
  }

  public get stack(): Stack {
    return Stack.of(this);
  }

  public get env(): ResourceEnvironment {
    return this.resource.env;
  }

  public get securityGroupRef(): ISecurityGroup['securityGroupRef'] {
    return { securityGroupId: this.securityGroupId };
  }

  /** In whose words the CDK names its rules. */
  public get uniqueId(): string {
    return Names.nodeUniqueId(this.node);
  }

  public toIngressRuleConfig(): { readonly sourceSecurityGroupId: string } {
    return { sourceSecurityGroupId: this.securityGroupId };
  }

  public toEgressRuleConfig(): { readonly destinationSecurityGroupId: string } {
    return { destinationSecurityGroupId: this.securityGroupId };
  }

  public addIngressRule(...rule: Parameters<ISecurityGroup['addIngressRule']>): void {
    this.construct.addIngressRule(...rule);
  }

  public addEgressRule(...rule: Parameters<ISecurityGroup['addEgressRule']>): void {
    this.construct.addEgressRule(...rule);
  }

  public applyRemovalPolicy(policy: RemovalPolicy): void {
    this.construct.applyRemovalPolicy(policy);
  }
}

/** What a group of the CDK says of itself, without the text of the rule, which says what the rule says. */
export function propertiesOf({ node: { path } }: Construct, { vpcId }: IVpc) {
  return { groupDescription: path, securityGroupEgress: [{ cidrIp: '0.0.0.0/0', ipProtocol: '-1' }], vpcId };
}

/** A group as a construct of the CDK. */
export function constructOf(group: ISecurityGroup): ISecurityGroup {
  return group instanceof GroupPlace ? group.construct : group;
}
