import { Stack } from 'aws-cdk-lib';
import { CertificateAuthority, CfnCertificateAuthority, CfnCertificateAuthorityActivation } from 'aws-cdk-lib/aws-acmpca';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Capacity, ServiceConnectRole } from '../../src';
import type { ServiceConnectTlsOptions } from '../../src';
import { addInstances, ecsServiceOf, undeployable } from '../capacity/instances';
import { resourcesOf, serviceOf, templateOf, withoutHash } from '../connect/reading';
import { Shop, messageOf } from '../testing/shop';

const ARN = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/11111111-2222-3333-4444-555555555555';

const imported = (stack: Stack, arn = ARN) => CertificateAuthority.fromCertificateAuthorityArn(stack, 'Authority', arn);

function authorityOfApp(stack: Stack) {
  const authority = new CfnCertificateAuthority(stack, 'Root', {
    type: 'ROOT', keyAlgorithm: 'EC_prime256v1', signingAlgorithm: 'SHA256WITHECDSA', subject: { commonName: 'shop' }, usageMode: 'SHORT_LIVED_CERTIFICATE',
  });
  const activate = () => new CfnCertificateAuthorityActivation(stack, 'Activation', { certificateAuthorityArn: authority.attrArn, certificate: 'pem' });
  return { authority: imported(stack, authority.attrArn), activate };
}

function serverWith(shop: Shop, tls: ServiceConnectTlsOptions) {
  shop.service('Backend', { additionalPorts: [9090], serviceConnect: ServiceConnectRole.clientAndServer({ tls }) });
}

function tlsOf(shop: Shop): unknown[] {
  const { Services } = ecsServiceOf(templateOf(shop)).ServiceConnectConfiguration as { Services: Array<{ Tls: unknown }> };
  return Services.map(({ Tls }) => Tls);
}

test('all ports are encrypted, by a role that ECS takes for it', () => {
  const shop = new Shop();
  serverWith(shop, { certificateAuthority: imported(shop.stack) });
  const [[role, { Properties }]] = resourcesOf(templateOf(shop), 'AWS::IAM::Role').filter(([id]) => /Tls/.test(id));
  const tls = { IssuerCertificateAuthority: { AwsPcaAuthorityArn: ARN }, RoleArn: { 'Fn::GetAtt': [role, 'Arn'] } };
  expect(tlsOf(shop)).toEqual([tls, tls]);
  expect(JSON.stringify(Properties?.AssumeRolePolicyDocument)).toContain('ecs.amazonaws.com');
  expect(JSON.stringify(Properties?.ManagedPolicyArns))
    .toContain('service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity');
});

test('a key and a role of the user are used, and the role may use the key', () => {
  const shop = new Shop();
  const role = new Role(shop.stack, 'Mine', { assumedBy: new ServicePrincipal('ecs.amazonaws.com') });
  serverWith(shop, { certificateAuthority: imported(shop.stack), kmsKey: new Key(shop.stack, 'Key'), role });
  expect(JSON.stringify(tlsOf(shop))).toMatch(/"KmsKey":\{"Fn::GetAtt":\["Key\w+","Arn"\]\},"RoleArn":\{"Fn::GetAtt":\["Mine\w+","Arn"\]\}/);
  const template = templateOf(shop);
  expect(resourcesOf(template, 'AWS::IAM::Role').filter(([id]) => /Tls/.test(id))).toEqual([]);
  expect(JSON.stringify(resourcesOf(template, 'AWS::IAM::Policy'))).toContain('["kms:Decrypt","kms:GenerateDataKey","kms:GenerateDataKeyPair"]');
});

test('the service is deleted before role, key and authority: without them it could not stop its tasks', () => {
  const shop = new Shop();
  const { authority, activate } = authorityOfApp(shop.stack);
  serverWith(shop, { certificateAuthority: authority, kmsKey: new Key(shop.stack, 'Key') });
  activate();
  const waits = [serviceOf(templateOf(shop), 'Backend')[1].DependsOn ?? []].flat().map(withoutHash);
  expect(waits).toEqual(expect.arrayContaining(['Activation', 'BackendServiceServiceConnectTlsRole', 'Key', 'Root']));
  expect(undeployable(shop.app)).toEqual([]);
});

test('an authority of the app gets the tag without which ECS may not use it, and no other one does', () => {
  const shop = new Shop();
  new CfnCertificateAuthority(shop.stack, 'Other', {
    type: 'ROOT', keyAlgorithm: 'EC_prime256v1', signingAlgorithm: 'SHA256WITHECDSA', subject: { commonName: 'other' },
  });
  serverWith(shop, { certificateAuthority: authorityOfApp(shop.stack).authority });
  const tags = Object.fromEntries(resourcesOf(templateOf(shop), 'AWS::ACMPCA::CertificateAuthority').map(([id, { Properties }]) => [id, Properties?.Tags]));
  expect(tags).toEqual({ Other: undefined, Root: [{ Key: 'AmazonECSManaged', Value: 'true' }] });
});

test('an authority of another stack is tagged and waited for too', () => {
  const shop = new Shop();
  const security = new Stack(shop.app, 'Security');
  const { authority, activate } = authorityOfApp(security);
  activate();
  serverWith(shop, { certificateAuthority: authority });
  shop.app.synth();
  expect(shop.stack.dependencies).toContain(security);
});

test('in bridge mode, where Service Connect does not encrypt, it is refused', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const serviceConnect = ServiceConnectRole.clientAndServer({ tls: { certificateAuthority: imported(shop.stack) } });
  expect(messageOf(() => shop.service('Backend', { capacity: Capacity.ec2Bridge(), serviceConnect }))).toBe(`Shop/Backend: 1 problem

[service-connect-tls-mode] The tasks run in bridge mode, and tls is given.
  why: Service Connect encrypts traffic of tasks that have a network interface of their own only.
  fix: Use Capacity.fargate() or ec2(), or leave tls out.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html
`);
});
