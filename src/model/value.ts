import type { ResourceId } from './assembly';

export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}

/** An attribute of a resource; `Ref` stands for what `Ref` returns. */
export interface Reference extends ResourceId {
  readonly kind: 'reference';
  readonly attribute: string;
}

/** A list or an object of a template, whose parts are expressions themselves. */
export interface Structure {
  readonly kind: 'structure';
  readonly stack: string;
  readonly body: readonly unknown[] | { readonly [key: string]: unknown };
}

/** Nothing stands there: not given, or `AWS::NoValue`. */
export interface Absent {
  readonly kind: 'absent';
}

export interface Unknown {
  readonly kind: 'unknown';
}

/** What an expression in a template comes to, as far as that can be told before the deployment. */
export type Value = Literal | Reference | Structure | Absent | Unknown;

export const ABSENT: Absent = { kind: 'absent' };
export const UNKNOWN: Unknown = { kind: 'unknown' };

export function literalOf(value: Value): string | undefined {
  return value.kind === 'literal' ? String(value.value) : undefined;
}

export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
