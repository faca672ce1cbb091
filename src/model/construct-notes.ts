import type { Acknowledgement } from './assembly';
import { listOf, objectOf, textOf } from './json';
import type { JsonObject } from './json';
import { RULE_PREFIX } from '../shared/rule';

/** What the metadata of an assembly says about constructs, beside their logical ids. */
export interface ConstructNotes {
  readonly acknowledgements: readonly Acknowledgement[];
  readonly told: ReadonlyMap<string, readonly string[]>;
  readonly traces: ReadonlyMap<string, readonly string[]>;
}

/** The metadata by which constructs of this library say which warnings they have told, or would have: a rule need not tell them again. */
export const TOLD = 'cdk-discoverable-service:told';

/** The metadata of the CDK's Validations.acknowledge(). */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** Where a construct was made: newer versions of the CDK say so in an entry of its own, older ones beside its logical id. */
const CREATION = 'aws:cdk:creationStack';

export function constructNotes(metadata: JsonObject): ConstructNotes {
  const entries = Object.entries(metadata).flatMap(([path, list]) => listOf(list).map(objectOf)
    .map(({ type, data, trace }) => ({ path: path.replace(/^\//, ''), type, data, trace })));
  return {
    acknowledgements: entries.filter(({ type }) => type === ACKNOWLEDGED).flatMap(({ path, data }) => Object.entries(objectOf(data))
      .filter(([id]) => id.startsWith(RULE_PREFIX))
      .map(([id, reason]) => ({ ruleId: id.slice(RULE_PREFIX.length), reason: textOf(reason) ?? '', path }))),
    told: new Map(entries.filter(({ type }) => type === TOLD).map(({ path, data }) => [path, listOf(data).map(String)])),
    traces: new Map(entries.flatMap(({ path, type, data, trace }): Array<[string, string[]]> => {
      const frames = listOf(type === CREATION ? data : type === 'aws:cdk:logicalId' ? trace : undefined).map(String);
      return frames.length > 0 ? [[path, frames]] : [];
    })),
  };
}
