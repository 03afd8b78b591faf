import type { JsonObject } from './json.ts';
import type { ObjectKey } from './object-key.ts';

/** An object that becomes a manifest of the module. */
export interface ImportedManifest {
  readonly key: ObjectKey;
  readonly object: JsonObject;
  /** Where it was found, for people: `web.yaml:12 (document 2)`. */
  readonly place: string;
}
