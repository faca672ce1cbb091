import { rmSync } from 'node:fs';
import { place } from './place';

export default function clearAway(): void {
  rmSync(place(), { recursive: true, force: true });
}
