import { existsSync } from 'node:fs';
import type { AcknowledgedBy, Judgement, TemplateFinding } from './template-finding';
import type { JsonObject } from '../model/json';
import { objectOf } from '../model/json';
import { parseJsonOrYaml } from '../model/parse-json-or-yaml';
import { UnusableInput } from '../model/unusable-input';
import type { Severity } from '../shared/rule';
import { EVERY_TEMPLATE_RULE } from '../template-rules/all-template-rules';

/** The file that is read where none is given. */
export const CONFIGURATION_FILE = 'discovery-checks.json';

interface Acknowledgement {
  readonly ruleId: string;
  readonly reason: string;
  /** A construct path, which stands for all below it. */
  readonly path?: string;
  readonly logicalId?: string;
  readonly stack?: string;
}

/** What a team has decided about the rules. */
export interface Configuration {
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly acknowledgements: readonly Acknowledgement[];
}

const NOTHING: Configuration = { rules: new Map(), acknowledgements: [] };
const LEVELS = ['error', 'warning', 'off'];
const PLACES = ['path', 'logicalId', 'stack'];

/** Reads a configuration in JSON or YAML. What it does not know is refused: a rule that is misspelled would stay on. */
export function readConfiguration(file: string | undefined): Configuration {
  if (file === undefined && !existsSync(CONFIGURATION_FILE)) {
    return NOTHING;
  }
  const given = file ?? CONFIGURATION_FILE;
  const body = parseJsonOrYaml(given);
  if (Object.keys(body).length === 0 || !isMap(body.rules ?? {}) || !Array.isArray(body.acknowledgements ?? [])) {
    return refuseIn(given)('it is no map with rules (a map) and acknowledgements (a list)');
  }
  const refuse = refuseIn(given);
  const unknown = Object.keys(body).find((key) => !['rules', 'acknowledgements', '$schema'].includes(key));
  if (unknown !== undefined) {
    return refuse(`"${unknown}" is none of rules and acknowledgements`);
  }
  return {
    rules: new Map(Object.entries(objectOf(body.rules)).map(([id, level]) => [readId(id, refuse), readLevel(id, level, refuse)])),
    acknowledgements: [body.acknowledgements ?? []].flat().map((entry) => readAcknowledgement(objectOf(entry), refuse)),
  };
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Refuse = (problem: string) => never;

function refuseIn(file: string): Refuse {
  return (problem) => {
    throw new UnusableInput(`${file}: ${problem}`);
  };
}

function readId(id: unknown, refuse: Refuse): string {
  return EVERY_TEMPLATE_RULE.some((rule) => rule.id === id) ? id as string : refuse(`there is no rule "${String(id)}" (see --list-rules)`);
}

function readLevel(id: string, level: unknown, refuse: Refuse): Severity | 'off' {
  return LEVELS.includes(level as string) ? level as Severity | 'off' : refuse(`"${id}" is ${JSON.stringify(level)}, and can be ${LEVELS.join(', ')}`);
}

function readAcknowledgement(entry: JsonObject, refuse: Refuse): Acknowledgement {
  const ruleId = readId(entry.ruleId, refuse);
  const unknown = Object.keys(entry).find((key) => !['ruleId', 'reason', ...PLACES].includes(key));
  if (unknown !== undefined) {
    return refuse(`the acknowledgement of "${ruleId}" has "${unknown}", and can have ruleId, reason, ${PLACES.join(', ')}`);
  }
  if (typeof entry.reason !== 'string' || entry.reason.trim() === '') {
    return refuse(`the acknowledgement of "${ruleId}" has no reason`);
  }
  const wrong = PLACES.find((key) => entry[key] !== undefined && typeof entry[key] !== 'string');
  return wrong === undefined ? { ...entry, ruleId, reason: entry.reason } : refuse(`the acknowledgement of "${ruleId}" has a "${wrong}" that is no text`);
}

/** What is left of a judgement when a configuration has had its say. */
export function configured(judgement: Judgement, { rules, acknowledgements }: Configuration): Judgement {
  const isOn = ({ ruleId }: TemplateFinding) => rules.get(ruleId) !== 'off';
  const withLevel = <T extends TemplateFinding>(finding: T): T => ({ ...finding, severity: rules.get(finding.ruleId) ?? finding.severity });
  return acknowledgedBy('configuration', {
    findings: judgement.findings.filter(isOn).map(withLevel),
    acknowledged: judgement.acknowledged.filter(isOn).map(withLevel),
  }, (finding) => acknowledgements.find((acknowledgement) => matches(acknowledgement, finding))?.reason);
}

function matches({ ruleId, path, logicalId, stack }: Acknowledgement, { ruleId: found, at }: TemplateFinding): boolean {
  return ruleId === found
    && (path === undefined || at.path === path || (at.path?.startsWith(`${path}/`) ?? false))
    && (logicalId === undefined || at.logicalId === logicalId)
    && (stack === undefined || at.stack === stack);
}

/** Moves the findings for which somebody has a reason. */
export function acknowledgedBy(by: AcknowledgedBy, judgement: Judgement, reasonFor: (finding: TemplateFinding) => string | undefined): Judgement {
  const judged = judgement.findings.map((finding) => ({ finding, reason: reasonFor(finding) }));
  const moved = judged.flatMap(({ finding, reason }) => reason === undefined ? [] : [{ ...finding, reason, acknowledgedBy: by }]);
  return {
    findings: judged.flatMap(({ finding, reason }) => reason === undefined ? [finding] : []),
    acknowledged: [...judgement.acknowledged, ...moved],
  };
}
