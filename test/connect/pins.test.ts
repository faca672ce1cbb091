import { NestedStack, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { circlesInAssembly } from './circular-dependencies';
import { rulesOf, shopWith, templatesOf } from './reading';
import { ConnectionSide } from '../../src';

const { CALLER, TARGET } = ConnectionSide;

const pinError = (...got: string[]) => `Connections: ${got.length === 1 ? '1 problem' : `${got.length} problems`}\n\n${got.map((line) => `[connect-pin] ${line}
  why: With the rule in that stack, each of the two stacks would have to be deployed after the other.
  fix: Leave securityGroupRuleIn out: the rule is then put where it closes no circle.
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md`).join('\n\n')}\n`;

describe.each([true, false])('with aspectStabilization %s', (stabilization) => {
  function pair() {
    const shop = shopWith(stabilization);
    const [one, two] = [new Stack(shop.app, 'S1'), new Stack(shop.app, 'S2')];
    const rulesIn = () => ['S1', 'S2'].filter((id) => rulesOf(templatesOf(shop.app)[`${id}.template.json`]).length > 0);
    return { shop, one, two, a: shop.service('A', {}, one), b: shop.service('B', {}, two), rulesIn };
  }

  test.each([[CALLER, 'S1', 'S2'], [TARGET, 'S2', 'S1']])('a rule that is pinned to %s lives in %s, which is deployed after %s', (side, later, earlier) => {
    const { shop, a, b, rulesIn } = pair();
    a.connectTo(b, { securityGroupRuleIn: side });
    const assembly = shop.app.synth();
    expect(rulesIn()).toEqual([later]);
    expect(assembly.getStackArtifact(later).dependencies.map(({ id }) => id)).toContain(earlier);
    expect(circlesInAssembly(assembly.directory)).toEqual([]);
  });

  test.each([[CALLER, 'S1'], [TARGET, 'S2']])('the other direction adapts to a pin to %s', (side, later) => {
    const { shop, a, b, rulesIn } = pair();
    b.connectTo(a);
    a.connectTo(b, { securityGroupRuleIn: side });
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(rulesIn()).toEqual([later]);
  });

  test('two pins to one stack can be had together', () => {
    const { shop, a, b, rulesIn } = pair();
    a.connectTo(b, { securityGroupRuleIn: TARGET });
    b.connectTo(a, { securityGroupRuleIn: CALLER });
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(rulesIn()).toEqual(['S2']);
  });

  test('within one stack a pin makes no difference', () => {
    const templates = [undefined, CALLER, TARGET].map((securityGroupRuleIn) => {
      const shop = shopWith(stabilization);
      shop.service('A').connectTo(shop.service('B'), { securityGroupRuleIn });
      return templatesOf(shop.app);
    });
    expect(templates[1]).toEqual(templates[0]);
    expect(templates[2]).toEqual(templates[0]);
  });

  test('a pin against a dependency of the stacks is refused', () => {
    const { shop, one, two, a, b } = pair();
    two.addDependency(one);
    a.connectTo(b, { securityGroupRuleIn: CALLER });
    expect(shop.synthesisError()).toBe(pinError('S1/A connects to S2/B with securityGroupRuleIn: ConnectionSide.CALLER.'));
  });

  test('a pin against a reference between the stacks is refused', () => {
    const { shop, two, a, b } = pair();
    a.container.addEnvironment('BUCKET', new Bucket(two, 'Bucket').bucketName);
    a.connectTo(b, { securityGroupRuleIn: TARGET });
    expect(shop.synthesisError()).toBe(pinError('S1/A connects to S2/B with securityGroupRuleIn: ConnectionSide.TARGET.'));
  });

  test('two pins against each other are both told', () => {
    const { shop, a, b } = pair();
    a.connectTo(b, { securityGroupRuleIn: CALLER });
    b.connectTo(a, { securityGroupRuleIn: CALLER });
    expect(shop.synthesisError()).toBe(pinError(
      'S1/A connects to S2/B with securityGroupRuleIn: ConnectionSide.CALLER.', 'S2/B connects to S1/A with securityGroupRuleIn: ConnectionSide.CALLER.',
    ));
  });

  test('a pin between nested stacks holds, and is refused where one reads the other', () => {
    const shop = shopWith(stabilization);
    const [one, two] = [new NestedStack(shop.stack, 'N1'), new NestedStack(shop.stack, 'N2')];
    const [a, b] = [shop.service('A', {}, one), shop.service('B', {}, two)];
    b.container.addEnvironment('BUCKET', new Bucket(one, 'Bucket').bucketName);
    a.connectTo(b, { securityGroupRuleIn: CALLER });
    expect(shop.synthesisError()).toBe(pinError('Shop/N1/A connects to Shop/N2/B with securityGroupRuleIn: ConnectionSide.CALLER.'));
  });
});
