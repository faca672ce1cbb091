import { Vpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Ec2Service, Ec2TaskDefinition, NetworkMode } from 'aws-cdk-lib/aws-ecs';
import { rulesOf, templateOf } from './reading';
import { Capacity, ServiceRegistration } from '../../src';
import { addInstances, addProvider } from '../capacity/instances';
import { IMAGE, Shop, brokenRules } from '../testing/shop';

test('a service that is there already opens the instances of its own capacity provider, and those of no other', () => {
  const shop = new Shop();
  const [first] = ['First', 'Second'].map((id) => addProvider(shop, id));
  const taskDefinition = new Ec2TaskDefinition(shop.stack, 'Task', { networkMode: NetworkMode.HOST });
  taskDefinition.addContainer('web', { image: IMAGE, memoryLimitMiB: 64, portMappings: [{ containerPort: 80 }] });
  const service = new Ec2Service(shop.stack, 'Old', {
    cluster: shop.cluster, taskDefinition, capacityProviderStrategies: [{ capacityProvider: first.capacityProviderName, weight: 1 }],
  });
  shop.service('Frontend').connectTo(new ServiceRegistration(shop.stack, 'Legacy', { service }));

  expect(rulesOf(templateOf(shop))).toEqual(['in: FirstGroupInstanceSecurityGroup < FrontendSecurityGroup tcp 80-80']);
});

test('a service on instances is let in, also where they join the cluster after the line', () => {
  const shop = new Shop();
  const worker = shop.service('Worker', { port: undefined, capacity: Capacity.ec2Bridge() });
  shop.service('Backend').allowFrom(worker);
  addInstances(shop.cluster);

  expect(rulesOf(templateOf(shop))).toEqual(['in: BackendSecurityGroup < ClusterInstancesInstanceSecurityGroup tcp 80-80']);
});

test('a client in another VPC cannot be let in: a rule names no group of another VPC', () => {
  const shop = new Shop();
  const vpc = new Vpc(shop.stack, 'Elsewhere', { maxAzs: 1 });
  const clients = new SecurityGroup(shop.stack, 'Clients', { vpc });

  expect(brokenRules(() => shop.service('Backend').allowFrom(clients))).toEqual(['connect-other-vpc']);
});

test('one port and the whole range above it are two rules', () => {
  const shop = new Shop();
  const group = addInstances(shop.cluster).connections.securityGroups;
  const frontend = shop.service('Frontend');
  frontend.connectTo(shop.service('Dynamic', { capacity: Capacity.ec2Bridge() }));
  frontend.connectTo(shop.service('Fixed', { port: 32768, securityGroups: group }));

  expect(rulesOf(templateOf(shop)).map((rule) => rule.split(' ').pop())).toEqual(['32768-32768', '32768-65535']);
});
