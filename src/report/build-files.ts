import { printJson } from '../model/exact-json.ts';
import type { Manifest } from '../model/manifest.ts';
import { groupOf } from '../model/object-key.ts';
import type { Release } from '../model/release.ts';
import { dumpJson } from './dump.ts';

/** The file that holds all manifests, and that marks a directory as made by `build`. */
export const BUILD_INDEX = 'kubernixos.json';

/** The files of `build`, by name: one per manifest, and all of them in one. */
export function buildFiles(release: Release): ReadonlyMap<string, string> {
  return new Map([
    [BUILD_INDEX, dumpJson(release)],
    ...release.manifests.map(
      (manifest) => [fileName(manifest), `${printJson(manifest.object, '\t')}\n`] as const,
    ),
  ]);
}

/**
 * One name per identity, on every file system: an upper-case letter is marked, since some fold
 * case, and so is what a file name should not hold.
 */
function fileName({ apiVersion, kind, namespace, name }: Manifest): string {
  const parts = [groupOf(apiVersion), kind, namespace, name].map(encodePart);
  return `${parts.join('_')}.json`;
}

function encodePart(part: string): string {
  return part.replace(/[^a-z0-9.-]/g, (character) =>
    /[A-Z]/.test(character) ? `+${character.toLowerCase()}` : encodeURIComponent(character),
  );
}
