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
      `discovery-name-twice at Other, Properties/Name, with Backend: One namespace would have the name twice: Backend ("backend") and Other ("${name}").`,
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

const twoNamespaces = (kind: string, one: string, other: string, condition = '') => `
Parameters: { Given: { Type: String }, Vpc: { Type: 'AWS::EC2::VPC::Id' } }
Conditions: { Is: !Equals [!Ref Given, a], IsNot: !Not [!Condition Is] }
Resources:
  Network: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  One: { Type: 'AWS::ServiceDiscovery::${kind}Namespace', ${condition && 'Condition: Is,'} Properties: { ${one} } }
  Other: { Type: 'AWS::ServiceDiscovery::${kind}Namespace', ${condition && 'Condition: IsNot,'} Properties: { ${other} } }
`;

describe('namespace-twice-in-vpc', () => {
  test.each([
    ['a VPC of the template', 'Name: shop, Vpc: !Ref Network', 'Name: Shop, Vpc: !GetAtt Network.VpcId', 'Shop'],
    ['a VPC that is a parameter', 'Name: shop, Vpc: !Ref Vpc', 'Name: shop, Vpc: !Ref Vpc', 'shop'],
    ['a VPC by its id', 'Name: shop, Vpc: vpc-1', 'Name: shop, Vpc: vpc-1', 'shop'],
    ['an imported VPC', 'Name: shop, Vpc: !ImportValue vpc', 'Name: shop, Vpc: !ImportValue vpc', 'shop'],
  ])('refuses two of one name in %s', (_, one, other, name) => {
    expect(brokenBy(nameRules, twoNamespaces('PrivateDns', one, other))).toEqual([
      `namespace-twice-in-vpc at Other, Properties/Name, with One: One VPC would have the namespace twice: One ("shop") and Other ("${name}").`,
    ]);
  });

  test.each([
    ['two names', 'Name: shop, Vpc: !Ref Network', 'Name: shop2, Vpc: !Ref Network', ''],
    ['two VPCs', 'Name: shop, Vpc: !Ref Network', 'Name: shop, Vpc: !Ref Vpc', ''],
    ['a name that is not known', 'Name: shop, Vpc: !Ref Network', 'Name: !Ref Given, Vpc: !Ref Network', ''],
    ['namespaces of which each deployment makes one', 'Name: shop, Vpc: vpc-1', 'Name: shop, Vpc: vpc-1', 'yes'],
  ])('lets %s pass', (_, one, other, condition) => {
    expect(brokenBy(nameRules, twoNamespaces('PrivateDns', one, other, condition))).toEqual([]);
  });
});

test('public-namespace-twice refuses two of one name in a template', () => {
  expect(brokenBy(nameRules, twoNamespaces('PublicDns', 'Name: svc.company.com', 'Name: SVC.company.com'))).toEqual([
    'public-namespace-twice at Other, Properties/Name, with One: The app has a public namespace twice: One ("svc.company.com") and Other ("SVC.company.com").',
  ]);
  expect(brokenBy(nameRules, twoNamespaces('PublicDns', 'Name: svc.company.com', 'Name: api.company.com'))).toEqual([]);
});

test('public-namespace-twice knows where stacks go', () => {
  const template = 'Resources: { Namespace: { Type: AWS::ServiceDiscovery::PublicDnsNamespace, Properties: { Name: svc.company.com } } }';
  expect(brokenBy(nameRules, [template, template])).toEqual([]);
});
