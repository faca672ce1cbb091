/**
 * Traffic between two services is encrypted by the proxies of Service Connect, with certificates of an authority of this stack.
 */
import { App, Stack } from 'aws-cdk-lib';
import { CertificateAuthority, CfnCertificate, CfnCertificateAuthority, CfnCertificateAuthorityActivation } from 'aws-cdk-lib/aws-acmpca';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { AppProtocol, Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, HealthProbe, ServiceConnectRole } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });

// A root authority that signs itself. The mode for short-lived certificates is enough for Service Connect, and costs less.
const root = new CfnCertificateAuthority(stack, 'Root', {
  type: 'ROOT',
  keyAlgorithm: 'EC_prime256v1',
  signingAlgorithm: 'SHA256WITHECDSA',
  subject: { commonName: 'Shop services' },
  usageMode: 'SHORT_LIVED_CERTIFICATE',
});
const certificate = new CfnCertificate(stack, 'RootCertificate', {
  certificateAuthorityArn: root.attrArn,
  certificateSigningRequest: root.attrCertificateSigningRequest,
  signingAlgorithm: 'SHA256WITHECDSA',
  templateArn: `arn:${stack.partition}:acm-pca:::template/RootCACertificate/V1`,
  validity: { type: 'YEARS', value: 10 },
});
new CfnCertificateAuthorityActivation(stack, 'RootActivation', {
  certificateAuthorityArn: root.attrArn, certificate: certificate.attrCertificate, status: 'ACTIVE',
});

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
  serviceConnect: ServiceConnectRole.clientAndServer({
    appProtocol: AppProtocol.http,
    tls: { certificateAuthority: CertificateAuthority.fromCertificateAuthorityArn(stack, 'Authority', root.attrArn) },
  }),
});
const frontend = new DiscoverableService(stack, 'Frontend', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
  serviceConnect: ServiceConnectRole.clientOnly(),
});
frontend.connectTo(backend);

app.synth();
