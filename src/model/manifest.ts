import type { Field } from './field.ts';
import type { JsonObject } from './json.ts';
import { groupOf, type ObjectKey } from './object-key.ts';

/** One object of the release, as Nix gave it, labelled and annotated. */
export interface Manifest {
  /** The Nix option that holds it, such as `kubernixos.manifests.web`. */
  readonly option: string;
  /** The same as a field, which can be located. */
  readonly field: Field;
  /** The files of the modules that define it, or the List that holds it. */
  readonly files: readonly string[];
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty where the manifest names none. */
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The whole manifest. */
  readonly object: JsonObject;
}

/** The key of a manifest as written: the namespace is empty where the manifest names none. */
export function keyOf(manifest: Manifest): ObjectKey {
  const { kind, namespace, name } = manifest;
  return { group: groupOf(manifest.apiVersion), kind, namespace, name };
}
