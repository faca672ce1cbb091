import type { JsonObject } from './json';

/** Where a resource stands: enough to find it again, and to name it in a message. */
export interface ResourceId {
  /** The id of the stack, see `SynthesizedStack.id`. */
  readonly stack: string;
  readonly logicalId: string;
}

export interface Resource extends ResourceId {
  readonly type: string;
  readonly properties: JsonObject;
  /** The construct path, where the assembly tells it. */
  readonly path?: string;
}

export interface StackOutput {
  readonly value: unknown;
  /** The expression of the export's name; undefined where nothing is exported. */
  readonly exportName: unknown;
}

/** One template of a cloud assembly: a stack or a nested stack. */
export interface SynthesizedStack {
  /** The construct path where known, as the CDK CLI prints it; unique in the assembly. */
  readonly id: string;
  /** `aws://account/region`; exports are only seen within one. */
  readonly environment: string;
  /** Ids of the stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: ReadonlyMap<string, StackOutput>;
  /** The resource in the parent's template that is this stack; undefined for a stack of its own. */
  readonly nestedIn?: ResourceId;
  /** The nested stacks whose template is at hand: logical id to stack id. */
  readonly nested: ReadonlyMap<string, string>;
}

/** A synthesized cloud assembly (`cdk.out`) with the templates of its stages and nested stacks. */
export interface Assembly {
  readonly stacks: ReadonlyMap<string, SynthesizedStack>;
}

export function findResource(assembly: Assembly, id: ResourceId): Resource | undefined {
  return assembly.stacks.get(id.stack)?.resources.get(id.logicalId);
}

export function resourcesOfType(assembly: Assembly, ...types: readonly string[]): Resource[] {
  return [...assembly.stacks.values()]
    .flatMap(({ resources }) => [...resources.values()])
    .filter(({ type }) => types.includes(type));
}
