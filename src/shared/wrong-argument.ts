import { refuse } from './discovery-error';
import { findingsOf } from './rule';
import { wrongValueRules } from './wrong-value';

/**
 * Refuses what is no object in place of options: each of them would be left out, and its default taken. A construct and a duration are objects, and no options.
 *
 * @param call the factory, such as `DnsRecords.a()`
 * @param example the options that are given most often
 */
export function refuseUnnamed(call: string, options: unknown, example: string): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options) || isConstruct(options) || isDuration(options)) {
    refuseArgument(call, 'options', isDuration(options) ? 'a duration' : textOf(options), 'an object', example);
  }
}

/** Refuses what is no list: of a text, each letter would be an item. */
export function refuseNoList(call: string, name: string, list: unknown, example: string): void {
  if (!Array.isArray(list)) {
    refuseArgument(call, name, textOf(list), 'a list', example);
  }
}

/** Refuses what is no text. */
export function refuseNoText(call: string, name: string, text: unknown, example: string): void {
  if (typeof text !== 'string') {
    refuseArgument(call, name, textOf(text), 'a text', `'${example}'`);
  }
}

/** Refuses what is no number. */
export function refuseNoNumber(call: string, name: string, number: unknown, example: string): void {
  if (typeof number !== 'number') {
    refuseArgument(call, name, textOf(number), 'a number', example);
  }
}

/** Refuses what is no construct, such as the name of one. */
export function refuseNoConstruct(call: string, name: string, given: unknown, example = name): void {
  if (!isConstruct(given)) {
    refuseArgument(call, name, textOf(given), 'a construct', example);
  }
}

/** Refuses what no factory of this library has made. By what the library reads of it, because an app may have two copies of the library. */
export function refuseNoChoice(call: string, name: string, given: unknown, { type, holder, example }: Record<'type' | 'holder' | 'example', string>): void {
  if (typeof given !== 'object' || given === null || !(holder in given)) {
    refuseArgument(call, name, textOf(given), `a ${type}`, example);
  }
}

function refuseArgument(call: string, name: string, got: string, takes: string, example: string): void {
  refuse(call, findingsOf(wrongValueRules, [
    { name, got, takes, fix: `Call it with ${takes}, such as \`${call.replace('()', `(${example})`)}\`.` },
  ]));
}

/** By what it has, because rules that are listed without an app load no construct. */
function isConstruct(value: unknown): value is { readonly node: { readonly path: string } } {
  return typeof value === 'object' && value !== null && 'node' in value;
}

/** By what it can do, because an app may have two copies of the CDK. */
function isDuration(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'toSeconds' in value;
}

/** What was given, for messages. */
export function textOf(value: unknown): string {
  if (value === undefined) {
    return 'missing';
  }
  if (typeof value === 'string') {
    return `"${value}"`;
  }
  if (isConstruct(value)) {
    return value.node.path;
  }
  if (Array.isArray(value)) {
    return `[${value.map(textOf).join(', ')}]`;
  }
  return typeof value === 'function' ? 'a function' : typeof value === 'object' && value !== null ? 'an object' : String(value);
}
