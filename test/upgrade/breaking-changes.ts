import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import type { ExampleState, Resource } from './released-state';

const REPLACES: readonly ResourceImpact[] = [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE];

const pathsOf = (resources: Readonly<Record<string, Resource>>) =>
  Object.values(resources).map(({ Metadata }) => Metadata?.['aws:cdk:path']).filter((path) => typeof path === 'string');

/** What an update from one state of an example to another breaks, as `replaced: resource example/stack/id`. */
export function breakingChanges(example: string, before: ExampleState, after: ExampleState): string[] {
  return Object.entries(before).flatMap(([stack, old]) => {
    const now = after[stack] ?? {};
    const gone = Object.keys(old).filter((id) => now[id]?.Type !== old[id].Type).map((id) => `gone: resource ${example}/${stack}/${id}`);
    const paths = new Set(pathsOf(now));
    const lost = pathsOf(old).filter((path) => !paths.has(path)).map((path) => `gone: construct ${example}/${path}`);
    return [
      ...gone, ...lost,
      ...replaced(old, now).map((id) => `replaced: resource ${example}/${stack}/${id}`),
      ...refused(old, now).map((id) => `refused: resource ${example}/${stack}/${id}`),
    ];
  }).sort();
}

function replaced(old: Readonly<Record<string, Resource>>, now: Readonly<Record<string, Resource>>): string[] {
  const found: string[] = [];
  fullDiff({ Resources: structuredClone(old) }, { Resources: structuredClone(now) }).resources.forEachDifference((id, { changeImpact }) => {
    if (now[id]?.Type === old[id]?.Type && REPLACES.includes(changeImpact)) {
      found.push(id);
    }
  });
  return found;
}

/** What CloudFormation tries in place and cannot be had: the API of Cloud Map changes neither types of records nor the routing policy, and tasks leave a name that is still there. */
function refused(old: Readonly<Record<string, Resource>>, now: Readonly<Record<string, Resource>>): string[] {
  return Object.keys(old).filter((id) => now[id]?.Type === old[id].Type
    && (fixedOf(old[id]) !== fixedOf(now[id]) || (isRegistered(old[id]) && !isRegistered(now[id]))));
}

function fixedOf({ Type, Properties = {} }: Resource): string | undefined {
  const { DnsConfig } = Properties as { DnsConfig?: { DnsRecords: Array<{ Type: string }>; RoutingPolicy?: string } };
  return Type === 'AWS::ServiceDiscovery::Service' && DnsConfig
    ? JSON.stringify([DnsConfig.DnsRecords.map((record) => record.Type).sort(), DnsConfig.RoutingPolicy ?? 'MULTIVALUE']) : undefined;
}

function isRegistered({ Properties = {} }: Resource): boolean {
  const { ServiceRegistries } = Properties as { ServiceRegistries?: unknown[] };
  return (ServiceRegistries ?? []).length > 0;
}

export function lostIds(before: readonly string[], after: readonly string[]): string[] {
  const now = new Set(after);
  return before.filter((id) => !now.has(id)).map((id) => `gone: ${id}`);
}
