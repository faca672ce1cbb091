import { addressVariables } from '../../src/model/address-variables';

const BACKEND = { hosts: ['api.internal'], ports: [8080] };

function variablesOf(environment: Record<string, string>, address = BACKEND): string[] {
  return addressVariables(Object.entries(environment).map(([name, value]) => ({ name, value })), address);
}

test.each([
  'api.internal',
  'http://api.internal:8080/path',
  'other.internal,api.internal',
  'user@API.internal',
  'api.internal.',
])('finds the host in %s', (value) => {
  expect(variablesOf({ TARGET: value })).toEqual(['TARGET']);
});

test.each([
  'my-api.internal',
  'v2.api.internal',
  'api.internal.example.com',
  'api.internal-2',
  'api-internal',
])('does not take %s for the host', (value) => {
  expect(variablesOf({ TARGET: value })).toEqual([]);
});

test('finds the port beside a host, by the beginning of the name', () => {
  expect(variablesOf({ API_HOST: 'api.internal', API_PORT: '8080' })).toEqual(['API_HOST', 'API_PORT']);
});

test('does not take the port of another for that of the host', () => {
  expect(variablesOf({ API_HOST: 'api.internal', ADMIN_PORT: '8080', API_RETRIES: '3' })).toEqual(['API_HOST']);
});

test('finds nothing for a service without a host', () => {
  expect(variablesOf({ API_HOST: 'api.internal', EMPTY: '' }, { hosts: [], ports: [8080] })).toEqual([]);
});
