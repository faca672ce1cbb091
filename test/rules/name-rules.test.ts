import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { textsOf } from './texts-of';
import { nameRules } from '../../src/rules/name-rules';

const NAME_TAIL = `
  why: A Cloud Map service name has 1 to 127 characters: labels of letters, digits, "_" and "-" between dots, each 1 to 63 characters long \
and neither starting nor ending with "-". CreateService refuses anything else.
  fix: Set discoveryName to a name such as "backend" or "orders.backend".
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html`;

const LENGTH_TAIL = `
  why: Route 53 takes names of at most 255 characters. The name of a host behind an SRV record starts with the ID of its task, 37 characters more. \
ECS could not register a task, and none would get past ACTIVATING.
  fix: Shorten discoveryName or the name of the namespace.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html`;

const of = (length: number) => 'a'.repeat(length);
const texts = (discoveryName: string, name: string | undefined = 'ns', recordTypes: string[] = ['A']) =>
  textsOf(nameRules, { discoveryName, recordTypes, cloudMapNamespace: { name } });

test.each([
  ['of one letter', 'a'],
  ['of one digit', '7'],
  ['of two labels', 'orders.backend'],
  ['with a dash inside', 'order-backend'],
  ['in capital letters', 'BACKEND'],
  ['for a client that wants service and protocol', '_http._tcp'],
  ['that ends with an underscore', 'a_'],
  ['that is the namespace itself', '.'],
  ['with a label of 63 characters', of(63)],
  ['of 127 characters', `${of(63)}.${of(63)}`],
])('a discovery name %s is whole', (_what, name) => {
  expect(texts(name)).toEqual([]);
});

test.each([
  ['that is empty', ''],
  ['with a space', 'order backend'],
  ['with a line break', 'backend\n'],
  ['of an underscore alone', '_'],
  ['that starts with a dash', '-backend'],
  ['that ends with a dash', 'backend-'],
  ['with a label that starts with a dash', 'a.-b'],
  ['with nothing between two dots', 'a..b'],
  ['that starts with a dot', '.a'],
  ['that ends with a dot', 'a.'],
  ['for all names', '*.a'],
  ['with a letter beyond ASCII', 'bäckend'],
  ['with a slash', 'a/b'],
  ['with a label of 64 characters', of(64)],
  ['of 128 characters', [of(42), of(42), of(42)].join('.')],
])('a discovery name %s is refused', (_what, name) => {
  expect(texts(name)).toEqual([`[discovery-name] The discovery name is "${name}".${NAME_TAIL}`]);
});

test('name and namespace come to 255 characters at most', () => {
  expect(texts(of(1), of(253))).toEqual([]);
  expect(texts(of(2), of(253))).toEqual([`[discovery-name-length] "${of(2)}.${of(253)}" comes to 256 characters.${LENGTH_TAIL}`]);
});

test.each([[['SRV']], [['A', 'SRV']]])('with the records %j, 37 of them are for the ID of the task', (recordTypes) => {
  expect(texts(of(18), of(199), recordTypes)).toEqual([]);
  expect(texts(of(19), of(199), recordTypes)).toEqual([`[discovery-name-length] "${of(19)}.${of(199)}" comes to 256 characters.${LENGTH_TAIL}`]);
});

test('a name whose namespace is not known has no length', () => {
  expect(textsOf(nameRules, { discoveryName: of(63), recordTypes: ['SRV'], cloudMapNamespace: {} })).toEqual([]);
});

const parameter = new CfnParameter(new Stack(), 'Name').valueAsString;

test.each([
  ['a name that is a parameter', parameter, of(253)],
  ['a name that is lazy', Lazy.string({ produce: () => 'with space' }), of(253)],
  ['a name with a parameter in it', `with space ${parameter}`, of(253)],
  ['a namespace whose name is a parameter', of(63), parameter],
])('%s passes', (_what, discoveryName, name) => {
  expect(texts(discoveryName, name)).toEqual([]);
});
