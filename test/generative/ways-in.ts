import { Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { InstanceType, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AsgCapacityProvider, EcsOptimizedImage, ManagedInstancesCapacityProvider } from 'aws-cdk-lib/aws-ecs';
import { ApplicationListener, ApplicationLoadBalancer, ListenerAction, NetworkLoadBalancer, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Capacity, Exposure, ServiceConnectRole } from '../../src';
import type { Shop } from '../testing/shop';

/** What a service of the product is made of; each part is made in a shop of its own. */
export interface Combination {
  readonly exposure: string;
  readonly capacity: string;
  readonly role: string;
}

const certificate = ({ stack }: Shop) => Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/a');

export const EXPOSURES: Readonly<Record<string, ((shop: Shop) => Exposure) | undefined>> = {
  'none': undefined,
  'publicAlb': () => Exposure.publicAlb(),
  'publicAlb with a certificate': (shop) => Exposure.publicAlb({ certificate: certificate(shop) }),
  'internalAlb': () => Exposure.internalAlb(),
  'publicNlb': (shop) => Exposure.publicNlb({ certificate: certificate(shop) }),
  'internalNlb': () => Exposure.internalNlb(),
  'internalNlb for UDP': () => Exposure.internalNlb({ protocol: Protocol.UDP }),
  'existingListener': ({ app, vpc }) => {
    const stack = new Stack(app, 'Edge');
    const loadBalancer = new ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true });
    const listener = new ApplicationListener(stack, 'Http', { loadBalancer, port: 80, defaultAction: ListenerAction.fixedResponse(404) });
    return Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/*'] });
  },
  'existingNlb': ({ app, vpc }) => {
    const stack = new Stack(app, 'Edge');
    return Exposure.existingNlb(new NetworkLoadBalancer(stack, 'Nlb', { vpc, securityGroups: [new SecurityGroup(stack, 'Group', { vpc })] }));
  },
  'httpApi': () => Exposure.httpApi(),
};

function addInstances({ stack, vpc, cluster }: Shop): void {
  const machine = { instanceType: new InstanceType('t3.small'), machineImage: EcsOptimizedImage.amazonLinux2023(), requireImdsv2: true };
  const autoScalingGroup = new AutoScalingGroup(stack, 'Instances', { vpc, ...machine });
  cluster.addAsgCapacityProvider(new AsgCapacityProvider(stack, 'Provider', { autoScalingGroup }));
  cluster.connections.addSecurityGroup(...autoScalingGroup.connections.securityGroups);
}

const onInstances = (capacity: Capacity) => (shop: Shop) => {
  addInstances(shop);
  return capacity;
};

export const CAPACITIES: Readonly<Record<string, (shop: Shop) => Capacity>> = {
  'fargate': () => Capacity.fargate(),
  'fargate spot': () => Capacity.fargate({ spot: {} }),
  'ec2': onInstances(Capacity.ec2()),
  'ec2 daemon': onInstances(Capacity.ec2({ daemon: true })),
  'ec2Bridge': onInstances(Capacity.ec2Bridge()),
  'ec2Bridge with a fixed port': onInstances(Capacity.ec2Bridge({ hostPort: 8081 })),
  'ec2Host': onInstances(Capacity.ec2Host()),
  'managedInstances': ({ stack, vpc, cluster }) => {
    const provider = new ManagedInstancesCapacityProvider(stack, 'Managed', {
      subnets: vpc.privateSubnets, securityGroups: [new SecurityGroup(stack, 'ManagedGroup', { vpc })],
    });
    cluster.addManagedInstancesCapacityProvider(provider);
    return Capacity.managedInstances(provider);
  },
};

export const ROLES: Readonly<Record<string, ServiceConnectRole | undefined>> = {
  none: undefined,
  off: ServiceConnectRole.off(),
  clientOnly: ServiceConnectRole.clientOnly(),
  clientAndServer: ServiceConnectRole.clientAndServer(),
};

/** Whether tasks share the network of their instance. */
export const sharesNetwork = ({ capacity }: Combination) => /Bridge|Host/.test(capacity);

/**
 * What cannot be, by the rule that says so. A proxy runs in awsvpc and bridge mode, on Fargate and on instances of one's own (aws-facts 4.1, 4.3). In bridge mode
 * Docker maps UDP to another port than TCP, on which health is asked for. All else goes together.
 */
export function brokenBy({ exposure, capacity, role }: Combination): string[] {
  if (/^client/.test(role) && /Host|managed/.test(capacity)) {
    return ['service-connect-capacity'];
  }
  return /UDP/.test(exposure) && /Bridge/.test(capacity) ? ['exposure-udp-bridge'] : [];
}

/** On which port of its task or instance a service is called; any that Docker takes stands for all of them. */
export function calledPort({ capacity }: Combination): number {
  return capacity === 'ec2Bridge' ? 40_000 : capacity === 'ec2Bridge with a fixed port' ? 8081 : 8080;
}
