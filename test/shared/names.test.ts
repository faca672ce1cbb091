import { kebabCase, screamingSnakeCase } from '../../src/shared/names';

test.each([
  ['Backend', 'backend', 'BACKEND'],
  ['OrderService', 'order-service', 'ORDER_SERVICE'],
  ['orderService', 'order-service', 'ORDER_SERVICE'],
  ['OrderAPIService', 'order-api-service', 'ORDER_API_SERVICE'],
  ['API', 'api', 'API'],
  ['HTTP2Server', 'http2-server', 'HTTP2_SERVER'],
  ['Tier3Cache', 'tier3-cache', 'TIER3_CACHE'],
  ['order-service', 'order-service', 'ORDER_SERVICE'],
  ['order_service', 'order-service', 'ORDER_SERVICE'],
  ['orders.backend', 'orders-backend', 'ORDERS_BACKEND'],
  ['--order  service--', 'order-service', 'ORDER_SERVICE'],
  ['_tcp', 'tcp', 'TCP'],
  ['3tier', '3tier', '3TIER'],
  ['.', '', ''],
  ['', '', ''],
])('%j is %j as a discovery name and %j as a variable', (name, kebab, snake) => {
  expect(kebabCase(name)).toBe(kebab);
  expect(screamingSnakeCase(name)).toBe(snake);
});
