import * as fc from 'fast-check';
import { compact, leftOut, nameOfLength, oneOf, weighted } from './choices';
import type { Combination, NamespacePart, Span } from './combination';

const REGION_ARN = (account: string, region: string, partition = 'aws') => `arn:${partition}:servicediscovery:${region}:${account}:namespace/ns-c#abcdefg`;
const OWN_ARN = REGION_ARN('111111111111', 'eu-west-1');
const ID = 'ns-c#abcdefg';

const goodSpan = (...seconds: number[]): fc.Arbitrary<Span> => oneOf(...seconds).map((value) => ({ seconds: value }));
const goodNegativeTtl = leftOut(8, goodSpan(0, 5, 60, 2147483647));

const defined = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: oneOf('private' as const), name: weighted([8, 'c#.internal'], [1, 'C#.Local'], [1, 'c#']), negativeCacheTtl: goodNegativeTtl }) },
  { weight: 2, arbitrary: fc.record({ type: oneOf('public' as const), name: weighted([4, 'c#.svc.public-service.com'], [1, 'c#.co']), negativeCacheTtl: goodNegativeTtl }) },
  { weight: 4, arbitrary: fc.record({ type: oneOf('http' as const), name: oneOf('c#', 'Shop-c#', 'shop/c#', `c#${'h'.repeat(1019)}`) }) },
);

export const tameNamespace: fc.Arbitrary<NamespacePart> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<NamespacePart>({ kind: 'default' }) },
  {
    weight: 10,
    arbitrary: fc.tuple(defined, leftOut(8, oneOf('c#-fm7n2lxfyexstqq5')))
      .map(([part, httpName]) => compact<NamespacePart>({ kind: 'defined', ...part, httpName })),
  },
  { weight: 1, arbitrary: fc.boolean().map((asked): NamespacePart => ({ kind: 'clusterDefault', name: 'c#.cluster', asked })) },
  {
    weight: 3,
    arbitrary: oneOf<NamespacePart>(
      { kind: 'existing', type: 'private', name: 'c#.existing', vpc: 'same' },
      { kind: 'existing', type: 'public', name: 'c#.public-service.com', vpc: 'same' },
      { kind: 'existing', type: 'http', name: 'Existing-c#', vpc: 'same' },
    ),
  },
  {
    weight: 4,
    arbitrary: oneOf<NamespacePart>(
      { kind: 'attributes', type: 'private', name: 'c#.elsewhere', id: ID },
      { kind: 'attributes', type: 'private', name: 'c#.elsewhere', arn: OWN_ARN },
      { kind: 'attributes', type: 'private', id: ID },
      { kind: 'attributes', type: 'public', name: 'c#.public-service.com', id: ID, arn: OWN_ARN },
      { kind: 'attributes', type: 'public', id: ID },
      { kind: 'attributes', type: 'http', name: 'Elsewhere-c#', arn: OWN_ARN },
      { kind: 'attributes', type: 'http', id: ID },
    ),
  },
  {
    weight: 2,
    arbitrary: oneOf('private', 'public', 'http').map((type): NamespacePart => ({ kind: 'parameter', type, parameterName: '/shop/c#/namespace' })),
  },
  { weight: 1, arbitrary: fc.constant<NamespacePart>({ kind: 'lookup', name: 'c#.found' }) },
);

export const wildNamespace: fc.Arbitrary<NamespacePart> = oneOf<NamespacePart>(
  { kind: 'defined', type: 'private', name: 'c# .internal' },
  { kind: 'defined', type: 'private', name: 'arn:c#' },
  { kind: 'defined', type: 'private', name: '' },
  { kind: 'defined', type: 'private', name: 'c#..internal' },
  { kind: 'defined', type: 'private', name: 'größe-c#.internal' },
  { kind: 'defined', type: 'private', name: `c#${'l'.repeat(58)}.internal` },
  { kind: 'defined', type: 'private', name: `c#${'l'.repeat(59)}.internal` },
  { kind: 'defined', type: 'private', name: nameOfLength(200) },
  { kind: 'defined', type: 'private', name: nameOfLength(208) },
  { kind: 'defined', type: 'private', name: nameOfLength(246) },
  { kind: 'defined', type: 'private', name: nameOfLength(253) },
  { kind: 'defined', type: 'private', name: nameOfLength(254) },
  { kind: 'defined', type: 'private', name: 'c#.internal', negativeCacheTtl: { seconds: 2147483648 } },
  { kind: 'defined', type: 'private', name: 'c#.internal', negativeCacheTtl: { millis: 1500 } },
  { kind: 'defined', type: 'public', name: 'public-c#' },
  { kind: 'defined', type: 'public', name: 'c_#.public-service.com' },
  { kind: 'defined', type: 'public', name: '-c#.public-service.com' },
  { kind: 'defined', type: 'public', name: 'c#.example.com' },
  { kind: 'defined', type: 'public', name: 'c#.shop.internal' },
  { kind: 'defined', type: 'public', name: nameOfLength(254) },
  { kind: 'defined', type: 'http', name: 'shop c#' },
  { kind: 'defined', type: 'http', name: 'arn:shop-c#' },
  { kind: 'defined', type: 'http', name: '' },
  { kind: 'defined', type: 'http', name: `c#${'h'.repeat(1020)}` },
  { kind: 'existing', type: 'private', name: 'c#.existing', vpc: 'other' },
  { kind: 'attributes', type: 'private', name: 'c#.elsewhere' },
  { kind: 'attributes', type: 'private', name: 'c#.elsewhere', id: 'namespace-c#' },
  { kind: 'attributes', type: 'private', name: 'c#.elsewhere', id: 'ns-c#hijklmn', arn: OWN_ARN },
  { kind: 'attributes', type: 'private', name: 'c# .elsewhere', id: ID },
  { kind: 'attributes', type: 'public', name: 'c_#.public-service.com', id: ID },
  { kind: 'attributes', type: 'private', name: 'c#.elsewhere', arn: REGION_ARN('222222222222', 'eu-west-1') },
  { kind: 'attributes', type: 'private', name: 'c#.elsewhere', arn: REGION_ARN('111111111111', 'us-east-1') },
  { kind: 'attributes', type: 'private', name: 'c#.elsewhere', arn: 'arn:aws:servicediscovery:eu-west-1:111111111111:service/srv-c#' },
  { kind: 'parameter', type: 'private', parameterName: 'shop/c#' },
  { kind: 'parameter', type: 'private', parameterName: '/aws/c#' },
  { kind: 'parameter', type: 'private', parameterName: '/shop namespace/c#' },
  { kind: 'lookup', name: 'c# .found' },
);

export const tameDiscoveryName: fc.Arbitrary<Combination['discoveryName']> = weighted<string | undefined>(
  [10, undefined], [10, 'svc-#'], [2, 'Orders-#'], [2, '_http#._tcp'], [1, '.'], [1, 'orders.v#'], [1, 's_#'], [1, '9lives-#'], [1, `s#${'n'.repeat(58)}`],
);

export const wildDiscoveryName: fc.Arbitrary<Combination['discoveryName']> = oneOf(
  nameOfLength(127), nameOfLength(128), `s#${'n'.repeat(59)}`, '', '_', '-svc-#', 'svc-#-', 'a..b#', '*.svc-#', 'svc #', 'größe-#', '.svc-#', 'svc-#.', nameOfLength(100),
);
