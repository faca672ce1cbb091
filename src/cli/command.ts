/** One command of the command line. */
export interface Command {
  /** How it is called and what its options are, one a line. */
  readonly help: string;
  /**
   * Carries it out.
   *
   * @param args what stands behind its name
   * @param print writes to standard output
   * @returns the exit code
   */
  readonly run: (args: readonly string[], print: (text: string) => void) => number | Promise<number>;
}
