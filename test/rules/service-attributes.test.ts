import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { DISCOVERY } from './facts';
import { textsOf } from './texts-of';
import { discoveryRules } from '../../src/rules/discovery-rules';

const TAIL = `
  why: A Cloud Map service has at most 30 attributes with values of at most 1024 characters, and CloudFormation takes names of 1 to 64 letters, digits and "_" \
(the API itself takes others too).
  fix: Keep what clients need to choose a service; everything else belongs into its environment.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_ServiceAttributes.html`;

const texts = (serviceAttributes?: Record<string, string>) => textsOf(discoveryRules, { ...DISCOVERY, serviceAttributes });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_none, index) => [`key${index}`, 'value']));
const parameter = new CfnParameter(new Stack(), 'Value').valueAsString;

test.each<[string, Record<string, string> | undefined]>([
  ['none', undefined], ['an empty map', {}], ['30', many(30)], ['a name of 64 characters', { ['a'.repeat(64)]: 'b' }],
  ['a name of all kinds of characters', { Az_09: 'b' }], ['a value of 1024 characters', { a: 'b'.repeat(1024) }],
  ['a value that is a parameter', { a: parameter }], ['a value that is lazy', { a: Lazy.string({ produce: () => 'b'.repeat(2000) }) }],
])('service attributes are whole: %s', (_what, attributes) => {
  expect(texts(attributes)).toEqual([]);
});

test.each<[string, Record<string, string>, string]>([
  ['31', many(31), 'There are 31 attributes.'],
  ['a name that is empty', { '': 'b' }, 'An attribute is named "".'],
  ['a name with a space', { 'my key': 'b' }, 'An attribute is named "my key".'],
  ['a name beyond ASCII', { schlüssel: 'b' }, 'An attribute is named "schlüssel".'],
  ['a name of 65 characters', { ['a'.repeat(65)]: 'b' }, `An attribute is named "${'a'.repeat(65)}".`],
  ['a name with a hyphen', { 'api-version': 'b' }, 'An attribute is named "api-version".'],
  ['a value of 1025 characters', { a: 'b'.repeat(1025) }, 'The attribute "a" has 1025 characters.'],
])('service attributes are refused: %s', (_what, attributes, got) => {
  expect(texts(attributes)).toEqual([`[service-attributes] ${got}${TAIL}`]);
});

test('all that is broken about them is told', () => {
  expect(texts({ ...many(30), 'my key': 'b'.repeat(1025) })).toHaveLength(3);
});
