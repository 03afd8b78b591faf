import { createHash } from 'node:crypto';
import { printJson } from '../model/exact-json.ts';
import type { Manifest } from '../model/manifest.ts';
import { groupOf } from '../model/object-key.ts';
import type { Release } from '../model/release.ts';
import { dumpJson } from './dump.ts';

/** The file that holds all manifests; what else lies in the directory must agree with it. */
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
 * case, what a file name should not hold is written as its bytes, and a name has 255 bytes at most.
 */
function fileName({ apiVersion, kind, namespace, name }: Manifest): string {
  const text = [groupOf(apiVersion), kind, namespace, name].map(encodePart).join('_');
  return `${text.length <= LONGEST ? text : shorten(text)}.json`;
}

const LONGEST = 250;

function shorten(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return `${text.slice(0, LONGEST - 1 - hash.length)}~${hash}`;
}

function encodePart(part: string): string {
  return part.replace(/[^a-z0-9.-]/gu, (character) =>
    /[A-Z]/.test(character) ? `+${character.toLowerCase()}` : encodeBytes(character),
  );
}

function encodeBytes(character: string): string {
  const bytes = [...new TextEncoder().encode(character)];
  return bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
