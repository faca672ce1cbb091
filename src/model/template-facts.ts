import type { Assembly, Resource } from './assembly';
import type { CloudMapServiceFacts } from './cloud-map-service-facts';
import { cloudMapServicesIn } from './cloud-map-service-facts';
import type { Declared } from './declared';
import { declaredAs, declaredOf } from './declared';
import type { EcsServiceFacts } from './ecs-service-facts';
import { ecsServicesIn } from './ecs-service-facts';
import type { NamespaceFacts } from './namespace-facts';
import { namespaceFactsIn } from './namespace-facts';
import { Property } from './property';
import type { TaskDefinitionFacts } from './task-definition-facts';
import { taskDefinitionsIn } from './task-definition-facts';

/** What rules ask about the templates of an assembly. */
export class TemplateFacts {
  public readonly namespaces: readonly NamespaceFacts[];
  public readonly cloudMapServices: readonly CloudMapServiceFacts[];
  public readonly taskDefinitions: readonly TaskDefinitionFacts[];
  public readonly ecsServices: readonly EcsServiceFacts[];
  private readonly derived = new Map<unknown, unknown>();

  public constructor(public readonly assembly: Assembly) {
    this.namespaces = namespaceFactsIn(assembly);
    this.cloudMapServices = cloudMapServicesIn(assembly, this.namespaces);
    this.taskDefinitions = taskDefinitionsIn(assembly);
    this.ecsServices = ecsServicesIn(assembly, this.taskDefinitions, this.cloudMapServices);
  }

  /** The resources of some types. */
  public of(...types: readonly string[]): readonly Declared[] {
    return declaredOf(this.assembly, ...types);
  }

  public as(resource: Resource): Declared {
    return declaredAs(this.assembly, resource);
  }

  /** An expression of a stack that stands outside of resources, such as the value of an output. */
  public expression(stack: string, expression: unknown, path: string): Property {
    return Property.in(this.assembly, stack, expression, path);
  }

  /** Facts that several rules need and that take time to find: made once, whoever asks first. */
  public once<T>(make: (facts: TemplateFacts) => T): T {
    if (!this.derived.has(make)) {
      this.derived.set(make, make(this));
    }
    return this.derived.get(make) as T;
  }

  /** The ECS services whose tasks are registered under the name of a Cloud Map service. */
  public registrantsOf(name: CloudMapServiceFacts): readonly EcsServiceFacts[] {
    return this.once(registrants).get(name) ?? [];
  }
}

function registrants({ ecsServices }: TemplateFacts): ReadonlyMap<CloudMapServiceFacts, readonly EcsServiceFacts[]> {
  const byName = new Map<CloudMapServiceFacts, EcsServiceFacts[]>();
  for (const service of ecsServices) {
    for (const { cloudMapService } of service.registries) {
      if (cloudMapService) {
        byName.set(cloudMapService, [...byName.get(cloudMapService) ?? [], service]);
      }
    }
  }
  return byName;
}
