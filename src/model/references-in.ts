import { listOf } from './json';
import type { JsonObject } from './json';

/** What a part of a template asks of a resource; no attribute where it is a Ref. */
export interface Asked {
  readonly logicalId: string;
  readonly attribute?: string;
}

const IN_TEXT = /\$\{([A-Za-z0-9]+)(?:\.([A-Za-z.]+))?\}/g;

/** All that a part of a template refers to, however deep it stands. Names of parameters and pseudo parameters are among them. */
export function referencesIn(part: unknown): Asked[] {
  const found: Asked[] = [];
  addReferences(part, found);
  return found;
}

function addReferences(part: unknown, found: Asked[]): void {
  if (Array.isArray(part)) {
    for (const item of part) {
      addReferences(item, found);
    }
  } else if (typeof part === 'object' && part !== null) {
    for (const key of Object.keys(part)) {
      const value = (part as JsonObject)[key];
      if (key === 'Ref' || key.startsWith('Fn::')) {
        addAsked(key, value, found);
      }
      if (typeof value === 'object') {
        addReferences(value, found);
      }
    }
  }
}

function addAsked(key: string, value: unknown, found: Asked[]): void {
  if (key === 'Ref') {
    if (typeof value === 'string') {
      found.push({ logicalId: value });
    }
  } else if (key === 'Fn::Sub') {
    const text = Array.isArray(value) ? listOf(value)[0] : value;
    found.push(...typeof text === 'string' ? [...text.matchAll(IN_TEXT)].map(([, logicalId, attribute]) => ({ logicalId, attribute })) : []);
  } else if (key === 'Fn::GetAtt') {
    const [logicalId, attribute] = typeof value === 'string' ? value.split(/\.(.*)/) : listOf(value);
    if (typeof logicalId === 'string' && typeof attribute === 'string') {
      found.push({ logicalId, attribute });
    }
  }
}
