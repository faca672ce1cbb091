/** What plain JavaScript lets pass. */
export const anything = (value: unknown) => value as never;

/** How a message of the rule ends. */
export const tailOf = (fix: string) => `
  why: The value is of another type. TypeScript tells so; plain JavaScript, and a cast, let it pass.
  fix: ${fix}
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/API.md
`;

/** What a message says was got. */
export const got = (message: string) => [...message.matchAll(/\[wrong-value\] (.*)/g)].map(([, text]) => text);

/** What a message says to do. */
export const fixes = (message: string) => [...message.matchAll(/fix: (.*)/g)].map(([, text]) => text);
