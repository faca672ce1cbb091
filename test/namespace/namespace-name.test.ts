import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { DiscoveryNamespace } from '../../src';
import { privateDnsRules } from '../../src/namespace/namespace-rules';
import { textsOf } from '../rules/texts-of';
import { messageOf } from '../testing/shop';

const TAIL = `
  why: A private DNS namespace is named by 1 to 253 printable ASCII characters without spaces, it does not start with "arn:", \
and each label between dots has 1 to 63 characters. Otherwise CreatePrivateDnsNamespace, or the hosted zone that it makes, fails.
  fix: Give a domain name such as "ecs-internal" or "services.internal".
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html`;

const of = (length: number) => 'a'.repeat(length);
const texts = (name: string) => textsOf(privateDnsRules, { name, negativeCacheTtlSeconds: 15 });
const LONGEST = [of(63), of(63), of(63), of(61)].join('.');

test.each([
  ['of two words', 'ecs-internal'],
  ['of several labels', 'services.shop.internal'],
  ['of one character', 'a'],
  ['with a label of 63 characters', of(63)],
  ['of 253 characters', LONGEST],
  ['with capital letters, digits and an underscore', 'Shop_2.internal'],
  ['that starts with arn and goes on', 'arna.internal'],
  ['of the first and the last printable character', '!~'],
])('a namespace name %s is whole', (_what, name) => {
  expect(texts(name)).toEqual([]);
});

test.each([
  ['that is empty', ''],
  ['with a space', 'ecs internal'],
  ['with a space at its end', 'ecs-internal '],
  ['with a line break', 'ecs-internal\n'],
  ['with a letter beyond ASCII', 'münchen.internal'],
  ['of 254 characters', `${LONGEST}a`],
  ['that is an ARN', 'arn:aws:servicediscovery'],
])('a namespace name %s is refused', (_what, name) => {
  expect(texts(name)).toEqual([`[namespace-name] The namespace name is "${name}".${TAIL}`]);
});

test.each([
  ['with a label of 64 characters', `${of(64)}.internal`, 64],
  ['with nothing between two dots', 'a..b', 0],
  ['that starts with a dot', '.internal', 0],
])('a namespace name %s is refused', (_what, name, length) => {
  expect(texts(name)).toEqual([`[namespace-name] The namespace name "${name}" has a label of ${length} characters.${TAIL}`]);
});

test('a dot at the end is told, and the name without it', () => {
  expect(texts('shop.internal.')).toEqual([`[namespace-name] The namespace name "shop.internal." ends with a dot.${TAIL.replace(/fix: .*/, 'fix: Leave the dot away: "shop.internal".')}`]);
});

test('each label that is too long is named', () => {
  const name = `${of(64)}.a.${of(65)}`;

  expect(texts(name)).toEqual([64, 65].map((length) => `[namespace-name] The namespace name "${name}" has a label of ${length} characters.${TAIL}`));
});

test.each([
  ['lazy', Lazy.string({ produce: () => 'with space' })],
  ['a parameter', new CfnParameter(new Stack(), 'Name').valueAsString],
  ['in part a parameter', `with space ${new CfnParameter(new Stack(), 'Name').valueAsString}`],
])('a namespace name that is %s passes', (_what, name) => {
  expect(() => DiscoveryNamespace.privateDns(name)).not.toThrow();
});

test('DiscoveryNamespace.privateDns() refuses a broken name where it is written', () => {
  expect(messageOf(() => DiscoveryNamespace.privateDns('ecs internal')))
    .toBe(`DiscoveryNamespace.privateDns(): 1 problem\n\n[namespace-name] The namespace name is "ecs internal".${TAIL}\n`);
});
