import type { CfnResource, TagManager } from 'aws-cdk-lib';
import { Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What the CDK keeps of a resource and has no other way to read. */
interface Kept {
  readonly cfnProperties: Readonly<Record<string, unknown>>;
  readonly rawOverrides: Readonly<Record<string, unknown>>;
  readonly _logicalIdOverride?: string;
  /** Whether another stack names the logical id already: then it is the one that comes of the path, for both. */
  readonly _logicalIdLocked?: boolean;
}

const keptBy = (resource: CfnResource) => resource as unknown as Kept;

/** Each resource has its own: the metadata that names its logical id. */
const LOGICAL_ID = 'aws:cdk:logicalId';

/** Has a construct wait for what another one waited for, tell what it told, and be seen by who saw it. */
export function follow(from: IConstruct, to: IConstruct): void {
  to.node.addDependency(...from.node.dependencies);
  from.node.metadata.filter(({ type }) => type !== LOGICAL_ID).forEach(({ type, data }) => to.node.addMetadata(type, data));
  Aspects.of(from).applied.forEach(({ aspect, priority }) => Aspects.of(to).add(aspect, { priority }));
}

/**
 * Has a resource say what was said of another one, whose place it takes.
 *
 * Whoever refers to the other one still may: its logical id is the new one's.
 *
 * @param own the properties that the other one had by itself: the new one says them in its own way
 */
export function takeOver(from: CfnResource & Tagged, to: CfnResource & Tagged, own: object): void {
  const { rawOverrides, cfnProperties: { tags: _rendered, ...properties }, _logicalIdOverride: logicalId, _logicalIdLocked: isLocked } = keptBy(from);
  Object.entries(properties).filter(([name, value]) => value !== Reflect.get(own, name)).forEach(([name, value]) => Reflect.set(to, name, value));
  Object.entries(from.tags.tagValues()).forEach(([key, value]) => to.tags.setTag(key, value));
  Object.entries(rawOverrides).forEach(([section, content]) => to.addOverride(section, content));
  Object.assign(to.cfnOptions, from.cfnOptions);
  from.obtainDependencies().forEach((dependency) => to.addDependency(dependency as CfnResource));
  follow(from, to);
  if (logicalId !== undefined) {
    to.overrideLogicalId(logicalId);
  }
  if (!isLocked) {
    from.overrideLogicalId(to.logicalId);
  }
}

interface Tagged {
  readonly tags: TagManager;
}
