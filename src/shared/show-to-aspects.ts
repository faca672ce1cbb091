import type { IConstruct } from 'constructs';
import { isSeenByAspects } from './aspects-above';
import { Synthesis } from './synthesis';

/** Has aspects of the app find a construct that is made when it is asked for: they may look for its class. One whose place an aspect makes is seen by that at least. */
export function showToAspects(place: IConstruct, make: () => unknown): void {
  const show = () => isSeenByAspects(place) && make();
  const synthesis = Synthesis.of(place);
  if (synthesis.hasBegun) {
    show();
  } else {
    synthesis.prepare(show);
  }
}
