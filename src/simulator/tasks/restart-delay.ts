const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** After that long without an end, the next one is the first again. */
const QUIET_MS = 60_000;

/** How long a service waits before it starts a task in place of one that has ended by itself: longer each time, as ECS does it. */
export class RestartDelay {
  private timer?: NodeJS.Timeout;
  private next = FIRST_MS;
  private last = 0;

  public constructor(private readonly over: () => void) {}

  public get isWaiting(): boolean {
    return this.timer !== undefined;
  }

  /** While one waits already, another one that ends waits with it. */
  public begin(): void {
    if (this.isWaiting) {
      return;
    }
    this.next = Date.now() - this.last > QUIET_MS ? FIRST_MS : this.next;
    this.last = Date.now();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.over();
    }, this.next);
    this.next = Math.min(2 * this.next, LONGEST_MS);
  }

  public cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
