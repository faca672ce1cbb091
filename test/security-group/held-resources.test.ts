import { Annotations, CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import type { CfnSecurityGroup, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct, IConstruct } from 'constructs';
import { resourceOf } from './resource-of';
import type { DiscoverableService } from '../../src';
import { Shop } from '../testing/shop';

const GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';

describe('what is said of the resource after the construct was made is said of the new one', () => {
  test.each<[string, (resource: CfnSecurityGroup, shop: Shop) => void, object]>([
    ['a property', (resource) => resource.groupName = 'ours', { Properties: { GroupName: 'ours' } }],
    ['an override', (resource) => resource.addPropertyOverride('GroupName', 'ours'), { Properties: { GroupName: 'ours' } }],
    ['a tag', (resource) => resource.tags.setTag('team', 'shop'), { Properties: { Tags: [{ Key: 'team', Value: 'shop' }] } }],
    ['a removal policy', (resource) => resource.applyRemovalPolicy(RemovalPolicy.RETAIN), { DeletionPolicy: 'Retain' }],
    ['metadata', (resource) => resource.addMetadata('team', 'shop'), { Metadata: { team: 'shop' } }],
    ['a dependency of the resource', (resource, { stack }) => resource.addDependency(new CfnResource(stack, 'First', { type: 'AWS::SNS::Topic' })),
      { DependsOn: ['First'] }],
    ['a dependency of the node', (resource, { stack }) => resource.node.addDependency(new CfnResource(stack, 'First', { type: 'AWS::SNS::Topic' })),
      { DependsOn: ['First'] }],
    ['a dependency of where it was', ({ node }, { stack }) => node.scope!.node.addDependency(new CfnResource(stack, 'First', { type: 'AWS::SNS::Topic' })),
      { DependsOn: ['First'] }],
  ])('%s', (_what, say, expected) => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const held = resourceOf(backend);
    expect(backend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    say(held, shop);
    shop.template().hasResource(GROUP, expected);
  });

  test('a logical id', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const held = resourceOf(backend);
    expect(backend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    held.overrideLogicalId('Mine');
    expect(Object.keys(shop.template().findResources(GROUP))).toEqual(['Mine']);
  });

  test('a warning', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const held = resourceOf(backend);
    expect(backend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    Annotations.of(held).addWarningV2('shop:old', 'This one is old.');
    const { messages } = shop.app.synth().getStackByName('Shop');
    expect(messages.map(({ entry }) => String(entry.data))).toContainEqual(expect.stringMatching(/^This one is old/));
  });

  test('what is read of it, too', () => {
    const backend = new Shop().service('Backend');
    const held = resourceOf(backend);
    const current = backend.connections.securityGroups[0].node.defaultChild as CfnSecurityGroup;
    current.groupName = 'ours';
    expect(held.groupName).toBe('ours');
  });
});

describe('what is below a group', () => {
  test.each<[string, (service: DiscoverableService) => IConstruct]>([
    ['the group', (service) => service.node.findChild('SecurityGroup')],
    ['its resource', resourceOf],
  ])('stays there when the construct is made: of %s', (_what, parentOf) => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    const parent = parentOf(backend) as Construct;
    new CfnResource(parent, 'Before', { type: 'AWS::SNS::Topic' });
    expect(backend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    new CfnResource(parent, 'After', { type: 'AWS::SNS::Topic' });
    const ids = Object.keys(shop.template().findResources('AWS::SNS::Topic'));
    expect(ids).toEqual([expect.stringContaining('Before'), expect.stringContaining('After')]);
  });

  test('is validated, whoever was told so', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    backend.node.findChild('SecurityGroup').node.addValidation({ validate: () => ['This group is not ours.'] });
    expect(backend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    expect(shop.synthesisError()).toContain('This group is not ours.');
  });
});

describe('where the construct would be, a program finds a group', () => {
  const found = (service: DiscoverableService) => service.node.findChild('SecurityGroup') as unknown as ISecurityGroup;

  test('that takes rules', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    found(backend).addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.tcp(80));
    found(backend).addEgressRule(Peer.ipv6('fd00::/8'), Port.tcp(443));
    shop.template().hasResourceProperties(GROUP, {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.0.0.0/8' })],
      SecurityGroupEgress: Match.arrayWith([Match.objectLike({ CidrIpv6: 'fd00::/8' })]),
    });
  });

  test('that has connections, and a removal policy', () => {
    const shop = new Shop();
    const [backend, frontend] = [shop.service('Backend'), shop.service('Frontend')];
    const group = found(frontend);
    backend.connections.allowFrom(group, Port.tcp(80));
    group.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const template = shop.template();
    template.resourceCountIs(INGRESS, 1);
    template.hasResource(GROUP, { DeletionPolicy: 'Retain' });
  });

  test('that a service lets in', () => {
    const shop = new Shop();
    const [backend, frontend] = [shop.service('Backend'), shop.service('Frontend')];
    backend.allowFrom(found(frontend));
    shop.template().resourceCountIs(INGRESS, 1);
  });

  test('that another service shares', () => {
    const shop = new Shop();
    const [backend, frontend] = [shop.service('Backend'), shop.service('Frontend')];
    const worker = shop.service('Worker', { securityGroups: [found(frontend)], port: undefined });
    worker.connectTo(backend);
    frontend.connectTo(backend);
    const template = shop.template();
    template.resourceCountIs(INGRESS, 1);
    template.resourceCountIs(GROUP, 2);
  });
});

describe('the text of a rule outwards', () => {
  const rulesOf = (shop: Shop) => Object.values(shop.template().findResources(GROUP))[0].Properties.SecurityGroupEgress as unknown;

  test.each<[string, boolean]>([['where nobody asks', false], ['where somebody asks', true]])('of the user is there, %s', (_what, asked) => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    resourceOf(backend).securityGroupEgress = [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '0.0.0.0/0', description: 'https only' }];
    asked && expect(backend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    expect(rulesOf(shop)).toEqual([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0', Description: 'https only' }]);
  });

  test('of the CDK is not, also where something else was overridden', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    resourceOf(backend).addPropertyOverride('GroupName', 'ours');
    resourceOf(backend).addOverride('Metadata.our\\.team', ['shop']);
    resourceOf(backend).groupDescription = 'Ours';
    resourceOf(backend).addPropertyOverride('GroupDescription', {});
    expect(backend.connections.securityGroups[0]).toBeInstanceOf(SecurityGroup);
    expect(rulesOf(shop)).toEqual([{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }]);
    shop.template().hasResource(GROUP, { Properties: { GroupName: 'ours', GroupDescription: Match.absent() }, Metadata: { 'our.team': ['shop'] } });
  });
});

test('the id of a group that another stack names stays locked', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  shop.stack.exportValue(resourceOf(backend).attrGroupId);
  const resource = backend.connections.securityGroups[0].node.defaultChild as CfnSecurityGroup;
  expect(() => resource.overrideLogicalId('New')).toThrow('has been locked and cannot be overridden');
});

test('the groups of a service are those that were given, whatever becomes of the list', () => {
  const shop = new Shop();
  const [ours, theirs] = ['Ours', 'Theirs'].map((id) => new SecurityGroup(shop.stack, id, { vpc: shop.vpc }));
  const groups = [ours];
  const backend = shop.service('Backend', { securityGroups: groups });
  groups[0] = theirs;
  expect(backend.connections.securityGroups).toEqual([ours]);
});
