import type { Deployed, ZoneRecord } from './deployed';
import { isIn } from './reach';
import { resolve } from './resolve';

const record = (name: string, value: string, more: Partial<ZoneRecord> = {}): ZoneRecord =>
  ({ name, type: 'A', ttl: 60, values: [value], policy: 'SIMPLE', isHealthy: true, ...more });
const zone = (name: string, records: readonly ZoneRecord[], vpcs: readonly string[] = []) =>
  ({ name, isPrivate: vpcs.length > 0, vpcs, nameServers: [`ns.${name}`], negativeTtl: null, records });
const answer = (zones: Deployed['zones'], name: string, vpc = 'vpc-1') => {
  const regions = { here: { vpcs: [{ id: 'vpc-1', answersNames: true }], loadBalancers: [] } } as unknown as Deployed['regions'];
  return resolve({ zones, roles: [], regions }, { vpc, region: 'here' }, name, 'A')?.values;
};
const PUBLIC = zone('shop.org.', [record('www.shop.org.', '52.0.0.1')]);

test('an empty private zone hides the public names under it, for its VPC only', () => {
  const zones = [PUBLIC, zone('shop.org.', [], ['vpc-1'])];

  expect(answer(zones, 'www.shop.org')).toBeUndefined();
  expect(answer(zones, 'www.shop.org', 'vpc-2')).toEqual(['52.0.0.1']);
});

test('an empty public zone hides nothing: nobody is sent to it', () => {
  expect(answer([zone('shop.org.', []), PUBLIC], 'www.shop.org')).toEqual(['52.0.0.1']);
});

test('a public zone below another one is asked when that delegates to it', () => {
  const below = zone('svc.shop.org.', [record('api.svc.shop.org.', '52.0.0.2')]);
  const delegation = record('svc.shop.org.', 'ns.svc.shop.org.', { type: 'NS' });

  expect(answer([PUBLIC, below], 'api.svc.shop.org')).toBeUndefined();
  expect(answer([zone('shop.org.', [...PUBLIC.records, delegation]), below], 'api.svc.shop.org')).toEqual(['52.0.0.2']);
});

test.each([
  ['10.0.0.16', '10.0.0.0/16', true],
  ['10.0.0.16', '10.250.250.250/32', false],
  ['10.0.0.16', '0.0.0.0/0', true],
  ['200.0.0.1', '0.0.0.0/1', false],
  ['2600:1f00::10', '::/0', true],
  ['2600:1f00::10', '0.0.0.0/0', false],
  ['10.0.0.16', null, false],
])('%s is in %s: %s', (address, block, expected) => {
  expect(isIn(address, block)).toBe(expected);
});
