import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage, EnvironmentFile, LogDrivers, Secret } from 'aws-cdk-lib/aws-ecs';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret as Vault } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { logGroupsOf, rightsOf, rolesIn, rolesOf, SHARED } from './policies';
import type { DiscoverableService, DiscoverableServiceProps } from '../../src';
import { circlesInAssembly, danglingDependencies } from '../connect/circular-dependencies';
import { resourcesOf, templateOf, templatesOf } from '../connect/reading';
import type { TemplateJson } from '../connect/reading';
import { IMAGE, Shop } from '../testing/shop';

function synthesized(shop: Shop): TemplateJson {
  const template = templateOf(shop);
  expect([danglingDependencies(template), circlesInAssembly(shop.app.synth().directory)]).toEqual([[], []]);
  return template;
}

const vault = (shop: Shop) => new Vault(shop.stack, 'Vault');

test('services that only write logs share one role, which may write to their groups and nothing else', () => {
  const shop = new Shop();
  ['A', 'B', 'C'].forEach((id) => shop.service(id));
  const template = synthesized(shop);
  expect(rolesIn(template)).toEqual([SHARED]);
  expect(['A', 'B', 'C'].map((id) => rolesOf(template, id))).toEqual(Array(3).fill({ execution: SHARED }));
  expect(rightsOf(template, SHARED)).toEqual(
    ['logs:CreateLogStream', 'logs:PutLogEvents'].flatMap((action) => ['A', 'B', 'C'].map((id) => `${action} ${id}LogGroup`)));
});

test('only ECS tasks can assume the shared role', () => {
  const shop = new Shop();
  shop.service('A');
  const [[, { Properties: role }]] = resourcesOf(synthesized(shop), 'AWS::IAM::Role');
  expect(role?.AssumeRolePolicyDocument).toEqual({
    Version: '2012-10-17', Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' } }],
  });
});

test('each stack has a shared role of its own, for its own groups', () => {
  const shop = new Shop();
  ['S1', 'S2'].forEach((id) => shop.service(`Of${id}`, {}, new Stack(shop.app, id)));
  const templates = templatesOf(shop.app);
  expect(['S1', 'S2'].map((id) => logGroupsOf(templates[`${id}.template.json`], SHARED))).toEqual([['OfS1LogGroup'], ['OfS2LogGroup']]);
  expect(rolesIn(templates['Shop.template.json'])).toEqual([]);
});

test.each<[string, (shop: Shop) => Partial<DiscoverableServiceProps>, string]>([
  ['a secret of Secrets Manager', (shop) => ({ secrets: { KEY: Secret.fromSecretsManager(vault(shop)) } }), 'secretsmanager:GetSecretValue Vault'],
  ['a secret of Systems Manager', (shop) => ({
    secrets: { KEY: Secret.fromSsmParameter(StringParameter.fromSecureStringParameterAttributes(shop.stack, 'Parameter', { parameterName: '/key' })) },
  }), 'ssm:GetParameters '],
  ['a private image', (shop) => ({ image: ContainerImage.fromEcrRepository(new Repository(shop.stack, 'Repository')) }), 'ecr:BatchGetImage Repository'],
  ['the credentials of a registry', (shop) => ({ image: ContainerImage.fromRegistry('quay.io/x/y', { credentials: vault(shop) }) }),
    'secretsmanager:GetSecretValue Vault'],
])('%s gives the service an execution role of its own, which writes its logs too', (_what, propsOf, right) => {
  const shop = new Shop();
  shop.service('Own', propsOf(shop));
  shop.service('Other');
  const template = synthesized(shop);
  expect(rolesIn(template)).toEqual([SHARED, 'OwnExecutionRole']);
  expect([rolesOf(template, 'Own'), rolesOf(template, 'Other')]).toEqual([{ execution: 'OwnExecutionRole' }, { execution: SHARED }]);
  expect(logGroupsOf(template, 'OwnExecutionRole')).toEqual(['OwnLogGroup']);
  expect(logGroupsOf(template, SHARED)).toEqual(['OtherLogGroup']);
  expect(rightsOf(template, 'OwnExecutionRole').filter((one) => one.startsWith(right))).toHaveLength(1);
  expect(rightsOf(template, SHARED).filter((one) => !one.startsWith('logs:'))).toEqual([]);
});

test('a service starts when its own execution role may do what it has to', () => {
  const shop = new Shop();
  shop.service('Own', { secrets: { KEY: Secret.fromSecretsManager(vault(shop)) } });
  const [[, { DependsOn: names = [] }]] = resourcesOf(synthesized(shop), 'AWS::ECS::Service');
  expect([names].flat().filter((name) => name.startsWith('OwnExecutionRoleDefaultPolicy'))).toHaveLength(1);
});

test.each<[string, (backend: DiscoverableService, shop: Shop) => unknown, string]>([
  ['a secret', (backend, shop) => backend.container.addSecret('KEY', Secret.fromSecretsManager(vault(shop))), 'secretsmanager:GetSecretValue Vault'],
  ['a statement', (backend) => backend.taskDefinition.addToExecutionRolePolicy(new PolicyStatement({ actions: ['kms:Decrypt'], resources: ['*'] })), 'kms:Decrypt *'],
  ['a sidecar with a private image', (backend, shop) => backend.taskDefinition.addContainer('sidecar', {
    image: ContainerImage.fromEcrRepository(new Repository(shop.stack, 'Repository')),
  }), 'ecr:BatchGetImage Repository'],
])('%s that is added later does the same', (_what, add, right) => {
  const shop = new Shop();
  add(shop.service('Own'), shop);
  shop.service('Other');
  const template = synthesized(shop);
  expect(rolesOf(template, 'Own')).toEqual({ execution: 'OwnExecutionRole' });
  expect([logGroupsOf(template, 'OwnExecutionRole'), logGroupsOf(template, SHARED)]).toEqual([['OwnLogGroup'], ['OtherLogGroup']]);
  expect(rightsOf(template, 'OwnExecutionRole')).toContain(right);
});

test('a managed policy makes an own role', () => {
  const shop = new Shop();
  shop.service('Own').taskDefinition.executionRole!.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
  const template = synthesized(shop);
  expect(rolesOf(template, 'Own')).toEqual({ execution: 'OwnExecutionRole' });
  expect(logGroupsOf(template, 'OwnExecutionRole')).toEqual(['OwnLogGroup']);
});

test('a file of variables can be granted to a role of the service\'s own', () => {
  const shop = new Shop();
  const bucket = new Bucket(shop.stack, 'Bucket');
  const own = shop.service('Own');
  own.taskDefinition.addContainer('sidecar', { image: IMAGE, essential: false, environmentFiles: [EnvironmentFile.fromBucket(bucket, 'x.env')] });
  bucket.grantRead(own.taskDefinition.obtainExecutionRole());
  const template = synthesized(shop);
  expect(rolesOf(template, 'Own')).toEqual({ execution: 'OwnExecutionRole' });
  expect(rightsOf(template, 'OwnExecutionRole')).toContain('s3:GetObject* Bucket');
});

test('a sidecar that writes to a group of its own stays on the shared role, which may write there too', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  backend.taskDefinition.addContainer('sidecar', {
    image: IMAGE, logging: LogDrivers.awsLogs({ streamPrefix: 'sidecar', logGroup: new LogGroup(shop.stack, 'SidecarGroup') }),
  });
  const template = synthesized(shop);
  expect(rolesIn(template)).toEqual([SHARED]);
  expect(logGroupsOf(template, SHARED)).toEqual(['BackendLogGroup', 'SidecarGroup']);
});

test('when all services have their own roles there is no shared one', () => {
  const shop = new Shop();
  const secrets = { KEY: Secret.fromSecretsManager(vault(shop)) };
  ['A', 'B'].forEach((id) => shop.service(id, { secrets }));
  const template = synthesized(shop);
  expect(rolesIn(template)).toEqual(['AExecutionRole', 'BExecutionRole']);
});
