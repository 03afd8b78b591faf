import { withoutOwnMarks } from '../../model/bookkeeping.ts';
import { isJsonObject } from '../../model/json.ts';
import { keyOfObject } from '../../model/object-key.ts';
import type { SourceFile } from '../../ports/manifest-sources.ts';
import type { ImportedManifest } from '../../model/imported-manifest.ts';
import { checkObject } from './check-object.ts';
import { checkSources } from './check-sources.ts';
import { findTwins } from './find-twins.ts';
import { problemsFailure } from './problems-failure.ts';
import { readDocuments } from './read-documents.ts';
import { showSourcePlace, type SourceProblem } from './source-problem.ts';
import { takeListsApart } from './take-lists-apart.ts';

/**
 * All manifests of some files, in the order of the files, without our own label and annotation. Throws
 * a `Failure` that names everything that is wrong with them.
 */
export function collectManifests(files: readonly SourceFile[]): readonly ImportedManifest[] {
  checkSources(files);
  const read = files.map(readDocuments);
  const found = read.flatMap(({ documents }) => documents.flatMap(takeListsApart));
  const faults = found.flatMap(({ value, place }) =>
    checkObject(value).map((fault): SourceProblem => ({ ...place, ...fault })),
  );
  refuse([...read.flatMap(({ problems }) => problems), ...faults]);
  const objects = found.flatMap(({ value, place }) =>
    isJsonObject(value) ? [{ key: keyOfObject(value), object: value, place }] : [],
  );
  refuse(findTwins(objects));
  return objects.map(({ key, object, place }) => ({
    key,
    object: withoutOwnMarks(object),
    place: showSourcePlace(place),
  }));
}

function refuse(problems: readonly SourceProblem[]): void {
  if (problems.length > 0) throw problemsFailure(problems);
}
