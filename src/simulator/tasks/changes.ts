import { messageOf } from '../../model/json';

/** Something that happened, for people to read. */
export interface Change {
  readonly at: Date;
  readonly text: string;
}

export type ChangeListener = (change: Change) => void;

/** Tells those who listen of each change, in the order in which they happen. */
export class Changes {
  private readonly listeners = new Set<ChangeListener>();

  public listen(listener: ChangeListener): void {
    this.listeners.add(listener);
  }

  public tell(text: string): void {
    const change: Change = { at: new Date(), text };
    for (const listener of this.listeners) {
      try {
        listener(change);
      } catch (error) {
        // What a listener does wrong is told, and stops nothing: what changes here must not be left half done.
        process.emitWarning(`a listener of the simulator failed: ${messageOf(error)}`);
      }
    }
  }
}
