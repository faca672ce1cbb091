import type { EcsService } from './ecs-service';
import { isSeenByAspects } from '../shared/aspects-above';
import { Synthesis } from '../shared/synthesis';

/** Has aspects of the app find the construct of a service: they may look for its class. A service that an aspect makes is seen by that at least. */
export function showToAspects(service: EcsService): void {
  const show = () => isSeenByAspects(service.resource) && service.construct;
  const synthesis = Synthesis.of(service.resource);
  if (synthesis.hasBegun) {
    show();
  } else {
    synthesis.prepare(show);
  }
}
