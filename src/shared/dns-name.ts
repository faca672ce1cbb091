import { isToken } from './tokens';

/** A name as DNS compares it: neither capital letters nor a dot at the end say anything. A token is itself. */
export function plainName(name: string): string {
  return isToken(name) ? name : name.toLowerCase().replace(/\.$/, '');
}

export function isSameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

/** Whether a name is that of a zone, or below it. */
export function isInZone(name: string, zoneName: string): boolean {
  const [plain, zone] = [name, zoneName].map(plainName);
  return plain === zone || plain.endsWith(`.${zone}`);
}

/** The name and all names above it: `a.b.c`, `b.c`, `c`. */
export function namesUpFrom(name: string): string[] {
  const labels = plainName(name).split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}

/** Whether DNS can carry a name: labels of 1 to 63 octets, 253 in all. */
export function isDomainName(name: string): boolean {
  const labels = name.replace(/\.$/, '').split('.').map((label) => Buffer.byteLength(label));
  return labels.every((length) => length >= 1 && length <= 63) && labels.reduce((sum, length) => sum + length + 1, 0) <= 254;
}
