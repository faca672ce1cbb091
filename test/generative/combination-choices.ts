import * as fc from 'fast-check';
import { compact, leftOut, oneOf, weighted } from './choices';
import type { AttributesPart, Combination, RecordsPart, Span } from './combination';
import { hasDynamicPorts, isWorker, modeOf, namespaceTypeOf, recordTypesOf } from './meaning';
import { tameDiscoveryName, tameNamespace, wildDiscoveryName, wildNamespace } from './name-choices';
import { tameRelation, wildRelation } from './relation-choices';
import { seconds, tameCapacity, tamePorts, tameProbe, tameTaskCount, wildCapacity, wildPorts, wildProbe, wildTaskCount } from './task-choices';

type Raw = Omit<Combination, 'index' | 'cpu' | 'memoryLimitMiB' | 'port' | 'additionalPorts'> & {
  readonly size?: { readonly cpu?: number; readonly memoryLimitMiB?: number };
  readonly ports: Pick<Combination, 'port' | 'additionalPorts'>;
};

const kinds: fc.Arbitrary<RecordsPart['kind']> = weighted<RecordsPart['kind']>(
  [8, 'default'], [3, 'a'], [2, 'aaaa'], [2, 'dualStack'], [4, 'srv'], [3, 'aAndSrv'], [3, 'none'],
);
const records = (ttl: fc.Arbitrary<Span | undefined>): fc.Arbitrary<RecordsPart> => fc.record({
  kind: kinds, ttl, routingPolicy: leftOut(6, oneOf('MULTIVALUE', 'WEIGHTED')),
}).map((part) => compact<RecordsPart>(part));

const SMALL: AttributesPart = { count: 2, nameLength: 7, valueLength: 5 };

/** Values that are right by themselves: of them most combinations are legal. */
const tame: { [Key in keyof Required<Raw>]: fc.Arbitrary<Raw[Key]> } = {
  world: weighted<Combination['world']>([8, 'agnostic'], [3, 'known'], [1, 'govCloud']),
  network: weighted<Combination['network']>([12, 'ipv4'], [5, 'dualStack'], [2, 'ipv6Only'], [1, 'publicOnly']),
  namespace: tameNamespace,
  discoveryName: tameDiscoveryName,
  records: records(leftOut(6, seconds(0, 1, 10, 60, 100))),
  serviceAttributes: leftOut(8, oneOf(SMALL, { count: 30, nameLength: 64, valueLength: 1024 })),
  capacity: tameCapacity,
  taskCount: tameTaskCount,
  size: leftOut(5, oneOf({ cpu: 512 }, { cpu: 1024, memoryLimitMiB: 4096 }, { memoryLimitMiB: 1024 }, { cpu: 16384, memoryLimitMiB: 122880 })),
  ports: tamePorts,
  probe: tameProbe,
  stopTimeout: leftOut(6, seconds(2, 30, 120)),
  draining: leftOut(8, oneOf({}, { margin: { seconds: 0 } }, { margin: { seconds: 18 } })),
  shortNames: leftOut(8, fc.boolean()),
  registered: leftOut(9, fc.boolean()),
  environment: leftOut(7, oneOf<Record<string, string>>({ LEVEL: 'debug' }, { LEVEL: 'debug', EMPTY: '' })),
  secrets: leftOut(8, fc.constant(['PASSWORD'])),
  ownGroup: leftOut(8, oneOf('open', 'closed')),
  relation: tameRelation,
  neighbour: fc.constant(undefined),
};

/** Values that are wrong, or at the edge, by themselves. */
const wild: { [Key in keyof Raw]?: fc.Arbitrary<Raw[Key]> } = {
  world: oneOf('govCloud'),
  network: oneOf('noDns', 'publicOnly', 'ipv6Only'),
  namespace: wildNamespace,
  discoveryName: wildDiscoveryName,
  records: records(oneOf<Span>({ seconds: 2147483647 }, { seconds: 2147483648 }, { millis: 1500 }, { seconds: 114 }, { seconds: 113 })),
  serviceAttributes: oneOf(
    { ...SMALL, nameLength: 255 }, { ...SMALL, nameLength: 65 }, { ...SMALL, firstName: 'api-version' }, { ...SMALL, firstName: '' },
    { ...SMALL, nameLength: 256 }, { ...SMALL, valueLength: 1025 }, { count: 31, nameLength: 5, valueLength: 5 },
  ),
  capacity: wildCapacity,
  taskCount: wildTaskCount,
  size: oneOf(
    { cpu: 300 }, { cpu: 256, memoryLimitMiB: 4096 }, { memoryLimitMiB: 500 }, { cpu: 128 }, { cpu: 0 }, { cpu: 196608 }, { cpu: 196609 },
    { cpu: 256.5 },
    { memoryLimitMiB: 5 }, { memoryLimitMiB: 6 }, { memoryLimitMiB: 1024.5 }, { cpu: 8192, memoryLimitMiB: 17408 }, { cpu: 127 },
  ),
  ports: wildPorts,
  probe: wildProbe,
  stopTimeout: oneOf<Span>({ seconds: 1 }, { seconds: 121 }, { millis: 2500 }),
  draining: oneOf<Span>({ millis: 500 }, { seconds: 118 }, { seconds: 108 }, { seconds: 109 }).map((margin) => ({ margin })),
  shortNames: fc.constant(true),
  registered: fc.constant(false),
  environment: oneOf<Record<string, string>>({ LOCALDOMAIN: 'other.internal' }, { PASSWORD: 'plain' }),
  ownGroup: fc.constant('open'),
  relation: wildRelation,
  neighbour: oneOf('sameName', 'otherCase', 'secondZone'),
};

const WILD_KEYS = Object.keys(wild) as (keyof Raw)[];

const fitting = (raw: Combination): RecordsPart['kind'][] => {
  if (namespaceTypeOf(raw) === 'http') {
    return ['default', 'none'];
  }
  if (modeOf(raw) !== 'awsvpc') {
    return ['default', 'srv', 'none'];
  }
  const families: { [Network in Combination['network']]?: RecordsPart['kind'][] } = {
    dualStack: ['default', 'a', 'aaaa', 'dualStack', 'srv', 'aAndSrv', 'none'], ipv6Only: ['aaaa', 'srv', 'none'],
  };
  return families[raw.network] ?? ['default', 'a', 'srv', 'aAndSrv', 'none'];
};

/** Takes away what has no meaning together. Done to nine of ten, so that the rest tries what does not go together. */
function settled(raw: Combination): Combination {
  const fits = fitting(raw);
  const kind = fits.includes(raw.records.kind) ? raw.records.kind : fits[raw.records.kind.length % fits.length];
  return settledTask({ ...raw, records: { ...raw.records, kind } });
}

function settledTask(raw: Combination): Combination {
  const worker = isWorker(raw);
  const isDaemon = 'daemon' in raw.capacity && raw.capacity.daemon === true;
  const withoutTtl = worker || recordTypesOf(raw).length === 0;
  const kept: Combination = {
    ...raw,
    discoveryName: worker ? undefined : raw.discoveryName,
    records: worker ? { kind: 'default' } : raw.records,
    serviceAttributes: worker ? undefined : raw.serviceAttributes,
    namespace: worker && !raw.shortNames ? { kind: 'default' } : raw.namespace,
    registered: worker ? undefined : raw.registered,
    taskCount: isDaemon ? undefined : raw.taskCount,
    draining: withoutTtl ? undefined : raw.draining,
    ownGroup: modeOf(raw) === 'awsvpc' ? raw.ownGroup : undefined,
    shortNames: namespaceTypeOf(raw) === 'http' ? undefined : raw.shortNames,
  };
  return settledRelation(kept);
}

function settledRelation(raw: Combination): Combination {
  const { relation } = raw;
  const cannotBeCalled = isWorker(raw) || raw.registered === false;
  if (relation.kind === 'caller' || relation.kind === 'lambda') {
    const noUrl = hasDynamicPorts(raw) || !recordTypesOf(raw).some((type) => type !== 'SRV');
    const part = relation.kind === 'caller' && noUrl && relation.scheme !== undefined ? compact({ ...relation, scheme: undefined }) : relation;
    return { ...raw, relation: cannotBeCalled ? { kind: 'none' } : part };
  }
  const isHostTarget = relation.kind === 'endpoint' && (relation.target.kind === 'cname' || relation.target.kind === 'loadBalancer');
  return namespaceTypeOf(raw) === 'http' && isHostTarget ? { ...raw, relation: { kind: 'none' } } : raw;
}

const rawTame = fc.record(tame);
const rawWild = fc.record(wild as { [Key in keyof Raw]: fc.Arbitrary<Raw[Key]> });
const wildness = fc.oneof(
  { weight: 6, arbitrary: fc.constant<(keyof Raw)[]>([]) },
  { weight: 4, arbitrary: oneOf(...WILD_KEYS).map((key) => [key]) },
  { weight: 1, arbitrary: fc.tuple(oneOf(...WILD_KEYS), oneOf(...WILD_KEYS)).map((keys) => [...keys]) },
);

/**
 * What this test cannot build or judge: a cluster with a default namespace is one of its own, without instances; records by default have no options; the
 * facts do not say whether a name without records collides with one in capital letters; the id of a namespace that was not looked up yet is a placeholder.
 */
function possible(combination: Combination): Combination {
  const needsInstances = combination.capacity.kind !== 'default' && combination.capacity.kind !== 'fargate';
  const { kind } = combination.records;
  const isUndecided = combination.neighbour === 'otherCase' && namespaceTypeOf(combination) !== 'http' && recordTypesOf(combination).length === 0;
  return {
    ...combination,
    ...combination.namespace.kind === 'lookup' ? { neighbour: undefined } : isUndecided ? { neighbour: 'sameName' } : {},
    namespace: combination.namespace.kind === 'clusterDefault' && needsInstances ? { kind: 'default' } : combination.namespace,
    records: kind === 'default' || kind === 'none' ? { kind } : combination.records,
  };
}

function combinationOf({ size, ports, ...rest }: Raw): Combination {
  return { index: 0, ...rest, ...size, ...ports };
}

const isCalm = weighted([9, true], [1, false]);

/** Every choice of the public API, more than half of them legal. The index is given later. */
export const combinations: fc.Arbitrary<Combination> = fc.tuple(rawTame, rawWild, wildness, isCalm).map(([raw, other, keys, settle]) => {
  const base = combinationOf(raw);
  const calm = settle ? settled(base) : base;
  // Wild values come after settling: nothing takes them away again.
  const strange = Object.fromEntries(keys.map((key) => [key, other[key]])) as Partial<Raw>;
  const { size, ports, ...others } = strange;
  return compact(possible({ ...calm, ...others, ...size, ...ports }));
});
