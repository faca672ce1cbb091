import { assembliesAt } from './assemblies-at';
import type { CheckOptions } from './check-options';
import { withoutBaseline, writeBaseline } from '../checks/baseline';
import type { Configuration } from '../checks/configuration';
import { configured, readConfiguration } from '../checks/configuration';
import { judge } from '../checks/judge';
import { renderJson } from '../checks/render-json';
import type { Judged } from '../checks/render-sarif';
import { renderSarif } from '../checks/render-sarif';
import { renderText } from '../checks/render-text';
import type { Judgement } from '../checks/template-finding';
import type { Assembly } from '../model/assembly';

export interface CheckResult {
  readonly report: string;
  readonly exitCode: 0 | 1;
}

function judged(assembly: Assembly, configuration: Configuration, { baseline, writeBaseline: baselineToWrite }: CheckOptions): Judged {
  const judgement = configured(judge(assembly), configuration);
  return { assembly, judgement: baseline === undefined || baselineToWrite !== undefined ? judgement : withoutBaseline(judgement, baseline) };
}

export function check(options: CheckOptions, version: string): CheckResult {
  const configuration = readConfiguration(options.config);
  const all = assembliesAt(options.paths, options.parameters).map((assembly) => judged(assembly, configuration, options));
  const whole: Judgement = {
    findings: all.flatMap(({ judgement }) => judgement.findings),
    acknowledged: all.flatMap(({ judgement }) => judgement.acknowledged),
  };
  if (options.writeBaseline !== undefined) {
    writeBaseline(whole, options.writeBaseline);
  }
  const fails = options.writeBaseline === undefined && whole.findings.some(({ severity }) => severity === 'error' || options.failOn === 'warning');
  return { report: render(options, all, whole, version), exitCode: fails ? 1 : 0 };
}

function render({ format }: CheckOptions, all: readonly Judged[], whole: Judgement, version: string): string {
  switch (format) {
    case 'json': return renderJson(whole);
    case 'sarif': return renderSarif(all, version);
    case 'text': return renderText(whole);
  }
}
