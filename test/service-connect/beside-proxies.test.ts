import { CertificateAuthority } from 'aws-cdk-lib/aws-acmpca';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { Capacity, ConnectVia, DiscoveryNamespace, DnsRecords, ServiceConnectRole } from '../../src';
import type { ConnectOptions, DiscoverableServiceProps } from '../../src';
import { addInstances, undeployable } from '../capacity/instances';
import type { TemplateJson } from '../connect/reading';
import { rulesOf, templateOf, variablesOf } from '../connect/reading';
import { Shop } from '../testing/shop';

const CLIENT = { serviceConnect: ServiceConnectRole.clientOnly() };
const SERVER = { serviceConnect: ServiceConnectRole.clientAndServer() };

function connect(
  frontend: Partial<DiscoverableServiceProps>, backend: Partial<DiscoverableServiceProps>, options: ConnectOptions = {}, shop = new Shop(),
): { readonly template: TemplateJson; readonly shop: Shop } {
  shop.service('Frontend', frontend).connectTo(shop.service('Backend', { port: 8080, ...backend }), options);
  return { template: templateOf(shop), shop };
}

/** What the frontend is told of the backend, and whether it may ask for it. */
function toldOf(...system: Parameters<typeof connect>) {
  const { template } = connect(...system);
  return { ...variablesOf(template, 'Frontend'), mayAsk: JSON.stringify(template).includes('servicediscovery:DiscoverInstances"') };
}

const BY_PROXY = { BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '8080', BACKEND_URL: 'http://backend.ecs-internal:8080' };
const BY_API = { BACKEND_NAMESPACE: 'ecs-internal', BACKEND_SERVICE: 'backend', mayAsk: true };
const BY_SRV = { BACKEND_SRV: 'backend.ecs-internal', mayAsk: false };

describe('a client that moves to the proxies keeps what it had, and gets a host name, where the target has', () => {
  test.each<[string, DnsRecords, object, object]>([
    ['A records', DnsRecords.a(), { ...BY_PROXY, mayAsk: false }, { ...BY_PROXY, mayAsk: false }],
    ['A and SRV records', DnsRecords.aAndSrv(), { ...BY_PROXY, ...BY_SRV }, { ...BY_PROXY, ...BY_SRV }],
    ['SRV records only', DnsRecords.srv(), { ...BY_SRV, BACKEND_PORT: '8080' }, { ...BY_PROXY, ...BY_SRV }],
    ['no records', DnsRecords.none(), { ...BY_API, BACKEND_PORT: '8080' }, { ...BY_PROXY, ...BY_API }],
  ])('%s', (_what, dnsRecords, before, after) => {
    expect(toldOf({}, { dnsRecords })).toEqual(before);
    expect(toldOf({}, { ...SERVER, dnsRecords })).toEqual(before);
    expect(toldOf(CLIENT, { ...SERVER, dnsRecords })).toEqual(after);
  });
});

test('there is one port: that of the proxy, which belongs to the host name', () => {
  const backend = { dnsRecords: DnsRecords.srv(), serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'store', clientPort: 80 }) };
  expect(toldOf(CLIENT, backend)).toEqual({ BACKEND_HOST: 'store', BACKEND_PORT: '80', BACKEND_URL: 'http://store:80', ...BY_SRV });
});

test('a target that DNS and the API do not answer for is found through the proxies only', () => {
  const notRegistered = { ...SERVER, registered: false };
  expect(toldOf(CLIENT, { ...notRegistered, dnsRecords: DnsRecords.srv() })).toEqual({ ...BY_PROXY, mayAsk: false });
  expect(toldOf(CLIENT, { ...notRegistered, dnsRecords: DnsRecords.none() })).toEqual({ ...BY_PROXY, mayAsk: false });
  const cloudMapNamespace = DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-abcdefghijklmnop' });
  const nameless = { cloudMapNamespace, dnsRecords: DnsRecords.none(), serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'store' }) };
  expect(toldOf({ ...CLIENT, cloudMapNamespace }, nameless)).toMatchObject({ BACKEND_HOST: 'store', mayAsk: false });
});

test('a target that encrypts is not called past the proxy of the caller, which is who speaks TLS', () => {
  const shop = new Shop();
  const certificateAuthority = CertificateAuthority.fromCertificateAuthorityArn(
    shop.stack, 'Authority', 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/11111111-2222-3333-4444-555555555555',
  );
  const backend = { dnsRecords: DnsRecords.none(), serviceConnect: ServiceConnectRole.clientAndServer({ tls: { certificateAuthority } }) };
  expect(toldOf(CLIENT, backend, {}, shop)).toEqual({ ...BY_PROXY, mayAsk: false });
});

test('a fixed port of the instance, to which SRV records lead, is opened beside those of the proxies', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const { template } = connect(CLIENT, { ...SERVER, capacity: Capacity.ec2Bridge({ hostPort: 8081 }) }, {}, shop);
  expect(variablesOf(template, 'Frontend')).toEqual({ ...BY_PROXY, BACKEND_SRV: 'backend.ecs-internal' });
  expect(rulesOf(template)).toEqual(['32768-65535', '8081-8081'].map((ports) => `in: ClusterInstancesInstanceSecurityGroup < FrontendSecurityGroup tcp ${ports}`));
  expect(undeployable(shop.app)).toEqual([]);
});

describe('the way by DNS can be asked for where the name is no host name in DNS, so that no entry of /etc/hosts hides it', () => {
  test.each<[string, DnsRecords, object]>([
    ['SRV records only', DnsRecords.srv(), { ...BY_SRV, BACKEND_PORT: '8080' }],
    ['no records', DnsRecords.none(), { ...BY_API, BACKEND_PORT: '8080' }],
  ])('%s', (_what, dnsRecords, told) => {
    expect(toldOf(CLIENT, { ...SERVER, dnsRecords }, { via: ConnectVia.DNS })).toEqual(told);
  });
});
