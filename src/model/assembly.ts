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
  /** The name of the condition under which it is made; undefined where it always is. */
  readonly condition?: string;
  /** The logical ids after which it is made, as far as `DependsOn` says so. */
  readonly dependsOn: readonly string[];
}

export interface StackOutput {
  readonly value: unknown;
  /** The expression of the export's name; undefined where nothing is exported. */
  readonly exportName: unknown;
}

/** What a user wrote down beside a construct: why a finding about it, or about what is below it, is all right. */
export interface Acknowledgement {
  /** The id of the rule, without the name of this library. */
  readonly ruleId: string;
  readonly reason: string;
  /** The construct path; empty for the whole app. */
  readonly path: string;
}

/** What is said about constructs beside their resources. It is asked for where something is found only. */
export interface ConstructNotes {
  readonly acknowledgements: readonly Acknowledgement[];
  /** Construct paths below which the warnings with these ids are a matter of the construct itself: it has told them, or they are meant. */
  readonly told: ReadonlyMap<string, readonly string[]>;
  /** Those of them that were told and that nobody has acknowledged. */
  readonly standing: ReadonlyMap<string, readonly string[]>;
  /** Names in full, such as `backend.shop.internal`, of services that the app imports: others register them. */
  readonly imported: readonly string[];
  /** Where in the user's program a construct was made, innermost first. */
  readonly traces: ReadonlyMap<string, readonly string[]>;
}

/** One template of a cloud assembly: a stack or a nested stack. */
export interface SynthesizedStack {
  /** The construct path where known, as the CDK CLI prints it; the path of a template that is alone. Unique in the assembly. */
  readonly id: string;
  /** The file of the template. */
  readonly file: string;
  /** What CloudFormation calls the stack, where that is known. */
  readonly name?: string;
  /** `aws://account/region`; exports are only seen within one. Empty where nothing is known. */
  readonly environment: string;
  readonly account?: string;
  readonly region?: string;
  /** Ids of the stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: ReadonlyMap<string, StackOutput>;
  /** The values of parameters that were given; those of a nested stack are what its parent passes. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Names of all parameters of the template, whether they have a value or not. */
  readonly parameterNames: ReadonlySet<string>;
  readonly conditions: JsonObject;
  readonly mappings: JsonObject;
  /** Whether stack-level tags are given to what is in it. */
  readonly isTagged: boolean;
  /** Whether all of its resources can be read: macros and nested stacks that are not at hand may make others. */
  readonly isWhole: boolean;
  readonly notes: () => ConstructNotes;
  /** The resource in the parent's template that is this stack; undefined for a stack of its own. */
  readonly nestedIn?: ResourceId;
  /** The nested stacks whose template is at hand: logical id to stack id. */
  readonly nested: ReadonlyMap<string, string>;
}

/** A synthesized cloud assembly (`cdk.out`) with the templates of its stages and nested stacks, or templates that people wrote. */
export interface Assembly {
  readonly stacks: ReadonlyMap<string, SynthesizedStack>;
}

const indexes = new WeakMap<Assembly, ReadonlyMap<string, readonly Resource[]>>();

export function findResource(assembly: Assembly, id: ResourceId): Resource | undefined {
  return assembly.stacks.get(id.stack)?.resources.get(id.logicalId);
}

export function resourcesOfType(assembly: Assembly, ...types: readonly string[]): readonly Resource[] {
  const index = byType(assembly);
  return types.length === 1 ? index.get(types[0]) ?? [] : types.flatMap((type) => index.get(type) ?? []);
}

/** The types of resources that are there. */
export function typesIn(assembly: Assembly): readonly string[] {
  return [...byType(assembly).keys()];
}

function byType(assembly: Assembly): ReadonlyMap<string, readonly Resource[]> {
  const index = indexes.get(assembly) ?? indexOf(assembly);
  indexes.set(assembly, index);
  return index;
}

/** Rules ask for types many times, and an assembly may have tens of thousands of resources. */
function indexOf({ stacks }: Assembly): Map<string, Resource[]> {
  const index = new Map<string, Resource[]>();
  for (const { resources } of stacks.values()) {
    for (const resource of resources.values()) {
      const sameType = index.get(resource.type);
      if (sameType) {
        sameType.push(resource);
      } else {
        index.set(resource.type, [resource]);
      }
    }
  }
  return index;
}

/** Whether two resources are surely there together. Two conditions may exclude each other, so they only are where they share one. */
export function areTogether(one: Resource, other: Resource): boolean {
  return one.condition === other.condition && (one.condition === undefined || one.stack === other.stack);
}
