import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CdkVersions } from './cdk-versions';

/** The programs under examples/ that are not in TypeScript, and where each app says which versions it takes. */
export const LANGUAGE_APPS = {
  python: { program: 'app.py', pins: { file: 'requirements.txt', awsCdkLib: /^aws-cdk-lib==(.+)$/m, constructs: /^constructs==(.+)$/m } },
  java: {
    program: 'src/main/java/shop/FrontendBackend.java',
    pins: { file: 'pom.xml', awsCdkLib: /aws-cdk-lib<\/artifactId>\s*<version>(.+)</, constructs: /constructs<\/artifactId>\s*<version>(.+)</ },
  },
  go: { program: 'main.go', pins: { file: 'go.mod', awsCdkLib: /awscdk\/v2 v(\S+)/, constructs: /constructs\/v10 v(\S+)/ } },
} as const;

export type Language = keyof typeof LANGUAGE_APPS;

export function directoryOf(language: Language): string {
  return resolve(__dirname, '../../examples', language);
}

/** The versions of the peers that an app takes. */
export function pinsOf(language: Language, directory = directoryOf(language)): CdkVersions {
  const { file, awsCdkLib, constructs } = LANGUAGE_APPS[language].pins;
  const text = readFileSync(join(directory, file), 'utf8');
  return { 'aws-cdk-lib': awsCdkLib.exec(text)![1], 'constructs': constructs.exec(text)![1] };
}
