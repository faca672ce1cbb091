/** One broken rule, ready to be read by the person who has to repair it. */
export interface Finding {
  readonly ruleId: string;
  /** What was got, as a sentence. */
  readonly got: string;
  readonly why: string;
  readonly fix: string;
  readonly link: string;
}

/** One finding as text, the same in errors, in validation messages and in warnings. */
export function renderFinding({ ruleId, got, why, fix, link }: Finding): string {
  return `[${ruleId}] ${got}\n  why: ${why}\n  fix: ${fix}\n  see: ${link}`;
}

/**
 * Everything that is wrong with one thing, thrown once.
 *
 * Not part of the jsii API (other languages get the message); in TypeScript, `ruleIds` tells what was broken.
 */
export class DiscoveryError extends Error {
  // Private fields, because Node.js prints all others of an uncaught error: everything would be told twice.
  readonly #subject: string;
  readonly #findings: readonly Finding[];

  constructor(subject: string, findings: readonly Finding[]) {
    const count = findings.length === 1 ? '1 problem' : `${findings.length} problems`;
    super(`${subject}: ${count}\n\n${findings.map(renderFinding).join('\n\n')}\n`);
    Object.defineProperty(this, 'name', { value: 'DiscoveryError', enumerable: false });
    this.#subject = subject;
    this.#findings = findings;
  }

  public get subject(): string {
    return this.#subject;
  }

  public get findings(): readonly Finding[] {
    return this.#findings;
  }

  public get ruleIds(): readonly string[] {
    return this.#findings.map(({ ruleId }) => ruleId);
  }
}

/**
 * Throws all findings as one error, or does nothing when there is none.
 *
 * @param subject what the findings are about: a construct path, or the call that got the value
 */
export function refuse(subject: string, findings: readonly Finding[]): void {
  if (findings.length > 0) {
    throw new DiscoveryError(subject, findings);
  }
}

/** Throws one finding that is not a rule over facts: a question that has no answer. */
export function refuseOne(subject: string, finding: Finding): never {
  throw new DiscoveryError(subject, [finding]);
}
