/** Changes that docs/upgrading.md tells of, as `gone: rule x`; `*` stands for any text. */
export type Note = string;

const HEADING = /^### (replaced|gone|refused): (resource|construct|rule|template-rule|warning) `([^`\s]+)`$/;

/** The entries under `## Unreleased`, which are about the step from the last release to today. */
export function readNotes(page: string): Note[] {
  const unreleased = page.split(/^## /m).find((section) => section.startsWith('Unreleased\n'));
  if (unreleased === undefined) {
    throw new Error('docs/upgrading.md has no heading "## Unreleased".');
  }
  return unreleased.split(/^(?=### )/m).slice(1).map(readNote);
}

function readNote(entry: string): Note {
  const [title] = entry.split('\n');
  const [, kind, subject, pattern] = HEADING.exec(title) ?? [];
  if (pattern === undefined) {
    throw new Error(`docs/upgrading.md: "${title}" is no heading of an entry.`);
  }
  for (const part of ['**What happens:** ', '**Do:** ']) {
    if (!entry.split('\n').some((line) => line.startsWith(part) && line.length > part.length)) {
      throw new Error(`docs/upgrading.md: "${title}" has no line that starts with "${part}".`);
    }
  }
  return `${kind}: ${subject} ${pattern}`;
}

function matches(note: Note, change: string): boolean {
  const literal = note.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(change);
}

export const untold = (changes: readonly string[], notes: readonly Note[]): string[] =>
  changes.filter((change) => !notes.some((note) => matches(note, change)));

export const untrue = (notes: readonly Note[], changes: readonly string[]): Note[] =>
  notes.filter((note) => !changes.some((change) => matches(note, change)));
