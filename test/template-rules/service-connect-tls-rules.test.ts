import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Connected } from './service-connect';
import { connectTemplate } from './service-connect';

const broken = (variation: Connected) => brokenBy(ecsRules, connectTemplate(variation));

describe('TLS', () => {
  const AT = 'Properties/ServiceConnectConfiguration/Services/0';
  const tls = (more: string) => `Tls: { ${more} }`;
  const ISSUER = 'IssuerCertificateAuthority: { AwsPcaAuthorityArn: !Ref Authority }';
  const RIGHT = tls(`RoleArn: role, ${ISSUER}`);
  const authority = (tags: string) => `Authority: { Type: AWS::ACMPCA::CertificateAuthority, Properties: { ${tags} } }`;
  const TAGGED = authority('Tags: [{ Key: AmazonECSManaged, Value: "true" }]');

  test('service-connect-tls-mode refuses bridge mode', () => {
    expect(broken({ mode: 'bridge', port: RIGHT, more: TAGGED })).toEqual([
      `service-connect-tls-mode at Backend, ${AT}/Tls, with Task: A port of Backend has Tls, and its tasks run in bridge mode.`,
    ]);
  });

  test('service-connect-tls-role and -authority refuse what is not complete', () => {
    expect(broken({ port: tls(ISSUER), more: TAGGED })).toEqual([`service-connect-tls-role at Backend, ${AT}/Tls/RoleArn: Tls of a port of Backend has no RoleArn.`]);
    expect(broken({ port: tls('RoleArn: role') })).toEqual([
      `service-connect-tls-authority at Backend, ${AT}/Tls/IssuerCertificateAuthority/AwsPcaAuthorityArn: Tls of a port of Backend has no AwsPcaAuthorityArn.`,
    ]);
  });

  test.each(['', 'Tags: []', 'Tags: [{ Key: AmazonECSManaged, Value: "false" }]', 'Tags: [{ Key: Owner, Value: "true" }]'])(
    'service-connect-tls-authority-tag refuses an authority with "%s"', (tags) => {
      expect(broken({ port: RIGHT, more: authority(tags) })).toEqual([
        'service-connect-tls-authority-tag at Authority, Properties/Tags, with Backend: '
        + 'Authority issues certificates for Service Connect, and has no tag AmazonECSManaged with the value true.',
      ]);
    });

  test('service-connect-tls-key refuses a key of another kind', () => {
    const key = (spec: string) => `${TAGGED}\n  Key: { Type: AWS::KMS::Key, Properties: { ${spec} } }`;
    const port = tls(`RoleArn: role, KmsKey: !GetAtt Key.Arn, ${ISSUER}`);
    expect(broken({ port, more: key('KeySpec: RSA_2048') })).toEqual([
      'service-connect-tls-key at Key, Properties/KeySpec, with Backend: Tls of a port of Backend has the key Key, a RSA_2048.',
    ]);
    expect(broken({ port, more: key('KeySpec: SYMMETRIC_DEFAULT') })).toEqual([]);
    expect(broken({ port, more: key('KeySpec: !Ref Any') })).toEqual([]);
    expect(broken({ port, more: key('') })).toEqual([]);
  });

  test('service-connect-tls-load-balancer warns of a port that a load balancer calls', () => {
    const service = 'LoadBalancers: [{ TargetGroupArn: !Ref Any, ContainerName: app, ContainerPort: 8080 }]';
    expect(broken({ port: `${RIGHT}, IngressPortOverride: 9000`, service, more: TAGGED })).toEqual([
      `service-connect-tls-load-balancer at Backend, ${AT}/IngressPortOverride: A port of Backend has Tls and IngressPortOverride, and it has a load balancer.`,
    ]);
    expect(broken({ port: RIGHT, service, more: TAGGED })).toEqual([]);
  });

  test.each([
    ['what is complete', { port: RIGHT, more: TAGGED }],
    ['an authority elsewhere', { port: tls('RoleArn: !Ref Any, IssuerCertificateAuthority: { AwsPcaAuthorityArn: !Ref Any }'), more: authority('') }],
    ['a mode that is known at deployment only', { mode: '!Ref Any', port: RIGHT, more: TAGGED }],
    ['a tag that is known at deployment only', { port: RIGHT, more: authority('Tags: [{ Key: !Ref Any, Value: !Ref Any }]') }],
    ['tags that are known at deployment only', { port: RIGHT, more: authority('Tags: [!If [IsAny, { Key: AmazonECSManaged, Value: "true" }, !Ref AWS::NoValue]]') }],
    ['a choice', { port: 'Tls: !If [IsAny, { RoleArn: role }, !Ref AWS::NoValue]' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});
