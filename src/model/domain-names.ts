/** A name as DNS compares it: neither capital letters nor a dot at the end say anything. */
export function plainDomain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Whether a name is that of a zone, or below it. */
export function isWithin(name: string, zone: string): boolean {
  const [plain, above] = [name, zone].map(plainDomain);
  return plain === above || plain.endsWith(`.${above}`);
}
