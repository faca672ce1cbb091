import { brokenBy } from './broken-by';
import { HTTP, PRIVATE, PUBLIC, TASKS, template } from './cloud-map-template';
import { discoveryServiceRules } from '../../src/template-rules/discovery-service-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(discoveryServiceRules, template(resources));
const backend = (more: string) => ({ Names: PRIVATE, Backend: `Service { NamespaceId: !Ref Names${more === '' ? '' : `, ${more}`} }` });
const L63 = 'a'.repeat(63);

describe('discovery-name', () => {
  test.each(['back end', '-backend', 'backend-', 'a..b', '_', '*.backend', `${L63}a`, `${L63}.${'b'.repeat(63)}.`, '..', `${L63}.${L63}.`, `${L63}.${'b'.repeat(62)}.cd`, ''])(
    'refuses "%s"', (name) => {
      expect(broken(backend(`Name: "${name}"`))).toEqual([`discovery-name at Backend, Properties/Name: Backend has the name "${name}".`]);
    });

  test.each(['backend', 'a', '1', '.', '_http._tcp', 'orders.backend', 'Back_End-2', L63, `${L63}.${L63}`, `${L63}.${'b'.repeat(61)}.c`, '!Ref Given'])('lets %s pass', (name) => {
    expect(broken(backend(`Name: ${name}`))).toEqual([]);
  });

  test('may be left out', () => {
    expect(broken(backend(''))).toEqual([]);
  });
});

describe('discovery-name-length', () => {
  const inside = (namespaceLength: number, type = 'A', tasks = {}) => ({
    Names: `PrivateDnsNamespace { Name: ${`${L63}.`.repeat(4).slice(0, namespaceLength - 1)}z, Vpc: vpc-1 }`,
    Backend: `Service { Name: backend, NamespaceId: !Ref Names, DnsConfig: { DnsRecords: [{ Type: ${type}, TTL: 10 }] } }`,
    ...tasks,
  });

  test.each([
    [248, 'A', {}, 256],
    [211, 'SRV', TASKS, 256],
  ])('refuses a namespace of %d characters with %s records', (length, type, tasks, whole) => {
    expect(broken(inside(length, type, tasks))).toEqual([
      `discovery-name-length at Backend, Properties/Name, with Names: Backend makes a host name of ${whole} characters in Names.`,
    ]);
  });

  test.each([[247, 'A', {}], [210, 'SRV', TASKS], [211, 'SRV', {}], [211, 'A', TASKS]])('lets a namespace of %d characters with %s records pass', (length, type, tasks) => {
    expect(broken(inside(length, type, tasks))).toEqual([]);
  });
});

describe('a dot at the end of a namespace', () => {
  test('is no part of the name', () => {
    expect(broken({
      Names: `PrivateDnsNamespace { Name: ${`${L63}.`.repeat(4).slice(0, 246)}z., Vpc: vpc-1 }`,
      Backend: 'Service { Name: backend, NamespaceId: !Ref Names, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } }',
    })).toEqual([]);
  });
});

describe('discovery-type', () => {
  test.each(['DNS_HTTP', 'DNS', 'http'])('refuses %s', (type) => {
    expect(broken(backend(`Type: ${type}`))).toEqual([`discovery-type at Backend, Properties/Type: Backend has the Type "${type}".`]);
  });

  test.each(['HTTP', '!Ref Given'])('lets %s pass', (type) => {
    expect(broken(backend(`Type: ${type}`))).toEqual([]);
  });
});

describe('service-attributes', () => {
  const attributes = (count: number, name = 'key', value = 'value') =>
    `ServiceAttributes: { ${Array.from({ length: count }, (_, index) => `${name}${index + 10}: ${value}`).join(', ')} }`;

  test.each([
    ['31 attributes', attributes(31), 'has 31 attributes'],
    ['a long name', attributes(1, 'k'.repeat(254)), 'has an attribute whose name has 256 characters'],
    ['a long value', attributes(1, 'key', 'v'.repeat(1025)), 'has the attribute "key10" with a value of 1025 characters'],
  ])('refuses %s', (_, more, fault) => {
    expect(broken(backend(more))).toEqual([`service-attributes at Backend, Properties/ServiceAttributes: Backend ${fault}.`]);
  });

  test.each([
    ['30 attributes', attributes(30)],
    ['a name and a value of the greatest length', attributes(1, 'k'.repeat(253), 'v'.repeat(1024))],
    ['31 of which one may be none', attributes(31).replace('key10: value', 'key10: !If [IsProd, value, !Ref "AWS::NoValue"]')],
    ['a value that is not known', attributes(1, 'key', '!Ref Given')],
  ])('lets %s pass', (_, more) => {
    expect(broken(backend(more))).toEqual([]);
  });
});

describe('discovery-description', () => {
  test('refuses one of more than 1024 characters, at each kind of resource', () => {
    const [long, fits] = [1025, 1024].map((length) => `Description: ${'d'.repeat(length)}`);
    expect(broken({
      Backend: `Service { NamespaceId: ns-1, ${long} }`,
      Private: PRIVATE.replace(' }', `, ${long} }`),
      Public: PUBLIC.replace(' }', `, ${long} }`),
      Http: HTTP.replace(' }', `, ${long} }`),
      Fits: HTTP.replace(' }', `, ${fits} }`),
    })).toEqual(['Backend', 'Private', 'Public', 'Http'].map((id) =>
      `discovery-description at ${id}, Properties/Description: ${id} has a Description of 1025 characters.`));
  });
});

describe('discovery-property', () => {
  test.each([
    ['DnsRecords', 'DnsConfig.DnsRecords'], ['RoutingPolicy', 'DnsConfig.RoutingPolicy'], ['TTL', 'the TTL of each of DnsConfig.DnsRecords'],
    ['FailureThreshold', 'HealthCheckConfig.FailureThreshold'], ['ResourcePath', 'HealthCheckConfig.ResourcePath'], ['ServiceName', 'Name'],
    ['Namespace', 'NamespaceId'], ['NamespaceName', 'NamespaceId'], ['Attributes', 'ServiceAttributes'], ['Vpc', 'the Vpc of the namespace'],
  ])('refuses %s of a service, and tells where it is', (key, place) => {
    expect(broken(backend(`${key}: some`))).toEqual([`discovery-property at Backend, Properties/${key}: Backend has the property ${key}, which is ${place}.`]);
  });

  test.each(['HttpNamespace', 'PublicDnsNamespace'])('refuses a VPC of a %s', (type) => {
    expect(['Vpc', 'VpcId'].flatMap((key) => broken({ Names: `${type} { Name: shop.com, ${key}: vpc-1 }` }))).toEqual(['Vpc', 'VpcId'].map((key) =>
      `discovery-property at Names, Properties/${key}: Names has the property ${key}, which is the Vpc of a PrivateDnsNamespace.`));
  });

  test('lets a property pass that comes to nothing', () => {
    expect(broken(backend('RoutingPolicy: !Ref AWS::NoValue'))).toEqual([]);
    expect(broken(backend('Type: HTTP'))).toEqual([]);
  });
});

describe('discovery-tags', () => {
  const tagged = (count: number, key = 'key') => `Tags: [${Array.from({ length: count }, (_, index) => `{ Key: "${key}${index + 10}", Value: v }`).join(', ')}]`;

  test.each([
    [tagged(51), 'has 51 tags'],
    [tagged(1, 'aws:stage'), 'has a tag with the key "aws:stage10"'],
    [tagged(1, 'k'.repeat(127)), `has a tag with the key "${'k'.repeat(127)}10"`],
    ['Tags: [{ Key: "", Value: v }]', 'has a tag with the key ""'],
  ])('refuses %s', (tags, fault) => {
    expect(broken(backend(tags))).toEqual([`discovery-tags at Backend, Properties/Tags: Backend ${fault}.`]);
  });

  test.each([tagged(50), tagged(1, 'k'.repeat(126)), tagged(1, 'my-aws:'), 'Tags: [{ Key: !Ref Given, Value: v }]', 'Tags: !Ref Given'])('lets %s pass', (tags) => {
    expect(broken(backend(tags))).toEqual([]);
  });
});
