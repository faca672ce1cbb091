import type { Resource } from './assembly';
import { listOf, objectOf, textOf } from './json';
import type { TemplateFacts } from './template-facts';

/** The logical ids that an expression refers to. */
function idsIn(expression: unknown): string[] {
  if (Array.isArray(expression)) {
    return expression.flatMap(idsIn);
  }
  return Object.entries(objectOf(expression)).flatMap(([key, value]) => key === 'Ref' ? [textOf(value) ?? '']
    : key === 'Fn::GetAtt' ? [(textOf(value) ?? textOf(listOf(value)[0]) ?? '').split('.')[0]]
      : key === 'Fn::Sub' ? [...idsInText(textOf(value) ?? textOf(listOf(value)[0]) ?? ''), ...idsIn(value)] : idsIn(value));
}

function idsInText(text: string): string[] {
  return [...text.matchAll(/\$\{([^!}.][^}.]*)[^}]*\}/g)].map(([, id]) => id.trim());
}

/** Whether CloudFormation makes one of some resources of a stack before another, by whatever way of `DependsOn` and references. */
export function isMadeAfter(resource: Resource, others: readonly Resource[], { assembly }: TemplateFacts): boolean {
  const resources = assembly.stacks.get(resource.stack)?.resources ?? new Map<string, Resource>();
  const seen = new Set<Resource>();
  const open = [resource];
  for (let next = open.pop(); next; next = open.pop()) {
    if (!seen.has(next)) {
      seen.add(next);
      open.push(...[...next.dependsOn, ...idsIn(next.properties)].flatMap((id) => resources.get(id) ?? []));
    }
  }
  return others.some((other) => seen.has(other));
}
