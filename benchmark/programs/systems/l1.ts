import { Aws, CfnDeletionPolicy, Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupIngress, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnService as CfnEcsService, CfnTaskDefinition, Cluster } from 'aws-cdk-lib/aws-ecs';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnService, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { ENVIRONMENT as env, HEALTH_COMMAND, IMAGE, NAMESPACE, PORT, addressOf, forEachService } from '../system';
import type { System } from '../system';

interface Network {
  readonly vpc: Vpc;
  readonly cluster: Cluster;
  readonly namespace: PrivateDnsNamespace;
  readonly executionRole: Role;
}

/** CloudFormation's own resources, each property by hand: the least that this system can be. */
export function build(system: System): void {
  const base = new Stack(system.app, 'Base', { env });
  const vpc = new Vpc(base, 'Vpc', { maxAzs: 2 });
  const network: Network = {
    vpc,
    cluster: new Cluster(base, 'Cluster', { vpc }),
    namespace: new PrivateDnsNamespace(base, 'Namespace', { name: NAMESPACE, vpc }),
    executionRole: new Role(base, 'ExecutionRole', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonECSTaskExecutionRolePolicy')],
    }),
  };
  let previous: { readonly name: string; readonly group: CfnSecurityGroup } | undefined;
  forEachService(system, (index) => new Stack(system.app, `Services${index}`, { env }), (stack, name) => {
    const group = new CfnSecurityGroup(stack, `${name}Group`, {
      groupDescription: `Tasks of ${name}`,
      vpcId: vpc.vpcId,
      securityGroupEgress: [{ ipProtocol: '-1', cidrIp: '0.0.0.0/0' }],
    });
    addService(stack, name, network, group, previous?.name);
    if (previous) {
      new CfnSecurityGroupIngress(stack, `${name}Calls`, {
        groupId: previous.group.attrGroupId, sourceSecurityGroupId: group.attrGroupId, ipProtocol: 'tcp', fromPort: PORT, toPort: PORT,
      });
    }
    previous = { name, group };
  });
}

function addService(stack: Stack, name: string, network: Network, group: CfnSecurityGroup, called?: string): void {
  const registry = new CfnService(stack, `${name}Registry`, {
    name,
    namespaceId: network.namespace.namespaceId,
    dnsConfig: { dnsRecords: [{ type: 'A', ttl: 10 }], routingPolicy: 'MULTIVALUE' },
    healthCheckCustomConfig: { failureThreshold: 1 },
  });
  new CfnEcsService(stack, name, {
    cluster: network.cluster.clusterName,
    launchType: 'FARGATE',
    desiredCount: 2,
    deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100, deploymentCircuitBreaker: { enable: true, rollback: true } },
    networkConfiguration: {
      awsvpcConfiguration: {
        assignPublicIp: 'DISABLED',
        securityGroups: [group.attrGroupId],
        subnets: network.vpc.privateSubnets.map(({ subnetId }) => subnetId),
      },
    },
    serviceRegistries: [{ registryArn: registry.attrArn }],
    taskDefinition: taskDefinitionOf(stack, name, network, called).ref,
  });
}

function taskDefinitionOf(stack: Stack, name: string, { executionRole }: Network, called?: string): CfnTaskDefinition {
  const logs = new CfnLogGroup(stack, `${name}Logs`);
  logs.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
  return new CfnTaskDefinition(stack, `${name}Task`, {
    family: name,
    cpu: '256',
    memory: '512',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    executionRoleArn: executionRole.roleArn,
    containerDefinitions: [{
      name: 'app',
      image: IMAGE,
      essential: true,
      portMappings: [{ containerPort: PORT, protocol: 'tcp' }],
      environment: called === undefined ? undefined : Object.entries(addressOf(called)).map(([variable, value]) => ({ name: variable, value })),
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': logs.ref, 'awslogs-stream-prefix': name, 'awslogs-region': Aws.REGION },
      },
      healthCheck: { command: ['CMD-SHELL', HEALTH_COMMAND], interval: 10, retries: 3, timeout: 5 },
    }],
  });
}
