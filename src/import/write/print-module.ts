import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { ImportedManifest } from '../../model/imported-manifest.ts';
import { needsForce } from './directive.ts';
import { nameManifests } from './name-manifests.ts';
import { printBinding } from './print-value.ts';

/** A module that defines the manifests, as nixfmt would write it. */
export function printModule(manifests: readonly ImportedManifest[]): string {
  const head = manifests.some(({ object }) => needsForce(object)) ? '{ lib, ... }:\n' : '';
  const named = nameManifests(manifests).map(
    ({ name, manifest }) => [name, inReadingOrder(manifest.object)] as const,
  );
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) {
    const path = ['kubernixos', 'manifests', only[0]];
    return `${head}{\n${printBinding(path, only[1], '  ')}}\n`;
  }
  const bindings = named.map(([name, object]) => printBinding([name], object, '    '));
  return `${head}{\n  kubernixos.manifests = {\n${bindings.join('\n')}  };\n}\n`;
}

/** What says which object it is comes first; the rest stands as it was. */
function inReadingOrder(object: JsonObject): JsonObject {
  const { metadata } = object;
  return first(['apiVersion', 'kind', 'metadata'], {
    ...object,
    ...(isJsonObject(metadata) ? { metadata: first(['name', 'namespace'], metadata) } : {}),
  });
}

function first(names: readonly string[], object: JsonObject): JsonObject {
  const before = names.filter((name) => Object.hasOwn(object, name));
  const after = Object.keys(object).filter((name) => !names.includes(name));
  const fields = [...before, ...after].map((name): readonly [string, Json] => [
    name,
    object[name] ?? null,
  ]);
  return Object.fromEntries(fields);
}
