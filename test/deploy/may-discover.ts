import type { Deployed, Statement } from './deployed';

/** Whether a role may ask Cloud Map for the tasks of a `service@namespace`. */
export function mayDiscover({ roles }: Deployed, role: string | null, at: string): boolean {
  const statements = roles.find(({ arn }) => arn === role)?.statements ?? [];
  return statements.some((statement) => statement.Effect === 'Allow' && isFor(statement, at));
}

function isFor({ Action, Resource, Condition = {} }: Statement, at: string): boolean {
  const [ServiceName, NamespaceName] = at.split('@');
  const asked: Record<string, string> = { 'servicediscovery:ServiceName': ServiceName, 'servicediscovery:NamespaceName': NamespaceName };
  const isCalled = [Action].flat().some((action) => ['*', 'servicediscovery:*', 'servicediscovery:DiscoverInstances'].includes(action));
  // Of an operator that is not known here, nothing is granted.
  const holds = Object.entries(Condition).every(([operator, keys]) => operator === 'StringEquals' && Object.entries(keys).every(([key, value]) => asked[key] === value));
  return isCalled && [Resource].flat().includes('*') && holds;
}
