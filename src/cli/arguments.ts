import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { WrongUsage } from './wrong-usage';
import { messageOf } from '../model/json';
import { didYouMean } from '../shared/nearest';

export function refuse(problem: string): never {
  throw new WrongUsage(problem);
}

interface Config<T extends NonNullable<ParseArgsConfig['options']>> {
  readonly args: string[];
  readonly options: T;
  readonly allowPositionals: true;
}

type Arguments<T extends NonNullable<ParseArgsConfig['options']>> = ReturnType<typeof parseArgs<Config<T>>>;

/** What stands on a command line behind the name of the command. */
export function argumentsOf<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T): Arguments<T> {
  try {
    return parseArgs<Config<T>>({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    return refuse(unknownOption(messageOf(error), Object.keys(options)) ?? messageOf(error).split('\n')[0]);
  }
}

/** Node.js tells how an argument that begins with a dash is written; most often an option was meant. */
function unknownOption(message: string, names: readonly string[]): string | undefined {
  const option = /^Unknown option '([^']+)'/.exec(message)?.[1];
  return option && `Unknown option ${option}${didYouMean(option, names.map((name) => `--${name}`))}`;
}

/** Of `--parameter Name=Value`. */
export function readParameters(texts: readonly string[] = []): ReadonlyMap<string, string> {
  return new Map(texts.map((text) => readPair(text, `--parameter is "${text}", and takes Name=Value`)));
}

/** What stands before the first `=`, and behind it. */
export function readPair(text: string, problem: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  return name === undefined ? refuse(problem) : [name, value];
}
