/** A host that a text names, such as a URL or `host:port`. */
export interface WrittenAddress {
  /** In small letters, and without a dot at the end. */
  readonly host: string;
  readonly port?: number;
  /** In small letters. */
  readonly scheme?: string;
}

/** What parts addresses in lists, JSON, connection strings, and commands. */
const SEPARATORS = /[\s,;|"'`<>()[\]{}=\\]+/;
const ADDRESS = /^(?:([a-z][a-z0-9+.:-]*):\/\/)?(?:[^@/?#]*@)?([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)\.?(?::(\d{1,5}))?(?:[/?#].*)?$/i;
const NONE: readonly never[] = [];
const NUMBERS_ONLY = /^[\d.]+$/;

/** The addresses in a text: what has a scheme or a port, or a dot in it. Mail addresses and bare words are none. */
export function addressesIn(text: string): readonly WrittenAddress[] {
  // Each has one of these, and most texts have none.
  if (!text.includes('.') && !text.includes(':')) {
    return NONE;
  }
  const addresses: WrittenAddress[] = [];
  for (const part of text.split(SEPARATORS)) {
    const [, scheme, host, port] = ADDRESS.exec(part) ?? NONE;
    const isMail = scheme === undefined && part.includes('@');
    if (host !== undefined && !isMail && !NUMBERS_ONLY.test(host) && (scheme !== undefined || port !== undefined || host.includes('.'))) {
      addresses.push({ host: host.toLowerCase(), port: port === undefined ? undefined : Number(port), scheme: scheme?.toLowerCase() });
    }
  }
  return addresses;
}
