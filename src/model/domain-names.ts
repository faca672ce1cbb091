/** A name as DNS compares it: neither capital letters nor a dot at the end say anything. */
export function plainDomain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Whether a name is that of a zone, or below it. */
export function isWithin(name: string, zone: string): boolean {
  const [plain, above] = [name, zone].map(plainDomain);
  return plain === above || plain.endsWith(`.${above}`);
}

/** Whether DNS can carry a name: labels of 1 to 63 octets, 253 in all. */
export function isDomainName(name: string): boolean {
  const labels = name.replace(/\.$/, '').split('.').map((label) => Buffer.byteLength(label));
  return labels.every((length) => length >= 1 && length <= 63) && labels.reduce((sum, length) => sum + length + 1, 0) <= 254;
}
