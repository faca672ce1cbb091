import { eachService } from './cloud-map-service-rules';
import type { Broken, TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { Case } from './twin';
import { twin } from './twin';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { TemplateFacts } from '../model/template-facts';
import { recordTtlRules } from '../records/record-rules';

const DNS_RECORD = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html';
const DNS_CONFIG = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsConfig.html';
const TYPES = ['A', 'AAAA', 'SRV', 'CNAME'];

function ttls({ cloudMapServices }: TemplateFacts): Array<Case<{ readonly ttlSeconds: number }>> {
  return cloudMapServices.flatMap(({ resource, properties }) => properties.at('DnsConfig', 'DnsRecords').items.flatMap((record) => {
    const ttl = record.at('TTL');
    return ttl.number === undefined ? [] : [{ facts: { ttlSeconds: ttl.number }, at: resource, property: ttl }];
  }));
}

function typeFaults({ recordTypes }: CloudMapServiceFacts): string[] {
  const others = recordTypes.filter((type) => type !== 'CNAME');
  const repeated = recordTypes.filter((type, index) => recordTypes.indexOf(type) !== index);
  return [
    ...recordTypes.filter((type) => !TYPES.includes(type)).map((type) => `A record is of type "${type}".`),
    ...recordTypes.includes('CNAME') && others.length > 0 ? [`The records are CNAME and ${others.join(' and ')}.`] : [],
    ...repeated.length > 0 ? [`There are several records of type ${[...new Set(repeated)].join(' and ')}.`] : [],
  ];
}

function routingFault({ recordTypes, properties }: CloudMapServiceFacts): string | undefined {
  const policy = properties.at('DnsConfig', 'RoutingPolicy').text;
  return policy === undefined ? undefined
    : !['MULTIVALUE', 'WEIGHTED'].includes(policy) ? `RoutingPolicy is "${policy}".`
      : policy === 'MULTIVALUE' && recordTypes.includes('CNAME') ? 'RoutingPolicy is MULTIVALUE, and the record is a CNAME.' : undefined;
}

/** A name that is found through the API only, and is given records or a type that has some. */
function recordsWithoutDns(service: CloudMapServiceFacts): Broken[] {
  const { namespace, properties } = service;
  const [dnsConfig, type] = [properties.at('DnsConfig'), properties.at('Type')];
  const why = namespace?.kind === 'HTTP' ? 'the namespace is of type HTTP' : type.text === 'HTTP' ? 'Type is HTTP' : undefined;
  // The CDK gives DnsConfig with the namespace alone to no service; AWS takes one without records for none.
  const hasRecords = dnsConfig.at('DnsRecords').items.length > 0;
  return why === undefined || !hasRecords ? [] : [brokenAt(service, `There are DnsRecords, and ${why}.`, dnsConfig, [namespace?.resource])];
}

/** The records of Cloud Map services. */
export const recordRules: readonly TemplateRule[] = [
  twin(recordTtlRules, {
    id: 'record-ttl',
    fix: 'Give each record a TTL in whole seconds, such as 10.',
    cases: ttls,
  }),
  {
    id: 'record-without-ttl',
    severity: 'error',
    why: 'A record of Cloud Map has a TTL, and AWS takes none by itself: CreateService refuses one without, and one that is no number.',
    fix: 'Give each record a TTL in whole seconds, such as 10.',
    link: DNS_RECORD,
    broken: eachService((service) => service.properties.at('DnsConfig', 'DnsRecords').items.map((record) => record.at('TTL'))
      .filter((ttl) => ttl.isAbsent || (ttl.text !== undefined && ttl.number === undefined))
      .map((ttl) => brokenAt(service, ttl.isAbsent ? 'There is no TTL.' : `TTL is "${ttl.text}".`, ttl))),
  },
  {
    id: 'record-types',
    severity: 'error',
    why: 'A name has A, AAAA and SRV records, one of each at most, or one CNAME: DNS has nothing beside a CNAME, and CreateService refuses anything else.',
    fix: 'Give a CNAME a name of its own, and each other type one entry in DnsRecords.',
    link: DNS_RECORD,
    broken: eachService((service) => typeFaults(service).map((got) => brokenAt(service, got, service.properties.at('DnsConfig', 'DnsRecords')))),
  },
  {
    id: 'records-missing',
    severity: 'error',
    why: 'DnsConfig describes records, and CloudFormation refuses one without.',
    fix: 'Give DnsConfig DnsRecords, or leave it out for a name that is found through the API only.',
    link: DNS_CONFIG,
    broken: eachService((service) => {
      const records = service.properties.at('DnsConfig', 'DnsRecords');
      const isEmpty = service.properties.at('DnsConfig').isThere && records.isWholeList && records.items.length === 0;
      return isEmpty ? [brokenAt(service, 'DnsConfig has no DnsRecords.', records)] : [];
    }),
  },
  {
    id: 'record-routing',
    severity: 'error',
    why: 'RoutingPolicy is MULTIVALUE or WEIGHTED, and a CNAME takes WEIGHTED only ("WEIGHTED routing policy must be used with DNS Record Type CNAME").',
    fix: 'Give RoutingPolicy: WEIGHTED for a CNAME.',
    link: DNS_RECORD,
    broken: eachService((service) => {
      const fault = routingFault(service);
      return fault === undefined ? [] : [brokenAt(service, fault, service.properties.at('DnsConfig', 'RoutingPolicy'))];
    }),
  },
  {
    id: 'records-in-http-namespace',
    severity: 'error',
    why: 'An HTTP namespace has no hosted zone, and a service of Type HTTP is found through the API only: neither can have DNS records.',
    fix: 'Leave DnsConfig out, or use a DNS namespace and no Type.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: eachService(recordsWithoutDns),
  },
  {
    id: 'long-ttl',
    severity: 'warning',
    why: 'ECS stops a task without waiting for the TTL of its records, so clients call tasks that are gone for as long.',
    fix: 'Give the records a TTL of 60 seconds or less, such as 10.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: eachService((service, facts) => facts.registrantsOf(service).length === 0 ? []
      : service.properties.at('DnsConfig', 'DnsRecords').items.map((record) => record.at('TTL'))
        .filter(({ number }) => number !== undefined && number > 60 && number <= 2147483647)
        .map((ttl) => brokenAt(service, `The TTL is ${ttl.number} seconds, and the tasks of an ECS service are registered.`, ttl))),
  },
];
