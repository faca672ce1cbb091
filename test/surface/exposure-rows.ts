import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Peer, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListener, ApplicationLoadBalancer, ApplicationProtocolVersion, IpAddressType, ListenerAction, NetworkLoadBalancer, Protocol,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { System } from './systems';
import { otherGroup, shown } from './systems';
import { Deployment, DnsRecords, Exposure } from '../../src';
import type {
  AlbExposureOptions, DiscoverableServiceProps, ExistingListenerExposureOptions, ExistingNlbExposureOptions, HttpApiExposureOptions,
  NlbExposureOptions,
} from '../../src';
import type { Shop } from '../testing/shop';
import { DUAL_STACK } from '../testing/shop';

const exposed = (make: (shop: Shop) => Exposure, props: Partial<DiscoverableServiceProps> = {}) => (shop: Shop) =>
  void shop.service('Backend', { additionalPorts: [9090], ...props }).exposeVia(make(shop));

const certificate = (shop: Shop, name = 'a') => Certificate.fromCertificateArn(shop.stack, name, `arn:aws:acm:eu-west-1:111122223333:certificate/${name}`);
const alb = (options: (shop: Shop) => AlbExposureOptions = () => ({}), props?: Partial<DiscoverableServiceProps>) =>
  exposed((shop) => Exposure.publicAlb(options(shop)), props);
const https = (options: AlbExposureOptions = {}) => alb((shop) => ({ certificate: certificate(shop), ...options }));
const nlb = (options: (shop: Shop) => NlbExposureOptions = () => ({})) => exposed((shop) => Exposure.internalNlb(options(shop)));
const httpApi = (options: HttpApiExposureOptions = {}) => exposed(() => Exposure.httpApi(options), { dnsRecords: DnsRecords.aAndSrv() });

/** Behind a listener of a load balancer that the user has made. */
const behind = (options: Partial<ExistingListenerExposureOptions> = {}) => exposed((shop) => {
  const loadBalancer = new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc: shop.vpc });
  const listener = loadBalancer.addListener('Http', { port: 80, open: false, defaultAction: ListenerAction.fixedResponse(404) });
  return Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/*'], ...options });
});

const behindHttps = (options: Partial<ExistingListenerExposureOptions> = {}) => exposed((shop) => {
  const loadBalancer = new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc: shop.vpc });
  const listener = loadBalancer.addListener('Https', { port: 443, certificates: [certificate(shop)], open: false, defaultAction: ListenerAction.fixedResponse(404) });
  return Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/*'], ...options });
});

/** In a VPC with IPv6. */
const albInDualStack = (options: AlbExposureOptions) => (shop: Shop) => {
  const cluster = new Cluster(shop.stack, 'Other', { vpc: new Vpc(shop.stack, 'DualStack', { ...DUAL_STACK, maxAzs: 2 }) });
  shop.service('Backend', { cluster }).exposeVia(Exposure.publicAlb(options));
};

/** Behind a listener that was imported without its load balancer, whose address is shown. */
const imported = (isKnown: boolean) => (shop: Shop) => {
  const loadBalancer = new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc: shop.vpc });
  const listener = ApplicationListener.fromApplicationListenerAttributes(shop.stack, 'Imported', {
    listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c', securityGroup: loadBalancer.connections.securityGroups[0],
  });
  const exposedService = shop.service('Backend').exposeVia(Exposure.existingListener(listener, {
    priority: 1, pathPatterns: ['/*'], loadBalancer: isKnown ? loadBalancer : undefined,
  }));
  new CfnOutput(shop.stack, 'Url', { value: shown(() => exposedService.url) });
};

const onNlb = (options: ((shop: Shop) => ExistingNlbExposureOptions) = () => ({})) => exposed((shop) =>
  Exposure.existingNlb(new NetworkLoadBalancer(shop.stack, 'Nlb', { vpc: shop.vpc, securityGroups: [otherGroup(shop)] }), options(shop)));

/** Of the ways into a service: a system without an option, and the same system with it. */
export const exposureRows: Readonly<Record<string, readonly [System, System]>> = {
  'ExposureOptions.id': [alb(), alb(() => ({ id: 'PartnerAlb' }))],
  'TargetExposureOptions.servicePort': [alb(), alb(() => ({ servicePort: 9090 }))],
  'TargetExposureOptions.healthCheck': [alb(), alb(() => ({ healthCheck: { path: '/ready' } }))],
  'TargetExposureOptions.deregistrationDelay': [alb(), alb(() => ({ deregistrationDelay: Duration.seconds(5) }))],
  'LoadBalancerExposureOptions.allowedPeers': [alb(), alb(() => ({ allowedPeers: [Peer.ipv4('198.51.100.0/24')] }))],
  'LoadBalancerExposureOptions.accessLogBucket': [alb(), alb((shop) => ({ accessLogBucket: Bucket.fromBucketName(shop.stack, 'Logs', 'logs') }))],
  'LoadBalancerExposureOptions.ipAddressType': [albInDualStack({}), albInDualStack({ ipAddressType: IpAddressType.DUAL_STACK })],
  'LoadBalancerExposureOptions.testPort': [
    alb(() => ({}), { deployment: Deployment.blueGreen() }), alb(() => ({ testPort: 8080 }), { deployment: Deployment.blueGreen() }),
  ],
  'LoadBalancerExposureOptions.testPeers': [
    alb(() => ({ testPort: 8080 }), { deployment: Deployment.blueGreen() }),
    alb(() => ({ testPort: 8080, testPeers: [Peer.ipv4('198.51.100.0/24')] }), { deployment: Deployment.blueGreen() }),
  ],
  'AlbExposureOptions.port': [alb(), alb(() => ({ port: 8080 }))],
  'AlbExposureOptions.certificate': [alb(), https()],
  'AlbExposureOptions.redirectHttp': [https(), https({ redirectHttp: false })],
  'AlbExposureOptions.protocolVersion': [https(), https({ protocolVersion: ApplicationProtocolVersion.GRPC })],
  'NlbExposureOptions.port': [nlb(), nlb(() => ({ port: 8080 }))],
  'NlbExposureOptions.protocol': [nlb(), nlb(() => ({ protocol: Protocol.UDP }))],
  'NlbExposureOptions.certificate': [nlb(), nlb((shop) => ({ certificate: certificate(shop) }))],
  'ExistingListenerExposureOptions.priority': [behind(), behind({ priority: 2 })],
  'ExistingListenerExposureOptions.pathPatterns': [behind(), behind({ pathPatterns: ['/api/*'] })],
  'ExistingListenerExposureOptions.hostHeaders': [behind(), behind({ hostHeaders: ['api.shop.internal'] })],
  'ExistingListenerExposureOptions.headerName': [
    behind({ headerName: 'X-A', headerValues: ['yes'] }), behind({ headerName: 'X-B', headerValues: ['yes'] }),
  ],
  'ExistingListenerExposureOptions.headerValues': [
    behind({ headerName: 'X-A', headerValues: ['yes'] }), behind({ headerName: 'X-A', headerValues: ['no'] }),
  ],
  'ExistingListenerExposureOptions.protocolVersion': [behindHttps(), behindHttps({ protocolVersion: ApplicationProtocolVersion.HTTP2 })],
  'ExistingListenerExposureOptions.loadBalancer': [imported(false), imported(true)],
  'ExistingNlbExposureOptions.allowedPeers': [onNlb(), onNlb(() => ({ allowedPeers: [Peer.ipv4('198.51.100.0/24')] }))],
  'ExistingNlbExposureOptions.port': [onNlb(), onNlb(() => ({ port: 8080 }))],
  'ExistingNlbExposureOptions.protocol': [onNlb(), onNlb(() => ({ protocol: Protocol.UDP }))],
  'ExistingNlbExposureOptions.certificate': [onNlb(), onNlb((shop) => ({ certificate: certificate(shop) }))],
  'HttpApiExposureOptions.timeout': [httpApi(), httpApi({ timeout: Duration.seconds(5) })],
};
