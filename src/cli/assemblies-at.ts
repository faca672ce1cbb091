import { resolve } from 'node:path';
import type { Assembly } from '../model/assembly';
import type { GivenParameters } from '../model/read-assembly';
import { isDirectory, readAssembly, readTemplates } from '../model/read-assembly';

/** Each directory is an assembly; templates that are given one by one are deployed beside each other. */
export function assembliesAt(paths: readonly string[], parameters: GivenParameters): Assembly[] {
  const isFirst = (path: string, index: number) => paths.findIndex((other) => resolve(other) === resolve(path)) === index;
  const templates = paths.filter(isFirst).filter((path) => !isDirectory(path));
  return [
    ...paths.filter(isFirst).filter(isDirectory).map((directory) => readAssembly(directory, { parameters })),
    ...templates.length > 0 ? [readTemplates(templates, { parameters })] : [],
  ];
}
