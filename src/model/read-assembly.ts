import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, basename, join } from 'node:path';
import type { Acknowledgement, Assembly, ConstructNotes, SynthesizedStack } from './assembly';
import { conditionIn } from './conditions';
import { constructNotes } from './construct-notes';
import { constructPaths } from './construct-paths';
import { listOf, objectOf, readJson, textOf } from './json';
import type { JsonObject } from './json';
import { parseJsonOrYaml } from './parse-json-or-yaml';
import { readOnce } from './read-once';
import { readTemplate } from './read-template';
import { scopeIn } from './resolve-value';
import { UnusableInput } from './unusable-input';
import { RULE_PREFIX } from '../shared/rule';

/** Values of parameters that were given by hand. */
export type GivenParameters = ReadonlyMap<string, string>;

export interface ReadOptions {
  readonly parameters?: GivenParameters;
  /** Whether parameters that are not given have their defaults: a deployment may choose others, so rules do not take them. */
  readonly takesDefaults?: boolean;
  /** What was acknowledged above all stacks, where the caller knows it. */
  readonly acknowledgements?: () => readonly Acknowledgement[];
  /** Whether the CDK has just written it, so that its metadata can be read where something is found; else it is read at once, and refused where it cannot be. */
  readonly isFresh?: boolean;
}

type Reading = Required<Pick<ReadOptions, 'parameters' | 'takesDefaults' | 'isFresh'>>;

/**
 * Reads the cloud assembly in a directory (`cdk.out`).
 *
 * Only what has been in the manifest since its first version is needed, so its version is not looked at.
 */
export function readAssembly(directory: string, options: ReadOptions = {}): Assembly {
  const { parameters = new Map(), takesDefaults = false, acknowledgements = () => [], isFresh = false } = options;
  if (!existsSync(join(directory, 'manifest.json'))) {
    throw new UnusableInput(`${directory} is not a cloud assembly: it has no manifest.json`);
  }
  const above = readOnce(() => [...readReport(directory), ...acknowledgements()]);
  if (!isFresh) {
    above();
  }
  const stacks = readStacks(directory, { parameters, takesDefaults, isFresh }, []);
  return assemblyOf(stacks.map((stack) => ({ ...stack, notes: () => withAbove(stack.notes(), above()) })));
}

function withAbove(notes: ConstructNotes, above: readonly Acknowledgement[]): ConstructNotes {
  return { ...notes, acknowledgements: [...notes.acknowledgements, ...above] };
}

/** Templates that people wrote, as stacks of one place: each is called by its path as given. */
export function readTemplates(files: readonly string[], { parameters = new Map(), takesDefaults = false }: ReadOptions = {}): Assembly {
  return assemblyOf(files.flatMap((file) => {
    if (Object.keys(objectOf(parseJsonOrYaml(file).Resources)).length === 0) {
      throw new UnusableInput(`${file} is no CloudFormation template: it has no map of Resources`);
    }
    return readTemplate({
      directory: dirname(file),
      file: basename(file),
      paths: () => undefined,
      assetFiles: new Map(),
      parameters,
      takesDefaults,
      stack: { id: file, environment: '', dependencies: [], isTagged: false, notes: () => constructNotes({}) },
    });
  }));
}

export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Without the resources whose condition surely does not hold. */
function assemblyOf(stacks: readonly SynthesizedStack[]): Assembly {
  const all: Assembly = { stacks: new Map(stacks.map((stack) => [stack.id, stack])) };
  return { stacks: new Map(stacks.map((stack) => [stack.id, { ...stack, resources: made(all, stack) }])) };
}

function made(assembly: Assembly, { id, resources }: SynthesizedStack): SynthesizedStack['resources'] {
  const scope = scopeIn(assembly, id);
  const isMade = (condition: string | undefined) => condition === undefined || !scope || conditionIn(scope, { Condition: condition }) !== false;
  const left = [...resources].filter(([, { condition }]) => isMade(condition));
  return left.length === resources.size ? resources : new Map(left);
}

function readStacks(directory: string, reading: Reading, above: readonly string[]): SynthesizedStack[] {
  const real = realpathSync(directory);
  if (above.includes(real)) {
    throw new UnusableInput(`${directory} is an assembly in itself`);
  }
  const artifacts = objectOf(readJson(join(directory, 'manifest.json')).artifacts);
  return Object.entries(artifacts).flatMap(([artifactId, body]) => {
    const artifact = objectOf(body);
    switch (artifact.type) {
      case 'aws:cloudformation:stack': return readStack(directory, reading, artifacts, artifactId);
      case 'cdk:cloud-assembly':
        return readStacks(join(directory, textOf(objectOf(artifact.properties).directoryName) ?? artifactId), reading, [...above, real]);
      default: return [];
    }
  });
}

function readStack(directory: string, reading: Reading, artifacts: JsonObject, artifactId: string): SynthesizedStack[] {
  const { parameters, takesDefaults, isFresh } = reading;
  const artifact = objectOf(artifacts[artifactId]);
  const properties = objectOf(artifact.properties);
  const id = stackId(artifacts, artifactId);
  const dependencies = listOf(artifact.dependencies).map(String);
  const isStack = (dependency: string) => objectOf(artifacts[dependency]).type === 'aws:cloudformation:stack';
  const metadata = readOnce(() => readMetadata(directory, artifact));
  if (!isFresh) {
    metadata();
  }
  return readTemplate({
    directory,
    file: textOf(properties.templateFile) ?? '',
    paths: constructPaths(id, metadata),
    assetFiles: new Map(dependencies.flatMap((dependency) => readAssetFiles(directory, objectOf(artifacts[dependency])))),
    parameters: new Map<string, unknown>([...Object.entries(objectOf(properties.parameters)), ...parameters]),
    takesDefaults,
    stack: {
      id,
      name: textOf(properties.stackName) ?? artifactId,
      environment: textOf(artifact.environment) ?? '',
      ...placeOf(textOf(artifact.environment)),
      dependencies: dependencies.filter(isStack).map((dependency) => stackId(artifacts, dependency)),
      isTagged: Object.keys(objectOf(properties.tags)).length > 0,
      notes: readOnce(() => constructNotes(metadata())),
    },
  });
}

/** `aws://unknown-account/unknown-region` is what the CDK writes where the deployer chooses. */
function placeOf(environment = ''): Pick<SynthesizedStack, 'account' | 'region'> {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  const known = (part: string | undefined) => part?.startsWith('unknown-') ? undefined : part;
  return { account: known(account), region: known(region) };
}

function stackId(artifacts: JsonObject, artifactId: string): string {
  return textOf(objectOf(artifacts[artifactId]).displayName) ?? artifactId;
}

/** Newer versions of the CDK write the metadata to a file of its own. */
function readMetadata(directory: string, artifact: JsonObject): JsonObject {
  const file = textOf(artifact.additionalMetadataFile);
  const own = objectOf(artifact.metadata);
  const others = file === undefined ? {} : readJson(join(directory, file));
  // A large app has tens of thousands of entries, in one of both.
  return Object.keys(own).length === 0 ? others : { ...own, ...others };
}

/** What was acknowledged above all stacks stands in no metadata of a stack, but in the report of what was found at synth. */
function readReport(directory: string): Acknowledgement[] {
  const file = join(directory, 'validation-report.json');
  return listOf(existsSync(file) ? readJson(file).pluginReports : []).map(objectOf)
    .flatMap(({ suppressedViolations }) => listOf(suppressedViolations).map(objectOf))
    .flatMap(({ acknowledgedId, reason, acknowledgedAt }) => textOf(acknowledgedId)?.startsWith(RULE_PREFIX)
      ? [{ ruleId: String(acknowledgedId).slice(RULE_PREFIX.length), reason: textOf(reason) ?? '', path: textOf(acknowledgedAt) ?? '' }] : []);
}

function readAssetFiles(directory: string, artifact: JsonObject): [objectKey: string, file: string][] {
  const manifest = textOf(objectOf(artifact.properties).file);
  if (artifact.type !== 'cdk:asset-manifest' || manifest === undefined) {
    return [];
  }
  return Object.values(objectOf(readJson(join(directory, manifest)).files)).map(objectOf).flatMap(({ source, destinations }) => {
    const file = textOf(objectOf(source).path);
    return Object.values(objectOf(destinations)).flatMap((destination): [string, string][] => {
      const objectKey = textOf(objectOf(destination).objectKey);
      return file === undefined || objectKey === undefined ? [] : [[objectKey, file]];
    });
  });
}
