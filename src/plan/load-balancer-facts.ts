import type { Duration } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IConstruct } from 'constructs';
import { elsewhere, placeOfArn } from './elsewhere';
import { identityOf } from './identity';
import { vpcFacts } from './vpc-facts';
import type { ExistingNlbChoice, ExposureChoice } from '../exposure/exposure-choice';
import { nlbPort } from '../exposure/exposure-choice';
import { hasIpv6 } from '../exposure/protocols';
import { known } from '../shared/known';
import { seconds } from '../shared/seconds';

/** What decides whether a load balancer can stand and be called. */
export interface LoadBalancerFacts {
  /** Why there are no subnets for it, where there are none. */
  readonly subnetsProblem?: string;
  /** In how many Availability Zones it would stand, where that is known. */
  readonly zones?: number;
  /** The subnets that have no IPv6, though clients may use it. */
  readonly subnetsWithoutIpv6: readonly string[];
  /** Why nobody could call it, where nobody could. */
  readonly peersProblems: readonly string[];
  /** The Region of the certificate, where it is known to be another one than that of the stack. */
  readonly certificateRegion?: string;
  /** The listener of the same load balancer that has the port already. */
  readonly portTakenBy?: string;
  /** Where a load balancer that is there already is, as far as that is known to be elsewhere: another VPC, another Region. */
  readonly elsewhere: readonly string[];
  readonly healthCheckTimes: ReadonlyArray<readonly [name: string, value: number, least: number, most: number]>;
}

export function loadBalancerFacts(service: IConstruct, vpc: IVpc, choice: ExposureChoice, [mainPort]: readonly number[]): LoadBalancerFacts {
  return {
    ...placeFacts(vpc, choice),
    peersProblems: peersProblems(vpc, choice),
    certificateRegion: certificateRegion(service, choice),
    portTakenBy: choice.kind === 'existingNlb' && mainPort !== undefined ? portTakenBy(service, choice, mainPort) : undefined,
    elsewhere: elsewhere(service, vpc, choice),
    healthCheckTimes: healthCheckTimes(choice),
  };
}

function placeFacts(vpc: IVpc, choice: ExposureChoice): Pick<LoadBalancerFacts, 'subnetsProblem' | 'zones' | 'subnetsWithoutIpv6'> {
  if (choice.kind !== 'alb' && choice.kind !== 'nlb') {
    return { subnetsWithoutIpv6: [] };
  }
  // Where the CDK puts a load balancer for which nothing is said.
  const selection = choice.internetFacing ? { subnetType: SubnetType.PUBLIC } : {};
  const { subnetsProblem, subnetFamilies = [] } = vpcFacts(vpc, selection);
  return {
    subnetsProblem,
    zones: choice.kind === 'alb' && subnetsProblem === undefined ? zonesOf(vpc, selection) : undefined,
    subnetsWithoutIpv6: hasIpv6(choice.ipAddressType) ? subnetFamilies.filter(({ family }) => family === 'IPv4').map(({ path }) => path) : [],
  };
}

/** The zones of a VPC of this app are tokens where the account is not known, and still one for each. */
function zonesOf(vpc: IVpc, selection: { readonly subnetType?: SubnetType }): number | undefined {
  const { availabilityZones, isPendingLookup } = vpc.selectSubnets(selection);
  return !isPendingLookup && (vpc instanceof Vpc || availabilityZones.every(known)) ? new Set(availabilityZones).size : undefined;
}

function peersProblems(vpc: IVpc, choice: ExposureChoice): string[] {
  if (choice.kind !== 'alb' && choice.kind !== 'nlb') {
    return [];
  }
  const { allowedPeers, testPeers, testPort, internetFacing } = choice;
  const rangeIsAsked = (allowedPeers === undefined && !internetFacing) || (testPort !== undefined && testPeers === undefined);
  return [
    ...allowedPeers?.length === 0 ? ['allowedPeers is empty.'] : [],
    ...testPeers?.length === 0 ? ['testPeers is empty.'] : [],
    ...rangeIsAsked && !hasRange(vpc) ? ['The address range of the VPC is not known: it was imported without vpcCidrBlock.'] : [],
  ];
}

function hasRange(vpc: IVpc): boolean {
  try {
    return Boolean(vpc.vpcCidrBlock);
  } catch {
    // A VPC that was imported without its range has a getter that throws.
    return false;
  }
}

function certificateRegion(service: IConstruct, choice: ExposureChoice): string | undefined {
  const arn = 'certificate' in choice ? choice.certificate?.certificateArn : undefined;
  const { region } = Stack.of(service);
  const ofCertificate = arn === undefined ? undefined : placeOfArn(arn).region;
  return ofCertificate && known(region) && ofCertificate !== region ? ofCertificate : undefined;
}

function portTakenBy({ node }: IConstruct, choice: ExistingNlbChoice, mainPort: number): string | undefined {
  const loadBalancer = identityOf(choice.loadBalancer.loadBalancerArn);
  const port = nlbPort(choice, choice.servicePort ?? mainPort);
  return node.root.node.findAll().find((construct) => construct instanceof CfnListener && known(construct.port) && construct.port === port
    && identityOf(construct.loadBalancerArn) === loadBalancer)?.node.path;
}

/** The times of ELB for both kinds: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
function healthCheckTimes(choice: ExposureChoice): LoadBalancerFacts['healthCheckTimes'] {
  const { interval, timeout, healthyThresholdCount, unhealthyThresholdCount } = (choice.kind === 'httpApi' ? undefined : choice.healthCheck) ?? {};
  const inSeconds = (duration: Duration | undefined) => duration && seconds(duration);
  const given = [
    ['interval', inSeconds(interval), 5, 300], ['timeout', inSeconds(timeout), 2, 120],
    ['healthyThresholdCount', healthyThresholdCount, 2, 10], ['unhealthyThresholdCount', unhealthyThresholdCount, 2, 10],
  ] as const;
  return given.flatMap(([name, value, least, most]) => known(value) ? [[name, value, least, most] as const] : []);
}
