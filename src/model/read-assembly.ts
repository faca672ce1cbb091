import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly, SynthesizedStack } from './assembly';
import { constructPaths } from './construct-paths';
import { listOf, objectOf, readJson, textOf } from './json';
import type { JsonObject } from './json';
import { readTemplate } from './read-template';

/**
 * Reads the cloud assembly in a directory (`cdk.out`).
 *
 * Only what has been in the manifest since its first version is needed, so its version is not looked at.
 */
export function readAssembly(directory: string): Assembly {
  if (!existsSync(join(directory, 'manifest.json'))) {
    throw new Error(`${directory} is not a cloud assembly: it has no manifest.json`);
  }
  return { stacks: new Map(readStacks(directory).map((stack) => [stack.id, stack])) };
}

function readStacks(directory: string): SynthesizedStack[] {
  const artifacts = objectOf(readJson(join(directory, 'manifest.json')).artifacts);
  return Object.entries(artifacts).flatMap(([artifactId, body]) => {
    const artifact = objectOf(body);
    switch (artifact.type) {
      case 'aws:cloudformation:stack': return readStack(directory, artifacts, artifactId);
      case 'cdk:cloud-assembly': return readStacks(join(directory, textOf(objectOf(artifact.properties).directoryName) ?? artifactId));
      default: return [];
    }
  });
}

function readStack(directory: string, artifacts: JsonObject, artifactId: string): SynthesizedStack[] {
  const artifact = objectOf(artifacts[artifactId]);
  const id = stackId(artifacts, artifactId);
  const dependencies = listOf(artifact.dependencies).map(String);
  const isStack = (dependency: string) => objectOf(artifacts[dependency]).type === 'aws:cloudformation:stack';
  return readTemplate({
    directory,
    file: textOf(objectOf(artifact.properties).templateFile) ?? '',
    paths: constructPaths(id, readMetadata(directory, artifact)),
    assetFiles: new Map(dependencies.flatMap((dependency) => readAssetFiles(directory, objectOf(artifacts[dependency])))),
    stack: {
      id,
      environment: textOf(artifact.environment) ?? '',
      dependencies: dependencies.filter(isStack).map((dependency) => stackId(artifacts, dependency)),
    },
  });
}

function stackId(artifacts: JsonObject, artifactId: string): string {
  return textOf(objectOf(artifacts[artifactId]).displayName) ?? artifactId;
}

/** Newer versions of the CDK write the metadata to a file of its own. */
function readMetadata(directory: string, artifact: JsonObject): JsonObject {
  const file = textOf(artifact.additionalMetadataFile);
  return { ...objectOf(artifact.metadata), ...(file === undefined ? {} : readJson(join(directory, file))) };
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
