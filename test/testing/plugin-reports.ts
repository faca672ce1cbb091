import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface PluginReport {
  readonly pluginName: string;
  readonly violations: ReadonlyArray<{ readonly severity?: string }>;
}

/**
 * What the CDK's validation and our own checks have to say about an assembly.
 *
 * Warnings of our own checks are true of many systems that are drawn at random (nobody calls a service, nothing delegates a domain) and of what examples take from the plain CDK.
 */
export function pluginReports(directory: string): PluginReport[] {
  const file = join(directory, 'validation-report.json');
  const reports = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly pluginReports: readonly PluginReport[] }).pluginReports : [];
  return reports
    .map((report) => ({
      ...report, violations: report.violations.filter(({ severity }) => report.pluginName !== 'cdk-discoverable-service' || severity !== 'warning'),
    }))
    .filter(({ violations }) => violations.length > 0);
}
