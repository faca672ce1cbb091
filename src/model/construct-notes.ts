import type { ConstructNotes } from './assembly';
import { listOf, objectOf, textOf } from './json';
import type { JsonObject } from './json';
import { IMPORTED, RULE_PREFIX, TOLD } from '../shared/rule';

/** The metadata of the CDK's annotations: what was told and not acknowledged. */
const WARNING = 'aws:cdk:warning';
const WARNING_ID = new RegExp(`\\[ack: ${RULE_PREFIX.slice(0, -1)}([\\w-]+)\\]`);

/** The metadata of the CDK's Validations.acknowledge(). */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** Where a construct was made: newer versions of the CDK say so in an entry of its own, older ones beside its logical id. */
const CREATION = 'aws:cdk:creationStack';
const LOGICAL_ID = 'aws:cdk:logicalId';

const TYPES: ReadonlySet<unknown> = new Set([WARNING, ACKNOWLEDGED, CREATION, TOLD, IMPORTED]);

interface Note {
  readonly path: string;
  readonly type: unknown;
  readonly data: unknown;
  readonly trace: unknown;
}

/** What the metadata of an assembly says about constructs, beside their logical ids. */
export function constructNotes(metadata: JsonObject): ConstructNotes {
  const notes = notesIn(metadata);
  const ofType = (asked: string) => notes.filter(({ type }) => type === asked);
  return {
    acknowledgements: ofType(ACKNOWLEDGED).flatMap(({ path, data }) => Object.entries(objectOf(data))
      .filter(([id]) => id.startsWith(RULE_PREFIX))
      .map(([id, reason]) => ({ ruleId: id.slice(RULE_PREFIX.length), reason: textOf(reason) ?? '', path }))),
    told: idsByPath(ofType(TOLD).map(({ path, data }) => [path, listOf(data).map(String)])),
    standing: idsByPath(ofType(WARNING).map(({ path, data }) => [path, WARNING_ID.exec(textOf(data) ?? '')?.slice(1) ?? []])),
    imported: ofType(IMPORTED).map(({ data }) => String(data)),
    traces: new Map(notes.flatMap(({ path, type, data, trace }): Array<[string, string[]]> => {
      const frames = listOf(type === CREATION ? data : type === LOGICAL_ID ? trace : undefined).map(String);
      return frames.length > 0 ? [[path, frames]] : [];
    })),
  };
}

/** Most entries say a logical id and nothing else, and a large app has tens of thousands of them. */
function notesIn(metadata: JsonObject): Note[] {
  const notes: Note[] = [];
  for (const key of Object.keys(metadata)) {
    for (const entry of listOf(metadata[key])) {
      const { type, data, trace } = objectOf(entry);
      if (TYPES.has(type) || trace !== undefined) {
        notes.push({ path: key.replace(/^\//, ''), type, data, trace });
      }
    }
  }
  return notes;
}

function idsByPath(notes: ReadonlyArray<readonly [path: string, ids: readonly string[]]>): Map<string, string[]> {
  const byPath = new Map<string, string[]>();
  for (const [path, ids] of notes) {
    byPath.set(path, [...byPath.get(path) ?? [], ...ids]);
  }
  return byPath;
}
