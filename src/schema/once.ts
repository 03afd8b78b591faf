/** Makes a value at the first use, and keeps it. */
export function once<T extends object>(make: () => T): () => T {
  let value: T | null = null;
  return () => (value ??= make());
}
