import { addressesIn } from '../../src/model/addresses-in-text';

test.each([
  ['http://backend.shop.local:8080/orders?x=1', [{ scheme: 'http', host: 'backend.shop.local', port: 8080 }]],
  ['HTTPS://Backend.Shop.Local./', [{ scheme: 'https', host: 'backend.shop.local' }]],
  ['backend:80', [{ host: 'backend', port: 80 }]],
  ['backend.shop.local', [{ host: 'backend.shop.local' }]],
  ['http://backend', [{ scheme: 'http', host: 'backend' }]],
  ['jdbc:postgresql://db.shop.local:5432/orders', [{ scheme: 'jdbc:postgresql', host: 'db.shop.local', port: 5432 }]],
  ['redis://user:word@cache.shop.local:6379/0', [{ scheme: 'redis', host: 'cache.shop.local', port: 6379 }]],
  ['user:word@tcp(db.shop.local:3306)/orders', [{ host: 'db.shop.local', port: 3306 }]],
  ['host=db.shop.local port=5432', [{ host: 'db.shop.local' }]],
  ['a.shop.local:1,b.shop.local:2; c.shop.local', [{ host: 'a.shop.local', port: 1 }, { host: 'b.shop.local', port: 2 }, { host: 'c.shop.local' }]],
  ['{"url":"http://a.shop.local/x","host":"b.shop.local","port":1}', [{ scheme: 'http', host: 'a.shop.local' }, { host: 'b.shop.local' }]],
  ['http://a.shop.local#top', [{ scheme: 'http', host: 'a.shop.local' }]],
  ['_http._tcp.shop.local', [{ host: '_http._tcp.shop.local' }]],
])('%s has addresses', (text, addresses) => {
  expect(addressesIn(text)).toEqual(addresses.map((address) => expect.objectContaining(address)));
  expect(addressesIn(text).map(({ port }) => port)).toEqual(addresses.map((address: { readonly port?: number }) => address.port));
});

test.each(['', 'backend', '8080', '1.5', '10.0.0.1:8080', 'team@shop.local', '.shop.local', '*.shop.local', '/var/lib/app.conf', 'http://', 'a word'])('"%s" has none', (text) => {
  expect(addressesIn(text)).toEqual([]);
});

test('a long text is read in no time', () => {
  const text = `${'a.'.repeat(50_000)}!${'http://'.repeat(20_000)}`;
  const start = Date.now();
  addressesIn(text);
  expect(Date.now() - start).toBeLessThan(500);
});
