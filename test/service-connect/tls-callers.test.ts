import { Annotations as CoreAnnotations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CertificateAuthority } from 'aws-cdk-lib/aws-acmpca';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancer, ApplicationProtocol, ListenerAction, ListenerCondition } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ConnectOptions, DiscoverableService, DiscoverableServiceProps } from '../../src';
import { ConnectVia, DnsRecords, Exposure, ServiceConnectRole, ServiceRegistration } from '../../src';
import { IMAGE, Shop, messageOf } from '../testing/shop';

const CLIENT = ServiceConnectRole.clientOnly();

function encrypted(shop: Shop, dnsName?: string): DiscoverableService {
  const certificateAuthority = CertificateAuthority.fromCertificateAuthorityArn(
    shop.stack, 'Authority', 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/11111111-2222-3333-4444-555555555555',
  );
  return shop.service('Backend', { dnsRecords: DnsRecords.aAndSrv(), serviceConnect: ServiceConnectRole.clientAndServer({ dnsName, tls: { certificateAuthority } }) });
}

describe('a caller that has no proxy and would speak plain text to one that takes TLS', () => {
  const connect = (frontend: Partial<DiscoverableServiceProps>, options?: ConnectOptions, dnsName?: string) => {
    const shop = new Shop();
    shop.service('Frontend', frontend).connectTo(encrypted(shop, dnsName), options);
    return shop;
  };

  test('is refused', () => {
    expect(messageOf(() => connect({}))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-to-tls] Calls of Shop/Frontend do not go through a proxy, and Shop/Backend takes TLS.
  why: Between proxies it is they who speak TLS. The proxy of the target takes in all that comes to its ports, and AWS documents no way in for plain text.
  fix: Give the caller serviceConnect and the cloudMapNamespace of the target. For a container that speaks TLS 1.3 itself, give connectTo() a scheme such as "https".
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html
`);
    expect(messageOf(() => connect({}, { scheme: 'HTTP' }))).toContain('[connect-to-tls]');
    expect(messageOf(() => connect({ serviceConnect: CLIENT }, { via: ConnectVia.DNS }, 'store'))).toContain('[connect-to-tls]');
  });

  test('stands where it has a proxy, or says that it speaks TLS', () => {
    expect(() => connect({ serviceConnect: CLIENT }).app.synth()).not.toThrow();
    expect(() => connect({}, { scheme: 'https' }).app.synth()).not.toThrow();
  });

  test('stands where it is a service of the CDK that takes part in Service Connect by itself', () => {
    const shop = new Shop();
    const backend = encrypted(shop);
    const taskDefinition = new FargateTaskDefinition(shop.stack, 'Task');
    taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
    const service = new FargateService(shop.stack, 'Old', {
      cluster: shop.cluster, taskDefinition, serviceConnectConfiguration: { namespace: backend.cloudMapService.namespace.namespaceArn },
    });
    expect(() => new ServiceRegistration(shop.stack, 'Legacy', { service }).connectTo(backend)).not.toThrow();
  });
});

describe('what else comes in, and may speak plain text, is warned about', () => {
  const TEXT = 'The proxies of the service take TLS on its ports. AWS documents no way in for plain text, and for a load balancer an Application Load Balancer whose target group '
    + 'speaks HTTPS. Have the client take part in Service Connect or speak TLS 1.3, leave tls out, or acknowledge this warning. [ack: cdk-discoverable-service:service-connect-tls]';

  function warned(add: (backend: DiscoverableService, shop: Shop) => void, acknowledge = false): string[] {
    const shop = new Shop();
    const backend = encrypted(shop);
    add(backend, shop);
    if (acknowledge) {
      CoreAnnotations.of(backend).acknowledgeWarning('cdk-discoverable-service:service-connect-tls', 'They speak TLS.');
    }
    shop.app.synth();
    return Annotations.fromStack(shop.stack).findWarning('*', Match.stringLikeRegexp('service-connect-tls')).map(({ id, entry }) => `${id}: ${String(entry.data)}`);
  }

  const letIn = (backend: DiscoverableService, { stack, vpc }: Shop) => backend.allowFrom(new SecurityGroup(stack, 'Clients', { vpc }));

  test('who is let in', () => {
    expect(warned(letIn)).toEqual([`/Shop/Backend/Service/Service: Shop/Clients is let in: ${TEXT}`]);
    expect(warned(letIn, true)).toEqual([]);
  });

  test('the load balancer of an exposure, and an HTTP API', () => {
    expect(warned((backend) => backend.exposeVia(Exposure.internalAlb())))
      .toEqual([expect.stringContaining('Shop/Backend/InternalAlb/TargetGroup speaks HTTP: The proxies') as string]);
    expect(warned((backend) => backend.exposeVia(Exposure.internalNlb())))
      .toEqual([expect.stringContaining('Shop/Backend/InternalNlb/TargetGroup speaks TCP: The proxies') as string]);
    expect(warned((backend) => backend.exposeVia(Exposure.httpApi()))).toEqual([expect.stringContaining('Shop/Backend/HttpApi/Api speaks HTTP: The proxies') as string]);
  });

  test('and not a load balancer that speaks HTTPS, a caller that has a proxy, or one that says it speaks TLS', () => {
    expect(warned((backend, { stack, vpc }) => {
      const certificates = [Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/1')];
      new ApplicationLoadBalancer(stack, 'Alb', { vpc }).addListener('Https', { port: 443, certificates, defaultAction: ListenerAction.fixedResponse(404) })
        .addTargets('Targets', { protocol: ApplicationProtocol.HTTPS, port: 443, targets: [backend.service], priority: 1, conditions: [ListenerCondition.pathPatterns(['/*'])] });
    })).toEqual([]);
    expect(warned((backend, shop) => shop.service('Frontend', { serviceConnect: CLIENT }).connectTo(backend))).toEqual([]);
    expect(warned((backend, shop) => shop.service('Frontend').connectTo(backend, { scheme: 'https' }))).toEqual([]);
  });

  test('and not for a service that does not encrypt', () => {
    const shop = new Shop();
    letIn(shop.service('Backend', { serviceConnect: ServiceConnectRole.clientAndServer() }), shop);
    shop.app.synth();
    expect(Annotations.fromStack(shop.stack).findWarning('*', Match.stringLikeRegexp('service-connect-tls'))).toEqual([]);
  });
});
