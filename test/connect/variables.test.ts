import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { templateOf, templatesOf, variablesOf } from './reading';
import type { ConnectOptions, DiscoverableServiceProps } from '../../src';
import { DiscoveryNamespace, DnsRecords } from '../../src';
import { Shop, messageOf } from '../testing/shop';

function variables(target: Partial<DiscoverableServiceProps>, options?: ConnectOptions, targetId = 'Backend') {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service(targetId, target), options);
  return variablesOf(templateOf(shop), 'Frontend');
}

test.each<[string, Partial<DiscoverableServiceProps>, ConnectOptions | undefined, object]>([
  ['the address of the target', {}, undefined,
    { BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '80', BACKEND_URL: 'http://backend.ecs-internal:80' }],
  ['the port of the target', { port: 8080 }, undefined,
    { BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '8080', BACKEND_URL: 'http://backend.ecs-internal:8080' }],
  ['an additional port', { additionalPorts: [9090] }, { port: 9090 },
    { BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '9090', BACKEND_URL: 'http://backend.ecs-internal:9090' }],
  ['a prefix', {}, { prefix: 'Api_2' },
    { Api_2_HOST: 'backend.ecs-internal', Api_2_PORT: '80', Api_2_URL: 'http://backend.ecs-internal:80' }],
  ['a scheme', {}, { scheme: 'grpc+tls' },
    { BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '80', BACKEND_URL: 'grpc+tls://backend.ecs-internal:80' }],
  ['a discovery name of words', { discoveryName: 'order-service-v2' }, undefined,
    { ORDER_SERVICE_V2_HOST: 'order-service-v2.ecs-internal', ORDER_SERVICE_V2_PORT: '80', ORDER_SERVICE_V2_URL: 'http://order-service-v2.ecs-internal:80' }],
  ['another namespace', { cloudMapNamespace: DiscoveryNamespace.privateDns('corp.local') }, undefined,
    { BACKEND_HOST: 'backend.corp.local', BACKEND_PORT: '80', BACKEND_URL: 'http://backend.corp.local:80' }],
  ['SRV records: no host and no URL, which would not resolve', { dnsRecords: DnsRecords.srv() }, undefined,
    { BACKEND_PORT: '80', BACKEND_SRV: 'backend.ecs-internal' }],
  ['SRV records, with a prefix', { dnsRecords: DnsRecords.srv() }, { prefix: 'API' },
    { API_PORT: '80', API_SRV: 'backend.ecs-internal' }],
])('the environment of the caller holds %s', (_what, target, options, expected) => {
  expect(variables(target, options)).toEqual(expected);
});

test('a port that the CDK finds out at the end of the synthesis is a text in the environment, and a number in the mapping', () => {
  const port = Lazy.number({ produce: () => 8080 });
  const written = { BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '8080', BACKEND_URL: 'http://backend.ecs-internal:8080' };
  expect(variables({ port })).toEqual(written);

  // Said twice, it is one connection: no variable has two values.
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend', { port })];
  [backend, backend].forEach((target) => frontend.connectTo(target));
  expect(variablesOf(templateOf(shop), 'Frontend')).toEqual(written);
});

test('a scheme is refused where there is no URL to hold it', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { dnsRecords: DnsRecords.srv() });
  expect(messageOf(() => shop.service('Frontend').connectTo(backend, { scheme: 'https' }))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-scheme-without-url] Shop/Backend has no URL.
  why: The scheme stands in the URL, and callers of this target get none: its name has no address, or no port is known that leads to it.
  fix: Leave scheme out, or give the target a port.
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`);
});

test('the target\'s own environment gets nothing', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend', { environment: { OWN: '1' } }));
  expect(variablesOf(templateOf(shop), 'Backend')).toEqual({ OWN: '1' });
});

test('two prefixes are two sets of variables', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
  frontend.connectTo(backend, { prefix: 'READ' });
  frontend.connectTo(backend, { prefix: 'WRITE', scheme: 'https' });
  expect(variablesOf(templateOf(shop), 'Frontend')).toEqual({
    READ_HOST: 'backend.ecs-internal',
    READ_PORT: '80',
    READ_URL: 'http://backend.ecs-internal:80',
    WRITE_HOST: 'backend.ecs-internal',
    WRITE_PORT: '80',
    WRITE_URL: 'https://backend.ecs-internal:80',
  });
});

test('the variables of the user stay, before those of connections', () => {
  const shop = new Shop();
  const frontend = shop.service('Frontend', { environment: { Z: '1', A: '2' } });
  frontend.connectTo(shop.service('Backend'));
  frontend.container.addEnvironment('LATER', '3');
  expect(Object.keys(variablesOf(templateOf(shop), 'Frontend'))).toEqual(['Z', 'A', 'LATER', 'BACKEND_HOST', 'BACKEND_PORT', 'BACKEND_URL']);
});

test('a variable that has the value already is no conflict, and stands there once', () => {
  const shop = new Shop();
  const frontend = shop.service('Frontend', { environment: { BACKEND_PORT: '80' } });
  frontend.connectTo(shop.service('Backend'));
  expect(variablesOf(templateOf(shop), 'Frontend'))
    .toEqual({ BACKEND_PORT: '80', BACKEND_HOST: 'backend.ecs-internal', BACKEND_URL: 'http://backend.ecs-internal:80' });
});

test('names are text: no stack depends on another one for an address', () => {
  const shop = new Shop();
  const back = new Stack(shop.app, 'Back');
  shop.service('Frontend', {}, new Stack(shop.app, 'Front')).connectTo(shop.service('Backend', { port: 8080 }, back), { startOrder: false });
  expect(variablesOf(templatesOf(shop.app)['Front.template.json'], 'Frontend'))
    .toEqual({ BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '8080', BACKEND_URL: 'http://backend.ecs-internal:8080' });
});

test('a discovery name that is known at deployment only is written as it will be', () => {
  const shop = new Shop();
  const name = new CfnParameter(shop.stack, 'Name').valueAsString;
  shop.service('Frontend').connectTo(shop.service('Backend', { discoveryName: name }), { prefix: 'API' });
  const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
  expect(variablesOf(templateOf(shop), 'Frontend')).toEqual({
    API_HOST: joined({ Ref: 'Name' }, '.ecs-internal'), API_PORT: '80', API_URL: joined('http://', { Ref: 'Name' }, '.ecs-internal:80'),
  });
});
