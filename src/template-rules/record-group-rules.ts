import type { TemplateRule } from './template-rule';
import type { Case } from './twin';
import { twin } from './twin';
import { areTogether } from '../model/assembly';
import type { RecordSetFacts } from '../model/record-set-facts';
import { namespaceOfZone, recordSetsIn, zoneKeyOf } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';
import type { NamedRecords, RecordFacts } from '../plan/record-groups';
import { recordGroupRules as constructorRules } from '../rules/record-group-rules';

interface NamedGroup extends NamedRecords {
  readonly sets: readonly RecordSetFacts[];
}

/** The records of each name and zone that are surely there together. What is not known of a record leaves it out. */
function groupsIn(facts: TemplateFacts): NamedGroup[] {
  const byName = new Map<string, RecordSetFacts[]>();
  for (const record of facts.once(recordSetsIn)) {
    const zone = zoneKeyOf(record);
    if (zone !== undefined && record.name !== undefined && record.type !== undefined && record.policies !== undefined) {
      const key = JSON.stringify([zone, record.name]);
      const group = byName.get(key);
      if (!group) {
        byName.set(key, [record]);
      } else if (areTogether(group[0].resource, record.resource)) {
        group.push(record);
      }
    }
  }
  return [...byName.values()].map((sets) => ({
    name: sets[0].name!, zoneOfNamespace: namespaceOfZone(sets[0].hostedZone)?.logicalId, records: sets.map(factsOf), sets,
  }));
}

function factsOf({ resource, property, type, policies }: RecordSetFacts): RecordFacts {
  return {
    path: resource.logicalId,
    type: type!,
    policy: policies![0] ?? 'simple',
    setIdentifier: property.at('SetIdentifier').text,
    role: property.at('Failover').text,
    region: property.at('Region').text,
    ttl: property.at('TTL').text,
  };
}

/** One case for each type of a name, so that the resources named are those that meet. */
function cases(facts: TemplateFacts): Array<Case<NamedRecords>> {
  return facts.once(groupsIn).map(({ sets, ...group }) => {
    const last = sets[sets.length - 1];
    return { facts: group, at: last.resource, property: last.property, beside: sets.map(({ resource }) => resource) };
  });
}

const inRecords = (id: string, fix: string) => twin(constructorRules, { id, fix, cases });

/** What the records of one name must keep. */
export const recordGroupRules: readonly TemplateRule[] = [
  inRecords('publish-into-namespace', 'Put the record into a hosted zone of your own, or register an instance in the namespace.'),
  inRecords('publish-twice', 'Keep one of the records, or give all of one type a routing and a SetIdentifier.'),
  inRecords('publish-routing-mixed', 'Give all records of the name and type the same of Weight, Failover, Region, GeoLocation and MultiValueAnswer.'),
  inRecords('publish-identifier-twice', 'Give each record a SetIdentifier of its own.'),
  inRecords('publish-failover-twice', 'Make one of the two Failover: SECONDARY, or the other PRIMARY.'),
  inRecords('publish-region-twice', 'Give the second record of the Region another name, with Weight.'),
  inRecords('publish-weighted-ttl', 'Give all weighted records of the name and type the same TTL.'),
  inRecords('publish-too-many', 'Keep at most 100 records of a name and type.'),
];
