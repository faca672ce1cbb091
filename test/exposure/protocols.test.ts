import { ApplicationProtocolVersion, IpAddressType, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { NLB_PROTOCOLS, TCP, TLS, hasIpv6, needsHttps } from '../../src/exposure/protocols';

test('the values are those of the CDK', () => {
  expect([TCP, TLS]).toEqual([Protocol.TCP, Protocol.TLS]);
  expect(NLB_PROTOCOLS).toEqual([Protocol.TCP, Protocol.UDP, Protocol.TCP_UDP, Protocol.TLS]);
});

test('HTTP/2 and gRPC need HTTPS', () => {
  expect(Object.values(ApplicationProtocolVersion).filter(needsHttps)).toEqual([ApplicationProtocolVersion.GRPC, ApplicationProtocolVersion.HTTP2]);
  expect(needsHttps(undefined)).toBe(false);
});

test('clients may use IPv6 where the type has both families', () => {
  expect(Object.values(IpAddressType).filter(hasIpv6)).toEqual([IpAddressType.DUAL_STACK, IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4]);
  expect(hasIpv6(undefined)).toBe(false);
});
