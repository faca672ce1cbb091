import { handWritten } from './assembly-fixture';
import { discoveryModel } from '../../src/model/discovery-model';

const group = (inside: readonly object[] = []) => ({
  Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress: inside },
});
const service = (...groups: readonly unknown[]) => ({
  Type: 'AWS::ECS::Service', Properties: { NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: groups } } },
});
const tcp = (port: unknown) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port });
const ingress = (rule: object) => ({ Type: 'AWS::EC2::SecurityGroupIngress', Properties: rule });

const FROM_CALLER = { GroupId: { Ref: 'TargetGroup' }, SourceSecurityGroupId: { Ref: 'CallerGroup' } };

/** Two services, each with a group of its own, and what else the template has. */
function edgesWith(resources: object) {
  const { edges } = discoveryModel(handWritten({
    Demo: {
      Resources: {
        CallerGroup: group(),
        TargetGroup: group(),
        Caller: service({ 'Fn::GetAtt': ['CallerGroup', 'GroupId'] }),
        Target: service({ 'Fn::GetAtt': ['TargetGroup', 'GroupId'] }),
        ...resources,
      },
    },
  }));
  return edges.map(({ from, to, ports }) => [`${from.label} -> ${to.label}`, ports]);
}

test('finds no way where no rule is', () => {
  expect(edgesWith({})).toEqual([]);
});

test('takes a rule inside a security group like one that is a resource of its own', () => {
  const edge = [['Caller -> Target', [{ protocol: 'tcp', lowest: 80, highest: 80 }]]];

  expect(edgesWith({ Rule: ingress({ ...FROM_CALLER, ...tcp(80) }) })).toEqual(edge);
  expect(edgesWith({ TargetGroup: group([{ SourceSecurityGroupId: { Ref: 'CallerGroup' }, ...tcp(80) }]) })).toEqual(edge);
});

test('takes Ref and GroupId of a security group for the same group', () => {
  const rule = ingress({ ...tcp(80), GroupId: { 'Fn::GetAtt': ['TargetGroup', 'GroupId'] }, SourceSecurityGroupId: { Ref: 'CallerGroup' } });

  expect(edgesWith({ Rule: rule })).toHaveLength(1);
});

test('does not take two attributes of another resource for the same group', () => {
  const attribute = (name: string) => ({ 'Fn::GetAtt': ['Lookup', name] });

  expect(edgesWith({
    Lookup: { Type: 'Custom::Lookup' },
    Caller: service(attribute('First')),
    Target: service(attribute('Second')),
    Rule: ingress({ ...tcp(80), GroupId: attribute('Second'), SourceSecurityGroupId: attribute('First') }),
  })).toEqual([['Caller -> Target', [{ protocol: 'tcp', lowest: 80, highest: 80 }]]]);
});

test('knows groups that are defined elsewhere by their id', () => {
  expect(edgesWith({
    Caller: service('sg-1'),
    Target: service('sg-2'),
    Rule: ingress({ ...tcp(80), GroupId: 'sg-2', SourceSecurityGroupId: 'sg-1' }),
  })).toHaveLength(1);
});

test('does not take two groups that are not known for the same group', () => {
  expect(edgesWith({
    Caller: service({ Ref: 'SomeParameter' }),
    Target: service({ Ref: 'OtherParameter' }),
    Rule: ingress({ ...tcp(80), GroupId: { Ref: 'OtherParameter' }, SourceSecurityGroupId: { Ref: 'SomeParameter' } }),
  })).toEqual([]);
});

test.each([
  ['udp', { IpProtocol: 'udp', FromPort: 53, ToPort: 53 }, { protocol: 'udp', lowest: 53, highest: 53 }],
  ['a protocol by its number', { IpProtocol: 6, FromPort: 1, ToPort: 9 }, { protocol: 'tcp', lowest: 1, highest: 9 }],
  ['all protocols', { IpProtocol: '-1' }, { protocol: 'all', lowest: 0, highest: 65535 }],
  ['a port only known at deployment', tcp({ Ref: 'Port' }), { protocol: 'tcp', lowest: undefined, highest: undefined }],
])('reads the ports of a rule for %s', (_, rule, ports) => {
  expect(edgesWith({ Rule: ingress({ ...FROM_CALLER, ...rule }) })).toEqual([['Caller -> Target', [ports]]]);
});

test.each([
  ['ping', { ...FROM_CALLER, IpProtocol: 'icmp', FromPort: 8, ToPort: -1 }],
  ['a range of addresses', { GroupId: { Ref: 'TargetGroup' }, CidrIp: '0.0.0.0/0', ...tcp(80) }],
])('finds no way from service to service in a rule for %s', (_, rule) => {
  expect(edgesWith({ Rule: ingress(rule) })).toEqual([]);
});

test('gathers the ports of several rules, each once, also where several groups repeat them', () => {
  const second = { GroupId: { Ref: 'SecondGroup' }, SourceSecurityGroupId: { Ref: 'CallerGroup' } };

  expect(edgesWith({
    SecondGroup: group(),
    Target: service({ Ref: 'TargetGroup' }, { Ref: 'SecondGroup' }),
    Http: ingress({ ...FROM_CALLER, ...tcp(80) }),
    Metrics: ingress({ ...FROM_CALLER, ...tcp(9100) }),
    Again: ingress({ ...second, ...tcp(80) }),
    Quic: ingress({ ...FROM_CALLER, ...tcp(80), IpProtocol: 'udp' }),
    Admin: ingress({ ...second, ...tcp(81) }),
    Wider: ingress({ ...FROM_CALLER, ...tcp(80), ToPort: 90 }),
  })).toEqual([['Caller -> Target', [
    { protocol: 'tcp', lowest: 80, highest: 80 },
    { protocol: 'tcp', lowest: 9100, highest: 9100 },
    { protocol: 'udp', lowest: 80, highest: 80 },
    { protocol: 'tcp', lowest: 81, highest: 81 },
    { protocol: 'tcp', lowest: 80, highest: 90 },
  ]]]);
});

test('opens the way between all services that share a group', () => {
  expect(edgesWith({
    Caller: service({ Ref: 'TargetGroup' }),
    Rule: ingress({ GroupId: { Ref: 'TargetGroup' }, SourceSecurityGroupId: { Ref: 'TargetGroup' }, ...tcp(7946) }),
  }).map(([names]) => names)).toEqual(['Caller -> Caller', 'Caller -> Target', 'Target -> Caller', 'Target -> Target']);
});
