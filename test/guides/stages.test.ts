import type { Resource, Stage } from './stages';
import { fixedOfNames, lost, rulesMadeTwice } from './stages';

const stageOf = (resources: Record<string, Resource>): Stage => ({ resources, template: { Resources: resources }, outdir: '' });

const name = (Name: string, Type = 'A') => ({
  Type: 'AWS::ServiceDiscovery::Service', Properties: { Name, NamespaceId: 'ns-1', DnsConfig: { DnsRecords: [{ Type, TTL: 10 }] } },
});
const rule = (Description: string) => ({
  Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: 'sg-1', SourceSecurityGroupId: 'sg-2', FromPort: 80, ToPort: 80, IpProtocol: 'tcp', Description },
});

test('a name that is another one is told, and so is one that is gone', () => {
  const before = stageOf({ Orders: name('orders') });
  expect(lost(before, stageOf({ Orders: name('order') }))).toEqual(['Orders: AWS::ServiceDiscovery::Service, WILL_REPLACE']);
  expect(lost(before, stageOf({ Renamed: name('orders') }))).toEqual(['Orders: AWS::ServiceDiscovery::Service, WILL_DESTROY']);
  expect(lost(before, before)).toEqual([]);
});

test('an ECS service with a name that moves to another cluster is told', () => {
  const service = (Cluster: string) => stageOf({ Orders: { Type: 'AWS::ECS::Service', Properties: { Cluster, ServiceName: 'orders' } } });
  expect(lost(service('a'), service('b'))).toEqual(['Orders: AWS::ECS::Service, WILL_REPLACE']);
});

test('records of another type, which CloudFormation would try to change, are told', () => {
  expect(fixedOfNames(stageOf({ Orders: name('orders', 'SRV') }))).not.toEqual(fixedOfNames(stageOf({ Orders: name('orders') })));
});

test('a rule under another logical id is told, whatever its description', () => {
  expect(rulesMadeTwice(stageOf({ ByHand: rule('a') }), stageOf({ ByConnection: rule('b') }))).toEqual(['ByConnection']);
  expect(rulesMadeTwice(stageOf({ ByHand: rule('a') }), stageOf({ ByHand: rule('b') }))).toEqual([]);
});
