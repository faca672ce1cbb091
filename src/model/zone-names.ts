/** A name as DNS compares it: neither capital letters nor a dot at the end say anything. */
export function zoneName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** The name and all names above it: `a.b.c`, `b.c`, `c`. */
export function namesUpFrom(name: string): string[] {
  const labels = zoneName(name).split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
