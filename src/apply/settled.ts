import stableStringify from 'fast-json-stable-stringify';
import { isNamespace } from '../model/built-in.ts';
import type { JsonObject } from '../model/json.ts';
import { objectAt } from '../model/json-path.ts';
import type { LiveObject } from '../model/managed-object.ts';
import { RELEASE_LABEL } from '../model/release.ts';
import type { Target } from '../model/target.ts';

/** What a manifest of a Namespace may hold for this rule to apply, and its metadata. */
const PLAIN: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);
const USUAL: ReadonlySet<string> = new Set(['name', 'labels', 'annotations']);

/** The label with its own name that the API server puts on every Namespace. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * Whether a Namespace is there, and labelled and annotated just as its manifest says. Then applying it
 * changes nothing that its contents could depend on, such as the level of Pod Security or what a
 * webhook selects by: they need not wait for it.
 */
export function isSettled({ key, manifest }: Target, before: LiveObject | null): boolean {
  if (!isNamespace(key) || before === null || before.terminating) return false;
  const metadata = objectAt(manifest.object, 'metadata');
  return (
    Object.keys(manifest.object).every((field) => PLAIN.has(field)) &&
    Object.keys(metadata).every((field) => USUAL.has(field)) &&
    isSame(withoutServers(objectAt(metadata, 'labels')), withoutServers(before.labels)) &&
    isSame(objectAt(metadata, 'annotations'), before.annotations)
  );
}

function withoutServers(labels: JsonObject): JsonObject {
  return { ...labels, [RELEASE_LABEL]: '', [NAME_LABEL]: '' };
}

function isSame(a: JsonObject, b: JsonObject): boolean {
  return stableStringify(a) === stableStringify(b);
}
