import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Connections, IVpc, Port, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import type {
  ApplicationTargetGroup, HealthCheck, IApplicationListener, ILoadBalancerV2, INetworkLoadBalancer, ITargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { TargetType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import type { ExposureChoice } from './exposure-choice';

/** What an exposure is made of, decided. */
export interface ExposureSettings {
  readonly service: BaseService;
  readonly container: ContainerDefinition;
  readonly containerPort: number;
  readonly vpc: IVpc;
  /** Where the tasks are, in awsvpc mode. */
  readonly vpcSubnets?: SubnetSelection;
  /** Whether tasks have addresses of their own. */
  readonly ownAddresses: boolean;
  readonly shiftsTraffic: boolean;
  readonly healthCheck: HealthCheck;
  /** Nothing for a worker, which cannot be exposed. */
  readonly cloudMapService?: IService;
}

/** What came of an exposure. */
export interface ExposureParts {
  /** Of the load balancer or the VPC link. */
  readonly connections: Connections;
  /** What is to be opened on the tasks for it. */
  readonly ports: readonly Port[];
  /** Absent: TCP. */
  readonly transport?: 'udp';
  /** `https`, and the port where it is not that of the scheme. */
  readonly scheme: string;
  readonly port: number;
  readonly loadBalancer?: ILoadBalancerV2;
  readonly networkLoadBalancer?: INetworkLoadBalancer;
  /** The only name under which the service answers there, where it is a single one. */
  readonly host?: string;
  /** One, and a second one where deployments move traffic between the two. */
  readonly targetGroups: readonly ITargetGroup[];
  readonly applicationListener?: IApplicationListener;
  readonly applicationTargetGroups?: readonly ApplicationTargetGroup[];
  readonly httpApi?: HttpApi;
  /** Whether clients may use IPv6. */
  readonly hasIpv6: boolean;
}

/** How one kind of exposure becomes constructs. */
export type ExposureBuilder<Choice extends ExposureChoice> = (scope: Construct, choice: Choice, settings: ExposureSettings) => ExposureParts;

/** ECS registers addresses where tasks have some of their own, and else ports of instances. */
export function targetTypeOf({ ownAddresses }: ExposureSettings): TargetType {
  return ownAddresses ? TargetType.IP : TargetType.INSTANCE;
}
