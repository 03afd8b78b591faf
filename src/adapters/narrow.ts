/** Narrowing of parsed JSON from the API server and kubectl: what is not as expected reads as empty. */

export type UnknownRecord = Readonly<Record<string, unknown>>;

export function record(value: unknown): UnknownRecord {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The entries of a string map, such as labels; entries of other types are left out. */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

export function textList(value: unknown): readonly string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}
