import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { DiscoveryNamespace } from '../../src';
import { httpNamespaceRules } from '../../src/namespace/namespace-rules';
import { textsOf } from '../rules/texts-of';
import { messageOf } from '../testing/shop';

const TAIL = `
  why: An HTTP namespace is named by 1 to 1024 printable ASCII characters without spaces, and does not start with "arn:". CreateHttpNamespace refuses anything else.
  fix: Give a name such as "shop".
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateHttpNamespace.html`;

const texts = (name: string) => textsOf(httpNamespaceRules, { name });

test.each(['shop', 'S', 'shop/prod', '!~', 'a..b', 'arna', 'a'.repeat(1024)])('an HTTP namespace name is whole: %s', (name) => {
  expect(texts(name)).toEqual([]);
});

test.each([
  ['that is empty', ''], ['with a space', 'my shop'], ['with a line break', 'shop\n'], ['with a letter beyond ASCII', 'bücher'],
  ['of 1025 characters', 'a'.repeat(1025)], ['that is an ARN', 'arn:aws:servicediscovery'],
])('an HTTP namespace name %s is refused', (_what, name) => {
  expect(texts(name)).toEqual([`[http-namespace-name] The namespace name is "${name}".${TAIL}`]);
});

test.each([['lazy', Lazy.string({ produce: () => 'a b' })], ['a parameter', new CfnParameter(new Stack(), 'Name').valueAsString]])(
  'an HTTP namespace name that is %s passes', (_what, name) => {
    expect(() => DiscoveryNamespace.http(name)).not.toThrow();
  });

test('DiscoveryNamespace.http() refuses a broken name where it is written', () => {
  expect(messageOf(() => DiscoveryNamespace.http('my shop')))
    .toBe(`DiscoveryNamespace.http(): 1 problem\n\n[http-namespace-name] The namespace name is "my shop".${TAIL}\n`);
});
