import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';

const TYPES = ['A', 'AAAA', 'SRV', 'CNAME'];
const POLICIES = ['MULTIVALUE', 'WEIGHTED'];
const MAX_SECONDS = 2_147_483_647;

/** How long clients may call a stopped task, in seconds, before it is told. */
const LONG_TTL = 60;

function recordsOf({ properties }: CloudMapServiceFacts): Property {
  return properties.at('DnsConfig', 'DnsRecords');
}

/** Why a service has no records, as a part of a sentence. */
function noDnsOf({ namespace, properties }: CloudMapServiceFacts): string | undefined {
  return namespace?.kind === 'HTTP' ? `its namespace ${namespace.resource.logicalId} is an HTTP namespace`
    : properties.at('Type').text === 'HTTP' ? 'its Type is HTTP' : undefined;
}

function recordsWithoutDns({ cloudMapServices }: TemplateFacts): Broken[] {
  return brokenIn(cloudMapServices, (service) => {
    const reason = noDnsOf(service);
    const property = service.properties.at('DnsConfig');
    return reason === undefined || !property.isThere ? [] : [{
      got: `${service.resource.logicalId} has a DnsConfig, and ${reason}.`,
      at: service.resource,
      property,
      beside: service.namespace ? [service.namespace.resource] : [],
    }];
  });
}

/** What is wrong with the types of the records, as a sentence. */
function typesFault({ resource, properties, recordTypes, hasAllRecordTypes }: CloudMapServiceFacts, records: Property): string | undefined {
  const unknown = recordTypes.find((type) => !TYPES.includes(type));
  const twice = recordTypes.find((type, index) => recordTypes.indexOf(type) !== index);
  if (properties.at('DnsConfig').isThere && (records.isAbsent || (hasAllRecordTypes && records.items.length === 0))) {
    return `${resource.logicalId} has a DnsConfig without DnsRecords.`;
  }
  if (records.items.some((record) => record.at('Type').isAbsent)) {
    return `${resource.logicalId} has a record without a Type.`;
  }
  return unknown !== undefined ? `${resource.logicalId} has a record of type "${unknown}".`
    : twice !== undefined ? `${resource.logicalId} has two records of type ${twice}.`
      : recordTypes.includes('CNAME') && recordTypes.length > 1 ? `${resource.logicalId} has the records ${recordTypes.join(' and ')}.` : undefined;
}

function wrongTypes({ cloudMapServices }: TemplateFacts): Broken[] {
  return brokenIn(cloudMapServices.filter((service) => noDnsOf(service) === undefined), (service) => {
    const property = recordsOf(service);
    const got = typesFault(service, property);
    return got === undefined ? [] : [{ got, at: service.resource, property }];
  });
}

function wrongTtls({ cloudMapServices }: TemplateFacts): Broken[] {
  return brokenIn(cloudMapServices, (service) => brokenIn(recordsOf(service).items, (record) => {
    const property = record.at('TTL');
    const { text, number, isAbsent } = property;
    if (isAbsent) {
      return [{ got: `${service.resource.logicalId} has a record without a TTL.`, at: service.resource, property }];
    }
    return text === undefined || (number !== undefined && Number.isInteger(number) && number >= 0 && number <= MAX_SECONDS) ? []
      : [{ got: `${service.resource.logicalId} has a record with a TTL of ${text} seconds.`, at: service.resource, property }];
  }));
}

function longTtls(facts: TemplateFacts): Broken[] {
  return brokenIn(facts.cloudMapServices, (service) => {
    const property = recordsOf(service).items.map((record) => record.at('TTL')).find(({ number }) => number !== undefined && number > LONG_TTL);
    const registrants = property === undefined ? [] : facts.registrantsOf(service).map(({ resource }) => resource);
    return property === undefined || registrants.length === 0 ? [] : [{
      got: `${service.resource.logicalId} has a record with a TTL of ${property.text} seconds, and ${registrants[0].logicalId} registers tasks in it.`,
      at: service.resource,
      property,
      beside: registrants,
    }];
  });
}

function wrongPolicies({ cloudMapServices }: TemplateFacts): Broken[] {
  return brokenIn(cloudMapServices, ({ resource, properties, recordTypes }) => {
    const property = properties.at('DnsConfig', 'RoutingPolicy');
    const { text, isAbsent } = property;
    if (text !== undefined && !POLICIES.includes(text)) {
      return [{ got: `${resource.logicalId} has the RoutingPolicy "${text}".`, at: resource, property }];
    }
    return recordTypes.includes('CNAME') && (isAbsent || text === 'MULTIVALUE')
      ? [{ got: `${resource.logicalId} has a CNAME record and ${isAbsent ? 'no RoutingPolicy' : `the RoutingPolicy ${text}`}.`, at: resource, property }] : [];
  });
}

function hostNamesOfTasks(facts: TemplateFacts): Broken[] {
  return brokenIn(facts.cloudMapServices, (service) => {
    const registrants = service.recordTypes.includes('CNAME') ? facts.registrantsOf(service).map(({ resource }) => resource) : [];
    return registrants.length === 0 ? [] : [{
      got: `${service.resource.logicalId} has a CNAME record, and ${registrants[0].logicalId} registers tasks in it.`,
      at: service.resource,
      property: recordsOf(service),
      beside: registrants,
    }];
  });
}

export const discoveryRecordRules: readonly TemplateRule[] = [
  {
    id: 'records-in-http-namespace',
    severity: 'error',
    why: 'An HTTP namespace has no hosted zone, and a service of Type HTTP has no records in one: '
      + 'CreateService refuses a DnsConfig there ("When you specify an HTTP service, you can\'t include a DnsConfig element").',
    fix: 'Leave DnsConfig out (and Type, for a service with records), or use a PrivateDnsNamespace.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: recordsWithoutDns,
  },
  {
    id: 'record-types',
    severity: 'error',
    why: 'A DnsConfig has records of the types A, AAAA and SRV, each of them once, or one record of type CNAME. DNS has nothing else beside a CNAME.',
    fix: 'Set DnsRecords to one record of each type that the instances can fill, such as { Type: A, TTL: 10 }.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html',
    broken: wrongTypes,
  },
  {
    id: 'record-ttl',
    severity: 'error',
    why: 'A record has a TTL, a whole number of seconds from 0 to 2147483647; Cloud Map refuses anything else.',
    fix: 'Set TTL to a whole number of seconds, such as 10.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html',
    broken: wrongTtls,
  },
  {
    id: 'long-ttl',
    severity: 'warning',
    why: 'ECS stops a task without waiting for the TTL of its records, so clients call a stopped task for as long as the TTL lasts.',
    fix: 'Set TTL to 60 seconds or less, such as 10.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html',
    broken: longTtls,
  },
  {
    id: 'discovery-routing-policy',
    severity: 'error',
    why: 'Cloud Map routes by MULTIVALUE or WEIGHTED, and host names by WEIGHTED only ("WEIGHTED routing policy must be used with DNS Record Type CNAME").',
    fix: 'Set RoutingPolicy to WEIGHTED for a CNAME record or for aliases, and to MULTIVALUE or WEIGHTED for others.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsConfig.html',
    broken: wrongPolicies,
  },
  {
    id: 'host-name-of-tasks',
    severity: 'error',
    why: 'ECS registers tasks by their addresses and ports. It has no host name for a CNAME record, so no task can be registered, and none gets past ACTIVATING.',
    fix: 'Set DnsRecords to a record of type A (tasks in awsvpc mode) or SRV.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: hostNamesOfTasks,
  },
];
