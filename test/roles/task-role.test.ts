import { Aspects, CfnOutput, Tag, Tags } from 'aws-cdk-lib';
import { Table, AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, ManagedPolicy, PermissionsBoundary, Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { rightsOf, rolesIn, rolesOf, SHARED } from './policies';
import type { DiscoverableService } from '../../src';
import { circlesInAssembly, danglingDependencies } from '../connect/circular-dependencies';
import { resourcesOf, templateOf } from '../connect/reading';
import type { TemplateJson } from '../connect/reading';
import { Shop } from '../testing/shop';

const QUEUE_ARN = 'arn:aws:sqs:eu-west-1:111122223333:queue';
const statement = () => new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [QUEUE_ARN] });

function synthesized(shop: Shop): TemplateJson {
  const template = templateOf(shop);
  expect([danglingDependencies(template), circlesInAssembly(shop.app.synth().directory)]).toEqual([[], []]);
  return template;
}

test('a service to which nothing was granted has no task role', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend'));
  const template = synthesized(shop);
  expect(rolesIn(template)).toEqual([SHARED]);
  expect(rolesOf(template, 'Backend')).toEqual({ execution: SHARED });
});

test.each<[string, (backend: DiscoverableService) => unknown, string[]]>([
  ['a grant', (backend) => new Bucket(backend, 'Bucket').grantDelete(backend), ['s3:DeleteObject* Fn']],
  ['a statement for its principal', (backend) => backend.grantPrincipal.addToPrincipalPolicy(statement()), [`sqs:SendMessage ${QUEUE_ARN}`]],
  ['a statement by way of the task definition', (backend) => backend.taskDefinition.addToTaskRolePolicy(statement()), [`sqs:SendMessage ${QUEUE_ARN}`]],
  ['a policy', (backend) => backend.taskDefinition.taskRole.attachInlinePolicy(new Policy(backend, 'Policy', { statements: [statement()] })),
    [`sqs:SendMessage ${QUEUE_ARN}`]],
  ['a managed policy', (backend) => backend.taskDefinition.taskRole.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')), []],
  ['that somebody reads its ARN', (backend) => new CfnOutput(backend, 'Out', { value: backend.taskDefinition.taskRole.roleArn }), []],
  ['that somebody reads its name', (backend) => new CfnOutput(backend, 'Out', { value: backend.taskDefinition.taskRole.roleName }), []],
  ['that it is a principal of a bucket policy', (backend) => new Bucket(backend, 'Bucket').addToResourcePolicy(
    new PolicyStatement({ effect: Effect.ALLOW, principals: [backend.grantPrincipal], actions: ['s3:GetObject'], resources: ['*'] })), []],
  ['that it may be passed on', (backend) => backend.taskDefinition.grantRun(new Role(backend, 'Runner', { assumedBy: backend.grantPrincipal })), []],
])('%s makes the task role, and the task definition names it', (_what, grant, rights) => {
  const shop = new Shop();
  grant(shop.service('Backend'));
  shop.service('Other');
  const template = synthesized(shop);
  expect(rolesOf(template, 'Backend')).toEqual({ task: 'BackendTaskRole', execution: SHARED });
  expect(rolesOf(template, 'Other')).toEqual({ execution: SHARED });
  expect(rightsOf(template, 'BackendTaskRole').map((right) => right.replace(/(\*) .*/, '$1 Fn'))).toEqual(rights);
});

test('what is granted is granted to the tasks, and to them alone', () => {
  const shop = new Shop();
  const table = new Table(shop.stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
  table.grantReadData(shop.service('Backend'));
  const template = synthesized(shop);
  const rights = rightsOf(template, 'BackendTaskRole');
  expect(rights).toEqual(expect.arrayContaining(['dynamodb:GetItem Table', 'dynamodb:Query Table']));
  expect(rights.filter((right) => right.startsWith('dynamodb:Put') || right.startsWith('logs:'))).toEqual([]);
  expect(rightsOf(template, SHARED).filter((right) => !right.startsWith('logs:'))).toEqual([]);
});

test('a task role may be assumed by ECS tasks only', () => {
  const shop = new Shop();
  new Bucket(shop.stack, 'Bucket').grantRead(shop.service('Backend'));
  const [, { Properties: role }] = resourcesOf(synthesized(shop), 'AWS::IAM::Role').find(([id]) => id.startsWith('BackendTaskRole'))!;
  expect(role?.AssumeRolePolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' } }],
  });
});

test('a service starts when what was granted to it is there', () => {
  const shop = new Shop();
  new Bucket(shop.stack, 'Bucket').grantRead(shop.service('Backend'));
  const [[, { DependsOn: names = [] }]] = resourcesOf(synthesized(shop), 'AWS::ECS::Service');
  expect([names].flat().filter((name) => name.startsWith('BackendTaskRoleDefaultPolicy'))).toHaveLength(1);
});

test('enableExecuteCommand makes the task role, with what a shell needs', () => {
  const shop = new Shop();
  shop.service('Backend', { enableExecuteCommand: true });
  const template = synthesized(shop);
  expect(rolesOf(template, 'Backend')).toEqual({ task: 'BackendTaskRole', execution: SHARED });
  expect(rightsOf(template, 'BackendTaskRole')).toEqual(expect.arrayContaining([
    'ssmmessages:CreateControlChannel *', 'ssmmessages:CreateDataChannel *', 'ssmmessages:OpenControlChannel *', 'ssmmessages:OpenDataChannel *',
  ]));
});

test('a right to write logs that is granted to the tasks stays with the tasks', () => {
  const shop = new Shop();
  const audit = new LogGroup(shop.stack, 'Audit');
  audit.grantWrite(shop.service('Backend'));
  const template = synthesized(shop);
  expect(rightsOf(template, 'BackendTaskRole')).toEqual(['logs:CreateLogStream Audit', 'logs:PutLogEvents Audit']);
  expect(rightsOf(template, SHARED)).toEqual(['logs:CreateLogStream BackendLogGroup', 'logs:PutLogEvents BackendLogGroup']);
});

test('each service may invoke a function that several are allowed to', () => {
  const shop = new Shop();
  const handler = new Function(shop.stack, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('x') });
  const services = [shop.service('A'), shop.service('B')];
  services.forEach((service) => handler.grantInvoke(service));
  const template = synthesized(shop);
  expect(['A', 'B'].map((id) => rightsOf(template, `${id}TaskRole`).some((right) => right.startsWith('lambda:InvokeFunction')))).toEqual([true, true]);
});

test.each([['before', true], ['after', false]])('a permissions boundary and tags that are said %s the role is made are said of the role', (_when, isEarly) => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const grant = () => backend.grantPrincipal.addToPrincipalPolicy(statement());
  const say = () => {
    PermissionsBoundary.of(backend.taskDefinition.taskRole).apply(ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess'));
    Tags.of(backend.taskDefinition.taskRole).add('team', 'shop');
  };
  (isEarly ? [say, grant] : [grant, say]).forEach((action) => action());
  const [, { Properties: role }] = resourcesOf(synthesized(shop), 'AWS::IAM::Role').find(([id]) => id.startsWith('BackendTaskRole'))!;
  expect(JSON.stringify(role?.PermissionsBoundary)).toContain('PowerUserAccess');
  expect(role?.Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
});

test('what is said of a role that nobody needs makes none', () => {
  const shop = new Shop();
  Tags.of(shop.service('Backend').taskDefinition.taskRole).add('team', 'shop');
  expect(rolesIn(synthesized(shop))).toEqual([SHARED]);
});

test('an aspect that is added to what was asked for before the role was made sees the role', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const aspects = Aspects.of(backend.taskDefinition.taskRole);
  backend.grantPrincipal.addToPrincipalPolicy(statement());
  aspects.add(new Tag('team', 'shop'));
  const [, { Properties: role }] = resourcesOf(synthesized(shop), 'AWS::IAM::Role').find(([id]) => id.startsWith('BackendTaskRole'))!;
  expect(role?.Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
});
