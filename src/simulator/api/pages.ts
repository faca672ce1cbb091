import type { ApiInput } from './api-input';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A part of a list, from where the page before it ended. */
export function pageOf<T>(items: readonly T[], input: ApiInput, names: { readonly size: string; readonly token: string }): Page<T> {
  const size = input.number(names.size, 1, 100) ?? 100;
  const token = input.text(names.token);
  const start = token === undefined ? 0 : startOf(token) ?? input.refuse(`${names.token} is none that was given out`);
  const end = start + size;
  return { items: items.slice(start, end), next: end < items.length ? Buffer.from(`page:${end}`).toString('base64') : undefined };
}

function startOf(token: string): number | undefined {
  const [, start] = /^page:(\d{1,9})$/.exec(Buffer.from(token, 'base64').toString('latin1')) ?? [];
  return start === undefined ? undefined : Number(start);
}
