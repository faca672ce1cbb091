import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Versions of the peers. */
export interface CdkVersions {
  readonly 'aws-cdk-lib': string;
  readonly 'constructs': string;
}

/** The lowest that are supported, and the newest that the tests know. */
export const CDK_VERSIONS = {
  floor: versionsIn('package.json', 'devDependencies'),
  newest: versionsIn('compat/package.json', 'dependencies'),
};

function versionsIn(file: string, field: string): CdkVersions {
  const { 'aws-cdk-lib': cdk, constructs } = (JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Record<string, CdkVersions>)[field];
  return { 'aws-cdk-lib': cdk, constructs };
}
