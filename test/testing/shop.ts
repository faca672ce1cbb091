import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { VpcProps } from 'aws-cdk-lib/aws-ec2';
import { IpProtocol, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { DiscoverableServiceProps } from '../../src';
import { DiscoverableService } from '../../src';
import { DiscoveryError } from '../../src/shared/discovery-error';

export const IMAGE = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

/** An app with one stack, `Shop`, that holds a VPC and a cluster. */
export class Shop {
  public readonly app = new App();
  public readonly stack = new Stack(this.app, 'Shop');
  public readonly vpc: Vpc;
  public readonly cluster: Cluster;

  constructor(vpcProps: VpcProps = {}) {
    this.vpc = new Vpc(this.stack, 'Vpc', { maxAzs: 2, natGateways: 1, ...vpcProps });
    this.cluster = new Cluster(this.stack, 'Cluster', { vpc: this.vpc });
  }

  /** A service on port 80, unless the props say otherwise; `{ port: undefined }` is a worker. */
  public service(id: string, props: Partial<DiscoverableServiceProps> = {}, stack = this.stack): DiscoverableService {
    return new DiscoverableService(stack, id, { cluster: this.cluster, image: IMAGE, port: 80, ...props });
  }

  public template(stack = this.stack): Template {
    return Template.fromStack(stack);
  }

  /** What must be done to see errors that are found over the whole app. */
  public synthesisError(): string {
    return messageOf(() => this.app.synth());
  }
}

/** Whose subnets have IPv6 too. */
export const DUAL_STACK: VpcProps = { ipProtocol: IpProtocol.DUAL_STACK };

/** The whole message of what is thrown. */
export function messageOf(action: () => unknown): string {
  return thrownBy(action).message;
}

/** The ids of the rules that are broken, sorted; an empty list where nothing is thrown. */
export function brokenRules(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof DiscoveryError) {
      return [...error.ruleIds].sort();
    }
    throw error;
  }
}

function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
}
