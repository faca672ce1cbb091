/** What was given cannot be read, so nothing can be said about it: one line that says why. */
export class UnusableInput extends Error {
  public constructor(message: string) {
    super(message.split('\n')[0]);
    this.name = 'UnusableInput';
  }
}
