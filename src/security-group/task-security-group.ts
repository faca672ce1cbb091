import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { ISecurityGroup, IVpc, CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { GroupPlace, propertiesOf } from './group-place';
import { isInjected } from '../shared/is-injected';
import { showToAspects } from '../shared/show-to-aspects';
import { takeOver, takePlace } from '../shared/take-over';

/** Under which an app has the CDK define each rule as a resource of its own. */
const DISABLE_INLINE_RULES = '@aws-cdk/aws-ec2.securityGroupDisableInlineRules';

/**
 * The security group of a service's tasks, open outwards: a resource, which becomes a construct of the CDK when somebody asks for one.
 *
 * L1, because connections of this library need its ID alone. Paths and logical ids are those of the construct.
 */
export class TaskSecurityGroup {
  /** The same for the resource and for the construct in its place. */
  public readonly id: string;
  private readonly place?: GroupPlace;
  private made?: ISecurityGroup;

  /** @param hasIpv6 whether tasks get IPv6 addresses: a group of the CDK lets IPv6 out only where it is told */
  constructor(private readonly scope: Construct, private readonly vpc: IVpc, hasIpv6: boolean) {
    if (hasIpv6 || isInjected(scope, () => SecurityGroup.PROPERTY_INJECTION_ID) || scope.node.tryGetContext(DISABLE_INLINE_RULES)) {
      this.made = define(scope, vpc, { hasIpv6, hasOwnRule: true });
      this.id = this.made.securityGroupId;
    } else {
      this.place = new GroupPlace(scope, vpc, () => this.construct);
      this.id = this.place.securityGroupId;
      showToAspects(this.place, () => this.construct);
    }
  }

  /** As it is by now. */
  public get connected(): ISecurityGroup {
    return this.made ?? this.place!;
  }

  /** The construct, made by the first who asks for it. */
  public get construct(): ISecurityGroup {
    this.made ??= this.make(this.place!);
    return this.made;
  }

  private make(place: GroupPlace): ISecurityGroup {
    const own = propertiesOf(place, this.vpc);
    const hasOwnRule = JSON.stringify(place.resource.securityGroupEgress) === JSON.stringify(own.securityGroupEgress);
    const construct = takePlace(place, () => define(this.scope, this.vpc, { hasIpv6: false, hasOwnRule }));
    takeOver(place.resource, construct.node.defaultChild as CfnSecurityGroup, own);
    return construct;
  }
}

interface Outwards {
  readonly hasIpv6: boolean;
  /** Whether the first rule is that of the CDK: the text of one that the user has written stays. */
  readonly hasOwnRule: boolean;
}

function define(scope: Construct, vpc: IVpc, { hasIpv6, hasOwnRule }: Outwards): SecurityGroup {
  const group = new SecurityGroup(scope, 'SecurityGroup', { vpc, allowAllIpv6Outbound: hasIpv6 ? true : undefined });
  if (hasOwnRule && group.allowAllOutbound) {
    // It says what the rule says.
    (group.node.defaultChild as CfnSecurityGroup).addPropertyDeletionOverride('SecurityGroupEgress.0.Description');
  }
  return group;
}
