import { isToken } from './tokens';


/** A name as DNS compares it: neither capital letters nor a dot at the end say anything. A token is itself. */
export function plainName(name: string): string {
  return isToken(name) ? name : name.toLowerCase().replace(/\.$/, '');
}

/** Whether a name is that of a zone, or below it. */
export function isInZone(name: string, zoneName: string): boolean {
  const [plain, zone] = [name, zoneName].map(plainName);
  return plain === zone || plain.endsWith(`.${zone}`);
}
