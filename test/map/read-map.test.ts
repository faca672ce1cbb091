import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { FRONTEND_BACKEND, cloudMapName, mapOf, service } from './fixture';
import { diffOf } from '../../src/map/diff';
import { pictureOf } from '../../src/map/picture';
import { readMap } from '../../src/map/read-map';
import { renderJson } from '../../src/map/render-json';
import type { ServiceMap } from '../../src/map/service-map';
import { readAssembly } from '../../src/model/read-assembly';
import { handWritten } from '../model/assembly-fixture';
import { exampleNames, synthesizeExample } from '../testing/examples';

const isMap = new Ajv().compile(JSON.parse(readFileSync(join(__dirname, '../../schema/service-map.schema.json'), 'utf8')) as object);

test('a service has its names, with records and who says whether it works', () => {
  const [backend] = mapOf(FRONTEND_BACKEND).nodes;

  expect(backend).toEqual({
    id: 'Backend',
    kind: 'service',
    name: 'Backend',
    stack: 'Shop',
    path: '',
    names: [{ name: 'backend.shop.internal', records: ['A 10 s'], health: 'container check' }],
    ports: ['8080'],
    tasks: 2,
    findings: [],
  });
});

test.each<[string, object, string]>([
  ['found through the API', { DnsConfig: undefined }, 'backend in shop.internal'],
  ['of a namespace that is elsewhere', { NamespaceId: 'ns-1' }, 'backend in another namespace'],
  ['known at deployment only', { Name: { Ref: 'Later' } }, '(known at deployment) in shop.internal'],
])('a name that is %s is told so', (_, properties, name) => {
  const { nodes: [backend] } = mapOf({ ...FRONTEND_BACKEND, BackendName: cloudMapName('backend', properties) });

  expect(backend.names.map((each) => each.name)).toEqual([name]);
});

test('a number of tasks that is known at deployment only is not made up', () => {
  const { nodes: [backend] } = mapOf(service('Backend', { properties: { DesiredCount: { Ref: 'Count' } } }));

  expect(backend.tasks).toBeUndefined();
});

test('in an app of several stacks, ids are unique and say where a node is', () => {
  const resources = service('Backend');
  const { nodes } = readMap(handWritten({ Prod: { Resources: resources }, Test: { Resources: resources } }));

  expect(nodes.map(({ id, name }) => [id, name])).toEqual([['Prod/Backend', 'Prod/Backend'], ['Test/Backend', 'Test/Backend']]);
});

describe('a finding', () => {
  test('about a part of a service stands at the service', () => {
    const { nodes } = mapOf({ ...FRONTEND_BACKEND, BackendName: cloudMapName('backend', { DnsConfig: { DnsRecords: [{ Type: 'SRV', TTL: 10 }] } }) });

    expect(nodes.find(({ id }) => id === 'Backend')!.findings.map(({ ruleId }) => ruleId)).toContain('srv-without-port');
  });

  test('about what is no node stands in a list of its own', () => {
    const { nodes, edges, findings } = mapOf({ Namespace: { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: 'a b', Vpc: 'vpc-1' } } });

    expect([nodes, edges]).toEqual([[], []]);
    expect(findings).toEqual([{ ruleId: 'namespace-name', severity: 'error', message: expect.stringMatching(/^Namespace/) }]);
  });
});

describe.each(exampleNames())('the map of the example %s', (example) => {
  const assembly = readAssembly(synthesizeExample(example));
  const map = readMap(assembly);

  test('is as its schema says, and the same at each reading', () => {
    expect(isMap(JSON.parse(renderJson(map))) || isMap.errors).toBe(true);
    expect(renderJson(readMap(assembly))).toBe(renderJson(map));
  });

  test('has unique nodes, and edges between them', () => {
    const ids = map.nodes.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    map.edges.forEach(({ from, to }) => expect(ids).toEqual(expect.arrayContaining([from, to])));
    expect(map.edges.filter(({ isClosed }) => isClosed)).toEqual([]);
  });
});

describe('a comparison', () => {
  const { Rule, ...closed } = FRONTEND_BACKEND;
  const old = mapOf(closed);
  const next = mapOf({ ...FRONTEND_BACKEND, ...service('Worker') });

  test('tells what is new, what is gone, and what is in both', () => {
    const there = diffOf(old, next);
    const back = diffOf(next, old);

    expect(Rule).toBeDefined();
    expect(there.nodes.map(({ id, change }) => `${change} ${id}`)).toEqual(['kept Backend', 'kept Frontend', 'added Worker']);
    expect(there.edges.map(({ kind, change }) => `${change} ${kind}`)).toEqual(['added environment', 'removed environment', 'added security-group']);
    expect(back.nodes.map(({ id, change }) => `${change} ${id}`)).toEqual(['kept Backend', 'kept Frontend', 'removed Worker']);
    expect(back.edges.map(({ kind, change }) => `${change} ${kind}`)).toEqual(['removed environment', 'added environment', 'removed security-group']);
  });

  test('tells that a call which was closed is open now, and the reverse', () => {
    const ways = (one: ServiceMap, other: ServiceMap) => pictureOf(diffOf(one, other)).ways.map(({ state, label, change }) => [state, label, change]);

    expect(ways(old, next)).toEqual([['called', '+8080, -closed 8080', 'kept']]);
    expect(ways(next, old)).toEqual([['closed', '-8080, +closed 8080', 'kept']]);
  });

  test('tells that a call is gone whose way stays open', () => {
    const uncalled = mapOf({ ...FRONTEND_BACKEND, ...service('Frontend') });

    expect(pictureOf(diffOf(next, uncalled)).ways.map(({ state, label }) => [state, label])).toEqual([['unused', '8080 (-call)']]);
    expect(pictureOf(diffOf(uncalled, next)).ways.map(({ state, label }) => [state, label])).toEqual([['called', '8080 (+call)']]);
  });

  test('is as the schema says', () => {
    expect(isMap(JSON.parse(renderJson(diffOf(old, next)))) || isMap.errors).toBe(true);
  });
});
