import { CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { textsOf } from './texts-of';
import { EndpointHealthCheck, EndpointTarget } from '../../src';
import { addressRules, attributeRules, hostRules } from '../../src/endpoint/endpoint-target-rules';
import { endpointHealthCheckRules } from '../../src/health/endpoint-health-check-rules';
import { brokenRules, messageOf } from '../testing/shop';

const SEE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html';
const ADDRESS_TAIL = `
  why: One instance is registered for each address, 1000 at most. A name has one kind of records here, so all addresses are of one IP version; \
RegisterInstance refuses what is no address.
  fix: Give addresses such as "10.0.1.20"; for both IP versions, two endpoints.
  see: ${SEE}`;
const HOST_TAIL = `
  why: A CNAME record names another host: labels of letters, digits, "_" and "-" between dots, no address, no scheme, no port.
  fix: Give a host name such as "shop.abc123.eu-west-1.rds.amazonaws.com"; for an address use EndpointTarget.addresses().
  see: ${SEE}`;
const ATTRIBUTE_TAIL = `
  why: An instance has at most 30 attributes of its own, 5000 characters together: names of 1 to 255 printable characters, values of at most 1024 that do \
not start with a space. Those that start with "AWS_" are Cloud Map's.
  fix: Keep what clients need to call the endpoint.
  see: ${SEE}`;
const CHECK_TAIL = `
  why: A check of Cloud Map has a threshold from 1 to 10, and a path of at most 255 characters that starts with "/". CreateService refuses anything else.
  fix: Give values such as failureThreshold: 3 and path: "/health".
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html`;

const parameter = new CfnParameter(new Stack(), 'Value').valueAsString;
const lazy = Lazy.string({ produce: () => 'no address' });
const of = (length: number) => 'a'.repeat(length);
const many = (count: number) => Array.from({ length: count }, (_none, index) => `10.0.${Math.floor(index / 250)}.${index % 250}`);

test.each<[string, string[]]>([
  ['one of IPv4', ['10.0.1.20']], ['one of IPv6', ['2001:db8::1']], ['two of IPv6', ['::1', '2001:DB8::1']], ['1000', many(1000)],
  ['a parameter', [parameter]], ['a lazy value beside a literal', [lazy, '10.0.1.20']], ['one parameter twice', [parameter, parameter]],
])('addresses are whole: %s', (_what, addresses) => {
  expect(textsOf(addressRules, { addresses })).toEqual([]);
});

test.each<[string, string[], string[]]>([
  ['none', [], ['There is no address.']],
  ['1001', many(1001), ['There are 1001 addresses.']],
  ['a host name', ['db.internal'], ['An address is "db.internal".']],
  ['a range', ['10.0.0.0/8'], ['An address is "10.0.0.0/8".']],
  ['one with a port', ['10.0.1.20:80'], ['An address is "10.0.1.20:80".']],
  ['an IPv4 one with a leading zero', ['10.0.01.20'], ['An address is "10.0.01.20".']],
  ['one with an interface, which means something on one machine only', ['fe80::1%eth0'], ['An address is "fe80::1%eth0".']],
  ['both IP versions', ['10.0.1.20', '2001:db8::1'], ['Some addresses are of IPv4, and some of IPv6.']],
  ['one twice', ['10.0.1.20', '10.0.1.20'], ['"10.0.1.20" is given twice.']],
  ['several that are broken beside a parameter', ['a', parameter, 'b'], ['An address is "a".', 'An address is "b".']],
])('addresses are refused: %s', (_what, addresses, got) => {
  expect(textsOf(addressRules, { addresses })).toEqual(got.map((text) => `[endpoint-addresses] ${text}${ADDRESS_TAIL}`));
});

test('a list that is known at deployment is refused: how many instances there are has to be known at synth', () => {
  expect(brokenRules(() => EndpointTarget.addresses(Fn.split(',', parameter)))).toEqual(['endpoint-addresses']);
});

test.each([
  ['of two labels', 'db.internal'], ['of a database', 'shop.abc123.eu-west-1.rds.amazonaws.com'], ['with a dot at its end', 'db.internal.'],
  ['with "_"', '_x._tcp.internal'], ['with a label of 63 characters', `${of(63)}.org`], ['of 253 characters', [of(63), of(63), of(63), of(61)].join('.')],
  ['that is a parameter', parameter], ['that is lazy', lazy], ['in part a parameter', `${parameter} a.internal`],
])('a host %s is whole', (_what, host) => {
  expect(textsOf(hostRules, { host })).toEqual([]);
});

test.each([
  ['that is empty', ''], ['that is an address', '10.0.1.20'], ['that is an IPv6 address', '2001:db8::1'], ['with a scheme', 'https://db.internal'], ['with a port', 'db.internal:5432'],
  ['with a path', 'db.internal/x'], ['with a space', 'db .internal'], ['with a label of 64 characters', `${of(64)}.org`],
  ['of 254 characters', `${[of(63), of(63), of(63), of(61)].join('.')}a`], ['with "-" at the start of a label', '-db.internal'],
])('a host %s is refused', (_what, host) => {
  expect(textsOf(hostRules, { host })).toEqual([`[endpoint-host] The host is "${host}".${HOST_TAIL}`]);
});

const attributeTexts = (attributes: Record<string, string>, isAlone = false) => textsOf(attributeRules, { attributes, isAlone });
const keys = (count: number, value = 'v') => Object.fromEntries(Array.from({ length: count }, (_none, index) => [`k${index}`, value]));

test.each<[string, Record<string, string>, boolean]>([
  ['none beside an address', {}, false], ['30', keys(30), true], ['a name of 255 characters', { [of(255)]: 'v' }, true], ['a value of 1024 characters', { k: of(1024) }, true],
  ['an empty value', { k: '' }, true], ['spaces and tabs inside of a value', { k: 'a b\tc' }, true], ['a parameter', { k: parameter }, true],
  ['5000 characters together', { ...Object.fromEntries(['a', 'b', 'c', 'd'].map((k) => [k, of(1024)])), e: of(899) }, true],
  ['a name that only starts like one of AWS', { AWSOME: 'v', aws_x: 'v' }, true],
])('attributes are whole: %s', (_what, attributes, isAlone) => {
  expect(attributeTexts(attributes, isAlone)).toEqual([]);
});

test.each<[string, Record<string, string>, string[]]>([
  ['none', {}, ['There is no attribute.']],
  ['31', keys(31), ['There are 31 attributes.']],
  ['a name with a space', { 'my key': 'v' }, ['An attribute is named "my key".']],
  ['an empty name', { '': 'v' }, ['An attribute is named "".']],
  ['a name of 256 characters', { [of(256)]: 'v' }, [`An attribute is named "${of(256)}".`]],
  ['a name of AWS', { AWS_INSTANCE_IPV4: 'v' }, ['The attribute "AWS_INSTANCE_IPV4" is one of AWS\'s own.']],
  ['a value that starts with a space', { k: ' v' }, ['The attribute "k" has a value of other characters, or too many.']],
  ['a value beyond ASCII', { k: 'ü' }, ['The attribute "k" has a value of other characters, or too many.']],
  ['a value with a line break', { k: 'a\nb' }, ['The attribute "k" has a value of other characters, or too many.']],
  ['a value of 1025 characters', { k: of(1025) }, ['The attribute "k" has a value of other characters, or too many.']],
  ['5001 characters together', { ...Object.fromEntries(['a', 'b', 'c', 'd'].map((k) => [k, of(1024)])), e: of(900) }, ['The attributes have 5001 characters.']],
])('attributes are refused: %s', (_what, attributes, got) => {
  expect(attributeTexts(attributes, true)).toEqual(got.map((text) => `[endpoint-attributes] ${text}${ATTRIBUTE_TAIL}`));
});

test.each<[string, number, string | undefined]>([
  ['the least', 1, '/'], ['the most', 10, `/${of(254)}`], ['no path', 3, undefined], ['a path that is a parameter', 1, parameter],
  ['a threshold that is lazy', Lazy.number({ produce: () => 0 }), '/'],
])('a check is whole: %s', (_what, failureThreshold, resourcePath) => {
  expect(textsOf(endpointHealthCheckRules, { type: 'HTTP', failureThreshold, resourcePath })).toEqual([]);
});

test.each<[string, number, string | undefined, string]>([
  ['threshold 0', 0, '/', 'failureThreshold is 0.'], ['threshold 11', 11, '/', 'failureThreshold is 11.'], ['a threshold with a fraction', 1.5, '/', 'failureThreshold is 1.5.'],
  ['a path without a slash', 1, 'health', 'path is "health".'], ['an empty path', 1, '', 'path is "".'], ['a path of 256 characters', 1, `/${of(255)}`, `path is "/${of(255)}".`],
])('a check is refused: %s', (_what, failureThreshold, resourcePath, got) => {
  expect(textsOf(endpointHealthCheckRules, { type: 'HTTP', failureThreshold, resourcePath })).toEqual([`[endpoint-health-check] ${got}${CHECK_TAIL}`]);
});

test.each<[string, () => unknown, string]>([
  ['EndpointTarget.addresses()', () => EndpointTarget.addresses([]), `[endpoint-addresses] There is no address.${ADDRESS_TAIL}`],
  ['EndpointTarget.cname()', () => EndpointTarget.cname('a b'), `[endpoint-host] The host is "a b".${HOST_TAIL}`],
  ['EndpointTarget.attributes()', () => EndpointTarget.attributes({}), `[endpoint-attributes] There is no attribute.${ATTRIBUTE_TAIL}`],
  ['EndpointHealthCheck.http()', () => EndpointHealthCheck.http({ path: 'x' }), `[endpoint-health-check] path is "x".${CHECK_TAIL}`],
  ['EndpointHealthCheck.https()', () => EndpointHealthCheck.https({ path: 'x' }), `[endpoint-health-check] path is "x".${CHECK_TAIL}`],
  ['EndpointHealthCheck.tcp()', () => EndpointHealthCheck.tcp({ failureThreshold: 0 }), `[endpoint-health-check] failureThreshold is 0.${CHECK_TAIL}`],
])('%s refuses broken values where they are written', (call, make, expected) => {
  expect(messageOf(make)).toBe(`${call}: 1 problem\n\n${expected}\n`);
});
