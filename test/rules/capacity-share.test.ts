import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { textsOf } from './texts-of';
import { Capacity } from '../../src';
import type { CapacityShare } from '../../src/capacity/capacity-choice';
import { shareRules } from '../../src/capacity/capacity-rules';
import { addProvider } from '../capacity/instances';
import { Shop, messageOf } from '../testing/shop';

const SHARE = (got: string) => `[capacity-share] ${got}
  why: A capacity provider strategy has whole numbers: a base from 0 to 100000 for one provider at most, and weights from 0 to 1000 of which one is not 0. \
ECS refuses a service with any other.
  fix: Give at least one weight above 0, and a base to one provider only.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html`;

type Share = Omit<CapacityShare, 'provider'>;
const texts = (...shares: Share[]) => textsOf(shareRules, { shares: shares.map((share, index) => ({ provider: `p${index}`, ...share })) });

test.each<[string, Share[]]>([
  ['of no provider, which are the cluster\'s', []],
  ['of one provider', [{ weight: 1 }]],
  ['with the greatest base', [{ base: 100_000, weight: 1 }]],
  ['with the greatest weight', [{ weight: 1000 }]],
  ['with one base and one weight', [{ base: 1, weight: 0 }, { weight: 1 }]],
  ['with a base of 0 beside another one', [{ base: 0, weight: 0 }, { base: 2, weight: 1 }]],
])('shares %s are whole', (_what, shares) => {
  expect(texts(...shares)).toEqual([]);
});

test.each<[string, Share[], string[]]>([
  ['a base below 0', [{ base: -1, weight: 1 }], ['base is -1.']],
  ['a base in parts', [{ base: 1.5, weight: 1 }], ['base is 1.5.']],
  ['a base that is too great', [{ base: 100_001, weight: 1 }], ['base is 100001.']],
  ['a weight below 0', [{ weight: -1 }], ['weight is -1.']],
  ['a weight in parts', [{ weight: 0.5 }], ['weight is 0.5.']],
  ['a weight that is too great', [{ weight: 1001 }], ['weight is 1001.']],
  ['no weight at all', [{ base: 1, weight: 0 }, { weight: 0 }], ['No capacity provider has a weight.']],
  ['two bases', [{ base: 1, weight: 1 }, { base: 1, weight: 1 }], ['Two capacity providers have a base.']],
  ['several faults', [{ base: -1, weight: 0 }, { base: 2, weight: 0 }],
    ['base is -1.', 'No capacity provider has a weight.', 'Two capacity providers have a base.']],
])('shares with %s are refused', (_what, shares, got) => {
  expect(texts(...shares)).toEqual(got.map(SHARE));
});

const parameter = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;

test.each<[string, Share[]]>([
  ['a base', [{ base: parameter, weight: 1 }]],
  ['the only weight', [{ base: 1, weight: parameter }]],
  ['a lazy weight', [{ weight: Lazy.number({ produce: () => 0 }) }]],
  ['one of two bases, which may be 0', [{ base: parameter, weight: 1 }, { base: 1, weight: 1 }]],
])('%s that is known at deployment passes', (_what, shares) => {
  expect(texts(...shares)).toEqual([]);
});

test('Capacity.fargate() refuses shares of which no task could come', () => {
  expect(messageOf(() => Capacity.fargate({ spot: { spotWeight: 0 } })))
    .toBe(`Capacity.fargate(): 1 problem\n\n${SHARE('No capacity provider has a weight.')}\n`);
});

test.each<['ec2' | 'ec2Bridge' | 'ec2Host']>([['ec2'], ['ec2Bridge'], ['ec2Host']])('Capacity.%s() refuses two bases', (call) => {
  const shop = new Shop();
  const capacityProviders = ['A', 'B'].map((id) => ({ provider: addProvider(shop, id), base: 1 }));
  expect(messageOf(() => Capacity[call]({ capacityProviders })))
    .toBe(`Capacity.${call}(): 1 problem\n\n${SHARE('Two capacity providers have a base.')}\n`);
});
