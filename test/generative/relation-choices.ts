import * as fc from 'fast-check';
import { compact, leftOut, oneOf, weighted } from './choices';
import type { AttributesPart, CallerPart, CheckPart, ConnectPart, EndpointPart, LambdaPart, RelationPart, TargetPart } from './combination';
import { seconds } from './task-choices';

const NONE: RelationPart = { kind: 'none' };

const tameConnect: fc.Arbitrary<ConnectPart> = fc.record({
  prefix: leftOut(6, oneOf('API', 'my_backend2')),
  scheme: leftOut(9, oneOf('https', 'grpc+tls')),
  startOrder: leftOut(8, fc.boolean()),
  ruleIn: leftOut(9, oneOf('CALLER', 'TARGET')),
}).map((part) => compact<ConnectPart>(part));

const wildConnect: readonly ConnectPart[] = [
  { prefix: '9API' }, { prefix: '' }, { prefix: 'API-V2' }, { scheme: 'https://' }, { scheme: '' }, { scheme: '1http' }, { port: 9999 }, { port: 9090 }, { port: 80 },
];

const caller = fc.record({
  mode: weighted<CallerPart['mode']>([4, 'awsvpc'], [1, 'bridge']),
  group: leftOut(8, oneOf('open', 'closed')),
  place: weighted<CallerPart['place']>([3, 'sameStack'], [1, 'otherStack']),
  again: leftOut(9, fc.constant('same' as const)),
  variable: leftOut(9, fc.constant({ name: 'OTHER_HOST', value: 'other' })),
});

const tameCaller: fc.Arbitrary<CallerPart> = fc.tuple(caller, tameConnect).map(([part, connect]) => compact<CallerPart>({
  kind: 'caller', ...part, ...connect, group: part.mode === 'bridge' ? undefined : part.group,
}));

const wildCaller: fc.Arbitrary<CallerPart> = fc.oneof(
  fc.tuple(tameCaller, oneOf(...wildConnect)).map(([part, wild]) => ({ ...part, ...wild })),
  tameCaller.map((part): CallerPart => ({ ...part, again: 'other' })),
  tameCaller.map((part): CallerPart => ({ ...part, itself: true })),
  tameCaller.map((part): CallerPart => ({ ...part, mode: 'bridge', group: 'open' })),
  tameCaller.map((part): CallerPart => ({ ...part, prefix: 'API', variable: { name: 'API_PORT', value: '4711' } })),
);

const tameLambda: fc.Arbitrary<LambdaPart> = fc.record({ kind: oneOf('lambda' as const), inVpc: fc.constant(true), grant: fc.boolean() });
const wildLambda: fc.Arbitrary<LambdaPart> = oneOf<LambdaPart>(
  { kind: 'lambda', inVpc: false, grant: false }, { kind: 'lambda', inVpc: true, grant: false, port: 9999 }, { kind: 'lambda', inVpc: true, grant: true, port: 80 },
);

const SMALL: AttributesPart = { count: 2, nameLength: 4, valueLength: 10 };
const attributesTarget = (attributes: AttributesPart): TargetPart => ({ kind: 'attributes', attributes });

const tameTarget = fc.oneof(
  { weight: 4, arbitrary: oneOf<TargetPart>({ kind: 'addresses', addresses: ['10.0.1.20'] }, { kind: 'addresses', addresses: ['52.95.110.1', '10.0.1.21'] }) },
  { weight: 2, arbitrary: oneOf<TargetPart>({ kind: 'addresses', addresses: ['52.95.110.1'] }, { kind: 'addresses', addresses: ['2600:1f18::1', 'fd00::2'] }) },
  { weight: 3, arbitrary: oneOf<TargetPart>({ kind: 'cname', host: 'shop.abc123.eu-west-1.rds.amazonaws.com' }, { kind: 'cname', host: '_sip.partner.net' }) },
  { weight: 3, arbitrary: fc.boolean().map((dualStack): TargetPart => ({ kind: 'loadBalancer', dualStack })) },
  { weight: 3, arbitrary: oneOf(attributesTarget(SMALL), attributesTarget({ count: 30, nameLength: 3, valueLength: 20 })) },
);

const wildTarget = oneOf<TargetPart>(
  { kind: 'addresses', addresses: [] }, { kind: 'addresses', addresses: ['10.0.1.20', 'fd00::2'] }, { kind: 'addresses', addresses: ['10.0.1'] },
  { kind: 'addresses', addresses: ['db.internal'] }, { kind: 'cname', host: '10.0.1.20' }, { kind: 'cname', host: 'https://partner.net' },
  { kind: 'cname', host: 'partner.net:443' }, { kind: 'cname', host: '' }, attributesTarget({ count: 31, nameLength: 3, valueLength: 3 }),
  attributesTarget({ count: 0, nameLength: 0, valueLength: 0 }), attributesTarget({ count: 1, nameLength: 256, valueLength: 3 }),
  attributesTarget({ count: 1, nameLength: 3, valueLength: 1025 }), attributesTarget({ count: 6, nameLength: 10, valueLength: 1000 }),
  attributesTarget({ ...SMALL, firstName: 'AWS_INSTANCE_IPV4' }), attributesTarget({ ...SMALL, firstName: 'with space' }),
);

const tameCheck: fc.Arbitrary<CheckPart> = oneOf<CheckPart>({ type: 'https', path: '/health' }, { type: 'http', failureThreshold: 10 }, { type: 'tcp', failureThreshold: 1 });
const wildCheck: fc.Arbitrary<CheckPart> = oneOf<CheckPart>(
  { type: 'http', failureThreshold: 0 }, { type: 'tcp', failureThreshold: 11 }, { type: 'https', path: 'health' }, { type: 'http', path: `/${'p'.repeat(255)}` },
);

/** Only addresses have a TTL, attributes and checks; the rest is settled with the namespace. */
function settled({ target, ttl, attributes, healthCheck, ...rest }: EndpointPart): EndpointPart {
  const isAddresses = target.kind === 'addresses';
  const isPublic = isAddresses && target.addresses.every((address) => address === '52.95.110.1');
  return compact<EndpointPart>({
    ...rest,
    target,
    ttl: isAddresses || target.kind === 'cname' ? ttl : undefined,
    attributes: isAddresses || target.kind === 'cname' ? attributes : undefined,
    healthCheck: isPublic && rest.port !== undefined ? healthCheck : undefined,
  });
}

const rawEndpoint = fc.record({
  kind: oneOf('endpoint' as const),
  target: tameTarget,
  discoveryName: weighted([10, 'db-#'], [1, 'Order_DB#']),
  port: leftOut(2, oneOf(443, 5432)),
  ttl: leftOut(7, seconds(0, 60)),
  attributes: leftOut(7, oneOf(SMALL, { count: 26, nameLength: 10, valueLength: 10 })),
  healthCheck: leftOut(4, tameCheck),
  connectable: fc.boolean(),
  connect: leftOut(3, tameConnect),
});

const tameEndpoint: fc.Arbitrary<EndpointPart> = rawEndpoint
  .map((part) => settled({ ...compact(part), connectable: part.port !== undefined && part.connectable }));

const wildEndpoint: fc.Arbitrary<EndpointPart> = fc.oneof(
  rawEndpoint.map((part) => compact<EndpointPart>(part)),
  fc.tuple(tameEndpoint, wildTarget).map(([part, target]) => ({ ...part, target })),
  fc.tuple(tameEndpoint, wildCheck).map(([part, healthCheck]): EndpointPart => ({ ...part, healthCheck, target: { kind: 'addresses', addresses: ['52.95.110.1'] } })),
  fc.tuple(tameEndpoint, oneOf<Partial<EndpointPart>>(
    { port: 0 }, { port: 65536 }, { discoveryName: '.' }, { discoveryName: '-db-#' }, { discoveryName: 'svc-#' }, { discoveryName: 'SVC-#' }, { ttl: { millis: 100 } },
    { ttl: { seconds: 2147483648 } }, { attributes: { count: 31, nameLength: 3, valueLength: 3 } }, { attributes: { ...SMALL, firstName: 'AWS_INSTANCE_PORT' } },
    { connect: { scheme: '1http' } }, { connect: { port: 9999 } }, { healthCheck: { type: 'tcp' }, port: 443 },
  )).map(([part, wild]) => ({ ...part, ...wild })),
);

export const tameRelation: fc.Arbitrary<RelationPart> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(NONE) },
  { weight: 5, arbitrary: tameCaller },
  { weight: 1, arbitrary: tameLambda },
  { weight: 3, arbitrary: tameEndpoint },
);

export const wildRelation: fc.Arbitrary<RelationPart> = fc.oneof(
  { weight: 4, arbitrary: wildCaller }, { weight: 1, arbitrary: wildLambda }, { weight: 4, arbitrary: wildEndpoint },
);
