import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { RecordSetFacts } from '../model/record-set-facts';
import { describeRecord, isInPublicZone, recordSetsIn } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';
import { isInZone } from '../shared/dns-name';

const ADDRESS_TYPES = ['A', 'AAAA', 'HTTPS', 'SVCB'];
const LOAD_BALANCERS = ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer'];

function loadBalancerOf({ property }: RecordSetFacts): Resource | undefined {
  const target = property.at('AliasTarget', 'DNSName').resource;
  return target && LOAD_BALANCERS.includes(target.type) ? target : undefined;
}

function wrongAlias(facts: TemplateFacts): Broken[] {
  return facts.once(recordSetsIn).flatMap((record) => {
    const loadBalancer = loadBalancerOf(record);
    const zone = record.property.at('AliasTarget', 'HostedZoneId');
    return loadBalancer && zone.resource && zone.resource !== loadBalancer ? [{
      got: `${describeRecord(record)} leads to ${loadBalancer.logicalId}, and the hosted zone of the alias is that of ${zone.resource.logicalId}.`,
      at: record.resource,
      property: zone,
      beside: [loadBalancer, zone.resource],
    }] : [];
  });
}

function wrongType(facts: TemplateFacts): Broken[] {
  return facts.once(recordSetsIn).flatMap((record) => {
    const loadBalancer = loadBalancerOf(record);
    return loadBalancer && record.type !== undefined && !ADDRESS_TYPES.includes(record.type) ? [{
      got: `${describeRecord(record)} is an alias to ${loadBalancer.logicalId}.`,
      at: record.resource,
      property: record.property.at('Type'),
      beside: [loadBalancer],
    }] : [];
  });
}

/** Names that the internet asks for and that lead into a VPC. */
function forVpcOnly(facts: TemplateFacts): Broken[] {
  const zones = facts.namespaces.flatMap(({ kind, name, resource }) => kind === 'private DNS' && name !== undefined ? [{ name, resource }] : []);
  return facts.once(recordSetsIn).filter((record) => isInPublicZone(record)).flatMap((record) => {
    const loadBalancer = loadBalancerOf(record);
    const isInternal = loadBalancer && facts.as(loadBalancer).properties.at('Scheme').text === 'internal';
    const values = record.type === 'CNAME' ? record.property.at('ResourceRecords').items.flatMap(({ text }) => text ?? []) : [];
    const zone = zones.find(({ name }) => values.some((value) => isInZone(value, name)));
    const target = isInternal ? loadBalancer : zone?.resource;
    return target ? [{
      got: `${describeRecord(record)} leads to ${isInternal ? `the internal load balancer ${target.logicalId}` : `${values.join(', ')} in the private namespace ${target.logicalId}`}.`,
      at: record.resource,
      property: record.property,
      beside: [target],
    }] : [];
  });
}

/** Records that lead to load balancers and into VPCs. */
export const recordAliasRules: readonly TemplateRule[] = [
  {
    id: 'record-alias-zone',
    severity: 'error',
    why: 'An alias to a load balancer names the hosted zone of the load balancer, which is one of AWS. Route 53 refuses an alias whose target does not lie within that zone.',
    fix: 'Give AliasTarget the HostedZoneId !GetAtt LoadBalancer.CanonicalHostedZoneID (classic: CanonicalHostedZoneNameID).',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html',
    broken: wrongAlias,
  },
  {
    id: 'record-alias-type',
    severity: 'error',
    why: 'An alias to a load balancer answers with its addresses: Route 53 takes it as a record of type A or AAAA only.',
    fix: 'Give the record the Type A.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias.html',
    broken: wrongType,
  },
  {
    id: 'published-for-vpc-only',
    severity: 'warning',
    why: 'The name is in a zone that the internet asks, and leads to what is in the VPC: whoever has no way into the VPC does not reach it.',
    fix: 'Let the record lead to an internet-facing load balancer, or put it into a private hosted zone (VPCs of AWS::Route53::HostedZone).',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html',
    broken: forVpcOnly,
  },
];
