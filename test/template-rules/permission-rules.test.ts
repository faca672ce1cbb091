import { brokenBy } from './broken-by';
import { permissionRules } from '../../src/template-rules/permission-rules';

const BOTH = '[servicediscovery:DiscoverInstances, servicediscovery:DiscoverInstancesRevision]';
const ARN = 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1';

const policy = (action: string, resource: string, effect = 'Allow') => `
Parameters: { Given: { Type: String } }
Resources:
  Namespace: { Type: AWS::ServiceDiscovery::HttpNamespace, Properties: { Name: shop } }
  Policy:
    Type: AWS::IAM::Policy
    Properties: { PolicyDocument: { Statement: [{ Effect: ${effect}, Action: ${action}, Resource: ${resource} }] } }`;

test.each([[`"${ARN}"`, ''], ['[!GetAtt Namespace.Arn]', ', with Namespace']])('discover-permission warns of a grant for %s only', (resource, beside) => {
  expect(brokenBy(permissionRules, policy(BOTH, resource))).toEqual([
    `discover-permission at Policy, Properties/PolicyDocument/Statement/0${beside}: DiscoverInstances is granted for ARNs of Cloud Map only.`,
  ]);
});

test('discover-permission-revision warns of a grant without the revision', () => {
  expect(brokenBy(permissionRules, policy('servicediscovery:DiscoverInstances', '"*"'))).toEqual([
    'discover-permission-revision at Policy, Properties/PolicyDocument/Statement/0/Action: DiscoverInstances is granted, and DiscoverInstancesRevision is not.',
  ]);
});

test('policies inside roles are read, too', () => {
  expect(brokenBy(permissionRules, `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties: { Policies: [{ PolicyDocument: { Statement: { Effect: Allow, Action: "servicediscovery:DiscoverInstances", Resource: "*" } } }] }`)).toHaveLength(1);
});

test.each([
  [BOTH, '"*"', 'Allow'],
  ['"servicediscovery:Discover*"', '"*"', 'Allow'],
  ['"*"', '"*"', 'Allow'],
  [BOTH, `["*", "${ARN}"]`, 'Allow'],
  [BOTH, '!Ref Given', 'Allow'],
  [BOTH, `"${ARN}"`, 'Deny'],
  ['servicediscovery:RegisterInstance', `"${ARN}"`, 'Allow'],
  ['s3:GetObject', '"*"', 'Allow'],
  ['[servicediscovery:DiscoverInstances, !Ref Given]', '"*"', 'Allow'],
])('a grant of %s for %s (%s) is right', (action, resource, effect) => {
  expect(brokenBy(permissionRules, policy(action, resource, effect))).toEqual([]);
});
