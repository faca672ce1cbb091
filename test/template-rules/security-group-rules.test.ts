import { brokenBy } from './broken-by';
import { twoServices } from './two-services';
import { securityGroupRules } from '../../src/template-rules/security-group-rules';

const PORTS = 'IpProtocol: tcp, FromPort: 8080, ToPort: 8080';
const rule = (name: string, more: string, direction = 'Ingress') => `  ${name}: { Type: AWS::EC2::SecurityGroup${direction}, Properties: { ${more} } }`;
const ingress = (name: string, more: string) => rule(name, `GroupId: !GetAtt BackendGroup.GroupId, ${more}`);
const CONNECTION = ingress('Connection', `${PORTS}, SourceSecurityGroupId: !GetAtt WebGroup.GroupId, Description: web calls backend`);

const broken = (more: string, inline = '') => brokenBy(securityGroupRules, twoServices({ ingress: inline, more }));
const beside = (other: string) => broken(`${CONNECTION}\n${other}`);

describe('security-group-rule-twice', () => {
  test('refuses a rule that is written by hand beside the same one, whatever its description', () => {
    expect(beside(ingress('ByHand', `${PORTS}, SourceSecurityGroupId: !Ref WebGroup`))).toEqual([
      'security-group-rule-twice at ByHand, with Connection: Connection and ByHand are one rule, for tcp 8080.',
    ]);
  });

  test('refuses a rule of the group itself beside the same one as a resource', () => {
    expect(broken(CONNECTION, `[{ ${PORTS}, SourceSecurityGroupId: !GetAtt WebGroup.GroupId }]`)).toEqual([
      'security-group-rule-twice at Connection, with BackendGroup: SecurityGroupIngress 0 of BackendGroup and Connection are one rule, for tcp 8080.',
    ]);
  });

  test.each([
    ['a range of ports by the number of the protocol', 'Ingress', 'IpProtocol: 17, FromPort: 1, ToPort: 9, CidrIp: 10.0.0.0/8', 'IpProtocol: udp, FromPort: 1, ToPort: 9, CidrIp: 10.0.0.0/8', 'udp 1 to 9'],
    ['all protocols, where no port counts', 'Ingress', 'IpProtocol: -1, CidrIpv6: "::/0"', 'IpProtocol: all, FromPort: 80, ToPort: 80, CidrIpv6: "::/0"', 'all'],
    ['a way out', 'Egress', `${PORTS}, DestinationSecurityGroupId: !Ref BackendGroup`, `${PORTS}, DestinationSecurityGroupId: !GetAtt BackendGroup.GroupId`, 'tcp 8080'],
    ['a range of IPv6 in both cases', 'Ingress', `${PORTS}, CidrIpv6: "FD00::/8"`, `${PORTS}, CidrIpv6: "fd00::/8"`, 'tcp 8080'],
    ['a list of prefixes', 'Egress', `${PORTS}, DestinationPrefixListId: pl-1`, `${PORTS}, DestinationPrefixListId: pl-1`, 'tcp 8080'],
  ])('refuses %s twice', (_, direction, one, other, ports) => {
    expect(broken([rule('One', `GroupId: !Ref WebGroup, ${one}`, direction), rule('Other', `GroupId: !Ref WebGroup, ${other}`, direction)].join('\n'))).toEqual([
      `security-group-rule-twice at Other, with One: One and Other are one rule, for ${ports}.`,
    ]);
  });

  test('refuses one rule twice of a group that is known by its id', () => {
    const byId = (name: string) => rule(name, `GroupId: sg-1, ${PORTS}, SourceSecurityGroupId: !Ref WebGroup`);
    expect(broken(`${byId('One')}\n${byId('Other')}`)).toEqual(['security-group-rule-twice at Other, with One: One and Other are one rule, for tcp 8080.']);
  });

  test('tells the stacks of two rules of one name', () => {
    const owner = twoServices({ ingress: '', rest: 'Outputs: { Group: { Value: !GetAtt BackendGroup.GroupId, Export: { Name: group } } }' });
    const user = `Resources:\n${rule('Open', `GroupId: !ImportValue group, ${PORTS}, CidrIp: 10.0.0.0/8`)}`;
    expect(brokenBy(securityGroupRules, [owner, user, user])).toEqual([
      expect.stringMatching(/^security-group-rule-twice at Open, with Open: Open \(.*\.yaml\) and Open \(.*\.yaml\) are one rule, for tcp 8080\.$/),
    ]);
  });

  test('refuses two rules beside a third one under a condition', () => {
    const one = (name: string) => ingress(name, `${PORTS}, CidrIp: 10.0.0.0/8`);
    expect(broken([one('Maybe').replace(', Properties', ', Condition: IsProd, Properties'), one('One'), one('Other')].join('\n')))
      .toEqual(['security-group-rule-twice at Other, with One: One and Other are one rule, for tcp 8080.']);
  });

  test('refuses two rules under one condition', () => {
    const one = (name: string) => ingress(name, `${PORTS}, CidrIp: 10.0.0.0/8`).replace(', Properties', ', Condition: IsProd, Properties');
    expect(broken(`${one('One')}\n${one('Other')}`)).toEqual(['security-group-rule-twice at Other, with One: One and Other are one rule, for tcp 8080.']);
  });

  test('refuses two rules for one range that is known at deployment only', () => {
    const one = (name: string) => ingress(name, `${PORTS}, CidrIp: !Ref Value`);
    expect(broken(`${one('One')}\n${one('Other')}`)).toHaveLength(1);
  });

  test.each([
    ['two attributes of one resource', 'CidrIp: !GetAtt Vpc.CidrBlock', 'SourceSecurityGroupId: !GetAtt Vpc.DefaultSecurityGroup'],
    ['two results of one custom resource', 'SourceSecurityGroupId: !GetAtt Namespace.A', 'SourceSecurityGroupId: !GetAtt Namespace.B'],
    ['groups that the CDK has not looked up yet', 'SourceSecurityGroupId: sg-12345678', 'SourceSecurityGroupId: sg-12345678'],
  ])('lets %s pass', (_, one, other) => {
    expect(broken([ingress('One', `${PORTS}, ${one}`), ingress('Other', `${PORTS}, ${other}`)].join('\n'))).toEqual([]);
  });

  test('lets rules of one list pass, which the group says of itself', () => {
    const item = `{ ${PORTS}, CidrIp: 10.0.0.0/8 }`;
    expect(broken(ingress('Other', `${PORTS}, CidrIp: 10.1.0.0/16`), `[${item}, ${item}]`)).toEqual([]);
  });

  test('lets one id in two stacks pass, which may be of two accounts', () => {
    const stack = twoServices({ ingress: '', more: rule('One', `GroupId: sg-1, ${PORTS}, CidrIp: 10.0.0.0/8`) });
    expect(brokenBy(securityGroupRules, [stack, stack])).toEqual([]);
  });

  test.each([
    ['the rule alone', ''],
    ['another port', ingress('Other', 'IpProtocol: tcp, FromPort: 8081, ToPort: 8081, SourceSecurityGroupId: !Ref WebGroup')],
    ['a wider range of ports', ingress('Other', 'IpProtocol: tcp, FromPort: 8080, ToPort: 8081, SourceSecurityGroupId: !Ref WebGroup')],
    ['another protocol', ingress('Other', 'IpProtocol: udp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref WebGroup')],
    ['another caller', ingress('Other', `${PORTS}, SourceSecurityGroupId: !Ref BackendGroup`)],
    ['another group', rule('Other', `GroupId: !Ref WebGroup, ${PORTS}, SourceSecurityGroupId: !Ref WebGroup`)],
    ['the way out beside the way in', rule('Other', `GroupId: !Ref BackendGroup, ${PORTS}, DestinationSecurityGroupId: !Ref WebGroup`, 'Egress')],
    ['a port that is known at deployment only', ingress('Other', 'IpProtocol: tcp, FromPort: !Ref Value, ToPort: !Ref Value, SourceSecurityGroupId: !Ref WebGroup')],
    ['a protocol that is known at deployment only', ingress('Other', 'IpProtocol: !Ref Value, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref WebGroup')],
    ['a group that is known at deployment only', rule('Other', `GroupId: !Ref Value, ${PORTS}, SourceSecurityGroupId: !Ref WebGroup`)],
    ['a caller that is known at deployment only', ingress('Other', `${PORTS}, SourceSecurityGroupId: !Ref Value`)],
    ['a rule under a condition', ingress('Other', `${PORTS}, SourceSecurityGroupId: !Ref WebGroup`).replace(', Properties', ', Condition: IsProd, Properties')],
  ])('lets %s pass', (_, other) => {
    expect(beside(other)).toEqual([]);
  });
});
