import { Stage } from 'aws-cdk-lib';
import { CfnHostedZone } from 'aws-cdk-lib/aws-route53';
import type { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import type { IConstruct } from 'constructs';
import { identityOf } from './identity';
import { ofType } from './of-type';
import { isNamespace } from './service-connect-names';
import { sameCase, withoutDot } from '../published-name/domain-name';
import { known } from '../shared/known';

/** What is known of one record. */
export interface RecordFacts {
  readonly path: string;
  readonly type: string;
  readonly policy: string;
  readonly setIdentifier?: string;
  /** Of a failover record. */
  readonly role?: string;
  /** Of a latency record. */
  readonly region?: string;
  /** None of an alias. */
  readonly ttl?: string;
}

/** All records of one name in one zone, whoever made them. */
export interface NamedRecords {
  readonly name: string;
  /** The Cloud Map namespace whose zone it is. */
  readonly zoneOfNamespace?: string;
  readonly records: readonly RecordFacts[];
}

/** The records of an app, by zone and name. What is deployed under a condition only is left out. */
export function recordGroups(constructs: readonly IConstruct[]): NamedRecords[] {
  const byZone = new Map<unknown, Map<string, CfnRecordSet[]>>();
  for (const record of recordsIn(constructs)) {
    const zone = identityOf(record.hostedZoneId!);
    const byName = byZone.get(zone) ?? new Map<string, CfnRecordSet[]>();
    const name = nameOf(record);
    byName.set(name, [...byName.get(name) ?? [], record]);
    byZone.set(zone, byName);
  }
  return [...byZone].flatMap(([zone, byName]) => [...byName].map(([name, records]) => groupOf(name, zone, records.map(factsOf))));
}

/** The records that a name in a zone would come to have. */
export function recordsBeside(root: IConstruct, domainName: string, hostedZoneId: string, added: readonly RecordFacts[]): NamedRecords {
  const zone = identityOf(hostedZoneId);
  const there = recordsIn(root.node.findAll())
    .filter((record) => identityOf(record.hostedZoneId!) === zone && nameOf(record) === sameCase(domainName));
  return groupOf(domainName, zone, [...there.map(factsOf), ...added]);
}

/** Whether a failover record has no counterpart. Those for IPv6 of another stage are made when that is synthesized. */
export function isHalf(record: CfnRecordSet): boolean {
  const zone = identityOf(record.hostedZoneId!);
  const others = recordsIn(record.node.root.node.findAll()).filter((other) => identityOf(other.hostedZoneId!) === zone
    && nameOf(other) === nameOf(record) && other.failover !== undefined && other.failover !== record.failover);
  return others.every((other) => other.type !== record.type && (record.type !== 'AAAA' || Stage.of(other) === Stage.of(record)));
}

/** Whether a zone is known to be asked by the internet: one of this app that belongs to no VPC. */
export function isPublicZone(hostedZoneId: string): boolean {
  const zone = identityOf(hostedZoneId);
  return zone instanceof CfnHostedZone && ((zone.stack.resolve(zone.vpcs) as unknown[] | undefined) ?? []).length === 0;
}

function recordsIn(constructs: readonly IConstruct[]): CfnRecordSet[] {
  return ofType<CfnRecordSet>(constructs, 'AWS::Route53::RecordSet', 'hostedZoneId')
    .filter(({ hostedZoneId, cfnOptions }) => hostedZoneId !== undefined && cfnOptions.condition === undefined);
}

const nameOf = ({ name }: CfnRecordSet) => sameCase(withoutDot(name));

function groupOf(name: string, zone: unknown, records: readonly RecordFacts[]): NamedRecords {
  return { name, zoneOfNamespace: isNamespace(zone) ? zone.node.path : undefined, records };
}

function factsOf(record: CfnRecordSet): RecordFacts {
  const { node: { path }, type, setIdentifier, failover: role, region, ttl } = record;
  return {
    path: path.replace(/\/Resource$/, ''), type, policy: policyOf(record), setIdentifier: ifKnown(setIdentifier), role, region: ifKnown(region), ttl: ifKnown(ttl),
  };
}

const ifKnown = (text: string | undefined) => known(text) ? text : undefined;

/** The property that makes a record one of a group, and how AWS calls that. Not every version of the CDK has all of them. */
const POLICIES: Readonly<Record<string, string>> = {
  failover: 'failover',
  weight: 'weighted',
  region: 'latency',
  multiValueAnswer: 'multivalue',
  geoLocation: 'geolocation',
  geoProximityLocation: 'geoproximity',
  cidrRoutingConfig: 'IP-based',
};

function policyOf(record: CfnRecordSet): string {
  const properties = record as unknown as Readonly<Record<string, unknown>>;
  const given = Object.keys(POLICIES).find((name) => properties[name] !== undefined && properties[name] !== false);
  return given ? POLICIES[given] : 'simple';
}
