import { brokenBy } from './broken-by';
import { nameRules } from '../../src/template-rules/name-rules';

const twoNames = (one: string, other: string, { namespace = 'PrivateDnsNamespace', more = '', other: rest = '' } = {}) => `
Parameters:
  Name: { Type: String, Default: backend }
Conditions:
  IsProd: !Equals [!Ref Name, prod]
  IsTest: !Not [!Condition IsProd]
Resources:
  Namespace:
    Type: AWS::ServiceDiscovery::${namespace}
    Properties: { Name: ecs-internal${namespace === 'PrivateDnsNamespace' ? ', Vpc: vpc-1' : ''} }
  Backend:
    Type: AWS::ServiceDiscovery::Service
    ${more}
    Properties: { Name: ${one}, NamespaceId: !Ref Namespace }
  Other:
    Type: AWS::ServiceDiscovery::Service
    ${rest}
    Properties: { Name: ${other}, NamespaceId: !GetAtt Namespace.Id }
`;

describe('discovery-name-twice', () => {
  test.each([
    ['equal names', twoNames('backend', 'backend'), 'backend'],
    ['names that differ in capital letters', twoNames('backend', 'Backend'), 'Backend'],
    ['equal names without DNS', twoNames('backend', 'backend', { namespace: 'HttpNamespace' }), 'backend'],
  ])('refuses %s in one namespace', (_, template, name) => {
    expect(brokenBy(nameRules, template)).toEqual([
      `discovery-name-twice at Other, Properties/Name, with Backend: Backend ("backend") and Other ("${name}") would have one name in one namespace.`,
    ]);
  });

  test.each([
    ['two names', twoNames('backend', 'other')],
    ['names without DNS that differ in capital letters', twoNames('backend', 'Backend', { namespace: 'HttpNamespace' })],
    ['a name that is known at deployment only', twoNames('backend', '!Ref Name')],
    ['names of which each deployment makes one', twoNames('backend', 'backend', { more: 'Condition: IsProd', other: 'Condition: IsTest' })],
  ])('lets %s pass', (_, template) => {
    expect(brokenBy(nameRules, template)).toEqual([]);
  });

  test('judges a name that is given as a parameter', () => {
    expect(brokenBy(nameRules, twoNames('backend', '!Ref Name'), { Name: 'backend' })).toHaveLength(1);
  });
});
