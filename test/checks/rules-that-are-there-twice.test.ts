import { CfnCondition, CfnParameter, Fn, NestedStack } from 'aws-cdk-lib';
import { CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { DiscoverableService } from '../../src';
import { judge } from '../../src/checks/judge';
import { readAssembly } from '../../src/model/read-assembly';
import { Shop } from '../testing/shop';

function shopWithWeb() {
  const shop = new Shop();
  const found = () => judge(readAssembly(shop.app.synth().directory)).findings.map(({ ruleId, got }) => `${ruleId}: ${got}`)
    .filter((finding) => finding.startsWith('security-group-'));
  return { shop, web: shop.service('Web'), found };
}

const groupOf = ({ connections }: DiscoverableService) => connections.securityGroups[0].securityGroupId;
const open = (scope: Construct, id: string, groupId: string, caller: { readonly cidrIp: string } | { readonly sourceSecurityGroupId: string }) =>
  new CfnSecurityGroupIngress(scope, id, { groupId, ...caller, ipProtocol: 'tcp', fromPort: 80, toPort: 80 });

test('a rule that is written by hand beside that of a connection is told, whatever made it', () => {
  const { shop, web, found } = shopWithWeb();
  const worker = shop.service('Worker');
  worker.connectTo(web);
  open(shop.stack, 'ByHand', groupOf(web), { sourceSecurityGroupId: groupOf(worker) });
  expect(found()).toEqual([expect.stringMatching(/^security-group-rule-twice: ByHand and DiscoveryConnections\w+ are one rule, for tcp 80\.$/)]);
});

describe('of two nested stacks, rules', () => {
  function inNestedStacks(conditionsOf: (shop: Shop) => ReadonlyArray<CfnCondition | undefined>) {
    const { shop, web, found } = shopWithWeb();
    conditionsOf(shop).forEach((condition, index) => {
      const nested = new NestedStack(shop.stack, `Nested${index}`);
      nested.nestedStackResource!.addOverride('Condition', condition?.logicalId);
      open(nested, 'Open', groupOf(web), { cidrIp: '10.0.0.0/8' });
    });
    return found();
  }

  test('are told with their stacks', () => {
    expect(inNestedStacks(() => [undefined, undefined])).toEqual(['security-group-rule-twice: Open (Shop/Nested0) and Open (Shop/Nested1) are one rule, for tcp 80.']);
  });

  test('are not compared where conditions may leave one of the stacks out', () => {
    expect(inNestedStacks(({ stack }) => {
      const isBlue = new CfnCondition(stack, 'IsBlue', { expression: Fn.conditionEquals(new CfnParameter(stack, 'Color').valueAsString, 'blue') });
      return [isBlue, new CfnCondition(stack, 'IsGreen', { expression: Fn.conditionNot(isBlue) })];
    })).toEqual([]);
  });
});
