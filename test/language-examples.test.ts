import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { directoryOf, Language, LANGUAGE_APPS, Pins, pinsOf } from './testing/language-apps';

const ROOT = resolve(__dirname, '..');
const LANGUAGES = Object.keys(LANGUAGE_APPS) as Language[];

const withoutIndent = (text: string) => text.split('\n').map((line) => line.trim()).join('\n');

function versionsIn(file: string, field: string): Pins {
  const manifest = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Record<string, Record<string, string>>;
  return { awsCdkLib: manifest[field]['aws-cdk-lib'], constructs: manifest[field].constructs };
}

test.each(LANGUAGES)('what the README shows in %s stands in the app of that language', (language) => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code);
  const program = withoutIndent(readFileSync(join(directoryOf(language), LANGUAGE_APPS[language].program), 'utf8'));
  expect(shown).toHaveLength(1);
  expect(withoutIndent(shown[0]).trim().split('\n\n').filter((paragraph) => !program.includes(paragraph))).toEqual([]);
});

test.each(['python', 'java'] as const)('the app in %s takes the lowest aws-cdk-lib that the library supports', (language) => {
  expect(pinsOf(language)).toEqual(versionsIn('package.json', 'devDependencies'));
});

test('the app in Go takes the newest aws-cdk-lib that the tests run against', () => {
  expect(pinsOf('go')).toEqual(versionsIn('compat/package.json', 'dependencies'));
});
