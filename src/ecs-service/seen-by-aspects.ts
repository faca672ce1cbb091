import type { IConstruct } from 'constructs';
import type { EcsService } from './ecs-service';
import { isSeenByAspects } from '../shared/aspects-above';
import { Synthesis } from '../shared/synthesis';

/** Has aspects of the app find the construct of a service: they may look for its class. */
export function showToAspects(scope: IConstruct, service: EcsService): void {
  Synthesis.of(scope).prepare(() => {
    if (isSeenByAspects(scope)) {
      void service.construct;
    }
  });
}
