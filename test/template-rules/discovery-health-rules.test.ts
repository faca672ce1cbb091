import { brokenBy } from './broken-by';
import { HTTP, PRIVATE, PUBLIC, TASKS, template } from './cloud-map-template';
import { discoveryHealthRules } from '../../src/template-rules/discovery-health-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(discoveryHealthRules, template(resources));
const backend = (more: string, { names = PUBLIC, tasks = {} } = {}) => ({ Names: names, ...tasks, Backend: `Service { Name: backend, NamespaceId: !Ref Names, ${more} }` });
const CHECK = 'HealthCheckConfig: { Type: HTTP }';
const at = 'at Backend, Properties/HealthCheckConfig';

describe('health-checks-twice', () => {
  test('refuses both kinds of health check', () => {
    expect(broken(backend(`${CHECK}, HealthCheckCustomConfig: { FailureThreshold: 1 }`))).toEqual([
      `health-checks-twice ${at}: Backend has a HealthCheckConfig and a HealthCheckCustomConfig.`,
    ]);
  });

  test.each([
    CHECK, 'HealthCheckCustomConfig: { FailureThreshold: 1 }', `${CHECK}, HealthCheckCustomConfig: !Ref AWS::NoValue`,
    `${CHECK}, HealthCheckCustomConfig: !If [IsProd, { FailureThreshold: 1 }, !Ref "AWS::NoValue"]`,
  ])('lets %s pass', (more) => {
    expect(broken(backend(more))).toEqual([]);
  });
});

describe('endpoint-check-in-private-namespace', () => {
  test.each([{}, TASKS])('refuses a check in a private namespace, whoever registers', (tasks) => {
    expect(broken(backend(CHECK, { names: PRIVATE, tasks }))).toEqual([
      `endpoint-check-in-private-namespace ${at}, with Names: Backend has a HealthCheckConfig, and its namespace Names is private.`,
    ]);
  });

  test.each([PUBLIC, HTTP])('lets a check pass in %s', (names) => {
    expect(broken(backend(CHECK, { names }))).toEqual([]);
  });

  test('lets a check pass in a namespace that is not known', () => {
    expect(broken({ Backend: `Service { NamespaceId: !Ref Given, ${CHECK} }` })).toEqual([]);
  });
});

describe('health-check-of-tasks', () => {
  test.each([PUBLIC, HTTP])('refuses a check of tasks in %s', (names) => {
    expect(broken(backend(CHECK, { names, tasks: TASKS }))).toEqual([
      `health-check-of-tasks ${at}, with Tasks: Backend has a HealthCheckConfig, and Tasks registers tasks in it.`,
    ]);
  });

  test('lets tasks pass whose health ECS tells', () => {
    expect(broken(backend('HealthCheckCustomConfig: { FailureThreshold: 1 }', { tasks: TASKS }))).toEqual([]);
  });
});

describe('endpoint-check-of-target', () => {
  const records = (type: string) => `DnsConfig: { DnsRecords: [{ Type: ${type}, TTL: 10 }], RoutingPolicy: WEIGHTED }, ${CHECK}`;

  test('refuses a check of host names', () => {
    expect(broken(backend(records('CNAME')))).toEqual([`endpoint-check-of-target ${at}: Backend has a HealthCheckConfig and a CNAME record.`]);
  });

  test.each(['A', 'SRV', '!Ref Given'])('lets a check with a record of type %s pass', (type) => {
    expect(broken(backend(records(type)))).toEqual([]);
  });
});

describe('endpoint-health-check', () => {
  const path = (length: number) => `/${'p'.repeat(length - 1)}`;

  test.each([
    ['{ ResourcePath: /health }', 'a HealthCheckConfig without a Type'],
    ['{ Type: UDP }', 'a HealthCheckConfig of the Type "UDP"'],
    ['{ Type: TCP, ResourcePath: /health }', 'a HealthCheckConfig of the Type TCP with a ResourcePath'],
    [`{ Type: HTTPS, ResourcePath: ${path(256)} }`, 'a ResourcePath of 256 characters'],
    ['{ Type: HTTP, ResourcePath: health }', 'the ResourcePath "health"'],
    ['{ Type: HTTP, FailureThreshold: 0 }', 'a FailureThreshold of 0'],
    ['{ Type: HTTP, FailureThreshold: 11 }', 'a FailureThreshold of 11'],
    ['{ Type: HTTP, FailureThreshold: 2.5 }', 'a FailureThreshold of 2.5'],
    ['{ Type: HTTP, FailureThreshold: some }', 'a FailureThreshold of some'],
  ])('refuses %s', (check, fault) => {
    expect(broken(backend(`HealthCheckConfig: ${check}`))).toEqual([`endpoint-health-check ${at}: Backend has ${fault}.`]);
  });

  test.each([
    '{ Type: HTTP }', '{ Type: HTTPS, ResourcePath: /, FailureThreshold: 1 }', '{ Type: TCP, FailureThreshold: 10 }', `{ Type: HTTP, ResourcePath: ${path(255)} }`,
    '{ Type: !Ref Given, ResourcePath: /health }', '{ Type: HTTP, ResourcePath: !Ref Given, FailureThreshold: !Ref Given }', '!Ref Given',
    '{ Type: TCP, ResourcePath: !Ref "AWS::NoValue" }', '{ Type: TCP, ResourcePath: "" }', '{ Type: HTTP, ResourcePath: "" }',
  ])('lets %s pass', (check) => {
    expect(broken(backend(`HealthCheckConfig: ${check}`))).toEqual([]);
  });
});

describe('custom-failure-threshold', () => {
  test.each(['2', '10', '"5"'])('warns of %s', (threshold) => {
    expect(broken(backend(`HealthCheckCustomConfig: { FailureThreshold: ${threshold} }`))).toEqual([
      'custom-failure-threshold at Backend, Properties/HealthCheckCustomConfig/FailureThreshold: '
      + `Backend has a HealthCheckCustomConfig with a FailureThreshold of ${threshold.replace(/"/g, '')}.`,
    ]);
  });

  test.each(['{ FailureThreshold: 1 }', '{}', '{ FailureThreshold: !Ref Given }'])('lets %s pass', (custom) => {
    expect(broken(backend(`HealthCheckCustomConfig: ${custom}`))).toEqual([]);
  });
});
