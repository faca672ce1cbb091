import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import { ecsTemplate } from './ecs-template';
import { connectTemplate } from './service-connect';

const role = (statements: string) => `Role:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: { Statement: [${statements}] } }`;
const service = (principal: string) => role(`{ Effect: Allow, Action: sts:AssumeRole, Principal: { ${principal} } }`);
const withTls = (more: string) => brokenBy(ecsRules, connectTemplate({
  port: 'Tls: { RoleArn: !GetAtt Role.Arn, IssuerCertificateAuthority: { AwsPcaAuthorityArn: !Ref Any } }', more,
}));
const withLattice = (more: string) => brokenBy(ecsRules, ecsTemplate({
  registries: '', mapping: 'Name: web, ContainerPort: 80', service: 'VpcLatticeConfigurations: [{ RoleArn: !GetAtt Role.Arn, TargetGroupArn: !Ref Any, PortName: web }]', more,
}));

describe('infrastructure-role-trust', () => {
  test.each([['TLS', withTls], ['VPC Lattice', withLattice]])('refuses a role of the tasks for %s', (_, broken) => {
    expect(broken(service('Service: ecs-tasks.amazonaws.com'))).toEqual([
      'infrastructure-role-trust at Role, Properties/AssumeRolePolicyDocument/Statement, with Backend: '
      + 'Backend gives ECS the role Role, which ecs-tasks.amazonaws.com may assume.',
    ]);
  });

  test.each([
    ['ECS', service('Service: ecs.amazonaws.com')],
    ['ECS among others', service('Service: [ecs-tasks.amazonaws.com, ecs.amazonaws.com]')],
    ['a service that is known at deployment only', service('Service: !Sub "ecs.${AWS::URLSuffix}"')],
    ['an account beside a service', service('Service: ecs-tasks.amazonaws.com, AWS: "111122223333"')],
    ['everybody', role('{ Effect: Allow, Action: sts:AssumeRole, Principal: "*" }')],
    ['nobody that is known', role('!If [IsAny, { Effect: Allow }, !Ref AWS::NoValue]')],
  ])('lets a role for %s pass', (_, more) => {
    expect(withTls(more)).toEqual([]);
  });

  test('lets a role pass that is not for ECS', () => {
    expect(brokenBy(ecsRules, connectTemplate({ more: service('Service: ecs-tasks.amazonaws.com') }))).toEqual([]);
  });
});
