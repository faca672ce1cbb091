import { Duration } from 'aws-cdk-lib';
import { CertificateAuthority } from 'aws-cdk-lib/aws-acmpca';
import { AppProtocol, DeploymentLifecycleLambdaTarget, DeploymentLifecycleStage, ServiceConnectAccessLogFormat } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { System } from './systems';
import { plain, service } from './systems';
import { ConnectVia, Deployment, ServiceConnectRole } from '../../src';
import type { ConnectOptions, ServiceConnectOptions, ServiceConnectServerOptions, ServiceConnectTlsOptions } from '../../src';
import type { Shop } from '../testing/shop';

const client = (options: ServiceConnectOptions = {}) => service(() => ({ serviceConnect: ServiceConnectRole.clientOnly(options) }));
const server = (options: ServiceConnectServerOptions = {}) => service(() => ({ serviceConnect: ServiceConnectRole.clientAndServer(options) }));
const authority = (shop: Shop, name = 'a') => CertificateAuthority.fromCertificateAuthorityArn(
  shop.stack, name, `arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/${name}`);
const encrypted = (tls: (shop: Shop) => Partial<ServiceConnectTlsOptions>) => service((shop) => ({
  serviceConnect: ServiceConnectRole.clientAndServer({ tls: { certificateAuthority: authority(shop), ...tls(shop) } }),
}));
const shifted = (deployment: Deployment) => service(() => ({ deployment, serviceConnect: ServiceConnectRole.clientAndServer() }));
const hook = (shop: Shop) => new DeploymentLifecycleLambdaTarget(
  new LambdaFunction(shop.stack, 'Hook', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('-') }),
  'Hook', { lifecycleStages: [DeploymentLifecycleStage.PRE_SCALE_UP] });
const connected = (options: ConnectOptions) => (shop: Shop) => shop.service('Frontend').connectTo(shop.service('Backend'), options);
const PROTOCOL = { appProtocol: AppProtocol.http };

/** Of how traffic reaches tasks, and how a deployment moves it: a system without a prop, and the same system with it. */
export const trafficRows: Readonly<Record<string, readonly [System, System]>> = {
  'DiscoverableServiceProps.deployment': [plain, service(() => ({ deployment: Deployment.rolling({ rollback: false }) }))],
  'DiscoverableServiceProps.serviceConnect': [plain, client()],
  'RollingDeploymentOptions.minHealthyPercent': [plain, service(() => ({ deployment: Deployment.rolling({ minHealthyPercent: 50 }) }))],
  'RollingDeploymentOptions.maxHealthyPercent': [plain, service(() => ({ deployment: Deployment.rolling({ maxHealthyPercent: 150 }) }))],
  'RollingDeploymentOptions.rollback': [plain, service(() => ({ deployment: Deployment.rolling({ rollback: false }) }))],
  'ShiftingDeploymentOptions.bakeTime': [shifted(Deployment.blueGreen()), shifted(Deployment.blueGreen({ bakeTime: Duration.hours(1) }))],
  'ShiftingDeploymentOptions.lifecycleHooks': [
    shifted(Deployment.blueGreen()),
    service((shop) => ({ deployment: Deployment.blueGreen({ lifecycleHooks: [hook(shop)] }), serviceConnect: ServiceConnectRole.clientAndServer() })),
  ],
  'LinearDeploymentOptions.stepPercent': [shifted(Deployment.linear()), shifted(Deployment.linear({ stepPercent: 20 }))],
  'LinearDeploymentOptions.stepBakeTime': [shifted(Deployment.linear()), shifted(Deployment.linear({ stepBakeTime: Duration.hours(1) }))],
  'CanaryDeploymentOptions.canaryPercent': [shifted(Deployment.canary()), shifted(Deployment.canary({ canaryPercent: 20 }))],
  'CanaryDeploymentOptions.canaryBakeTime': [shifted(Deployment.canary()), shifted(Deployment.canary({ canaryBakeTime: Duration.hours(1) }))],
  'ServiceConnectOptions.accessLogFormat': [client(), client({ accessLogFormat: ServiceConnectAccessLogFormat.JSON })],
  'ServiceConnectOptions.accessLogQueryParameters': [
    client({ accessLogFormat: ServiceConnectAccessLogFormat.JSON }),
    client({ accessLogFormat: ServiceConnectAccessLogFormat.JSON, accessLogQueryParameters: true }),
  ],
  'ServiceConnectServerOptions.dnsName': [server(), server({ dnsName: 'store' })],
  'ServiceConnectServerOptions.clientPort': [server(), server({ clientPort: 81 })],
  'ServiceConnectServerOptions.discoveryName': [server(), server({ discoveryName: 'store' })],
  'ServiceConnectServerOptions.appProtocol': [server(), server(PROTOCOL)],
  'ServiceConnectServerOptions.idleTimeout': [server(), server({ idleTimeout: Duration.hours(2) })],
  'ServiceConnectServerOptions.perRequestTimeout': [server(PROTOCOL), server({ ...PROTOCOL, perRequestTimeout: Duration.minutes(1) })],
  'ServiceConnectServerOptions.tls': [server(), encrypted(() => ({}))],
  'ServiceConnectTlsOptions.certificateAuthority': [encrypted(() => ({})), encrypted((shop) => ({ certificateAuthority: authority(shop, 'b') }))],
  'ServiceConnectTlsOptions.kmsKey': [encrypted(() => ({})), encrypted((shop) => ({ kmsKey: new Key(shop.stack, 'Key') }))],
  'ServiceConnectTlsOptions.role': [
    encrypted(() => ({})), encrypted((shop) => ({ role: new Role(shop.stack, 'Tls', { assumedBy: new ServicePrincipal('ecs.amazonaws.com') }) })),
  ],
  'ConnectOptions.via': [connected({}), connected({ via: ConnectVia.SERVICE_CONNECT })],
};
