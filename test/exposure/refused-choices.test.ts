import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApplicationListener, ApplicationProtocolVersion, NetworkLoadBalancer, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Exposure } from '../../src';
import type { ExistingListenerExposureOptions } from '../../src';
import { brokenRules, messageOf } from '../testing/shop';

const stack = new Stack();
const certificate = Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/a');
const nlb = NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Nlb', {
  loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/a/b', loadBalancerSecurityGroups: ['sg-1'],
});
const listener = ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', {
  listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c', securityGroup: undefined as never,
});
const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const text = new CfnParameter(stack, 'Text').valueAsString;

describe('ports', () => {
  const TEXT = `
  why: A listener has a whole port number from 1 to 65535, and a port belongs to one listener of a load balancer.
  fix: Give ports such as port: 443 and testPort: 8443.
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
`;

  test.each<[string, () => Exposure, string]>([
    ['publicAlb', () => Exposure.publicAlb({ port: 0 }), 'port is 0.'],
    ['internalAlb', () => Exposure.internalAlb({ port: 65536 }), 'port is 65536.'],
    ['publicAlb', () => Exposure.publicAlb({ testPort: 1.5 }), 'testPort is 1.5.'],
    ['publicAlb', () => Exposure.publicAlb({ testPort: 80 }), 'Two listeners would have the port 80.'],
    ['publicAlb', () => Exposure.publicAlb({ certificate, testPort: 80 }), 'Two listeners would have the port 80.'],
    ['publicAlb', () => Exposure.publicAlb({ certificate, port: 80, redirectHttp: true }), 'Two listeners would have the port 80.'],
    ['internalNlb', () => Exposure.internalNlb({ port: 8080, testPort: 8080 }), 'Two listeners would have the port 8080.'],
    ['existingNlb', () => Exposure.existingNlb(nlb, { port: -1 }), 'port is -1.'],
  ])('of %s() that no listener has are refused (%#)', (factory, make, got) => {
    expect(messageOf(make)).toBe(`Exposure.${factory}(): 1 problem\n\n[exposure-port] ${got}${TEXT}`);
  });

  test.each([
    () => Exposure.publicAlb({ port: 65535, testPort: 1 }), () => Exposure.publicAlb({ certificate, port: 80 }),
    () => Exposure.publicAlb({ certificate, redirectHttp: false, testPort: 80 }), () => Exposure.internalNlb({ port: number, testPort: number }),
  ])('that listeners have, or that are known at deployment only, stand (%#)', (make) => {
    expect(brokenRules(make)).toEqual([]);
  });
});

describe('certificates', () => {
  test.each<[() => Exposure, string]>([
    [() => Exposure.publicAlb({ redirectHttp: true }), 'redirectHttp is true, and there is no certificate.'],
    [() => Exposure.publicAlb({ protocolVersion: ApplicationProtocolVersion.GRPC }), 'protocolVersion is GRPC, and there is no certificate.'],
    [() => Exposure.publicAlb({ protocolVersion: ApplicationProtocolVersion.HTTP2 }), 'protocolVersion is HTTP2, and there is no certificate.'],
    [() => Exposure.publicAlb({ port: 443 }), 'port is 443, and there is no certificate.'],
  ])('that are missing are told (%#)', (make, got) => {
    expect(messageOf(make)).toBe(`Exposure.publicAlb(): 1 problem

[exposure-certificate] ${got}
  why: HTTPS, and HTTP/2 and gRPC, which an Application Load Balancer takes over HTTPS only, need a certificate; without one there is nothing to redirect to, and clients that speak TLS on port 443 get no answer.
  fix: Give a certificate, or leave redirectHttp, protocolVersion and port out.
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-protocol-version
`);
  });

  test.each([
    () => Exposure.publicAlb({ redirectHttp: false }), () => Exposure.publicAlb({ certificate, protocolVersion: ApplicationProtocolVersion.GRPC }),
    () => Exposure.publicAlb({ protocolVersion: ApplicationProtocolVersion.HTTP1 }), () => Exposure.publicAlb({ port: number }),
  ])('that are there, or not needed, stand (%#)', (make) => {
    expect(brokenRules(make)).toEqual([]);
  });
});

describe('protocols of a Network Load Balancer', () => {
  test.each<[() => Exposure, string]>([
    [() => Exposure.publicNlb({ protocol: Protocol.HTTP }), 'protocol is HTTP.'],
    [() => Exposure.publicNlb({ protocol: Protocol.UDP, certificate }), 'protocol is UDP, and there is a certificate.'],
    [() => Exposure.publicNlb({ protocol: Protocol.TLS }), 'protocol is TLS, and there is no certificate.'],
  ])('that it does not listen for are refused (%#)', (make, got) => {
    expect(messageOf(make)).toBe(`Exposure.publicNlb(): 1 problem

[exposure-protocol] ${got}
  why: A Network Load Balancer listens for TCP, UDP, TCP_UDP or TLS, and ends TLS with a certificate. It refuses a certificate with any other protocol.
  fix: Give a certificate and leave protocol out for TLS, or a protocol alone; for HTTP use an Application Load Balancer.
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
`);
  });

  test.each([Protocol.TCP, Protocol.UDP, Protocol.TCP_UDP])('such as %s stand', (protocol) => {
    expect(brokenRules(() => Exposure.publicNlb({ protocol }))).toEqual([]);
    expect(brokenRules(() => Exposure.existingNlb(nlb, { protocol }))).toEqual([]);
  });

  test('are TLS with a certificate', () => {
    expect(brokenRules(() => Exposure.publicNlb({ protocol: Protocol.TLS, certificate }))).toEqual([]);
    expect(brokenRules(() => Exposure.publicNlb({ certificate }))).toEqual([]);
  });
});

describe('a rule of a listener', () => {
  const behind = (options: Partial<ExistingListenerExposureOptions>) => () => Exposure.existingListener(listener, { priority: 1, ...options });

  test.each<[Partial<ExistingListenerExposureOptions>, string]>([
    [{}, 'There is no condition.'],
    [{ priority: 0, pathPatterns: ['/*'] }, 'priority is 0.'],
    [{ priority: 50_001, pathPatterns: ['/*'] }, 'priority is 50001.'],
    [{ pathPatterns: ['/1', '/2', '/3'], hostHeaders: ['a', 'b', 'c'] }, 'There are 6 values in the conditions.'],
    [{ pathPatterns: ['/*'], headerName: 'X' }, 'Of headerName and headerValues one is given.'],
    [{ headerValues: ['yes'] }, 'Of headerName and headerValues one is given.'],
    [{ pathPatterns: ['api'] }, 'A path is "api".'],
    [{ hostHeaders: ['http://a'] }, 'A host is "http://a".'],
  ])('that no listener takes is refused (%#)', (options, got) => {
    expect(messageOf(behind(options))).toBe(`Exposure.existingListener(): 1 problem

[exposure-conditions] ${got}
  why: A rule of a listener has a priority from 1 to 50000 and conditions with at most five values; paths start with "/" or "*", and hosts are names, both of at most 128 characters. A rule without a condition would be the default action, of which a listener has one already.
  fix: Give priority and pathPatterns, hostHeaders, or headerName with headerValues.
  see: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
`);
  });

  test.each<Partial<ExistingListenerExposureOptions>>([
    { priority: 50_000, pathPatterns: ['*.html', '/api/*'], hostHeaders: ['*.example.com'], headerName: 'X', headerValues: ['a', 'b'] },
    { priority: number, pathPatterns: [text], hostHeaders: [text] },
  ])('with conditions that it takes, or that are known at deployment only, stands (%#)', (options) => {
    expect(brokenRules(behind(options))).toEqual([]);
  });
});
