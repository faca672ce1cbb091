import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Capacity, DiscoveryAssertions } from '../../src';
import type { DiscoverableService } from '../../src';
import { Shop, messageOf } from '../testing/shop';

describe('doesNotReach', () => {
  const app = () => {
    const shop = new Shop();
    const [frontend, backend, orders] = ['Frontend', 'Backend', 'OrderStore'].map((id) => shop.service(id));
    frontend.connectTo(backend);
    backend.connectTo(orders);
    return DiscoveryAssertions.fromApp(shop.app);
  };

  test.each([['backend', 'frontend'], ['frontend', 'order-store'], ['Shop/OrderStore', 'BACKEND.ecs-internal.']])('passes from %s to %s', (from, to) => {
    expect(() => app().doesNotReach(from, to)).not.toThrow();
  });

  test.each([
    ['frontend', 'backend', 'frontend is not to reach backend, and does: it is let in on 80 (Shop/Backend/SecurityGroup/Resource). '
      + 'Is there a `frontend.connectTo(backend)` too many, or a rule that lets in more than it is to?'],
    ['Shop/Backend', 'order-store', 'Shop/Backend is not to reach order-store, and does: it is let in on 80 (Shop/OrderStore/SecurityGroup/Resource). '
      + 'Is there a `backend.connectTo(orderStore)` too many, or a rule that lets in more than it is to?'],
    ['orders', 'backend', 'There is no service "orders". The services are: Shop/Frontend/Service/Service, frontend, frontend.ecs-internal; '
      + 'Shop/Backend/Service/Service, backend, backend.ecs-internal; Shop/OrderStore/Service/Service, order-store, order-store.ecs-internal.'],
  ])('refuses a way from %s to %s', (from, to, message) => {
    expect(messageOf(() => app().doesNotReach(from, to))).toBe(message);
  });

  test.each<[string, (shop: Shop, frontend: IConnectable, backend: DiscoverableService) => void, string]>([
    ['a port that no container maps', (_, frontend, backend) => backend.connections.allowFrom(frontend, Port.tcp(9090)),
      'and does: it is let in on 9090 (Shop/Backend/SecurityGroup/Resource).'],
    ['UDP', (_, frontend, backend) => backend.connections.allowFrom(frontend, Port.udp(80)),
      'and does: it is let in on UDP 80 (Shop/Backend/SecurityGroup/Resource).'],
    ['a range that may mean it', ({ vpc }, _, backend) => backend.connections.allowFrom(Peer.ipv4(vpc.vpcCidrBlock), Port.allTcp()),
      'it may be let in on 0 to 65535 (Shop/Backend/SecurityGroup/Resource).'],
  ])('refuses a way by %s', (_, open, message) => {
    const shop = new Shop();
    const [frontend, backend] = ['Frontend', 'Backend'].map((id) => shop.service(id));
    open(shop, frontend, backend);
    expect(messageOf(() => DiscoveryAssertions.fromApp(shop.app).doesNotReach('frontend', 'backend'))).toContain(message);
  });

  test('is asked of a worker, too', () => {
    const shop = new Shop();
    shop.service('Frontend');
    shop.service('Worker', { port: undefined });
    expect(() => DiscoveryAssertions.fromApp(shop.app).doesNotReach('frontend', 'Shop/Worker')).not.toThrow();
  });

  test('fails where the security groups are not all in the app', () => {
    const shop = new Shop();
    const securityGroups = [SecurityGroup.fromSecurityGroupId(shop.stack, 'Theirs', 'sg-0123')];
    shop.service('Frontend', { capacity: Capacity.fargate(), securityGroups });
    shop.service('Backend');

    expect(messageOf(() => DiscoveryAssertions.fromApp(shop.app).doesNotReach('frontend', 'backend')))
      .toBe('frontend is not to reach backend: that cannot be told: the security groups of the caller are not all in the app.');
  });
});
