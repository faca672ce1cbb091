import type { CfnResource, TagManager } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { follow } from './follow';
import { isIdLocked } from './ids-once';
import { succeed } from './successors';

/** What the CDK keeps of a resource and has no other way to read. */
interface Kept {
  readonly cfnProperties: Readonly<Record<string, unknown>>;
  readonly rawOverrides: Readonly<Record<string, unknown>>;
  readonly _logicalIdOverride?: string;
}

const keptBy = (resource: CfnResource) => resource as unknown as Kept;

/** Defines a construct in the place where a resource was alone: whoever waits for that place, or sees it, means the construct. */
export function takePlace<T extends IConstruct>(place: Construct, define: () => T): T {
  place.node.scope!.node.tryRemoveChild(place.node.id);
  const construct = define();
  follow(place, construct);
  succeed(place, construct);
  return construct;
}

/**
 * Has a resource say what was said of another one, whose place it takes.
 *
 * Whoever refers to the other one still may: its logical id is the new one's.
 *
 * @param own the properties that the other one was made with: the new one says them in its own way
 */
export function takeOver(from: CfnResource & Tagged, to: CfnResource & Tagged, own: object): void {
  const { rawOverrides, cfnProperties: { tags: _rendered, ...properties }, _logicalIdOverride: logicalId } = keptBy(from);
  const isSaid = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(own, name));
  Object.entries(properties).filter(isSaid).forEach(([name, value]) => Reflect.set(to, name, value));
  copyTags(from.tags, to.tags);
  copyOverrides(rawOverrides, to);
  Object.assign(to.cfnOptions, from.cfnOptions);
  from.obtainDependencies().forEach((dependency) => to.addDependency(dependency as CfnResource));
  follow(from, to);
  succeed(from, to);
  if (logicalId !== undefined) {
    to.overrideLogicalId(logicalId);
  }
  // Where it is locked, it is the one that comes of the path, for both.
  if (isIdLocked(from)) {
    to._lockLogicalId();
  } else {
    from.overrideLogicalId(to.logicalId);
  }
  leadTo(from, to, Object.keys(properties));
}

interface Tagged {
  readonly tags: TagManager;
}

/** By which something is said of a resource. All other methods of that kind call these; some are newer than the oldest CDK that this library takes. */
const SAYING = [
  'addOverride', 'overrideLogicalId', 'addDependency', 'addResourceDependency', 'removeDependency', 'removeResourceDependency', 'obtainDependencies',
];

/** Whoever still has the resource that was, and says something of it, says it of the one in its place. */
function leadTo(from: CfnResource, to: CfnResource, properties: readonly string[]): void {
  for (const name of [...properties, 'tags', 'cfnOptions']) {
    Object.defineProperty(from, name, { get: () => Reflect.get(to, name) as unknown, set: (value) => Reflect.set(to, name, value) });
  }
  for (const name of SAYING.filter((method) => method in to)) {
    const say = Reflect.get(to, name) as (...said: unknown[]) => unknown;
    Object.defineProperty(from, name, { value: say.bind(to) });
  }
}

/** Beside those that the new one has of itself, each in its place. */
function copyOverrides(overrides: object, to: CfnResource, above = ''): void {
  for (const [key, value] of Object.entries(overrides) as [string, unknown][]) {
    const path = `${above}${key.replace(/\./g, '\\.')}`;
    if (isSection(value)) {
      copyOverrides(value, to, `${path}.`);
    } else {
      to.addOverride(path, value);
    }
  }
}

/** An object that other overrides may stand in; no token, and none that says that there is nothing. */
function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
    && Object.keys(value).length > 0;
}

/** Those that were taken away, too: they have a priority and no value. */
function copyTags(from: TagManager, to: TagManager): void {
  const { priorities } = from as unknown as { readonly priorities: ReadonlyMap<string, number> };
  const values = from.tagValues();
  priorities.forEach((priority, key) => key in values ? to.setTag(key, values[key], priority) : to.removeTag(key, priority));
}
