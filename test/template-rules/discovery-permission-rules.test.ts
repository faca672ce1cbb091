import { brokenBy } from './broken-by';
import { PRIVATE, template } from './cloud-map-template';
import { discoveryPermissionRules } from '../../src/template-rules/discovery-permission-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(discoveryPermissionRules, template(resources));
const BOTH = '["servicediscovery:DiscoverInstances", "servicediscovery:DiscoverInstancesRevision"]';
const statement = (action: string, { resource = '"*"', more = '', effect = 'Allow' } = {}) => `{ Effect: ${effect}, Action: ${action}, Resource: ${resource}${more} }`;
const policy = (...statements: string[]) => ({
  Names: PRIVATE, Role: 'IAM::Role { Policies: [] }', Grant: `IAM::Policy { PolicyName: p, PolicyDocument: { Statement: [${statements.join(', ')}] } }`,
});
const at = 'at Grant, Properties/PolicyDocument/Statement/0';

describe('discover-action', () => {
  test.each(['cloudmap:DiscoverInstances', 'cloud-map:*', 'service-discovery:DiscoverInstances', 'servicediscovery:DiscoverInstance', 'servicediscovery:DiscoverServices'])(
    'refuses %s, which is no action', (action) => {
      expect(broken(policy(statement(`"${action}"`)))).toEqual([`discover-action ${at}/Action: Grant allows ${action}.`]);
    });

  test.each([
    BOTH, '"servicediscovery:*"', '"servicediscovery:Discover*"', '"servicediscovery:discoverinstances?*"', '"servicediscovery:RegisterInstance"', '"*"', '!Ref Given',
    '["servicediscovery:DiscoverInstance*"]', '"discovery:ListServers"',
  ])('lets %s pass', (action) => {
    expect(broken(policy(statement(action)))).toEqual([]);
  });

  test('looks into the policies of roles, and at a statement that is alone', () => {
    expect(broken({
      Role: 'IAM::Role { Policies: [{ PolicyName: p, PolicyDocument: { Statement: { Effect: Allow, Action: "cloudmap:DiscoverInstances", Resource: "*" } } }] }',
    })).toEqual(['discover-action at Role, Properties/Policies/0/PolicyDocument/Statement/Action: Role allows cloudmap:DiscoverInstances.']);
  });

  test('leaves alone what is denied', () => {
    expect(broken(policy(statement('"cloudmap:DiscoverInstances"', { effect: 'Deny' })))).toEqual([]);
  });
});

describe('discover-by-arn', () => {
  test.each([
    '!GetAtt Names.Arn', '"arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1"', '["arn:aws:servicediscovery:*:*:service/srv-1", !GetAtt Names.Arn]',
    '!Sub "arn:aws:servicediscovery:${AWS::Region}:${AWS::AccountId}:namespace/*"',
  ])('warns of %s', (resource) => {
    expect(broken(policy(statement(BOTH, { resource })))).toEqual([
      `discover-by-arn ${at}/Resource: Grant allows servicediscovery:DiscoverInstances on the ARNs of namespaces or services only.`,
    ]);
  });

  test.each([
    ['everything', policy(statement(BOTH))],
    ['everything among ARNs', policy(statement(BOTH, { resource: '["*", !GetAtt Names.Arn]' }))],
    ['everything in another statement', policy(statement(BOTH, { resource: '!GetAtt Names.Arn' }), statement('"servicediscovery:DiscoverInstances"'))],
    ['what is not known', policy(statement(BOTH, { resource: '!Ref Given' }))],
    ['other actions on an ARN', policy(statement('"servicediscovery:ListInstances"', { resource: '!GetAtt Names.Arn' }))],
  ])('lets %s pass', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('discover-condition', () => {
  const under = (condition: string, action = BOTH) => policy(statement(action, { more: `, Condition: ${condition}` }));

  test.each(['NamespaceArn', 'ServiceArn'])('warns of a condition on %s', (key) => {
    expect(broken(under(`{ StringEquals: { "servicediscovery:${key}": !GetAtt Names.Arn } }`))).toEqual([
      `discover-condition ${at}/Condition/StringEquals/servicediscovery:${key}: `
      + 'Grant allows servicediscovery:DiscoverInstances under a condition on another thing than names.',
    ]);
  });

  test.each([
    ['names', under('{ StringEquals: { "servicediscovery:NamespaceName": ecs-internal, "servicediscovery:ServiceName": backend } }')],
    ['what may be absent', under('{ StringEqualsIfExists: { "servicediscovery:NamespaceArn": !GetAtt Names.Arn } }')],
    ['other actions', under('{ StringEquals: { "servicediscovery:NamespaceArn": !GetAtt Names.Arn } }', '"servicediscovery:ListInstances"')],
  ])('lets a condition on %s pass', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('discover-without-revision', () => {
  test('tells what clients that poll need', () => {
    expect(broken(policy(statement('"servicediscovery:DiscoverInstances"')))).toEqual([
      `discover-without-revision ${at}/Action: Grant allows servicediscovery:DiscoverInstances without servicediscovery:DiscoverInstancesRevision.`,
    ]);
  });

  test('finds the other action in another statement', () => {
    expect(broken(policy(statement('"servicediscovery:DiscoverInstances"'), statement('"servicediscovery:DiscoverInstancesRevision"')))).toEqual([]);
  });
});
