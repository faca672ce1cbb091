import type { IAspect } from 'aws-cdk-lib';
import { Annotations, App, Aspects, CfnCondition, CfnOutput, CfnResource, Fn, PropertyInjectors, RemovalPolicy, Stack, Tag, Tags } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { BaseService, CfnService, Cluster, FargateService } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { DiscoverableServiceProps } from '../../src';
import { Capacity, Deployment, DiscoverableService, DnsRecords, HealthProbe, ServiceRegistration } from '../../src';
import { circlesInAssembly } from '../connect/circular-dependencies';
import { IMAGE, Shop } from '../testing/shop';

type Props = Partial<DiscoverableServiceProps>;
type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** The ECS service as it is, before anybody has asked for its construct. */
function resourceOf(service: DiscoverableService): CfnService {
  return service.node.findChild('Service').node.defaultChild as CfnService;
}

const isConstruct = (service: DiscoverableService) => service.node.findChild('Service') instanceof BaseService;

interface Both {
  readonly props?: Props;
  readonly context?: Record<string, unknown>;
  readonly region?: string;
}

/** What an app writes where nobody asks for the construct of a service, and where somebody does. */
function bothWays({ props = {}, context = {}, region = 'eu-west-1' }: Both) {
  return [false, true].map((asked) => {
    const stack = new Stack(new App({ context }), 'Shop', { env: { account: '111122223333', region } });
    const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
    const [backend, frontend] = ['Backend', 'Frontend'].map((id) => new DiscoverableService(stack, id, { cluster, image: IMAGE, port: 80, ...props }));
    if (asked) {
      [backend, frontend].forEach(({ service }) => expect(service).toBeInstanceOf(FargateService));
    }
    if (props.registered !== false && !('port' in props && props.port === undefined)) {
      frontend.connectTo(backend);
    }
    new Bucket(stack, 'Bucket').grantRead(backend);
    const written = (stack.node.root as App).synth().getStackByName('Shop').template as { Resources: Record<string, { Type: string }> };
    expect([backend, frontend].map(isConstruct)).toEqual([asked, asked]);
    return written;
  });
}

describe('the template is the same, whether somebody has asked for the construct of a service or not', () => {
  test.each<[string, Both]>([
    ['by default', { props: {} }],
    ['a worker', { props: { port: undefined } }],
    ['with more ports and a probe', { props: { port: 80, additionalPorts: [81], healthProbe: HealthProbe.http() } }],
    ['with SRV records', { props: { dnsRecords: DnsRecords.srv() } }],
    ['without a registration', { props: { registered: false } }],
    ['with addresses of their own on the internet', { props: { capacity: Capacity.fargate({ assignPublicIp: true }) } }],
    ['in subnets of one kind', { props: { capacity: Capacity.fargate({ vpcSubnets: { subnetType: SubnetType.PUBLIC }, assignPublicIp: true }) } }],
    ['without a rollback', { props: { deployment: Deployment.rolling({ rollback: false }) } }],
    ['with percentages', { props: { deployment: Deployment.rolling({ minHealthyPercent: 50, maxHealthyPercent: 150 }) } }],
    ['with a maximum of 100 percent', { props: { deployment: Deployment.rolling({ minHealthyPercent: 0, maxHealthyPercent: 100 }) } }],
    ['where the CDK says nothing of alarms', { context: { '@aws-cdk/aws-ecs:removeDefaultDeploymentAlarm': true } }],
    ['where the CDK takes load balancers away again', { context: { '@aws-cdk/aws-ecs:removeEmptyLoadBalancers': true } }],
    ...['cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1', 'us-isof-south-1', 'eusc-de-east-1', 'xx-new-1']
      .map((region): [string, Both] => [`in ${region}`, { region }]),
  ])('%s', (_what, app) => {
    const [without, asked] = bothWays(app);
    expect(without).toEqual(asked);
  });
});

describe('a construct is there from the start', () => {
  test.each<[string, Props]>([
    ['where a shell can be opened', { enableExecuteCommand: true }],
    ['where capacity is shared', { capacity: Capacity.fargate({ spot: { onDemandBase: 1 } }) }],
  ])('%s', (_what, props) => {
    expect(isConstruct(new Shop().service('Backend', props))).toBe(true);
  });

  test('where the app changes the properties of services', () => {
    const shop = new Shop();
    PropertyInjectors.of(shop.app).add({
      constructUniqueId: FargateService.PROPERTY_INJECTION_ID,
      inject: (given) => ({ ...given, enableECSManagedTags: true }),
    });
    shop.service('Backend');
    shop.template().hasResourceProperties('AWS::ECS::Service', { EnableECSManagedTags: true });
  });
});

describe('what was said of the resource is not lost when the construct is made', () => {
  test.each<[string, (resource: CfnService, shop: Shop) => void, object]>([
    ['a property', (resource) => resource.desiredCount = 7, { Properties: { DesiredCount: 7 } }],
    ['an override', (resource) => resource.addPropertyOverride('PropagateTags', 'SERVICE'), { Properties: { PropagateTags: 'SERVICE' } }],
    ['a deletion', (resource) => resource.addPropertyDeletionOverride('DeploymentConfiguration.Alarms'),
      { Properties: { DeploymentConfiguration: { Alarms: Match.absent() } } }],
    ['a property that was changed in place', (resource) => {
      (resource.deploymentConfiguration as Mutable<CfnService.DeploymentConfigurationProperty>).maximumPercent = 300;
    }, { Properties: { DeploymentConfiguration: { MaximumPercent: 300 } } }],
    ['a tag', (resource) => resource.tags.setTag('team', 'shop'), { Properties: { Tags: [{ Key: 'team', Value: 'shop' }] } }],
    ['a tag that weighs more than those of the app', (resource, { app }) => {
      Tags.of(app).add('team', 'app');
      resource.tags.setTag('team', 'shop', 500);
    }, { Properties: { Tags: [{ Key: 'team', Value: 'shop' }] } }],
    ['that a tag of the app is not for it', (resource, { app }) => {
      Tags.of(app).add('team', 'app');
      resource.tags.removeTag('team', 500);
    }, { Properties: { Tags: Match.absent() } }],
    ['a removal policy', (resource) => resource.applyRemovalPolicy(RemovalPolicy.RETAIN), { DeletionPolicy: 'Retain' }],
    ['metadata', (resource) => resource.addMetadata('team', 'shop'), { Metadata: { team: 'shop' } }],
    ['a condition', (resource, { stack }) => resource.cfnOptions.condition = new CfnCondition(stack, 'IsOn', { expression: Fn.conditionEquals('a', 'a') }),
      { Condition: 'IsOn' }],
    ['a dependency of the resource', (resource, { stack }) => resource.addDependency(new CfnResource(stack, 'First', { type: 'AWS::SNS::Topic' })),
      { DependsOn: ['First'] }],
    ['a dependency of the node', (resource, { stack }) => resource.node.addDependency(new CfnResource(stack, 'First', { type: 'AWS::SNS::Topic' })),
      { DependsOn: ['First'] }],
  ])('%s', (_what, say, expected) => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    say(resourceOf(backend), shop);
    expect(isConstruct(backend)).toBe(false);
    expect(backend.service).toBeInstanceOf(FargateService);
    shop.template().hasResource('AWS::ECS::Service', expected);
  });

  test('a logical id, also for those who refer to the resource that was', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const before = resourceOf(backend);
    before.overrideLogicalId('Old');
    new CfnOutput(shop.stack, 'Name', { value: before.attrName });
    new CfnResource(shop.stack, 'Later', { type: 'AWS::SNS::Topic' }).addDependency(before);
    (backend.service.node.defaultChild as CfnService).overrideLogicalId('New');
    const template = shop.template();
    expect(Object.keys(template.findResources('AWS::ECS::Service'))).toEqual(['New']);
    template.hasOutput('Name', { Value: { 'Fn::GetAtt': ['New', 'Name'] } });
    template.hasResource('AWS::SNS::Topic', { DependsOn: ['New'] });
  });

  test('a logical id that the user has given', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    resourceOf(backend).overrideLogicalId('Mine');
    expect(backend.service).toBeInstanceOf(FargateService);
    expect(Object.keys(shop.template().findResources('AWS::ECS::Service'))).toEqual(['Mine']);
  });

  test('a logical id that another stack names already', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const id = shop.stack.getLogicalId(resourceOf(backend));
    shop.stack.exportValue(resourceOf(backend).attrName);
    expect(backend.service).toBeInstanceOf(FargateService);
    expect(Object.keys(shop.template().findResources('AWS::ECS::Service'))).toEqual([id]);
  });

  test.each<[string, (caller: CfnService, target: CfnService) => void]>([
    ['a resource waited for the other one', (caller, target) => caller.addDependency(target)],
    ['its node waited for where the other one is', (caller, target) => caller.node.addDependency(target.node.scope!)],
    ['it named the other one', (caller, target) => caller.addPropertyOverride('Role', target.attrName)],
  ])('that %s: a connection that would close the circle does not wait', (_what, wait) => {
    const shop = new Shop();
    const [a, b] = [shop.service('A'), shop.service('B')];
    wait(resourceOf(a), resourceOf(b));
    expect(b.service).toBeInstanceOf(FargateService);
    b.connectTo(a);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('that others wait for it, named once where the construct is made while the app is synthesized', () => {
    const shop = new Shop();
    const [a, b] = [shop.service('A'), shop.service('B')];
    a.connectTo(b);
    a.node.addDependency(b);
    const beside = new CfnResource(shop.stack, 'Beside', { type: 'AWS::SNS::Topic' });
    Aspects.of(beside).add({ visit: () => void b.service });
    const services = shop.template().findResources('AWS::ECS::Service');
    const [, { DependsOn: names }] = Object.entries(services).find(([id]) => id.startsWith('AService'))! as [string, { DependsOn: string[] }];
    expect(names.filter((name) => name.startsWith('BService'))).toHaveLength(1);
  });

  test('a warning, and an aspect', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    Annotations.of(resourceOf(backend)).addWarningV2('shop:old', 'This one is old.');
    const seen: IConstruct[] = [];
    Aspects.of(resourceOf(backend)).add({ visit: (node) => seen.push(node) });
    const resource = backend.service.node.defaultChild;
    const { messages } = shop.app.synth().getStackByName('Shop');
    expect(messages.filter(({ entry }) => String(entry.data).startsWith('This one is old.')).map(({ id }) => id)).toEqual(['/Shop/Backend/Service/Service']);
    expect(seen).toEqual([resource]);
  });
});

test('what is said of the resource after the construct was made is said of the new one', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const held = resourceOf(backend);
  expect(backend.service).toBeInstanceOf(FargateService);
  held.desiredCount = 7;
  held.addPropertyOverride('PropagateTags', 'SERVICE');
  held.tags.setTag('team', 'shop');
  held.applyRemovalPolicy(RemovalPolicy.RETAIN);
  held.overrideLogicalId('Mine');
  const { Mine: service } = shop.template().findResources('AWS::ECS::Service');
  expect(service).toMatchObject({
    DeletionPolicy: 'Retain', Properties: { DesiredCount: 7, PropagateTags: 'SERVICE', Tags: [{ Key: 'team', Value: 'shop' }] },
  });
});

describe('the construct that is made later', () => {
  test('is the same for everyone who asks', () => {
    const backend = new Shop().service('Backend');
    expect(backend.service).toBe(backend.service);
  });

  test('takes load balancers, alarms and dependencies like any other', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const listener = new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc: shop.vpc }).addListener('Http', { port: 80 });
    listener.addTargets('Backend', { port: 80, targets: [backend.service] });
    backend.service.enableDeploymentAlarms([new Alarm(shop.stack, 'Alarm', {
      alarmName: 'errors', metric: new Metric({ namespace: 'Shop', metricName: 'Errors' }), threshold: 1, evaluationPeriods: 1,
    }).alarmName]);
    shop.template().hasResource('AWS::ECS::Service', {
      Properties: {
        LoadBalancers: [{ ContainerName: 'app', ContainerPort: 80 }],
        HealthCheckGracePeriodSeconds: 60,
        DeploymentConfiguration: { Alarms: { Enable: true } },
      },
    });
  });

  test('is known to be registered by this library', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    expect(() => new ServiceRegistration(shop.stack, 'Again', { service: backend.service, port: 80 })).toThrow('[registration-exists]');
  });

  test('may be asked for after the synthesis', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const template = shop.template();
    const [id] = Object.keys(template.findResources('AWS::ECS::Service'));
    expect(shop.stack.resolve(backend.service.serviceArn)).toEqual({ Ref: id });
    expect(shop.template().toJSON()).toEqual(template.toJSON());
  });
});

describe('aspects', () => {
  class Seer implements IAspect {
    public readonly seen: string[] = [];

    public visit(node: IConstruct): void {
      if (node instanceof FargateService) {
        this.seen.push(node.node.path);
      }
    }
  }

  test.each<[string, (shop: Shop) => IConstruct]>([
    ['the app', ({ app }) => app],
    ['the stack', ({ stack }) => stack],
    ['the service', ({ stack }) => stack.node.findChild('Backend')],
    ['the ECS service', ({ stack }) => stack.node.findChild('Backend').node.findChild('Service')],
  ])('of %s find the class of the CDK', (_of, scope) => {
    const shop = new Shop();
    shop.service('Backend');
    const seer = new Seer();
    Aspects.of(scope(shop)).add(seer);
    shop.app.synth();
    expect(seer.seen).toEqual(['Shop/Backend/Service']);
  });

  test('that inherit from those for tags are aspects like any other', () => {
    class TaggingSeer extends Tag {
      public visit(node: IConstruct): void {
        super.visit(node);
        seer.visit(node);
      }
    }
    const seer = new Seer();
    const shop = new Shop();
    shop.service('Backend');
    Aspects.of(shop.app).add(new TaggingSeer('team', 'shop'));
    shop.app.synth();
    expect(seer.seen).toEqual(['Shop/Backend/Service']);
  });

  test('find the class in a service that one of them has made', () => {
    const shop = new Shop();
    shop.service('First');
    const seer = new Seer();
    Aspects.of(shop.app).add({
      visit: (node) => {
        if (node === shop.stack && !shop.stack.node.tryFindChild('Late')) {
          shop.service('Late');
        }
        seer.visit(node);
      },
    });
    shop.app.synth();
    expect(seer.seen).toContain('Shop/Late/Service');
  });

  test('for tags need no construct', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    Tags.of(shop.app).add('team', 'shop');
    shop.template().hasResourceProperties('AWS::ECS::Service', { Tags: [{ Key: 'team', Value: 'shop' }] });
    expect(isConstruct(backend)).toBe(false);
  });
});
