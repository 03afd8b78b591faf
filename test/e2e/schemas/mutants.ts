import { changeManifest } from './corpus/change-manifest.ts';
import type { GoodEntry } from './corpus/entries.ts';
import { pathsOf } from './corpus/places.ts';

/** What a field becomes: nothing, or a value of each type. */
const replacements: Readonly<Record<string, unknown>> = {
  'is removed': undefined,
  'is null': null,
  'is a word': 'word',
  'is empty': '',
  'is digits in quotes': '7',
  'is an integer': 7,
  'is a fraction': 1.5,
  'is true': true,
  'is an empty object': {},
  'is an object of something unknown': { unknown: 1 },
  'is an empty list': [],
  'is a list of a word': ['word'],
};

/** What makes the identity of an object, and says which schema is meant. */
const fixed = ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace'];

/** A label or an annotation of null: it is refused here alone, as the page of the check says. */
const marks = /^metadata\.(?:labels|annotations)\b./;

/** Every field of a good manifest, changed in every way; nobody knows which of these are good. */
export function mutantsOf({ name, manifest }: GoodEntry): readonly GoodEntry[] {
  return pathsOf(manifest)
    .filter((path) => !fixed.includes(path))
    .flatMap((path) =>
      Object.entries(replacements)
        .filter(([, value]) => value !== null || !marks.test(path))
        .map(([what, value]) => ({
          name: `${name}: ${path.replaceAll('"', "'")} ${what}`,
          manifest: changeManifest(manifest, { [path]: value }),
        })),
    );
}
