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
    this.listeners.forEach((listener) => listener(change));
  }
}
