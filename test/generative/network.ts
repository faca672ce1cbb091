import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { CfnSubnet } from 'aws-cdk-lib/aws-ec2';
import { InstanceType, IpAddresses, IpProtocol, LaunchTemplate, MachineImage, SecurityGroup, SubnetType, UserData, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AsgCapacityProvider, Cluster, ManagedInstancesCapacityProvider } from 'aws-cdk-lib/aws-ecs';
import type { ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { InstanceProfile, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Combination } from './combination';
import { ACCOUNT, REGION } from './meaning';

type Kind = Combination['network'];
type World = Combination['world'];

export function environmentOf(world: World): { readonly account: string; readonly region: string } | undefined {
  const region = REGION[world];
  return region === undefined ? undefined : { account: ACCOUNT, region };
}

/** What the combinations of one app share: everything that is defined when it is first asked for. */
export class Network {
  public readonly stack: Stack;
  public readonly vpc: Vpc;
  private readonly made = new Map<string, unknown>();

  constructor(app: App, world: World, kind: Kind) {
    this.stack = new Stack(app, `Net-${world}-${kind}`, { env: environmentOf(world) });
    this.vpc = vpcOf(this.stack, kind);
  }

  /** A cluster without instances: tasks run on Fargate. */
  public get cluster(): Cluster {
    return this.once('Cluster', (id) => new Cluster(this.stack, id, { vpc: this.vpc }));
  }

  /** A cluster with two Auto Scaling groups of one security group each. */
  public get instances(): { readonly cluster: Cluster; readonly providers: readonly AsgCapacityProvider[] } {
    return this.once('Instances', (id) => {
      const cluster = new Cluster(this.stack, id, { vpc: this.vpc });
      const providers = ['First', 'Second'].map((name) => this.provider(`${id}${name}`));
      providers.forEach((provider) => cluster.addAsgCapacityProvider(provider));
      return { cluster, providers };
    });
  }

  /** A capacity provider that no cluster has. */
  public get foreignProvider(): AsgCapacityProvider {
    return this.once('Foreign', (id) => this.provider(id));
  }

  public get managed(): { readonly cluster: Cluster } & Readonly<Record<'provider' | 'foreign', ManagedInstancesCapacityProvider>> {
    return this.once('Managed', (id) => {
      const cluster = new Cluster(this.stack, id, { vpc: this.vpc });
      const [provider, foreign] = ['Own', 'Stray'].map((name) => this.managedProvider(`${id}${name}`));
      cluster.addManagedInstancesCapacityProvider(provider);
      return { cluster, provider, foreign };
    });
  }

  public get loadBalancer(): ILoadBalancerV2 {
    return this.once('Balancer', (id) => new NetworkLoadBalancer(this.stack, id, { vpc: this.vpc, vpcSubnets: { subnetType: SubnetType.PUBLIC } }));
  }

  public get secret(): StringParameter {
    return this.once('Secret', (id) => new StringParameter(this.stack, id, { stringValue: 'not secret at all' }));
  }

  public get otherVpc(): Vpc {
    return this.once('OtherVpc', (id) => new Vpc(this.stack, id, { maxAzs: 1, natGateways: 0 }));
  }

  private provider(id: string): AsgCapacityProvider {
    const launchTemplate = new LaunchTemplate(this.stack, `${id}Template`, {
      instanceType: new InstanceType('m7g.large'),
      machineImage: MachineImage.genericLinux({ 'eu-west-1': 'ami-00000000000000001', 'us-gov-west-1': 'ami-00000000000000002' }),
      securityGroup: new SecurityGroup(this.stack, `${id}InstanceGroup`, { vpc: this.vpc }),
      role: new Role(this.stack, `${id}InstanceRole`, { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      userData: UserData.forLinux(),
      requireImdsv2: true,
    });
    const autoScalingGroup = new AutoScalingGroup(this.stack, `${id}Group`, { vpc: this.vpc, vpcSubnets: { subnetType: SubnetType.PUBLIC }, launchTemplate });
    return new AsgCapacityProvider(this.stack, id, { autoScalingGroup, enableManagedTerminationProtection: false, enableManagedDraining: true });
  }

  private managedProvider(id: string): ManagedInstancesCapacityProvider {
    const role = new Role(this.stack, `${id}InstanceRole`, {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonECSInstanceRolePolicyForManagedInstances')],
    });
    return new ManagedInstancesCapacityProvider(this.stack, id, {
      subnets: this.vpc.publicSubnets,
      securityGroups: [new SecurityGroup(this.stack, `${id}Group`, { vpc: this.vpc })],
      ec2InstanceProfile: new InstanceProfile(this.stack, `${id}Profile`, { role }),
    });
  }

  private once<T>(id: string, make: (id: string) => T): T {
    if (!this.made.has(id)) {
      this.made.set(id, make(id));
    }
    return this.made.get(id) as T;
  }
}

const PUBLIC = { name: 'Public', subnetType: SubnetType.PUBLIC };
const PRIVATE = { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS };

function vpcOf(stack: Stack, kind: Kind): Vpc {
  const isIpv6 = kind === 'dualStack' || kind === 'ipv6Only';
  const vpc = new Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: kind === 'publicOnly' ? 0 : 1,
    subnetConfiguration: kind === 'publicOnly' ? [PUBLIC] : [PUBLIC, PRIVATE],
    ...isIpv6 ? { ipProtocol: IpProtocol.DUAL_STACK } : {},
    ipAddresses: IpAddresses.cidr('10.0.0.0/16'),
    enableDnsSupport: true,
    enableDnsHostnames: kind !== 'noDns',
  });
  if (kind === 'ipv6Only') {
    vpc.privateSubnets.forEach((subnet) => {
      const resource = subnet.node.defaultChild as CfnSubnet;
      resource.ipv6Native = true;
      resource.cidrBlock = undefined;
    });
  }
  return vpc;
}

/** The networks of one app, one for each kind and environment that is asked for. */
export class Networks {
  private readonly made = new Map<string, Network>();

  constructor(private readonly app: App) {}

  public of({ world, network }: Combination): Network {
    const key = `${world} ${network}`;
    const found = this.made.get(key) ?? new Network(this.app, world, network);
    this.made.set(key, found);
    return found;
  }
}
