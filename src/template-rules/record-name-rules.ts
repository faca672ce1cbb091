import type { Broken, TemplateRule } from './template-rule';
import type { RecordSetFacts } from '../model/record-set-facts';
import { describeRecord, recordSetsIn } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';
import { isInZone, plainName } from '../shared/dns-name';

const LONGEST_NAME = 255;
const LONGEST_LABEL = 63;

/** The name of the zone of a record, where it is known. */
function zoneNameOf({ zone, property, resource }: RecordSetFacts, facts: TemplateFacts): string | undefined {
  const given = zone ? zone.properties.at('Name') : facts.as(resource).properties.at('HostedZoneName');
  return property.at('Name').text === undefined ? undefined : given.text;
}

function each(facts: TemplateFacts, judge: (record: RecordSetFacts, name: string, zone: string | undefined) => string | undefined): Broken[] {
  return facts.once(recordSetsIn).flatMap((record) => {
    const got = record.name === undefined ? undefined : judge(record, record.name, zoneNameOf(record, facts));
    return got === undefined ? [] : [{
      got, at: record.resource, property: record.property.at('Name'), beside: record.zone ? [record.zone.resource] : [],
    }];
  });
}

export const recordNameRules: readonly TemplateRule[] = [
  {
    id: 'publish-zone-name',
    severity: 'error',
    why: 'A record has the whole name, which ends with that of its zone. Route 53 refuses a name outside of the zone.',
    fix: 'Give the record a Name that ends with the name of the hosted zone.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html',
    broken: (facts) => each(facts, (record, name, zone) => zone === undefined || isInZone(name, zone) ? undefined
      : `${describeRecord(record)} does not end with "${plainName(zone)}", which its zone is named.`),
  },
  {
    id: 'publish-cname-at-apex',
    severity: 'error',
    why: 'The name of a zone has records of its own (NS and SOA), and DNS has no CNAME beside other records.',
    fix: 'Give the record another Name, or make it an alias of type A: that can have the name of the zone.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    broken: (facts) => each(facts, (record, name, zone) => record.type === 'CNAME' && zone !== undefined && name === plainName(zone)
      ? `${describeRecord(record)} has the name of its zone.` : undefined),
  },
  {
    id: 'publish-record-name',
    severity: 'error',
    why: 'A name in DNS has at most 255 characters, in labels of 1 to 63 between dots.',
    fix: 'Shorten the Name of the record.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html',
    broken: (facts) => each(facts, (_, name) => {
      const longest = name.split('.').reduce((most, label) => Math.max(most, label.length), 0);
      return name.length > LONGEST_NAME ? `The name "${name}" has ${name.length} characters.`
        : longest > LONGEST_LABEL ? `A label of "${name}" has ${longest} characters.`
          : name.split('.').some((label) => label === '') ? `A label of "${name}" is empty.` : undefined;
    }),
  },
];
