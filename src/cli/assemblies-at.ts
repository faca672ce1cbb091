import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Assembly } from '../model/assembly';
import type { GivenParameters } from '../model/read-assembly';
import { isDirectory, readAssembly, readTemplates } from '../model/read-assembly';
import { UnusableInput } from '../model/unusable-input';

/** Most often the folder of the app was meant, or the CDK wrote nothing. */
function assemblyAt(directory: string, parameters: GivenParameters): Assembly {
  if (!existsSync(join(directory, 'manifest.json'))) {
    const below = join(directory, 'cdk.out');
    throw new UnusableInput(`${directory} is not a cloud assembly: it has no manifest.json${isDirectory(below) ? `; did you mean ${below}?` : '. Did `cdk synth` fail? Run it first'}`);
  }
  return readAssembly(directory, { parameters });
}

/** Each directory is an assembly; templates that are given one by one are deployed beside each other. */
export function assembliesAt(paths: readonly string[], parameters: GivenParameters): Assembly[] {
  const isFirst = (path: string, index: number) => paths.findIndex((other) => resolve(other) === resolve(path)) === index;
  const templates = paths.filter(isFirst).filter((path) => !isDirectory(path));
  return [
    ...paths.filter(isFirst).filter(isDirectory).map((directory) => assemblyAt(directory, parameters)),
    ...templates.length > 0 ? [readTemplates(templates, { parameters })] : [],
  ];
}
