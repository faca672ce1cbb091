import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ApplicationListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IConstruct } from 'constructs';
import { areDifferent } from './identity';
import type { ExposureChoice } from '../exposure/exposure-choice';
import { known } from '../shared/known';

/** The account and Region in an ARN; nothing where it is known at deployment only. */
export function placeOfArn(arn: string): { readonly account?: string; readonly region?: string } {
  return known(arn) && arn.startsWith('arn:') ? Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME) : {};
}

/** Where a load balancer that is there already is known to be, if it cannot call the tasks there: another VPC, another Region. */
export function elsewhere(service: IConstruct, vpc: IVpc, choice: ExposureChoice): string[] {
  if (choice.kind !== 'existingListener' && choice.kind !== 'existingNlb') {
    return [];
  }
  const { path } = service.node;
  const { region: here } = Stack.of(service);
  const region = regionOf(choice);
  const vpcThere = vpcIdOf(loadBalancerOf(choice));
  return [
    ...vpcThere !== undefined && areDifferent(vpcThere, vpc.vpcId) ? [`in another VPC than ${path}`] : [],
    ...known(region) && known(here) && region !== here ? [`in ${region}, and ${path} in ${here}`] : [],
  ];
}

type ExistingChoice = Extract<ExposureChoice, { readonly kind: 'existingListener' | 'existingNlb' }>;

/** What was imported has the Region of its ARN; the CDK takes it for that of the stack. */
function regionOf(choice: ExistingChoice): string | undefined {
  const [arn, { region }] = choice.kind === 'existingNlb' ? [choice.loadBalancer.loadBalancerArn, choice.loadBalancer.env] : [choice.listener.listenerArn, choice.listener.env];
  return known(arn) ? placeOfArn(arn).region : region;
}

function loadBalancerOf(choice: ExistingChoice): { readonly vpc?: IVpc } | undefined {
  return choice.kind === 'existingNlb' ? choice.loadBalancer : choice.loadBalancer ?? (choice.listener as Partial<ApplicationListener>).loadBalancer;
}

/** One that was imported without its VPC has a getter that throws. */
function vpcIdOf(loadBalancer: { readonly vpc?: IVpc } | undefined): string | undefined {
  try {
    return loadBalancer?.vpc?.vpcId;
  } catch {
    return undefined;
  }
}
