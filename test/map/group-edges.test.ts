import { edgesOf, group, ingress, service, tcp } from './fixture';

const TWO = { ...service('Caller'), ...service('Target') };
const FROM_CALLER = { SourceSecurityGroupId: { Ref: 'CallerGroup' } };

test('there is no edge where no rule is', () => {
  expect(edgesOf(TWO)).toEqual([]);
});

test('a rule inside a security group is as good as one that is a resource of its own', () => {
  const edge = ['Caller -> Target 80 security-group'];

  expect(edgesOf({ ...TWO, Rule: ingress('CallerGroup', 'TargetGroup', tcp(80)) })).toEqual(edge);
  expect(edgesOf({ ...TWO, TargetGroup: group([{ ...FROM_CALLER, ...tcp(80) }]) })).toEqual(edge);
});

test('Ref and GroupId of a security group are the same group', () => {
  const rule = ingress('CallerGroup', 'TargetGroup', { ...tcp(80), SourceSecurityGroupId: { 'Fn::GetAtt': ['CallerGroup', 'GroupId'] } });

  expect(edgesOf({ ...TWO, Rule: rule })).toHaveLength(1);
});

test.each<[string, object, string]>([
  ['a port of TCP by its number', tcp('80'), '80'],
  ['a port of UDP', { IpProtocol: 'udp', FromPort: 53, ToPort: 53 }, '53/udp'],
  ['a range of a protocol by its number', { IpProtocol: 6, FromPort: 1, ToPort: 9 }, '1-9'],
  ['all protocols', { IpProtocol: '-1' }, 'all'],
  ['all ports', { IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535 }, 'all'],
])('a rule for %s tells its ports', (_, rule, port) => {
  expect(edgesOf({ ...TWO, Rule: ingress('CallerGroup', 'TargetGroup', rule) })).toEqual([`Caller -> Target ${port} security-group`]);
});

test.each<[string, object]>([
  ['ping', ingress('CallerGroup', 'TargetGroup', { IpProtocol: 'icmp', FromPort: 8, ToPort: -1 })],
  ['a range of addresses', { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { Ref: 'TargetGroup' }, CidrIp: '0.0.0.0/0', ...tcp(80) } }],
  ['a group that is elsewhere', ingress('CallerGroup', 'TargetGroup', { ...tcp(80), SourceSecurityGroupId: 'sg-1' })],
])('a rule for %s says nothing of who calls', (_, Rule) => {
  expect(edgesOf({ ...TWO, Rule })).toEqual([]);
});

test('each port is told once, also where several groups repeat a rule', () => {
  const groups = [{ Ref: 'TargetGroup' }, { Ref: 'SecondGroup' }];
  const target = service('Target', { properties: { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: groups } } } });

  expect(edgesOf({
    ...TWO,
    ...target,
    SecondGroup: group(),
    Http: ingress('CallerGroup', 'TargetGroup', tcp(80)),
    Metrics: ingress('CallerGroup', 'TargetGroup', tcp(9100)),
    Again: ingress('CallerGroup', 'SecondGroup', tcp(80)),
  })).toEqual(['Caller -> Target 80 security-group', 'Caller -> Target 9100 security-group']);
});

test('a group that several services share opens the way for all of them, and for none to itself', () => {
  expect(edgesOf({
    ...service('One'), ...service('Two', { group: 'OneGroup' }), Rule: ingress('OneGroup', 'OneGroup', tcp(7946)),
  })).toEqual(['One -> Two 7946 security-group', 'Two -> One 7946 security-group']);
});
