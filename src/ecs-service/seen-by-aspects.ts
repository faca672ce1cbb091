import { Aspects, RemoveTag, Tag } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { EcsService } from './ecs-service';
import { Synthesis } from '../shared/synthesis';

/** What looks at resources only: the library's own, and the CDK's for tags. */
const FOR_RESOURCES = [Synthesis, Tag, RemoveTag];

/** Has aspects of the app find the construct of a service: they may look for its class. */
export function showToAspects(scope: IConstruct, service: EcsService): void {
  Synthesis.of(scope).prepare(() => {
    if (scope.node.scopes.some(hasAspects)) {
      void service.construct;
    }
  });
}

function hasAspects(scope: IConstruct): boolean {
  return Aspects.of(scope).all.some((aspect) => !FOR_RESOURCES.some((known) => aspect instanceof known));
}
