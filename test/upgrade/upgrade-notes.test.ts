import { join } from 'node:path';
import { breakingChanges, lostIds } from './breaking-changes';
import type { ExampleState, Resource } from './released-state';
import { idsOf } from './released-state';
import { readNotes, untold, untrue } from './upgrade-notes';
import { readJson } from '../testing/examples';

const NAME = 'frontend-backend';
const RELEASED = readJson(join(__dirname, 'released', `${NAME}.json`)) as ExampleState;

type Resources = Record<string, Resource>;

/** What breaks when the resources of the example's stack become others. */
function broken(change: (resources: Resources) => Resources): string[] {
  return breakingChanges(NAME, RELEASED, { Shop: change(structuredClone(RELEASED.Shop)) });
}

function idOf(type: string): string {
  return Object.keys(RELEASED.Shop).find((id) => RELEASED.Shop[id].Type === type)!;
}

const CLOUD_MAP_SERVICE = idOf('AWS::ServiceDiscovery::Service');
const NAMESPACE = idOf('AWS::ServiceDiscovery::PrivateDnsNamespace');

const withProperties = (id: string, properties: Record<string, unknown>) => (resources: Resources): Resources =>
  ({ ...resources, [id]: { ...resources[id], Properties: { ...resources[id].Properties, ...properties } } });

test('nothing breaks when nothing changes, or when a property is updated in place', () => {
  expect(broken((resources) => resources)).toEqual([]);
  expect(broken(withProperties(CLOUD_MAP_SERVICE, { Description: 'other' }))).toEqual([]);
});

test.each([['a Cloud Map service', CLOUD_MAP_SERVICE], ['a namespace', NAMESPACE]])('another name of %s is a replacement', (_what, id) => {
  expect(broken(withProperties(id, { Name: 'other' }))).toContain(`replaced: resource ${NAME}/Shop/${id}`);
});

const DNS = RELEASED.Shop[CLOUD_MAP_SERVICE].Properties!.DnsConfig as object;
const ECS_SERVICE = idOf('AWS::ECS::Service');

test.each<[string, string, Record<string, unknown>]>([
  ['other types of records', CLOUD_MAP_SERVICE, { DnsConfig: { ...DNS, DnsRecords: [{ Type: 'SRV', TTL: 10 }] } }],
  ['another routing policy', CLOUD_MAP_SERVICE, { DnsConfig: { ...DNS, RoutingPolicy: 'WEIGHTED' } }],
  ['no registration', ECS_SERVICE, { ServiceRegistries: [] }],
])('an update to %s is one that AWS does not do', (_what, id, properties) => {
  expect(broken(withProperties(id, properties))).toEqual([`refused: resource ${NAME}/Shop/${id}`]);
});

test('a default that is written out, and a first registration, are no such update', () => {
  const { RoutingPolicy, ...others } = DNS as { RoutingPolicy: string };
  const unregistered = withProperties(ECS_SERVICE, { ServiceRegistries: undefined })(structuredClone(RELEASED.Shop));
  const before = { Shop: withProperties(CLOUD_MAP_SERVICE, { DnsConfig: others })(unregistered) };
  expect(RoutingPolicy).toBe('MULTIVALUE');
  expect(breakingChanges(NAME, before, RELEASED)).toEqual([]);
});

test('another logical id is a resource that is gone', () => {
  expect(broken(({ [NAMESPACE]: namespace, ...others }) => ({ ...others, Other: namespace }))).toEqual([`gone: resource ${NAME}/Shop/${NAMESPACE}`]);
});

test('a removed resource is gone, and so is its construct', () => {
  const path = String(RELEASED.Shop[NAMESPACE].Metadata!['aws:cdk:path']);
  expect(broken(({ [NAMESPACE]: _namespace, ...others }) => others))
    .toEqual([`gone: construct ${NAME}/${path}`, `gone: resource ${NAME}/Shop/${NAMESPACE}`]);
});

test('a resource of another type under the same id is gone, and what refers to it is replaced', () => {
  expect(broken((resources) => ({ ...resources, [NAMESPACE]: { ...resources[NAMESPACE], Type: 'AWS::ServiceDiscovery::HttpNamespace' } })))
    .toEqual(expect.arrayContaining([`gone: resource ${NAME}/Shop/${NAMESPACE}`, `replaced: resource ${NAME}/Shop/${CLOUD_MAP_SERVICE}`]));
});

test('another construct path under the same logical id is a construct that is gone', () => {
  const path = String(RELEASED.Shop[NAMESPACE].Metadata!['aws:cdk:path']);
  expect(broken((resources) => ({ ...resources, [NAMESPACE]: { ...resources[NAMESPACE], Metadata: { 'aws:cdk:path': 'Shop/Other' } } })))
    .toEqual([`gone: construct ${NAME}/${path}`]);
});

test('an example or a stack that is gone takes all its resources along', () => {
  expect(breakingChanges(NAME, RELEASED, {})).toHaveLength(2 * Object.keys(RELEASED.Shop).length);
});

test.each(['rule discovery-name', 'template-rule discovery-name', 'warning cdk-discoverable-service:public-subnets'])('that "%s" is removed is seen', (removed) => {
  expect(idsOf()).toContain(removed);
  expect(lostIds(idsOf(), idsOf().filter((id) => id !== removed))).toEqual([`gone: ${removed}`]);
});

const page = (entry: string) => `# Upgrading\n\n## Unreleased\n\n${entry}\n\n## 1.0.0\n\n### gone: rule \`old\`\n`;
const ENTRY = '### gone: rule `some-*`\n\n**What happens:** it is not asked any more.\n\n**Do:** nothing.';

test('an entry covers what its pattern matches and nothing else, and what matches nothing is untrue', () => {
  const notes = readNotes(page(ENTRY));
  expect(notes).toEqual(['gone: rule some-*']);
  expect(untold(['gone: rule some-id', 'gone: rule other', 'gone: warning some-id'], notes)).toEqual(['gone: rule other', 'gone: warning some-id']);
  expect(untrue(notes, ['gone: rule some-id'])).toEqual([]);
  expect(untrue(notes, ['gone: rule other'])).toEqual(notes);
});

test.each([
  ['another heading', ENTRY.replace('gone:', 'changed:'), 'is no heading of an entry'],
  ['no pattern', ENTRY.replace('`some-*`', 'some'), 'is no heading of an entry'],
  ['nothing to do', ENTRY.replace('**Do:** nothing.', ''), 'has no line that starts with "**Do:** "'],
  ['no effect', ENTRY.replace(/\*\*What.*/, ''), 'has no line that starts with "**What happens:** "'],
])('an entry with %s is refused', (_what, entry, message) => {
  expect(() => readNotes(page(entry))).toThrow(message);
});

test('a page without a place for what is not released is refused', () => {
  expect(() => readNotes('# Upgrading\n')).toThrow('no heading "## Unreleased"');
});
