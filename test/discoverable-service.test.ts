import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Port, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ContainerImage, CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Capacity, DiscoverableService, DnsRecords, HealthProbe, TaskCount } from '../src';
import { brokenRules, IMAGE, messageOf, Shop } from './testing/shop';

const SERVICE = 'AWS::ECS::Service';
const TASK = 'AWS::ECS::TaskDefinition';
const NAME = 'AWS::ServiceDiscovery::Service';
const NAMESPACE = 'AWS::ServiceDiscovery::PrivateDnsNamespace';

function templateOf(props: Parameters<Shop['service']>[1] = {}): Template {
  const shop = new Shop();
  shop.service('OrderService', props);
  return shop.template();
}

describe('the defaults of a service', () => {
  const template = templateOf();

  test('it is registered under its id in kebab-case, in a private namespace ecs-internal of its VPC', () => {
    template.hasResourceProperties(NAMESPACE, { Name: 'ecs-internal', Vpc: { Ref: 'Vpc8378EB38' } });
    template.hasResourceProperties(NAME, { Name: 'order-service' });
    template.hasResourceProperties(SERVICE, { ServiceRegistries: [{ RegistryArn: Match.anyValue(), ContainerName: Match.absent() }] });
  });

  test('a missing name is forgotten after 15 seconds, and not after the 300 of AWS', () => {
    template.hasResourceProperties(NAMESPACE, { Properties: { DnsProperties: { SOA: { TTL: 15 } } } });
  });

  test('the namespace does not carry the name tag of the VPC', () => {
    template.hasResourceProperties(NAMESPACE, { Tags: Match.absent() });
  });

  test('the name has A records of ten seconds', () => {
    template.hasResourceProperties(NAME, { DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] } });
  });

  test('the config that lets ECS report health is there from the first day, with the one value that AWS does not ignore', () => {
    template.hasResourceProperties(NAME, { HealthCheckCustomConfig: { FailureThreshold: 1 }, HealthCheckConfig: Match.absent() });
  });

  test('the namespace is named in one place', () => {
    template.hasResourceProperties(NAME, { NamespaceId: Match.anyValue(), DnsConfig: { NamespaceId: Match.absent() } });
  });

  test('two tasks of a quarter CPU and 512 MiB run, in private subnets', () => {
    template.hasResourceProperties(SERVICE, {
      DesiredCount: 2,
      LaunchType: 'FARGATE',
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          AssignPublicIp: 'DISABLED', Subnets: [{ Ref: Match.stringLikeRegexp('PrivateSubnet1') }, { Ref: Match.stringLikeRegexp('PrivateSubnet2') }],
        },
      },
    });
    template.hasResourceProperties(TASK, { Cpu: '256', Memory: '512', NetworkMode: 'awsvpc' });
  });

  test('a deployment keeps the name answered, and rolls back when it does not come up', () => {
    template.hasResourceProperties(SERVICE, {
      AvailabilityZoneRebalancing: 'ENABLED',
      DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
    });
  });

  test('the ECS service has no name of its own, which CloudFormation could not replace', () => {
    template.hasResourceProperties(SERVICE, { ServiceName: Match.absent() });
  });

  test('the container writes to a log group of the service, is not stopped by slow logs, and they are kept for a month', () => {
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    template.hasResourceProperties(TASK, { ContainerDefinitions: [{ Name: 'app', LogConfiguration: { LogDriver: 'awslogs', Options: { mode: 'non-blocking' } } }] });
  });

  test('the security group lets nobody in, and the service out', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent(), SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0' }] });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('there is no task role, and the execution role may write these logs and nothing else', () => {
    template.hasResourceProperties(TASK, { TaskRoleArn: Match.absent() });
    template.resourceCountIs('AWS::IAM::Role', 1);
    template.hasResourceProperties('AWS::IAM::Role', {
      Policies: [{
        PolicyDocument: {
          Statement: [{
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('OrderServiceLogGroup'), 'Arn'] }],
          }],
        },
      }],
      ManagedPolicyArns: Match.absent(),
    });
  });

  test('there is no container check, and a warning says what that means', () => {
    const shop = new Shop();
    shop.service('Backend');
    template.hasResourceProperties(TASK, { ContainerDefinitions: [{ HealthCheck: Match.absent() }] });
    Annotations.fromStack(shop.stack).hasWarning('/Shop/Backend', Match.stringLikeRegexp('as soon as its container runs.*no-container-check'));
  });
});

describe('what a service is given', () => {
  test('memory follows the CPU: the least that Fargate has with it', () => {
    templateOf({ cpu: 1024 }).hasResourceProperties(TASK, { Cpu: '1024', Memory: '2048' });
  });

  test('SRV records hold the container and the main port, also where there are others', () => {
    const template = templateOf({ port: 8080, additionalPorts: [9090], dnsRecords: DnsRecords.srv() });
    template.hasResourceProperties(SERVICE, { ServiceRegistries: [{ ContainerName: 'app', ContainerPort: 8080, Port: Match.absent() }] });
    template.hasResourceProperties(TASK, { ContainerDefinitions: [{ PortMappings: [{ ContainerPort: 8080 }, { ContainerPort: 9090 }] }] });
  });

  test('a probe is checked in the container, and nothing warns', () => {
    const shop = new Shop();
    shop.service('Backend', { healthProbe: HealthProbe.command(['CMD', '/check']) });
    shop.template().hasResourceProperties(TASK, { ContainerDefinitions: [{ HealthCheck: { Command: ['CMD', '/check'] } }] });
    Annotations.fromStack(shop.stack).hasNoWarning('*', Match.anyValue());
  });

  test('tasks run on ARM, with public addresses, as many as asked for', () => {
    const template = templateOf({
      capacity: Capacity.fargate({ cpuArchitecture: CpuArchitecture.ARM64, assignPublicIp: true }), taskCount: TaskCount.exactly(5),
    });
    template.hasResourceProperties(TASK, { RuntimePlatform: { CpuArchitecture: 'ARM64' } });
    template.hasResourceProperties(SERVICE, {
      DesiredCount: 5,
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          AssignPublicIp: 'ENABLED', Subnets: Match.arrayWith([{ Ref: Match.stringLikeRegexp('PublicSubnet1') }]),
        },
      },
    });
  });

  test('with registered: false the name stays, and ECS is told that there is no registration', () => {
    const template = templateOf({ registered: false });
    template.resourceCountIs(NAME, 1);
    template.hasResourceProperties(SERVICE, { ServiceRegistries: [] });
  });

  test.each<[string, Capacity, boolean]>([
    ['in public subnets without an address', Capacity.fargate({ vpcSubnets: { subnetType: SubnetType.PUBLIC } }), true],
    ['in public subnets with an address', Capacity.fargate({ assignPublicIp: true }), false],
    ['in private subnets', Capacity.fargate(), false],
  ])('tasks %s: a warning that they may reach no registry: %s', (_what, capacity, warned) => {
    const shop = new Shop();
    shop.service('Backend', { capacity, healthProbe: HealthProbe.tcp() });
    expect(Annotations.fromStack(shop.stack).findWarning('/Shop/Backend', Match.stringLikeRegexp('public-subnets'))).toHaveLength(warned ? 1 : 0);
  });

  test('sidecars and volumes go through the task definition', () => {
    const shop = new Shop();
    const { taskDefinition } = shop.service('Backend');
    taskDefinition.addVolume({ name: 'data' });
    taskDefinition.addContainer('sidecar', { image: ContainerImage.fromRegistry('envoy') });
    shop.template().hasResourceProperties(TASK, { Volumes: [{ Name: 'data' }], ContainerDefinitions: [{ Name: 'app' }, { Name: 'sidecar' }] });
  });

  test('its port is the default port of its connections', () => {
    const shop = new Shop();
    const database = new SecurityGroup(shop.stack, 'Database', { vpc: shop.vpc });
    database.connections.allowTo(shop.service('Backend', { port: 8080 }), Port.tcp(5432));
    new SecurityGroup(shop.stack, 'Lambda', { vpc: shop.vpc }).connections.allowToDefaultPort(shop.service('Other', { port: 8081 }));
    shop.template().hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 8081, ToPort: 8081 });
  });
});

describe('a worker', () => {
  test('has no name, and says to ECS that there is no registration', () => {
    const template = templateOf({ port: undefined });
    template.resourceCountIs(NAME, 0);
    template.resourceCountIs(NAMESPACE, 0);
    template.hasResourceProperties(SERVICE, { ServiceRegistries: [] });
  });

  test.each(['endpoint', 'cloudMapService'] as const)('says why it has no %s', (property) => {
    const worker = new Shop().service('Worker', { port: undefined });
    expect(messageOf(() => worker[property])).toBe(`Shop/Worker: 1 problem

[worker-without-name] It has no port.
  why: Nothing can call a service that listens on no port, so it is not registered and has no name.
  fix: Set \`port\` on Shop/Worker to the port that its process listens on; or, for a worker, drop what asks for its name.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`);
  });

  test('may have an id that is no name', () => {
    expect(brokenRules(() => new Shop().service('Ü', { port: undefined }))).toEqual([]);
    expect(brokenRules(() => new Shop().service('Ü'))).toEqual(['discovery-name']);
  });
});

describe('a service that cannot be', () => {
  test('leaves nothing in the tree when the CDK itself refuses it half-way', () => {
    const stack = new Stack(new Shop().app, 'Other');
    const { cluster } = new Shop();
    const image = ContainerImage.fromRegistry('x');
    jest.spyOn(image, 'bind').mockImplementation(() => { throw new Error('no such image'); });
    expect(messageOf(() => new DiscoverableService(stack, 'Backend', { cluster, image, port: 80 }))).toBe('no such image');
    expect(stack.node.tryFindChild('Backend')).toBeUndefined();
  });

  test('is in a cluster whose default namespace was made for another VPC', () => {
    const shop = new Shop();
    const other = new PrivateDnsNamespace(shop.stack, 'Namespace', { name: 'ecs-internal', vpc: new Vpc(shop.stack, 'Other') });
    // From 2.264 on, addExistingDefaultCloudMapNamespace() does this.
    jest.spyOn(shop.cluster, 'defaultCloudMapNamespace', 'get').mockReturnValue(other);
    expect(brokenRules(() => shop.service('Backend'))).toEqual(['namespace-other-vpc']);
  });

  test('selects subnets that the VPC does not have', () => {
    const capacity = Capacity.fargate({ vpcSubnets: { availabilityZones: ['mars-1a'] } });
    expect(brokenRules(() => new Shop().service('Backend', { capacity }))).toEqual(['subnets']);
  });

  test('is told all that is wrong at once', () => {
    const shop = new Shop();
    expect(brokenRules(() => shop.service('Backend', { discoveryName: 'a b', port: 70000, cpu: 300 })))
      .toEqual(['discovery-name', 'fargate-size', 'port']);
    expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
    expect(shop.service('Backend', { image: IMAGE }).endpoint.url).toBe('http://backend.ecs-internal:80');
  });
});
