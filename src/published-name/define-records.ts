import { Duration, Names, Stack } from 'aws-cdk-lib';
import type { ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { CfnRecordSet, RecordSetOptions, RecordSetProps } from 'aws-cdk-lib/aws-route53';
import { Failover, RecordSet, RecordTarget, RecordType } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { domainNameOf, idOf } from './domain-name';
import type { HostedZoneName } from './published-name';
import type { RoutedRecordOptions, RoutingChoice } from './record-routing';
import { numberText } from '../shared/number-text';
import { orUndo } from '../shared/or-undo';
import { Synthesis } from '../shared/synthesis';

/** What a name leads to. */
export type RecordContent =
  | { readonly kind: 'load balancer'; readonly loadBalancer: ILoadBalancerV2; /** Asked when all rules of its security groups are there. */ readonly letsIpv6In: () => boolean }
  | { readonly kind: 'host name'; readonly host: string }
  | { readonly kind: 'addresses'; readonly recordType: 'A' | 'AAAA'; readonly addresses: readonly string[] };

/** What Route 53 advises beside health checks, and what an alias of a load balancer has. */
export const DEFAULT_TTL_SECONDS = 60;

/** The records of a name, in a construct of their own. */
export function defineRecords(scope: Construct, name: HostedZoneName, content: RecordContent): Construct {
  const records = new Construct(scope, idOf(scope, domainNameOf(name), name.hostedZone));
  orUndo(records, () => define(records, name, content));
  return records;
}

function define(records: Construct, name: HostedZoneName, content: RecordContent): void {
  const common = { zone: name.hostedZone, recordName: `${domainNameOf(name)}.` };
  switch (content.kind) {
    case 'load balancer': return defineAliases(records, content, { ...common, ...renderRouting(records, name.routing) });
    case 'host name': return defineValues(records, 'CNAME', name, { ...common, recordType: RecordType.CNAME, target: RecordTarget.fromValues(content.host) });
    case 'addresses': {
      const recordType = RecordType[content.recordType];
      valuesOf(content.addresses, name.routing).forEach((values, index) => defineValues(
        records, name.routing.kind === 'multivalue' ? `${recordType}${index + 1}` : recordType, name,
        { ...common, recordType, target: RecordTarget.fromValues(...values) }, index,
      ));
    }
  }
}

function defineValues(
  records: Construct, id: string, { routing, ttlSeconds = DEFAULT_TTL_SECONDS }: HostedZoneName, props: RecordSetProps, index = 0,
): void {
  const record = new RecordSet(records, id, { ...props, ttl: Duration.seconds(ttlSeconds), ...renderRouting(records, routing, index) });
  // The CDK writes what a number that is not known stands for.
  (record.node.defaultChild as CfnRecordSet).ttl = numberText(ttlSeconds);
}

/** One for each address family; the CDK finds what the load balancer cannot say of itself here. */
function defineAliases(
  records: Construct, { loadBalancer, letsIpv6In }: Extract<RecordContent, { kind: 'load balancer' }>, options: RecordSetOptions,
): void {
  const target = RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer, { evaluateTargetHealth: true }));
  new RecordSet(records, 'A', { ...options, recordType: RecordType.A, target });
  Synthesis.of(records).prepare(() => {
    // A synthesis that was refused is prepared again.
    if (letsIpv6In() && !records.node.tryFindChild('AAAA')) {
      new RecordSet(records, 'AAAA', { ...options, recordType: RecordType.AAAA, target });
    }
  });
}

/** A multivalue record has one value, any other all of them. */
function valuesOf(addresses: readonly string[], { kind }: RoutingChoice): ReadonlyArray<readonly string[]> {
  return kind === 'multivalue' ? addresses.map((address) => [address]) : [addresses];
}

function renderRouting(records: Construct, routing: RoutingChoice, index = 0): Partial<RecordSetOptions> {
  const region = 'region' in routing ? routing.region ?? Stack.of(records).region : Stack.of(records).region;
  switch (routing.kind) {
    case 'simple': return {};
    case 'failover': return { failover: Failover[routing.role], ...renderRecord(records, routing, routing.role.toLowerCase()) };
    case 'weighted': return { weight: routing.weight, ...renderRecord(records, routing, region) };
    case 'latency': return { region, ...renderRecord(records, routing, region) };
    case 'multivalue': return { multiValueAnswer: true, ...renderRecord(records, { healthCheck: routing.healthChecks[index] }, `${index + 1}`) };
  }
}

/** The CDK's own identifier holds the weight: another weight would be another record. Stacks of one name in two Regions have identifiers of their own. */
function renderRecord(records: Construct, { healthCheck, setIdentifier }: RoutedRecordOptions, end: string): Partial<RecordSetOptions> {
  return { healthCheck, setIdentifier: setIdentifier ?? `${Names.uniqueResourceName(records, { maxLength: 90, separator: '-' })}-${end}` };
}
