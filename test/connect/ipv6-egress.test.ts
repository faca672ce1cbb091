import { IpProtocol, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { DnsRecords } from '../../src';
import { Shop } from '../testing/shop';

/** What the group of a service lets out. */
function egressOf(shop: Shop): unknown {
  return Object.values(shop.template().findResources('AWS::EC2::SecurityGroup'))[0].Properties.SecurityGroupEgress;
}

test('a service in dual-stack subnets may call over IPv6: a name with AAAA records is of no use to it otherwise', () => {
  const shop = new Shop();
  const vpc = new Vpc(shop.stack, 'Dual', { maxAzs: 1, ipProtocol: IpProtocol.DUAL_STACK });
  shop.service('Frontend', { cluster: new Cluster(shop.stack, 'DualCluster', { vpc }), dnsRecords: DnsRecords.dualStack() });

  expect(JSON.stringify(egressOf(shop)) + JSON.stringify(shop.template().findResources('AWS::EC2::SecurityGroupEgress'))).toContain('::/0');
});

test('a service in IPv4 subnets is let out over IPv4 alone', () => {
  const shop = new Shop();
  shop.service('Frontend');

  expect(egressOf(shop)).toEqual([{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }]);
});
