import { Annotations, App, Aspects, CfnOutput, CfnResource, PropertyInjectors, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import type { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { BaseService, Cluster } from 'aws-cdk-lib/aws-ecs';
import type { IConstruct } from 'constructs';
import { resourceOf } from './resource-of';
import type { DiscoverableServiceProps } from '../../src';
import { DiscoverableService } from '../../src';
import { identityOf } from '../../src/plan/identity';
import { circlesInAssembly } from '../connect/circular-dependencies';
import { DUAL_STACK, IMAGE, Shop } from '../testing/shop';

const GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';

const isConstruct = (service: DiscoverableService) => service.node.findChild('SecurityGroup') instanceof SecurityGroup;

interface Both {
  readonly props?: Partial<DiscoverableServiceProps>;
  readonly apart?: boolean;
  readonly then?: (frontend: DiscoverableService, backend: DiscoverableService) => void;
}

/** What an app writes where nobody asks for the construct of a group, and where somebody does. */
function bothWays({ props = {}, apart = false, then = (frontend, backend) => frontend.connectTo(backend) }: Both) {
  return [false, true].map((asked) => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
    const [backend, frontend] = ['Backend', 'Frontend'].map((id) => new DiscoverableService(apart ? new Stack(app, `${id}Stack`) : stack, id, {
      cluster, image: IMAGE, port: 80, ...props,
    }));
    if (asked) {
      [backend, frontend].forEach(({ connections: { securityGroups: [group] } }) => expect(group).toBeInstanceOf(SecurityGroup));
    }
    then(frontend, backend);
    const templates = app.synth().stacks.map(({ stackName, template }) => [stackName, template as unknown]);
    expect([backend, frontend].map(isConstruct)).toEqual([asked, asked]);
    return templates;
  });
}

describe('the template is the same, whether somebody has asked for the construct of a group or not', () => {
  test.each<[string, Both]>([
    ['in one stack', {}],
    ['across stacks', { apart: true }],
    ['where two services call each other across stacks', {
      apart: true,
      then: (frontend, backend) => {
        frontend.connectTo(backend);
        backend.connectTo(frontend);
      },
    }],
    ['where nobody calls', { then: () => undefined }],
    ['of a worker', { props: { port: undefined }, then: () => undefined }],
  ])('%s', (_what, app) => {
    const [without, asked] = bothWays(app);
    expect(without).toEqual(asked);
  });

  test('where it is asked for after the line that connects', () => {
    const [before, after] = [true, false].map((isBefore) => {
      const shop = new Shop();
      const [backend, frontend] = [shop.service('Backend'), shop.service('Frontend')];
      const ask = () => expect(frontend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
      isBefore && ask();
      frontend.connectTo(backend);
      isBefore || ask();
      return shop.template().toJSON();
    });
    expect(after).toEqual(before);
  });
});

describe('a construct is there from the start', () => {
  test('where tasks get IPv6 addresses, because it says more then', () => {
    const shop = new Shop(DUAL_STACK);
    expect(isConstruct(shop.service('Backend'))).toBe(true);
  });

  test('where the app has no rules inside of groups', () => {
    const stack = new Stack(new App({ context: { '@aws-cdk/aws-ec2.securityGroupDisableInlineRules': true } }), 'Shop');
    const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
    expect(isConstruct(new DiscoverableService(stack, 'Backend', { cluster, image: IMAGE, port: 80 }))).toBe(true);
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupEgress', { CidrIp: '0.0.0.0/0' });
  });

  test('where the app changes the properties of groups', () => {
    const shop = new Shop();
    PropertyInjectors.of(shop.app).add({ constructUniqueId: SecurityGroup.PROPERTY_INJECTION_ID, inject: (given) => ({ ...given, description: 'Ours' }) });
    shop.service('Backend');
    shop.template().hasResourceProperties(GROUP, { GroupDescription: 'Ours' });
  });

  test('where the user gives it', () => {
    const shop = new Shop();
    const group = new SecurityGroup(shop.stack, 'Group', { vpc: shop.vpc });
    const backend = shop.service('Backend', { securityGroups: [group] });
    expect(backend.connections.securityGroups).toEqual([group]);
    expect(backend.node.tryFindChild('SecurityGroup')).toBeUndefined();
  });
});

describe('what was said of the resource is not lost when the construct is made', () => {
  test.each<[string, (resource: CfnSecurityGroup, shop: Shop) => void, object]>([
    ['a property', (resource) => resource.groupDescription = 'Ours', { Properties: { GroupDescription: 'Ours' } }],
    ['a rule', (resource) => resource.securityGroupIngress = [{ ipProtocol: '-1', cidrIp: '10.0.0.0/8' }],
      { Properties: { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '10.0.0.0/8' }] } }],
    ['an override', (resource) => resource.addPropertyOverride('GroupName', 'ours'), { Properties: { GroupName: 'ours' } }],
    ['a tag', (resource) => resource.tags.setTag('team', 'shop'), { Properties: { Tags: [{ Key: 'team', Value: 'shop' }] } }],
    ['a removal policy', (resource) => resource.applyRemovalPolicy(RemovalPolicy.RETAIN), { DeletionPolicy: 'Retain' }],
    ['a dependency', (resource, { stack }) => resource.node.addDependency(new CfnResource(stack, 'First', { type: 'AWS::SNS::Topic' })), { DependsOn: ['First'] }],
  ])('%s', (_what, say, expected) => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    say(resourceOf(backend), shop);
    expect(isConstruct(backend)).toBe(false);
    expect(backend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    shop.template().hasResource(GROUP, expected);
  });

  test('a logical id, also for those who refer to the resource that was', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const before = resourceOf(backend);
    new CfnOutput(shop.stack, 'Group', { value: before.attrGroupId });
    (backend.connections.securityGroups[0].node.defaultChild as CfnSecurityGroup).overrideLogicalId('New');
    const template = shop.template();
    expect(Object.keys(template.findResources(GROUP))).toEqual(['New']);
    template.hasOutput('Group', { Value: { 'Fn::GetAtt': ['New', 'GroupId'] } });
    template.hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [{ 'Fn::GetAtt': ['New', 'GroupId'] }] } },
    });
  });

  test('that it is one group, by whichever ID', () => {
    const backend = new Shop().service('Backend');
    const before = resourceOf(backend).attrGroupId;
    const [{ securityGroupId: after }] = backend.connections.securityGroups;
    expect(after).not.toBe(before);
    expect(identityOf(before)).toBe(identityOf(after));
  });

  test('that it waits for a service: a connection that would close the circle does not wait', () => {
    const shop = new Shop();
    const [a, b] = [shop.service('A'), shop.service('B')];
    resourceOf(a).node.addDependency(b.service);
    expect(a.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    b.connectTo(a);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('a warning, and an aspect', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    Annotations.of(resourceOf(backend)).addWarningV2('shop:old', 'This one is old.');
    const seen: IConstruct[] = [];
    Aspects.of(resourceOf(backend)).add({ visit: (node) => seen.push(node) });
    const resource = backend.connections.securityGroups[0].node.defaultChild;
    const { messages } = shop.app.synth().getStackByName('Shop');
    expect(messages.filter(({ entry }) => String(entry.data).startsWith('This one is old.')).map(({ id }) => id)).toEqual(['/Shop/Backend/SecurityGroup/Resource']);
    expect(seen).toEqual([resource]);
  });
});

describe('the construct that is made later', () => {
  test('is in the connections of the service and of the ECS service', () => {
    const backend = new Shop().service('Backend');
    expect(backend.connections).toBe(backend.connections);
    expect(backend.service.connections.securityGroups).toEqual(backend.connections.securityGroups);
  });

  test('takes rules like any other', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    shop.service('Frontend').connectTo(backend);
    backend.connections.allowFrom(Peer.ipv4('10.0.0.0/8'), Port.tcp(80));
    backend.connections.allowTo(Peer.ipv6('fd00::/8'), Port.tcp(443));
    const template = shop.template();
    template.hasResourceProperties(GROUP, {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.0.0.0/8' })],
      SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }, Match.objectLike({ CidrIpv6: 'fd00::/8' })],
    });
    template.resourceCountIs(INGRESS, 1);
  });

  test('has the rules that the user made by hand: a connection adds no second one', () => {
    const shop = new Shop();
    const [backend, frontend] = [shop.service('Backend'), shop.service('Frontend')];
    backend.connections.allowDefaultPortFrom(frontend);
    frontend.connectTo(backend);
    shop.template().resourceCountIs(INGRESS, 1);
  });

  test('is what a group with rules of its own is told of', () => {
    const shop = new Shop();
    const told: unknown[] = [];
    class Ours extends SecurityGroup {
      public addIngressRule(...[peer]: Parameters<SecurityGroup['addIngressRule']>): void {
        told.push(peer);
      }

      public addEgressRule(...[peer]: Parameters<SecurityGroup['addEgressRule']>): void {
        told.push(peer);
      }
    }
    const gateway = shop.service('Gateway', { securityGroups: [new Ours(shop.stack, 'Ours', { vpc: shop.vpc, allowAllOutbound: false })] });
    const [backend, frontend] = [shop.service('Backend'), shop.service('Frontend')];
    gateway.connectTo(backend);
    frontend.connectTo(gateway);
    shop.template();
    expect(told).toEqual([...frontend.connections.securityGroups, ...backend.connections.securityGroups]);
  });

  test('may be asked for after the synthesis', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const before = shop.template().toJSON() as unknown;
    expect(backend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    expect(shop.template().toJSON()).toEqual(before);
  });
});

describe('aspects', () => {
  test('find the class of the group', () => {
    const shop = new Shop();
    const [backend, frontend] = [shop.service('Backend'), shop.service('Frontend')];
    frontend.connectTo(backend);
    const seen = new Set<IConstruct>();
    Aspects.of(shop.app).add({ visit: (node) => node instanceof SecurityGroup && seen.add(node) });
    const template = shop.template();
    expect([...seen]).toEqual([backend, frontend].map((service) => service.node.findChild('SecurityGroup')));
    template.resourceCountIs(INGRESS, 1);
  });

  test('of the group alone find its class', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const seen: boolean[] = [];
    Aspects.of(backend.node.findChild('SecurityGroup')).add({ visit: (node) => seen.push(node instanceof SecurityGroup) });
    shop.template();
    expect(seen).toEqual([true, false]);
    expect(backend.node.findChild('Service')).not.toBeInstanceOf(BaseService);
  });

  test('for tags need no construct', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    Tags.of(shop.app).add('team', 'shop');
    shop.template().hasResourceProperties(GROUP, { Tags: [{ Key: 'team', Value: 'shop' }] });
    expect(isConstruct(backend)).toBe(false);
  });
});
