import { changeManifest, type Changes } from './change-manifest.ts';
import { identityFor, type Base } from './identity.ts';
import type { Mistake } from './mistakes.ts';
import type { OnlyServer } from './only-server.ts';

/** A manifest that the API server takes. */
export interface GoodEntry {
  /** What is odd about it; unique in the corpus. */
  readonly name: string;
  readonly manifest: object;
}

/** A manifest that the API server refuses. */
export interface BrokenEntry extends GoodEntry {
  /** The path of the field that every refusal has to name. */
  readonly field: string;
  /** What the API server says in place of that path; of some mistakes it does not tell the field. */
  readonly server?: string;
  /** What the offline check has to call it, or why it cannot know. */
  readonly mistake: Mistake | { readonly onlyServer: OnlyServer };
}

interface Fields {
  readonly field?: string;
  readonly server?: string;
}

/** What the API server says of the fields that it cannot name. */
export const unnamed = 'unable to convert unstructured object';

/** A good manifest, made of another one; its object is called after the entry. */
export function good(name: string, base: Base, changes: Changes = {}): GoodEntry {
  return { name, manifest: changeManifest(base, { ...identityFor(base, name), ...changes }) };
}

/** A broken manifest, made of a good one. The wrong field is the first that is changed, unless told. */
export function broken(
  name: string,
  base: Base,
  changes: Changes,
  mistake: Mistake,
  fields: Fields = {},
): BrokenEntry {
  return brokenEntry(good(name, base, changes), changes, mistake, fields);
}

/** A broken manifest of which only the API server can know that it is broken. */
export function onlyServer(
  name: string,
  base: Base,
  changes: Changes,
  reason: OnlyServer,
  fields: Fields = {},
): BrokenEntry {
  return brokenEntry(good(name, base, changes), changes, { onlyServer: reason }, fields);
}

function brokenEntry(
  entry: GoodEntry,
  changes: Changes,
  mistake: BrokenEntry['mistake'],
  { field = Object.keys(changes)[0] ?? '', ...server }: Fields,
): BrokenEntry {
  return { ...entry, mistake, field, ...server };
}
