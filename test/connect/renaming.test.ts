import type { Resource } from './reading';
import { templateOf } from './reading';
import { Shop } from '../testing/shop';

/** Frontend calls the renamed one, which calls Orders; Mail and Users have nothing to do with it. */
function system(renamed: string): { readonly [id: string]: Resource } {
  const shop = new Shop();
  const [frontend, target, orders, users, mail] = ['Frontend', renamed, 'Orders', 'Users', 'Mail'].map((id) => shop.service(id));
  frontend.connectTo(target);
  frontend.connectTo(users);
  target.connectTo(orders);
  mail.connectTo(users);
  return templateOf(shop).Resources;
}

test('a service that is renamed changes itself, its callers, its rules and the shared log policy, and nothing else', () => {
  const [before, after] = [system('Backend'), system('Store')];
  const kept = Object.keys(before).filter((id) => id in after);
  const withoutMetadata = ({ Type, Properties, DependsOn }: Resource) => JSON.stringify({ Type, Properties, DependsOn });
  const changed = kept.filter((id) => withoutMetadata(before[id]) !== withoutMetadata(after[id]));
  const gone = Object.keys(before).filter((id) => !(id in after));

  expect(changed.map((id) => `${id.replace(/[0-9A-F]{8}$/, '')} ${before[id].Type}`).sort()).toEqual([
    'DiscoveryExecutionRole AWS::IAM::Role', 'FrontendService AWS::ECS::Service', 'FrontendTaskDef AWS::ECS::TaskDefinition',
  ]);
  expect(gone.every((id) => id.startsWith('Backend') || id.startsWith('DiscoveryConnections') && id.includes('Backend'))).toBe(true);
  expect(gone.map((id) => before[id].Type).sort()).toEqual([
    'AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupIngress', 'AWS::ECS::Service',
    'AWS::ECS::TaskDefinition', 'AWS::Logs::LogGroup', 'AWS::ServiceDiscovery::Service',
  ]);
});
