import type { Resource } from './assembly';
import type { Declared } from './declared';
import { listOf, objectOf } from './json';
import type { TemplateFacts } from './template-facts';

/** The scalable targets of Application Auto Scaling that set the number of tasks of ECS services. */
export function scalableTargets(facts: TemplateFacts): ReadonlyMap<Resource, readonly Declared[]> {
  const byService = new Map<Resource, Declared[]>();
  const byName = servicesByName(facts);
  for (const target of facts.of('AWS::ApplicationAutoScaling::ScalableTarget')) {
    const service = serviceOf(facts, target, byName);
    if (service) {
      byService.set(service, [...byService.get(service) ?? [], target]);
    }
  }
  return byService;
}

function servicesByName({ ecsServices }: TemplateFacts): ReadonlyMap<string, Resource> {
  return new Map(ecsServices.flatMap(({ resource, properties }) => {
    const name = properties.at('ServiceName').text;
    return name === undefined ? [] : [[keyOf(resource.stack, name), resource]];
  }));
}

function keyOf(stack: string, name: string): string {
  return JSON.stringify([stack, name]);
}

/** A resource id is `service/cluster/name`, mostly put together from references: the service is what its last part refers to. */
function serviceOf(facts: TemplateFacts, { resource, properties }: Declared, byName: ReadonlyMap<string, Resource>): Resource | undefined {
  const text = properties.at('ResourceId').text;
  if (text !== undefined) {
    return byName.get(keyOf(resource.stack, text.split('/')[2] ?? ''));
  }
  const referred = partsOf(resource.properties.ResourceId)
    .map((part, index) => facts.expression(resource.stack, part, `Properties/ResourceId/${index}`).resource);
  return referred.reverse().find((candidate) => candidate?.type === 'AWS::ECS::Service');
}

function partsOf(expression: unknown): readonly unknown[] {
  const { 'Fn::Join': join, 'Fn::Sub': sub } = objectOf(expression);
  const [template, variables] = Array.isArray(sub) ? sub as unknown[] : [sub, {}];
  return typeof template === 'string'
    ? [...template.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => objectOf(variables)[name] ?? (name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }))
    : listOf(listOf(join)[1]);
}
