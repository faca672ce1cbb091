import { Names } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** A security group as connections take it: a construct of the CDK, or where one is made on demand. */
export type ConnectedGroup = ISecurityGroup | GroupPlace;

/** Where the resource of a group is, alone, with what a rule needs of a group. */
export class GroupPlace extends Construct {
  public readonly resource: CfnSecurityGroup;
  public readonly securityGroupId: string;
  public readonly allowAllOutbound = true;

  constructor(scope: Construct, vpc: IVpc, private readonly make: () => ISecurityGroup) {
    super(scope, 'SecurityGroup');
    this.resource = new CfnSecurityGroup(this, 'Resource', propertiesOf(this, vpc));
    this.securityGroupId = this.resource.attrGroupId;
  }

  /** In whose words the CDK names its rules. */
  public get uniqueId(): string {
    return Names.nodeUniqueId(this.node);
  }

  /** The construct, made by the first who asks for it. */
  public get construct(): ISecurityGroup {
    return this.make();
  }

  public toIngressRuleConfig(): { readonly sourceSecurityGroupId: string } {
    return { sourceSecurityGroupId: this.securityGroupId };
  }

  public toEgressRuleConfig(): { readonly destinationSecurityGroupId: string } {
    return { destinationSecurityGroupId: this.securityGroupId };
  }
}

/** What a group of the CDK says of itself, without the text of the rule, which says what the rule says. */
export function propertiesOf({ node: { path } }: Construct, { vpcId }: IVpc) {
  return { groupDescription: path, securityGroupEgress: [{ cidrIp: '0.0.0.0/0', ipProtocol: '-1' }], vpcId };
}

/** A group as a construct of the CDK. */
export function constructOf(group: ConnectedGroup): ISecurityGroup {
  return group instanceof GroupPlace ? group.construct : group;
}
