/** What is written in place of a value of another type: an expression, for messages. */
export type Example = (given: unknown) => string;

/** Text within quotes of TypeScript. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

const isNumeric = (value: unknown) => typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Where nothing can be made of what was given, this is written. */
export function always(example: string): Example {
  return () => example;
}

/** A number that was given as text. */
export function numberOr(otherwise: number): Example {
  return (given) => String(isNumeric(given) ? Number(given) : otherwise);
}

export const NUMBER_LIST: Example = (given) => {
  const numbers = (Array.isArray(given) ? given : [given]).map((item) => isNumeric(item) ? Number(item) : item);
  return `[${numbers.length > 0 && numbers.every(isNumber) ? numbers.join(', ') : '8080'}]`;
};

/** A factory that takes what was given, where that is a number. */
export function withNumber(factory: string, otherwise: string): Example {
  return (given) => isNumber(given) ? `${factory}(${given})` : otherwise;
}

/** The same of a text that has a form. */
export function withText(render: (text: string) => string, otherwise: string, form = /./): Example {
  return (given) => typeof given === 'string' && form.test(given) ? render(quoted(given)) : otherwise;
}

/** A port that was given without a name; the CDK's `Port` is printed as one where it is a single one. */
export const portOf: Example = (given) => /\d+$/.exec(String(given))?.[0] ?? '8080';

/** The flag that a word, or a number, stands for. */
export const flagOf: Example = (given) => String(!/^(false|no|off|0|)$/i.test(String(given).trim()));

/** The member of an enum that was given in other letters, or the first one. */
export function memberOf(name: string, members: Readonly<Record<string, string>>): Example {
  const keys = Object.keys(members);
  const nameOf = (given: unknown) => String(given).toUpperCase().replace(/[- ]/g, '_');
  return (given) => `${name}.${keys.find((key) => key === nameOf(given)) ?? keys[0]}`;
}
