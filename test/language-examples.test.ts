import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CDK_VERSIONS } from './testing/cdk-versions';
import { directoryOf, Language, LANGUAGE_APPS, pinsOf } from './testing/language-apps';

const ROOT = resolve(__dirname, '..');
const LANGUAGES = Object.keys(LANGUAGE_APPS) as Language[];

const withoutIndent = (text: string) => text.split('\n').map((line) => line.trim()).join('\n');

test.each(LANGUAGES)('what the README shows in %s stands in the app of that language', (language) => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code);
  const program = withoutIndent(readFileSync(join(directoryOf(language), LANGUAGE_APPS[language].program), 'utf8'));
  expect(shown).toHaveLength(1);
  expect(withoutIndent(shown[0]).trim().split('\n\n').filter((paragraph) => !program.includes(paragraph))).toEqual([]);
});

test.each(['python', 'java'] as const)('the app in %s takes the lowest aws-cdk-lib that the library supports', (language) => {
  expect(pinsOf(language)).toEqual(CDK_VERSIONS.floor);
});

test('the app in Go takes the newest aws-cdk-lib that the tests run against', () => {
  expect(pinsOf('go')).toEqual(CDK_VERSIONS.newest);
});
