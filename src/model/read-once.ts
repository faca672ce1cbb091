/** What takes time to read, and is asked for where something is found only: read by the first who asks. */
export function readOnce<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}
