import { writeFileSync } from 'node:fs';
import { acknowledgedBy } from './configuration';
import { fingerprintOf } from './fingerprint';
import type { Judgement } from './template-finding';
import { messageOf as textOf, readJson } from '../model/json';
import { UnusableInput } from '../model/unusable-input';

/** Findings that were there when checking began: they do not fail, and no new one hides among them. */
export function withoutBaseline(judgement: Judgement, file: string): Judgement {
  const { version, findings } = readJson(file);
  if (version !== 1 || !Array.isArray(findings)) {
    throw new UnusableInput(`${file} is no baseline: write one with --write-baseline`);
  }
  const known = new Set(findings.map((entry: { readonly fingerprint?: unknown }) => entry?.fingerprint));
  return acknowledgedBy('baseline', judgement, (finding) => known.has(fingerprintOf(finding)) ? 'It was there when the baseline was written.' : undefined);
}

export function writeBaseline({ findings }: Judgement, file: string): void {
  const entries = findings.map((finding) =>
    ({ fingerprint: fingerprintOf(finding), ruleId: finding.ruleId, stack: finding.at.stack, logicalId: finding.at.logicalId, path: finding.at.path ?? '' }));
  try {
    writeFileSync(file, `${JSON.stringify({ version: 1, findings: entries }, undefined, 2)}\n`);
  } catch (error) {
    throw new UnusableInput(`${file} cannot be written: ${textOf(error)}`);
  }
}
