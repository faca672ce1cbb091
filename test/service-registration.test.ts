import { CfnParameter } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Compatibility, DeploymentControllerType, Ec2Service, ExternalService, FargateService, FargateTaskDefinition, NetworkMode, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { CfnService, CloudMapOptions } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnService as CfnCloudMapService, DnsRecordType } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace, DnsRecords, ServiceRegistration } from '../src';
import { brokenRules, IMAGE, messageOf, Shop } from './testing/shop';

const SERVICE = 'AWS::ECS::Service';
const NAME = 'AWS::ServiceDiscovery::Service';

function task(shop: Shop, ports: readonly number[] = [80]): FargateTaskDefinition {
  const taskDefinition = new FargateTaskDefinition(shop.stack, 'Task');
  taskDefinition.addContainer('web', { image: IMAGE, portMappings: ports.map((containerPort) => ({ containerPort })) });
  return taskDefinition;
}

function fargate(shop: Shop, options: { readonly ports?: readonly number[]; readonly cloudMapOptions?: CloudMapOptions } = {}): FargateService {
  const { ports, cloudMapOptions } = options;
  return new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition: task(shop, ports), cloudMapOptions });
}

function ec2(shop: Shop, networkMode: NetworkMode): Ec2Service {
  const taskDefinition = new TaskDefinition(shop.stack, 'Task', { compatibility: Compatibility.EC2, networkMode });
  taskDefinition.addContainer('web', { image: IMAGE, memoryLimitMiB: 128, portMappings: [{ containerPort: 80 }] });
  shop.cluster.addCapacity('Capacity', { instanceType: new InstanceType('t3.micro') });
  return new Ec2Service(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition });
}

describe('a service without a registration', () => {
  test('gets one, as a discoverable service has it', () => {
    const shop = new Shop();
    const registration = new ServiceRegistration(shop.stack, 'Legacy', { service: fargate(shop) });
    shop.template().hasResourceProperties(NAME, { Name: 'legacy', HealthCheckCustomConfig: { FailureThreshold: 1 } });
    shop.template().hasResourceProperties(SERVICE, { ServiceRegistries: [{ RegistryArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('CloudMapService'), 'Arn'] } }] });
    expect(registration.endpoint.url).toBe('http://legacy.ecs-internal:80');
  });

  test('may have a load balancer', () => {
    const shop = new Shop();
    const { service } = new ApplicationLoadBalancedFargateService(shop.stack, 'Balanced', {
      cluster: shop.cluster, taskImageOptions: { image: IMAGE },
    });
    new ServiceRegistration(shop.stack, 'Legacy', { service });
    shop.template().hasResourceProperties(SERVICE, { ServiceRegistries: [Match.anyValue()], LoadBalancers: [Match.anyValue()] });
  });

  test('may have Service Connect', () => {
    const shop = new Shop();
    const service = fargate(shop);
    service.enableServiceConnect({ namespace: 'mesh' });
    new ServiceRegistration(shop.stack, 'Legacy', { service });
    shop.template().hasResourceProperties(SERVICE, { ServiceRegistries: [Match.anyValue()], ServiceConnectConfiguration: { Enabled: true } });
  });

  test('on EC2 in awsvpc mode gets A records', () => {
    const shop = new Shop();
    new ServiceRegistration(shop.stack, 'Legacy', { service: ec2(shop, NetworkMode.AWS_VPC) });
    shop.template().hasResourceProperties(NAME, { DnsConfig: { DnsRecords: [{ Type: 'A' }] } });
  });

  test.each([NetworkMode.BRIDGE, NetworkMode.HOST])('on EC2 in %s mode gets SRV records with its container and port', (mode) => {
    const shop = new Shop();
    new ServiceRegistration(shop.stack, 'Legacy', { service: ec2(shop, mode) });
    shop.template().hasResourceProperties(NAME, { DnsConfig: { DnsRecords: [{ Type: 'SRV' }] } });
    shop.template().hasResourceProperties(SERVICE, { ServiceRegistries: [{ ContainerName: 'web', ContainerPort: 80 }] });
  });

  test('is a grantee: its task role gets what is granted', () => {
    const shop = new Shop();
    new Bucket(shop.stack, 'Bucket').grantRead(new ServiceRegistration(shop.stack, 'Legacy', { service: fargate(shop) }));
    shop.template().hasResourceProperties('AWS::IAM::Policy', { Roles: [{ Ref: Match.stringLikeRegexp('TaskRole') }] });
  });

  test('whose container maps two ports has no port to tell until one is given', () => {
    const shop = new Shop();
    const service = fargate(shop, { ports: [80, 81] });
    const legacy = new ServiceRegistration(shop.stack, 'Legacy', { service });
    expect(brokenRules(() => legacy.endpoint.port)).toEqual(['endpoint-without-meaning']);
    expect(brokenRules(() => shop.service('Frontend').connectTo(legacy))).toEqual(['connect-without-port']);
    shop.service('Admin').connectTo(legacy, { port: 81 });
    shop.template().hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 81 });
  });

  test('keeps its name and has no registration with registered: false, so that the line can go in the next deployment', () => {
    const shop = new Shop();
    new ServiceRegistration(shop.stack, 'Legacy', { service: fargate(shop), registered: false });
    shop.template().hasResourceProperties(SERVICE, { ServiceRegistries: [] });
    shop.template().resourceCountIs(NAME, 1);
  });
});

describe('a service with cloudMapOptions', () => {
  const adopt = (cloudMapOptions: CloudMapOptions, props: object = {}) => {
    const shop = new Shop();
    shop.cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
    const registration = new ServiceRegistration(shop.stack, 'Legacy', { service: fargate(shop, { cloudMapOptions }), ...props });
    return { shop, registration };
  };

  test('is adopted: nothing is added to it, and it is found as it is deployed', () => {
    const { shop, registration } = adopt({ name: 'orders' });
    const before = new Shop();
    before.cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
    fargate(before, { cloudMapOptions: { name: 'orders' } });
    expect(shop.template().toJSON()).toEqual(before.template().toJSON());
    expect(registration.endpoint.url).toBe('http://orders.shop.internal:80');
    expect(registration.cloudMapService).toBe(registration.service.cloudMapService);
  });

  test('and SRV records is found by its SRV name, on the port that is registered', () => {
    const { registration } = adopt({ name: 'orders', dnsRecordType: DnsRecordType.SRV });
    expect(registration.endpoint.srvName).toBe('orders.shop.internal');
    expect(registration.endpoint.port).toBe(80);
    expect(brokenRules(() => registration.endpoint.host)).toEqual(['endpoint-without-meaning']);
  });

  test('and no name has the one that CloudFormation gives it', () => {
    const { shop, registration } = adopt({});
    expect(shop.stack.resolve(registration.endpoint.host)).toEqual({
      'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringContaining('Cloudmap'), 'Name'] }, '.shop.internal']],
    });
  });

  test('loses its registration and keeps its name with registered: false', () => {
    const { shop } = adopt({ name: 'orders' }, { registered: false });
    shop.template().hasResourceProperties(SERVICE, { ServiceRegistries: [] });
    shop.template().resourceCountIs(NAME, 1);
  });

  test('calls others', () => {
    const { shop, registration } = adopt({ name: 'orders' });
    registration.connectTo(shop.service('Backend'));
    shop.template().hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [{
        Name: 'web', Environment: Match.arrayWith([{ Name: 'BACKEND_URL', Value: 'http://backend.ecs-internal:80' }]),
      }],
    });
  });

  test('takes no props that would change nothing', () => {
    expect(messageOf(() => adopt({ name: 'orders' }, { discoveryName: 'other', dnsRecords: DnsRecords.a() }))).toBe(`Shop/Legacy: 1 problem

[adopted-registration] Shop/Old has cloudMapOptions, and discoveryName, dnsRecords are given.
  why: A service with cloudMapOptions is adopted as it is: these props would change nothing.
  fix: Leave the props out, or change cloudMapOptions (name, namespace and record type cannot be changed once deployed).
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`);
  });
});

describe('a service that is registered in another way', () => {
  const EXISTS = ['registration-exists'];

  test('by a ServiceRegistration is refused', () => {
    const shop = new Shop();
    const service = fargate(shop);
    new ServiceRegistration(shop.stack, 'First', { service });
    expect(messageOf(() => new ServiceRegistration(shop.stack, 'Second', { service }))).toBe(`Shop/Second: 1 problem

[registration-exists] Shop/Old is registered already.
  why: An ECS service has at most one registration. This one was not made by cloudMapOptions, so what it is called is not known, and a second one is refused.
  fix: Take the other registration away: a second ServiceRegistration, associateCloudMapService(), or serviceRegistries of the CfnService. A DiscoverableService is registered by itself: connect to it.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
`);
    expect(shop.stack.node.tryFindChild('Second')).toBeUndefined();
  });

  test('as a DiscoverableService, or kept unregistered as a worker, is refused', () => {
    const shop = new Shop();
    const register = (id: string, port?: number) => new ServiceRegistration(shop.stack, `${id}Registration`, { service: shop.service(id, { port }).service, port: 80 });
    expect(brokenRules(() => register('Backend', 80))).toEqual(EXISTS);
    expect(brokenRules(() => register('Worker'))).toEqual(EXISTS);
  });

  test('on the L1 resource is refused', () => {
    const shop = new Shop();
    const service = fargate(shop);
    const name = new CfnCloudMapService(shop.stack, 'Name', { namespaceId: 'ns-1' });
    (service.node.findChild('Service') as CfnService).serviceRegistries = [{ registryArn: name.attrArn }];
    expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Legacy', { service }))).toEqual(EXISTS);
  });
});

describe('a service that cannot be registered', () => {
  test('has no container', () => {
    const shop = new Shop();
    const service = new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition: new FargateTaskDefinition(shop.stack, 'Task') });
    expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Legacy', { service }))).toEqual(['service-without-container']);
    expect(shop.stack.node.tryFindChild('Legacy')).toBeUndefined();
  });

  test('is given a container of another task', () => {
    const shop = new Shop();
    const { container } = shop.service('Backend');
    expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Legacy', { service: fargate(shop), container }))).toEqual(['container-of-other-task']);
  });

  test('runs on ECS Anywhere', () => {
    const shop = new Shop();
    const taskDefinition = new TaskDefinition(shop.stack, 'Task', { compatibility: Compatibility.EXTERNAL });
    taskDefinition.addContainer('web', { image: IMAGE, memoryLimitMiB: 128, portMappings: [{ containerPort: 80 }] });
    const service = new ExternalService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition });
    expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Legacy', { service }))).toEqual(['external-service']);
  });

  test.each([0, 70000])('is given port %d', (port) => {
    const shop = new Shop();
    expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Legacy', { service: fargate(shop), port }))).toEqual(['port']);
  });

  test('has A records in bridge mode', () => {
    const shop = new Shop();
    const service = ec2(shop, NetworkMode.BRIDGE);
    expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Legacy', { service, dnsRecords: DnsRecords.a() }))).toEqual(['records-for-network-mode']);
  });

  test('has SRV records of a port that its container does not map', () => {
    const shop = new Shop();
    const service = fargate(shop);
    expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Legacy', { service, port: 81, dnsRecords: DnsRecords.srv() }))).toEqual(['container-port']);
  });
});

test('two registrations may share a name in two namespaces', () => {
  const shop = new Shop();
  new ServiceRegistration(shop.stack, 'Legacy', { service: fargate(shop), discoveryName: 'web' });
  shop.service('Web', { cloudMapNamespace: DiscoveryNamespace.privateDns('other.internal') });
  shop.template().resourceCountIs(NAME, 2);
});

describe('what a registration meets', () => {
  function withServiceConnect(discoveryName?: string): Shop {
    const shop = new Shop();
    const taskDefinition = new FargateTaskDefinition(shop.stack, 'Task');
    taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ containerPort: 80, name: 'legacy' }] });
    const service = new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition });
    service.enableServiceConnect({ namespace: 'ecs-internal', services: [{ portMappingName: 'legacy', discoveryName }] });
    new ServiceRegistration(shop.stack, 'Legacy', { service });
    return shop;
  }

  test('a Service Connect name of its own namespace is refused: the port mapping\'s name is one', () => {
    expect(withServiceConnect().synthesisError()).toBe(`Validation failed with the following errors:
  [] [service-connect-name] Shop/Old/CloudMapService and Service Connect of Shop/Old/Service would both make "legacy" in ecs-internal.
  why: Service Connect makes a Cloud Map service of its discovery name, which is the name of the port mapping where none is given. \
Where that name is taken in the namespace, the deployment fails (aws/aws-cdk#26524).
  fix: Give the Service Connect service a discoveryName of its own, such as "backend-sc", with a dnsName that clients use.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html`);
  });

  test('another Service Connect name is whole', () => {
    withServiceConnect('legacy-sc').template().resourceCountIs(NAME, 1);
  });

  test.each([[DeploymentControllerType.EXTERNAL], [DeploymentControllerType.CODE_DEPLOY]])('the deployment controller %s is refused', (type) => {
    const shop = new Shop();
    const service = new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition: task(shop), deploymentController: { type } });
    expect(messageOf(() => new ServiceRegistration(shop.stack, 'Legacy', { service }))).toBe(`Shop/Legacy: 1 problem

[deployment-controller] Shop/Old has the deployment controller ${type}.
  why: With an EXTERNAL deployment controller the registration belongs to the task sets, not to the service; with CODE_DEPLOY the name goes on answering \
with the old tasks, and the registration cannot be changed.
  fix: Deploy the service with the ECS controller, or put it behind a load balancer and give that a name.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateTaskSet.html
`);
  });

  test('what the CDK itself refuses leaves nothing behind: SRV records of a port that the container does not map, seen by the CDK only', () => {
    const shop = new Shop();
    const service = fargate(shop);
    const port = new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;
    expect(messageOf(() => new ServiceRegistration(shop.stack, 'Legacy', { service, port, dnsRecords: DnsRecords.srv() })))
      .toContain('Cannot add discovery for a container port that has not been mapped');
    expect([shop.stack.node.tryFindChild('Legacy'), service.node.tryFindChild('CloudMapService')]).toEqual([undefined, undefined]);
  });

  test('a service whose registration another line has taken away is refused', () => {
    const shop = new Shop();
    shop.cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
    const service = fargate(shop, { cloudMapOptions: { name: 'orders' } });
    new ServiceRegistration(shop.stack, 'First', { service, registered: false });
    expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Second', { service }))).toEqual(['registration-exists']);
  });
});
