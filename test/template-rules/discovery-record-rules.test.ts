import { brokenBy } from './broken-by';
import { HTTP, PRIVATE, PUBLIC, TASKS, template } from './cloud-map-template';
import { discoveryRecordRules } from '../../src/template-rules/discovery-record-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(discoveryRecordRules, template(resources));
const backend = (more: string, { names = PRIVATE, tasks = {} } = {}) => ({ Names: names, ...tasks, Backend: `Service { Name: backend, NamespaceId: !Ref Names, ${more} }` });
const records = (list: string, policy = 'WEIGHTED') => `DnsConfig: { DnsRecords: ${list}${policy === '' ? '' : `, RoutingPolicy: ${policy}`} }`;
const A = '[{ Type: A, TTL: 10 }]';
const CNAME = '[{ Type: CNAME, TTL: 10 }]';

describe('records-in-http-namespace', () => {
  test.each([
    ['in an HTTP namespace', backend(records(A), { names: HTTP }), 'its namespace Names is an HTTP namespace'],
    ['of a service of Type HTTP', backend(`Type: HTTP, ${records(A)}`), 'its Type is HTTP'],
    ['in an HTTP namespace, of an empty list', backend(records('[]'), { names: HTTP }), 'its namespace Names is an HTTP namespace'],
  ])('refuses a DnsConfig %s', (_, resources, reason) => {
    expect(broken(resources)).toEqual([`records-in-http-namespace at Backend, Properties/DnsConfig, with Names: Backend has a DnsConfig, and ${reason}.`]);
  });

  test('does not need to know the namespace', () => {
    expect(broken({ Backend: `Service { NamespaceId: ns-1, Type: HTTP, ${records(A)} }` })).toHaveLength(1);
  });

  test.each([
    ['a DnsConfig in a DNS namespace', backend(records(A))],
    ['no DnsConfig', backend('Type: HTTP')],
    ['a DnsConfig that is there at times', backend('DnsConfig: !If [IsProd, { DnsRecords: [] }, !Ref "AWS::NoValue"]', { names: HTTP })],
    ['a Type that is not known', backend(`Type: !Ref Given, ${records(A)}`)],
  ])('lets %s pass', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('record-types', () => {
  test.each([
    ['[{ Type: A, TTL: 10 }, { Type: CNAME, TTL: 10 }]', 'Backend has the records A and CNAME.'],
    ['[{ Type: CNAME, TTL: 10 }, { Type: SRV, TTL: 10 }]', 'Backend has the records CNAME and SRV.'],
    ['[{ Type: A, TTL: 10 }, { Type: A, TTL: 10 }]', 'Backend has two records of type A.'],
    ['[{ Type: TXT, TTL: 10 }]', 'Backend has a record of type "TXT".'],
    ['[{ Type: a, TTL: 10 }]', 'Backend has a record of type "a".'],
    ['[{ TTL: 10 }]', 'Backend has a record without a Type.'],
    ['[]', 'Backend has a DnsConfig without DnsRecords.'],
    ['!Ref AWS::NoValue', 'Backend has a DnsConfig without DnsRecords.'],
  ])('refuses %s', (list, got) => {
    expect(broken(backend(records(list)))).toEqual([`record-types at Backend, Properties/DnsConfig/DnsRecords: ${got}`]);
  });

  test.each([
    A, CNAME, '[{ Type: A, TTL: 10 }, { Type: SRV, TTL: 10 }]', '[{ Type: A, TTL: 10 }, { Type: AAAA, TTL: 10 }, { Type: SRV, TTL: 10 }]', '!Ref Given',
    '[{ Type: !Ref Given, TTL: 10 }]', '[!If [IsProd, { Type: A, TTL: 10 }, !Ref "AWS::NoValue"]]', '[{ Type: A, TTL: 10 }, { Type: !Ref Given, TTL: 10 }]',
  ])('lets %s pass', (list) => {
    expect(broken(backend(records(list)))).toEqual([]);
  });

  test('asks for no records without a DnsConfig', () => {
    expect(broken(backend('DnsConfig: !Ref Given'))).toEqual([]);
    expect(broken(backend('HealthCheckCustomConfig: { FailureThreshold: 1 }'))).toEqual([]);
  });
});

describe('record-ttl', () => {
  test.each([
    ['-1', 'with a TTL of -1 seconds'], ['2147483648', 'with a TTL of 2147483648 seconds'], ['0.5', 'with a TTL of 0.5 seconds'], ['10s', 'with a TTL of 10s seconds'],
    ['!Ref AWS::NoValue', 'without a TTL'],
  ])('refuses %s', (ttl, fault) => {
    expect(broken(backend(records(`[{ Type: A, TTL: 10 }, { Type: SRV, TTL: ${ttl} }]`)))).toEqual([
      `record-ttl at Backend, Properties/DnsConfig/DnsRecords/1/TTL: Backend has a record ${fault}.`,
    ]);
  });

  test.each(['0', '60', '"10"', '2147483647', '!Ref Given'])('lets %s pass', (ttl) => {
    expect(broken(backend(records(`[{ Type: A, TTL: ${ttl} }]`)))).toEqual([]);
  });
});

describe('long-ttl', () => {
  const withTtl = (ttl: string, tasks = TASKS) => backend(records(`[{ Type: A, TTL: ${ttl} }]`), { tasks });

  test('warns of tasks that are answered for long', () => {
    expect(broken(withTtl('61'))).toEqual([
      'long-ttl at Backend, Properties/DnsConfig/DnsRecords/0/TTL, with Tasks: Backend has a record with a TTL of 61 seconds, and Tasks registers tasks in it.',
    ]);
  });

  test.each([['60', TASKS], ['!Ref Given', TASKS], ['300', {}]])('lets %s pass', (ttl, tasks) => {
    expect(broken(withTtl(ttl, tasks as typeof TASKS))).toEqual([]);
  });
});

describe('discovery-routing-policy', () => {
  test.each([
    [A, 'LATENCY', 'the RoutingPolicy "LATENCY"'],
    [CNAME, 'MULTIVALUE', 'a CNAME record and the RoutingPolicy MULTIVALUE'],
    [CNAME, '', 'a CNAME record and no RoutingPolicy'],
  ])('refuses %s with the policy "%s"', (list, policy, fault) => {
    expect(broken(backend(records(list, policy)))).toEqual([
      `discovery-routing-policy at Backend, Properties/DnsConfig/RoutingPolicy: Backend has ${fault}.`,
    ]);
  });

  test.each([[A, ''], [A, 'MULTIVALUE'], [A, 'WEIGHTED'], [CNAME, 'WEIGHTED'], [CNAME, '!Ref Given'], ['[{ Type: !Ref Given, TTL: 10 }]', 'MULTIVALUE']])(
    'lets %s with the policy "%s" pass', (list, policy) => expect(broken(backend(records(list, policy)))).toEqual([]));
});

describe('host-name-of-tasks', () => {
  test.each([PRIVATE, PUBLIC])('refuses tasks under a CNAME record in %s', (names) => {
    expect(broken(backend(records(CNAME), { names, tasks: TASKS }))).toEqual([
      'host-name-of-tasks at Backend, Properties/DnsConfig/DnsRecords, with Tasks: Backend has a CNAME record, and Tasks registers tasks in it.',
    ]);
  });

  test('lets tasks under an A record pass', () => {
    expect(broken(backend(records(A), { tasks: TASKS }))).toEqual([]);
  });
});
